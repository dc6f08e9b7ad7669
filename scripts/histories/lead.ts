import type { LeadHistory, MonthOfCommits } from '../../server/src/facts/repositoryDetail.ts';
import { monthsBefore } from '../../server/src/sources/githubDetail/months.ts';
import { dateOf, RECORDED_FROM, type History, type HistoryCommit } from './history.ts';
import { between, humanCommits, yearBefore } from './year.ts';

const YEAR = 365;
const ACTIVE_FROM = 5;
const SHARES_FROM = 10;

/**
 * Every commit of the 24 months before a day and those of the year's busiest person, by the day they came to the branch; undefined where the months reach
 * back before 2014 into commits that are recorded as a number only.
 */
export function monthlyCommitsBefore(history: History, day: number): readonly MonthOfCommits[] | undefined {
  if (!isRecorded(history, day - 2 * YEAR)) return undefined;
  const { busiestId } = yearBefore(history, day);
  const months = monthsBefore(dateOf(day)).slice(12);
  return counted(landedBefore(history, day), months, busiestId).map(({ from, commits, own }) => ({
    from,
    commits,
    busiest: busiestId === null ? null : own,
  }));
}

/**
 * How the year's busiest person came to lead, as GitHub's counts would have told it: all commits, merges and machines included. Undefined where there
 * is no such person, and where the three years reach back before 2014 into commits that are recorded without their authors.
 */
export function leadHistoryBefore(history: History, day: number): LeadHistory | undefined {
  const { before2014 } = history;
  const { busiestId } = yearBefore(history, day);
  if (busiestId === null || !isRecorded(history, day - 3 * YEAR)) return undefined;
  const landed = landedBefore(history, day);
  const months = monthsBefore(dateOf(day));
  const byMonth = counted(landed, months, busiestId);
  const quarters = Array.from({ length: months.length / 3 }, (_, at) => byMonth.slice(at * 3, at * 3 + 3));
  const commitsEver = landed.filter(({ person }) => person.id === busiestId).length;
  return {
    commitsEver,
    totalEver: before2014.commits + landed.length,
    commitsBefore: commitsEver - sum(byMonth.map(({ own }) => own)),
    quarters: quarters.map((three) => ({
      from: three[0]?.from ?? dateOf(day),
      commits: sum(three.map((month) => month.own)),
      total: sum(three.map(({ commits }) => commits)),
    })),
    yearsBefore: twoYears(between(humanCommits(history), day - 3 * YEAR, day - YEAR)),
  };
}

function isRecorded({ before2014 }: History, from: number): boolean {
  return before2014.commits === 0 || from >= RECORDED_FROM;
}

function landedBefore({ commits }: History, day: number): readonly HistoryCommit[] {
  return commits.filter(({ landed }) => landed < day);
}

interface Month {
  readonly from: string;
  readonly commits: number;
  readonly own: number;
}

function counted(
  landed: readonly HistoryCommit[],
  months: readonly { readonly from: string; readonly until: string }[],
  busiestId: string | null,
): readonly Month[] {
  const edges = months.map(({ from }) => Date.parse(from));
  const [start = 0] = edges;
  const length = (Date.parse(months.at(-1)?.until ?? '') - start) / months.length;
  const all = months.map(() => ({ commits: 0, own: 0 }));
  for (const { landed: day, person } of landed) {
    const month = all[Math.floor((day * 86_400_000 + 86_399_000 - start) / length)];
    if (!month) continue; // older than the months
    month.commits += 1;
    if (person.id === busiestId) month.own += 1;
  }
  return months.map(({ from }, at) => ({ from, commits: all[at]?.commits ?? 0, own: all[at]?.own ?? 0 }));
}

/** The two years before the last: people with five commits or more, and the busiest's share. */
function twoYears(human: readonly HistoryCommit[]): NonNullable<LeadHistory['yearsBefore']> {
  const commits = new Map<string, number>();
  for (const { person } of human) commits.set(person.id, (commits.get(person.id) ?? 0) + 1);
  const counts = [...commits.values()];
  return {
    active: counts.filter((count) => count >= ACTIVE_FROM).length,
    busiestShare: human.length < SHARES_FROM ? null : Math.max(...counts) / human.length,
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
