import { foundation } from '../facts/repository.ts';
import { unreleasedWork } from '../facts/repositoryDetail.ts';
import type { Assessment } from '../model/assessment.ts';
import { dayOf, daysBetween, type Instant } from '../model/instant.ts';
import { cardFacts, detailFacts, reportFacts } from './cardFacts.ts';
import { foreignHostWords } from './elsewhereWords.ts';
import { homeOf } from './home.ts';
import { whyPhrase } from './phrases.ts';

/** A fact looked for and not known. */
export type Unknown = Assessment['unknown'][number];

/** Facts that a forge tells; the bundled list of foundations is none. */
const FORGE: ReadonlySet<string> = new Set(
  [...reportFacts, ...detailFacts]
    .filter((key) => (key.of === 'repository' || key.of === 'directory') && key.id !== foundation.id)
    .map(({ id }) => id),
);

/** How a surface says reasons that mean something else there; the others read the same everywhere. */
export interface ReasonWords {
  /** What lets GitHub be asked. */
  readonly signIn?: string;
  /** Nobody could be reached, or nobody was to be asked. */
  readonly offline?: string;
  /** What nobody was asked about. */
  readonly pending?: string;
  /** Nothing shows how it was on the earlier day that is told of. */
  readonly undated?: string;
  /** What helps, by what it helps against, where it is called otherwise than in the editor. */
  readonly helps?: Readonly<
    Partial<Record<'signIn' | 'raisesLimit' | 'offline' | 'mirror' | 'switchedOff' | 'indirect', string>>
  >;
}

/** Reasons as a terminal says them: nobody signs in there. `offline`: nobody was to be asked; `isPast`: an earlier day is told of. */
export function terminalReasons(offline: boolean, isPast = false): ReasonWords {
  return {
    signIn: 'needs a GitHub token',
    // The run is over: nothing is still to come.
    pending: 'not asked in this run',
    ...(offline ? { offline: 'offline, nobody asked' } : {}),
    ...(isPast ? { undated: 'cannot be dated' } : {}),
    helps: {
      signIn: 'set GH_TOKEN to a GitHub token without scopes',
      raisesLimit: 'a token in GH_TOKEN raises the limit',
      ...(offline ? { offline: 'run it without --offline' } : {}),
      mirror: 'if your registry is a mirror of the public one, --public-mirrors says so',
      switchedOff: 'run it without --privacy strict, which asks registries alone',
      indirect: '“mainstay explain” asks about one of them',
    },
  };
}

/** Whether a fact is told by the forge the repository is on. */
export function isOfForge(id: string): boolean {
  return FORGE.has(id);
}

/** Why a fact of a dependency is not known, as a reader would say it: a forge's by what helps, a limit by its end. */
export function whyUnknown(
  { id, why, until }: Pick<Unknown, 'id' | 'why' | 'until'>,
  assessment: Assessment,
  now: Instant,
  words: ReasonWords = {},
): string {
  if (why === 'rate-limited' && until !== undefined && until > now) return `rate limit, again after ${timeOf(until, now)}`;
  if (why === 'private' && assessment.foreignHost !== undefined) return foreignHostWords(assessment.foreignHost);
  const home = isOfForge(id) ? homeOf(assessment) : undefined;
  if (home && why === 'unauthorized') return words.signIn ?? 'needs GitHub sign-in';
  if (home && why === 'not-served') return 'not told by its forge';
  if (home && why === 'unsupported') return `not read from ${home.host}`;
  if (why === 'pending' && words.pending !== undefined) return words.pending;
  if (why === 'offline' && words.offline !== undefined) return words.offline;
  if (why === 'undated' && words.undated !== undefined) return words.undated;
  if (why === 'not-found' && id === unreleasedWork.id) return 'no tag to compare with';
  return whyPhrase[why];
}

/** The minute of an instant in UTC, with its day where that is another one. */
function timeOf(at: Instant, now: Instant): string {
  const [, day = '', time = ''] = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)/.exec(at) ?? [];
  return `${day === dayOf(now) ? '' : `${day} `}${time} UTC`;
}

/** Days since the oldest of what is shown was asked; what is bundled was never asked. Undefined where nothing is known. */
export function storeAge({ facts }: Assessment, now: Instant): number | undefined {
  const ages = cardFacts.flatMap((key) => {
    const fact = facts.get<unknown>(key);
    return fact.state === 'known' && key.id !== foundation.id ? [daysBetween(fact.from.fetchedAt, now)] : [];
  });
  return ages.length === 0 ? undefined : Math.max(...ages);
}
