import type { LeadHistory, MonthOfCommits } from '../../facts/repositoryDetail.ts';
import type { Counting } from '../../model/counting.ts';
import type { Instant } from '../../model/instant.ts';
import { peopleOf } from '../../people/identity.ts';
import { countAt, monthAt, type Head } from './answer.ts';
import type { Known } from './question.ts';
import { MONTHS, monthsBefore } from './months.ts';
import { authored, readWhole } from './people.ts';

/**
 * Every commit of the last 24 equal months and the busiest account's. Undefined where a month was not answered; the busiest person's are null
 * where one of theirs was not. GitHub's windows go by commit date, and what the account wrote under an address it does not list is not its own.
 */
export function monthlyCommitsOf(head: Head, now: Instant): readonly MonthOfCommits[] | undefined {
  const months = monthsBefore(now).slice(12);
  const totals = months.map((_, at) => monthAt(head, at + 12)?.totalCount);
  const busiest = months.map((_, at) => countAt(head, `b${at + 12}`));
  if (!areAll(totals)) return undefined;
  return months.map(({ from }, at) => ({
    from,
    commits: totals[at] ?? 0,
    busiest: areAll(busiest) ? (busiest[at] ?? 0) : null,
  }));
}

/**
 * How the busiest account came to lead, from counts of all commits and of its own: by quarter, ever, and before the three years. Undefined
 * where one of the counts was not answered, or where the busiest person has no account. Of the second busiest less is asked.
 */
export function leadHistoryOf(
  head: Head,
  now: Instant,
  { second, counting }: { readonly second?: Known['second']; readonly counting?: Counting | undefined } = {},
): LeadHistory | undefined {
  const months = monthsBefore(now);
  const totals = months.map((_, at) => monthAt(head, at)?.totalCount);
  const first = [0, 3, 6, 9].map((at) => countAt(head, `q${at}`));
  const later = Array.from({ length: 24 }, (_, at) => countAt(head, `b${at + 12}`));
  const [totalEver, commitsEver, commitsBefore] = [head.ever, head.busiestEver, head.busiestBefore].map((one) => one?.totalCount);
  if (totalEver === undefined || commitsEver === undefined || commitsBefore === undefined) return undefined;
  if (!areAll(totals) || !areAll(first) || !areAll(later)) return undefined;
  const own = [...first, ...byThree(later)];
  const total = byThree(totals);
  const before = yearsBeforeLast(head, counting);
  const next = second && secondOf(head, second);
  return {
    commitsEver,
    totalEver,
    commitsBefore,
    quarters: Array.from({ length: MONTHS / 3 }, (_, at) => ({
      from: months[at * 3]?.from ?? now,
      commits: own[at] ?? 0,
      total: total[at] ?? 0,
    })),
    ...(before === undefined ? {} : { yearsBefore: before }),
    ...(next === undefined ? {} : { second: next }),
  };
}

/** The second busiest account: first seen among the commits read, so perhaps earlier. */
function secondOf(head: Head, { id, commits }: NonNullable<Known['second']>): LeadHistory['second'] {
  const [commitsEver, commitsBefore] = [head.secondEver?.totalCount, head.secondBefore?.totalCount];
  const own = authored(head)?.filter(({ by }) => by.id === id);
  if (commitsEver === undefined || commitsBefore === undefined || own === undefined) return undefined;
  return { commits, commitsEver, commitsBefore, firstSeen: own.map(({ at }) => at).sort()[0] ?? null };
}

/** Commits that make an active person, and below which a share says nothing (PRODUCT.md, "Counting"). */
const ACTIVE_FROM = 5;
const SHARE_FROM = 10;

/**
 * Who kept it in the two years before the last, of the newest commits of each month; machines left out. Whether a commit is a merge is not asked
 * for here, so whoever merges much seems to do more. Undefined where a month was not answered.
 */
function yearsBeforeLast(head: Head, counting: Counting | undefined): LeadHistory['yearsBefore'] {
  const all = authored(head, counting?.bots);
  const then = authored(head, counting?.bots, { until: MONTHS - 12 });
  if (all === undefined || then === undefined) return undefined;
  // The last year helps to tell who is one human; its commits come last.
  const { personOf } = peopleOf(
    all.map(({ by }) => by),
    counting?.aliases ?? [],
  );
  const commits = new Map<number, number>();
  for (const person of personOf.slice(0, then.length)) commits.set(person, (commits.get(person) ?? 0) + 1);
  const counts = [...commits.values()];
  return {
    active: counts.filter((count) => count >= ACTIVE_FROM).length,
    busiestShare: then.length < SHARE_FROM ? null : Math.max(...counts) / then.length,
    sampled: !readWhole(head, 0, MONTHS - 12),
  };
}

function byThree(counts: readonly number[]): readonly number[] {
  return Array.from({ length: counts.length / 3 }, (_, at) =>
    counts.slice(at * 3, at * 3 + 3).reduce((sum, count) => sum + count, 0),
  );
}

function areAll(counts: readonly (number | undefined)[]): counts is readonly number[] {
  return !counts.includes(undefined);
}
