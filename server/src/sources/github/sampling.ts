import * as z from 'zod/mini';
import type { Activity, Affiliations } from '../../facts/repository.ts';
import { UpstreamFailure } from '../../model/failure.ts';
import type { FactKey, Missing } from '../../model/fact.ts';
import type { Instant } from '../../model/instant.ts';
import type { GitHubHost } from '../../model/ports.ts';
import { missing, observe, type Ask, type Observation } from '../../model/source.ts';
import type { DirectorySubject, RepositorySubject } from '../../model/subject.ts';
import { WindowsAnswer, type History } from './answers.ts';
import { countedWindows, type CountedYear, type YearOfCommits } from './commits.ts';
import { inPortions } from './portions.ts';
import { aliasOf, windowsOf, windowsQuestion, type Cursors, type Window } from './queries.ts';
import { askGitHub } from './question.ts';
import { toldOf, type Told } from './told.ts';

/** Places of twelve windows each in one question: twice as many commits as twenty repositories with a hundred. */
const PLACES = 4;

/** A repository or directory whose year is too full to be read. */
export interface FullYear<S> {
  readonly subject: S;
  /** The page to name as the source. */
  readonly url: string;
  readonly commits: YearOfCommits;
  /** Said once the year is known. */
  readonly then: readonly Observation[];
}

/** The facts that a year is told under; employers of whole repositories only. */
interface YearKeys {
  readonly activity: FactKey<Activity>;
  readonly affiliations?: FactKey<Affiliations>;
}

/** The facts of a year's count. */
function observeYear(
  subject: RepositorySubject | DirectorySubject,
  { activity, affiliations }: YearKeys,
  counted: CountedYear,
  url: string,
  more: { readonly asOf?: Instant } = {},
): readonly Observation[] {
  return [
    observe(subject, activity, counted.activity, url, more),
    ...(affiliations ? [observe(subject, affiliations, counted.affiliations, url, more)] : []),
  ];
}

function missingYear(
  { subject }: FullYear<RepositorySubject | DirectorySubject>,
  keys: YearKeys,
  why: Missing,
): readonly Observation[] {
  return [keys.activity, ...(keys.affiliations ? [keys.affiliations] : [])].map((key) => missing(subject, key, why));
}

/** A year by twelve monthly windows of at most 100 commits, an estimate that says so. */
export function sampleYears<S extends RepositorySubject | DirectorySubject>(
  ask: Pick<Ask, 'http' | 'signal' | 'now' | 'counting'>,
  host: GitHubHost,
  keys: YearKeys,
  years: readonly FullYear<S>[],
): AsyncGenerator<Observation> {
  const windows = windowsOf(ask.now);
  return inPortions(years, {
    most: PLACES,
    signal: ask.signal,
    async ask(some) {
      const answer = await askGitHub(
        ask,
        host,
        windowsQuestion(
          some.map(({ subject }) => subject),
          windows,
        ),
      );
      const said: Observation[] = [];
      const again = new Map<FullYear<S>, Missing>();
      const told = some.map((_, at) => toldOf(answer, aliasOf(at)));
      const targets = await readOn(ask, host, some, told.map(windowsIn), windows);
      some.forEach((year, at) => {
        const target = targets[at] ?? {};
        const counted = countedWindows(target, windows, year.commits.older, { ...ask.counting, until: ask.now });
        if (counted) said.push(...observeYear(year.subject, keys, counted, year.url, { asOf: ask.now }), ...year.then);
        else if (told[at]?.isTooHeavy === true) again.set(year, told[at].why);
        else said.push(...missingYear(year, keys, told[at]?.why ?? 'malformed'));
      });
      return { said, again };
    },
    giveUp: (year, why) => missingYear(year, keys, why),
  });
}

type Windows = Readonly<Record<string, History | undefined>>;

function windowsIn({ value }: Told): Windows {
  const read = z.safeParse(WindowsAnswer, value);
  return read.success ? read.data.defaultBranchRef.target : {};
}

/**
 * The windows with one page more of each that was not read whole: a merge can bring a year's work in one day, and the newest hundred of it
 * are not like the rest. Where that cannot be had, what was read stands.
 */
async function readOn(
  ask: Pick<Ask, 'http' | 'signal' | 'now'>,
  host: GitHubHost,
  years: readonly FullYear<RepositorySubject | DirectorySubject>[],
  read: readonly Windows[],
  windows: readonly Window[],
): Promise<readonly Windows[]> {
  const open = read.map((of) => cursorsOf(of, windows));
  const left = years.flatMap((year, at) => ((open[at]?.size ?? 0) > 0 ? [{ year, at }] : []));
  if (left.length === 0) return read;
  try {
    const places = left.map(({ year }) => year.subject);
    const onwards = left.map(({ at }) => open[at] ?? new Map<number, string>());
    const answer = await askGitHub(ask, host, windowsQuestion(places, windows, onwards));
    const more = new Map(left.map(({ at }, position) => [at, windowsIn(toldOf(answer, aliasOf(position)))]));
    return read.map((of, at) => joined(of, more.get(at) ?? {}));
  } catch (error) {
    if (error instanceof UpstreamFailure) return read;
    throw error;
  }
}

function cursorsOf(of: Windows, windows: readonly Window[]): Cursors {
  return new Map(
    windows.flatMap((_, w) => {
      const history = of[`w${w}`];
      const cursor = history?.pageInfo?.endCursor;
      return history && typeof cursor === 'string' && history.totalCount > history.nodes.length ? [[w, cursor] as const] : [];
    }),
  );
}

function joined(of: Windows, more: Windows): Windows {
  return Object.fromEntries(
    Object.entries(of).map(([key, history]) => {
      const next = more[key];
      return [key, history && next ? { ...history, nodes: [...history.nodes, ...next.nodes] } : history];
    }),
  );
}
