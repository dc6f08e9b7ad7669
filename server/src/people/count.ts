import type { Activity } from '../facts/repository.ts';
import { DAY_MS, type Instant } from '../model/instant.ts';
import { absenceFactor } from './absenceFactor.ts';
import { apportion } from './apportion.ts';
import { isBot } from './bots.ts';
import type { Commit } from './commit.ts';
import { peopleOf, type People } from './identity.ts';

/** What a count needs to know beside the commits. */
export interface CountOptions {
  /** End of the year, not in it: the year is the 365 days before. */
  readonly until: Instant;
  /** Logins or globs of logins (`acme-*`) that are no humans; with a leading `!`, logins that are humans whatever the rules say. */
  readonly bots?: readonly string[];
  /** Groups of logins, e-mails or full names that are one human each. */
  readonly aliases?: readonly (readonly string[])[];
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

/** Commits below which shares and the absence factor say nothing (PRODUCT.md, "Counting"). */
export const SHARES_FROM = 10;
const ACTIVE_FROM = 5;
const YEAR_MS = 365 * DAY_MS;
const MONTHS = 12;
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
 * months and shares are estimates; people and active people are those seen, hence "at least". Windows read whole give an exact count, which
 * does not say `sampled`. A window of which nothing was read adds nothing. Throws RangeError where `until` is no date.
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

interface Weighted {
  readonly commit: Commit;
  readonly weight: number;
}

/** One human's year. */
interface Tally {
  readonly person: number;
  seen: number;
  readonly months: number[];
  readonly accounts: Map<string, number>;
}

function countWeighted(given: readonly Weighted[], { until, bots = [], aliases = [] }: CountOptions, sampled: boolean): Activity {
  const end = Date.parse(until);
  if (Number.isNaN(end)) throw new RangeError(`cannot count the year up to "${until}": it is no date`);
  const from = end - YEAR_MS;
  const past = given
    .map(({ commit, weight }) => ({ commit, weight, time: Date.parse(commit.at) }))
    .filter(({ time }) => time < end);
  const changes = past.filter(({ commit }) => commit.parents < 2);
  const human = changes.filter(({ commit }) => !isBot(commit.author, bots));
  const machine = changes.filter(({ commit, time }) => time >= from && isBot(commit.author, bots));
  const people = peopleOf(
    human.map(({ commit }) => commit.author),
    aliases,
  );

  const tallies = new Map<number, Tally>();
  let last = -Infinity;
  human.forEach(({ commit, weight, time }, at) => {
    last = Math.max(last, time);
    if (time < from) return;
    const person = people.personOf[at] ?? -1;
    const tally = tallies.get(person) ?? { person, seen: 0, months: emptyMonths(), accounts: new Map<string, number>() };
    tallies.set(person, tally);
    const month = Math.floor(((time - from) * MONTHS) / YEAR_MS);
    tally.seen += 1;
    tally.months[month] = (tally.months[month] ?? 0) + weight;
    if (commit.author.id !== null) tally.accounts.set(commit.author.id, (tally.accounts.get(commit.author.id) ?? 0) + 1);
  });

  const ranked = [...tallies.values()].sort((a, b) => sum(b.months) - sum(a.months) || byKey(people, a, b));
  const exactMonths = emptyMonths().map((_, month) => sum(ranked.map(({ months }) => months[month] ?? 0)));
  const commits = Math.round(sum(exactMonths));
  const months = apportion(exactMonths, commits);
  const shares = apportion(
    ranked.map((tally) => sum(tally.months)),
    commits,
  );
  const busiest = ranked[0];
  const busiestMonths = apportion(busiest?.months ?? emptyMonths(), shares[0] ?? 0);
  const seen = sum(ranked.map((tally) => tally.seen));
  return {
    until,
    commits,
    people: ranked.length,
    active: ranked.filter((tally) => tally.seen >= ACTIVE_FROM).length,
    months,
    busiestMonths: busiestMonths.map((count, month) => Math.min(count, months[month] ?? 0)),
    shares: shares.slice(0, MOST_SHARES),
    absenceFactor: seen < SHARES_FROM ? null : absenceFactor(shares),
    lastCommit: Number.isFinite(last) ? new Date(last).toISOString() : null,
    sampled,
    leftOut: {
      botCommits: machine.length,
      botAccounts: new Set(
        peopleOf(
          machine.map(({ commit }) => commit.author),
          [],
        ).personOf,
      ).size,
      merges: past.filter(({ commit, time }) => time >= from && commit.parents >= 2).length,
    },
    busiestId: busiest ? mostUsed(busiest.accounts) : null,
  };
}

/** In steps of 1/4096, whose sums are exact: the count must not hang on the order of commits. */
function exactlySummed(weight: number): number {
  return Math.round(weight * 4096) / 4096;
}

function emptyMonths(): number[] {
  return Array.from({ length: MONTHS }, () => 0);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** Who comes first among equals must not hang on the order of commits. */
function byKey({ keyOf }: People, a: Tally, b: Tally): number {
  return (keyOf[a.person] ?? '') < (keyOf[b.person] ?? '') ? -1 : 1;
}

function mostUsed(accounts: ReadonlyMap<string, number>): string | null {
  const [first] = [...accounts].sort(([a, countA], [b, countB]) => countB - countA || (a < b ? -1 : 1));
  return first?.[0] ?? null;
}
