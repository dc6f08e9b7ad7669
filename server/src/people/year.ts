import type { Counting } from '../model/counting.ts';
import { DAY_MS, type Instant } from '../model/instant.ts';
import { isBot } from './bots.ts';
import type { Commit } from './commit.ts';
import type { Dated } from './tally.ts';

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

/** A year's commits told apart; what is counted of them, people and employers, is counted of the same ones. */
export interface Year {
  readonly until: Instant;
  /** First and last moment in ms, half-open. */
  readonly from: number;
  readonly end: number;
  /** Some commits stand for others that were not read. */
  readonly sampled: boolean;
  /** By humans, no merges, up to the end; those before the year help to tell people apart. */
  readonly human: readonly Dated[];
  /** By machines, no merges, within the year. */
  readonly machines: readonly Dated[];
  /** Merges within the year that were read. */
  readonly merges: number;
  readonly aliases: readonly (readonly string[])[];
}

const YEAR_MS = 365 * DAY_MS;

/**
 * A year of which every commit is given, in any order; a commit at `until` is not in it, and those without a valid date are passed over.
 * Throws RangeError where `until` is no date.
 */
export function wholeYear(commits: readonly Commit[], options: CountOptions): Year {
  return sorted(
    commits.map((commit) => ({ commit, weight: 1 })),
    options,
    false,
  );
}

/**
 * A year from windows of which some commits were read: every commit read stands for `total` / read of its window. Windows read whole make
 * a whole year; a window of which nothing was read adds nothing. Throws RangeError where `until` is no date.
 */
export function sampledYear(windows: readonly SampledWindow[], options: CountOptions): Year {
  const weighted = windows.flatMap(({ total, commits }) => {
    const weight = exactlySummed(Math.max(1, total / Math.max(1, commits.length)));
    return commits.map((commit) => ({ commit, weight }));
  });
  return sorted(
    weighted,
    options,
    windows.some(({ total, commits }) => total > commits.length),
  );
}

/** In steps of 1/4096, whose sums are exact: a count must not hang on the order of commits. */
function exactlySummed(weight: number): number {
  return Math.round(weight * 4096) / 4096;
}

function sorted(given: readonly Omit<Dated, 'time'>[], options: CountOptions, sampled: boolean): Year {
  const { until, bots = [], aliases = [] } = options;
  const end = Date.parse(until);
  if (Number.isNaN(end)) throw new RangeError(`cannot count the year up to "${until}": it is no date`);
  const from = end - YEAR_MS;
  const past = given.map((entry) => ({ ...entry, time: Date.parse(entry.commit.at) })).filter(({ time }) => time < end);
  const inYear = past.filter(({ time }) => time >= from);
  return {
    until,
    from,
    end,
    sampled,
    human: past.filter(({ commit }) => !isMerge(commit) && !isBot(commit.author, bots)),
    machines: inYear.filter(({ commit }) => !isMerge(commit) && isBot(commit.author, bots)),
    merges: inYear.filter(({ commit }) => isMerge(commit)).length,
    aliases,
  };
}

function isMerge({ parents }: Commit): boolean {
  return parents >= 2;
}
