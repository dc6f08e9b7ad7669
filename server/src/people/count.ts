import type { Activity } from '../facts/repository.ts';
import type { Counting } from '../model/counting.ts';
import { DAY_MS, type Instant } from '../model/instant.ts';
import { absenceFactor } from './absenceFactor.ts';
import { apportion } from './apportion.ts';
import { isBot } from './bots.ts';
import type { Commit } from './commit.ts';
import { peopleOf } from './identity.ts';
import { tallyPeople, type Dated, type Tally } from './tally.ts';

/** What a count needs to know beside the commits. */
export interface CountOptions extends Partial<Counting> {
  /** End of the year, not in it: the year is the 365 days before. */
  readonly until: Instant;
}

/** A part of the year of which some commits were read. */
export interface SampledWindow {
  readonly from: Instant;
  readonly until: Instant;
  /** All commits of the window, merges and bots included. */
  readonly total: number;
  /** Those that were read. */
  readonly commits: readonly Commit[];
}

/** Human commits below which shares and the absence factor say nothing (PRODUCT.md, "Counting"). */
const SHARES_FROM = 10;
/** am5: commits a year that make an active person. */
const ACTIVE_FROM = 5;
const YEAR_MS = 365 * DAY_MS;
const MOST_SHARES = 100;

/**
 * Counts a year of which every commit is given, in any order: human commits with an author date within the 365 days before `until`
 * (half-open: a commit at `until` is not in it). Commits outside the year only help to tell people apart and, where older, to find the
 * last commit; those without a valid date are passed over. Throws RangeError where `until` is no date.
 */
export function countYear(commits: readonly Commit[], options: CountOptions): Activity {
  return countWeighted(
    commits.map((commit) => ({ commit, weight: 1 })),
    options,
    false,
  );
}

/**
 * Counts a year from windows of which some commits were read: every commit read stands for `total` / read of its window, so human commits,
 * months and shares are estimates; people and active people are those seen, hence "at least". A commit counts in the month of its author
 * date, whatever window it was read in. Windows read whole give an exact count, which does not say `sampled`. A window of which nothing was
 * read adds nothing. Throws RangeError where `until` is no date.
 */
export function countSampled(windows: readonly SampledWindow[], options: CountOptions): Activity {
  const weighted = windows.flatMap(({ total, commits }) => {
    const weight = exactlySummed(Math.max(1, total / Math.max(1, commits.length)));
    return commits.map((commit) => ({ commit, weight }));
  });
  return countWeighted(
    weighted,
    options,
    windows.some(({ total, commits }) => total > commits.length),
  );
}

/** In steps of 1/4096, whose sums are exact: a count must not hang on the order of commits. */
function exactlySummed(weight: number): number {
  return Math.round(weight * 4096) / 4096;
}

function countWeighted(given: readonly Omit<Dated, 'time'>[], options: CountOptions, sampled: boolean): Activity {
  const { until, bots = [], aliases = [] } = options;
  const end = Date.parse(until);
  if (Number.isNaN(end)) throw new RangeError(`cannot count the year up to "${until}": it is no date`);
  const from = end - YEAR_MS;
  const past = given.map((entry) => ({ ...entry, time: Date.parse(entry.commit.at) })).filter(({ time }) => time < end);
  const inYear = past.filter(({ time }) => time >= from);
  const machines = inYear.filter(({ commit }) => !isMerge(commit) && isBot(commit.author, bots));
  const human = past.filter(({ commit }) => !isMerge(commit) && !isBot(commit.author, bots));
  return {
    until,
    ...figures(tallyPeople(human, { from, end }, aliases)),
    lastCommit: newest(human),
    sampled,
    leftOut: {
      botCommits: machines.length,
      botAccounts: new Set(
        peopleOf(
          machines.map(({ commit }) => commit.author),
          [],
        ).personOf,
      ).size,
      merges: inYear.filter(({ commit }) => isMerge(commit)).length,
    },
  };
}

function isMerge({ parents }: Commit): boolean {
  return parents >= 2;
}

function newest(human: readonly Dated[]): Instant | null {
  const last = human.reduce((latest, { time }) => Math.max(latest, time), -Infinity);
  return Number.isFinite(last) ? new Date(last).toISOString() : null;
}

type Figures = Omit<Activity, 'until' | 'lastCommit' | 'sampled' | 'leftOut'>;

/** The figures of a year's people, busiest first. Months add up to the commits, and so do the shares of all people. */
function figures(people: readonly Tally[]): Figures {
  const [busiest] = people;
  const estimated = Array.from({ length: 12 }, (_, month) => sum(people.map(({ months }) => months[month] ?? 0)));
  const commits = Math.round(sum(estimated));
  const months = apportion(estimated, commits);
  const shares = apportion(
    people.map(({ total }) => total),
    commits,
  );
  const seen = sum(people.map((person) => person.seen));
  return {
    commits,
    people: people.length,
    active: people.filter((person) => person.seen >= ACTIVE_FROM).length,
    months,
    busiestMonths: apportion(busiest?.months ?? months, shares[0] ?? 0).map((count, at) => Math.min(count, months[at] ?? 0)),
    shares: shares.slice(0, MOST_SHARES),
    absenceFactor: seen < SHARES_FROM ? null : absenceFactor(shares),
    busiestId: busiest?.account ?? null,
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
