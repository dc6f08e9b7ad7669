import type { Responsiveness } from '../../facts/repositoryDetail.ts';
import { DAY_MS, type Instant } from '../../model/instant.ts';
import type { DetailAnswer, Thread, Threads, Who } from './answer.ts';
import { yearsBefore } from './months.ts';
import { humanOf } from './people.ts';

/** What the forge says of accounts with write access; a member who hides the membership reads as somebody else. */
const KEEPERS: ReadonlySet<string> = new Set(['OWNER', 'MEMBER', 'COLLABORATOR']);
/** Answers from which a median says something, and days that a sample must reach back for its closure ratio to say something. */
const MEDIAN_FROM = 4;
const RATIO_DAYS = 30;
const HOUR_MS = 3_600_000;

/** What a human did on an issue or change. */
interface Act {
  readonly login: string;
  readonly time: number;
  readonly keeps: boolean;
}

interface Read {
  readonly opener: string | null;
  readonly opened: number;
  readonly closed: number | null;
  readonly acts: readonly Act[];
}

type Sampled = Pick<DetailAnswer, 'issues' | 'changes' | 'merged'>;

/**
 * How the newest issues and changes (at most fifteen each) of 24 months were met by humans. Write access is what the forge says of the account
 * in a thread, or having merged or closed another's; of each thread the first five comments and reviews and the last closing were read, so
 * answered counts are "at least" and a first answer may have come earlier from an account that is gone. `closureRatio` is null too where
 * there is more than the sample and it does not reach back 30 days: what was opened yesterday says nothing. Undefined where not answered.
 */
export function responsivenessOf(
  { issues, changes, merged }: Sampled,
  now: Instant,
  bots?: readonly string[],
): Responsiveness | undefined {
  if (issues === undefined || changes === undefined) return undefined;
  const since = Date.parse(yearsBefore(now, 2));
  const threads = [...issues.nodes, ...changes.nodes].filter(({ createdAt }) => Date.parse(createdAt) >= since);
  const merges = (merged?.nodes ?? []).flatMap(({ mergedBy, mergedAt }) => act(mergedBy, mergedAt, { keeps: true, bots }));
  const plain = threads.map((thread) => readThread(thread, new Set(), bots));
  const keepers = new Set(
    [...merges, ...plain.flatMap(({ acts }) => acts)].flatMap(({ keeps, login }) => (keeps ? [login] : [])),
  );
  const read = threads.map((thread) => readThread(thread, keepers, bots));
  const waits = read.flatMap(firstAnswer).sort((a, b) => a - b);
  const seen = [...merges, ...read.flatMap(({ acts }) => acts)].flatMap(({ keeps, time }) => (keeps ? [time] : []));
  return {
    sample: read.length,
    closed: read.filter(({ closed }) => closed !== null).length,
    answered: read.filter(({ acts, opener }) => acts.some(({ keeps, login }) => keeps && login !== opener)).length,
    firstResponseHours: waits.length < MEDIAN_FROM ? null : Math.round((median(waits) / HOUR_MS) * 10) / 10,
    keeperSeen: seen.length === 0 ? null : new Date(Math.max(...seen)).toISOString(),
    closureRatio: reachesBack(issues, now) && reachesBack(changes, now) ? closureRatio(read, now) : null,
  };
}

function readThread(thread: Thread, keepers: ReadonlySet<string>, bots: readonly string[] | undefined): Read {
  const { author, authorAssociation, createdAt, closedAt, comments, reviews, mergedBy, mergedAt, timelineItems } = thread;
  const opener = author?.login.toLowerCase() ?? null;
  const keeps = (who: Who | null | undefined, association: string) =>
    KEEPERS.has(association) || keepers.has(who?.login.toLowerCase() ?? '');
  const closings = timelineItems?.nodes ?? [];
  return {
    opener,
    opened: Date.parse(createdAt),
    closed: typeof closedAt === 'string' ? Date.parse(closedAt) : null,
    acts: [
      ...act(author, createdAt, { keeps: keeps(author, authorAssociation), bots }),
      ...[...(comments?.nodes ?? []), ...(reviews?.nodes ?? [])].flatMap((answer) =>
        act(answer.author, answer.createdAt, { keeps: keeps(answer.author, answer.authorAssociation), bots }),
      ),
      ...act(mergedBy, mergedAt, { keeps: true, bots }),
      // Whoever closes what another opened may do so.
      ...closings.flatMap(({ actor, createdAt: at }) =>
        act(actor, at, { keeps: actor?.login.toLowerCase() !== opener || keeps(actor, ''), bots }),
      ),
    ],
  };
}

function act(
  who: Who | null | undefined,
  at: Instant | null | undefined,
  { keeps, bots }: Pick<Act, 'keeps'> & { readonly bots: readonly string[] | undefined },
): readonly Act[] {
  const login = humanOf(who, bots)?.login?.toLowerCase();
  return login === undefined || typeof at !== 'string' ? [] : [{ login, time: Date.parse(at), keeps }];
}

/** Ms until somebody else first spoke, merged or closed. */
function firstAnswer({ acts, opener, opened }: Read): readonly number[] {
  const others = acts.filter(({ login }) => login !== opener).map(({ time }) => time);
  return others.length === 0 ? [] : [Math.max(0, Math.min(...others) - opened)];
}

function reachesBack({ nodes, pageInfo }: Threads, now: Instant): boolean {
  const oldest = Math.min(...nodes.map(({ createdAt }) => Date.parse(createdAt)));
  return !pageInfo.hasNextPage || Date.parse(now) - oldest >= RATIO_DAYS * DAY_MS;
}

/** Two decimals. */
function closureRatio(read: readonly Read[], now: Instant): number | null {
  const from = Date.parse(yearsBefore(now, 1));
  const opened = read.filter((thread) => thread.opened >= from).length;
  const closed = read.filter((thread) => thread.closed !== null && thread.closed >= from).length;
  return opened === 0 ? null : Math.round((closed / opened) * 100) / 100;
}

function median(sorted: readonly number[]): number {
  const half = sorted.length / 2;
  return ((sorted[Math.ceil(half) - 1] ?? 0) + (sorted[Math.floor(half)] ?? 0)) / 2;
}
