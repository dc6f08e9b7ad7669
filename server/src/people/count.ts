import type { Activity } from '../facts/repository.ts';
import type { Instant } from '../model/instant.ts';
import { absenceFactor } from './absenceFactor.ts';
import { apportion } from './apportion.ts';
import type { Commit } from './commit.ts';
import { peopleOf } from './identity.ts';
import { tallyPeople, type Dated, type Tally } from './tally.ts';
import { sampledYear, wholeYear, type CountOptions, type SampledWindow, type Year } from './year.ts';

/** Human commits below which shares and the absence factor say nothing (PRODUCT.md, "Counting"). */
const SHARES_FROM = 10;
/** am5: commits a year that make an active person. */
const ACTIVE_FROM = 5;
const MOST_SHARES = 100;

/**
 * Counts a year of which every commit is given, in any order: human commits with an author date within the 365 days before `until`
 * (half-open: a commit at `until` is not in it). Commits outside the year only help to tell people apart and, where older, to find the
 * last commit; those without a valid date are passed over. Throws RangeError where `until` is no date.
 */
export function countYear(commits: readonly Commit[], options: CountOptions): Activity {
  return activityIn(wholeYear(commits, options));
}

/**
 * Counts a year from windows of which some commits were read: every commit read stands for `total` / read of its window, so human commits,
 * months and shares are estimates; people and active people are those seen, hence "at least". A commit counts in the month of its author
 * date, whatever window it was read in. Windows read whole give an exact count, which does not say `sampled`. A window of which nothing was
 * read adds nothing. Throws RangeError where `until` is no date.
 */
export function countSampled(windows: readonly SampledWindow[], options: CountOptions): Activity {
  return activityIn(sampledYear(windows, options));
}

/** The people of a year and what they did. */
export function activityIn({ until, from, end, sampled, human, machines, merges, aliases }: Year): Activity {
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
      merges,
    },
  };
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
