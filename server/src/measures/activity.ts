import type { Activity, RepositoryIdentity } from '../facts/repository.ts';
import { daysBetween, type Instant } from '../model/instant.ts';
import type { Thresholds } from '../model/thresholds.ts';
import type { Truth } from './truth.ts';

/** Human commits a year below which shares say nothing (PRODUCT.md, "Counting"). */
const SHARES_FROM = 10;
/** First half-year's commits below which a decline says nothing. */
const DECLINE_FROM = 20;

/** How many of the year's twelve equal parts have a human commit; at least so many where the count is sampled. */
export function monthsActive({ months }: Pick<Activity, 'months'>): number {
  return months.filter((commits) => commits > 0).length;
}

/** The busiest person of the year. */
export interface Busiest {
  readonly commits: number;
  /** Of all human commits, above 0 up to 1. */
  readonly share: number;
}

/** The busiest person's part of the year's human commits; undefined below ten commits, and where only the newest of the year were read. */
export function busiest({ commits, shares, readSince }: Pick<Activity, 'commits' | 'shares' | 'readSince'>): Busiest | undefined {
  const [most] = shares;
  return most === undefined || readSince !== undefined || commits < SHARES_FROM
    ? undefined
    : { commits: most, share: Math.min(1, most / commits) };
}

/** What would remain of the year without its busiest person. */
export interface Remainder {
  readonly commits: number;
  /** Of all human commits, 0 up to 1. */
  readonly share: number;
  /** Everyone else who committed; at least so many where sampled. */
  readonly people: number;
}

/** Share and number of the year's human commits made by everyone but the busiest person; undefined below ten commits. */
export function remainder(activity: Pick<Activity, 'commits' | 'shares' | 'people' | 'readSince'>): Remainder | undefined {
  const top = busiest(activity);
  if (!top) return undefined;
  return {
    commits: Math.max(0, activity.commits - top.commits),
    share: 1 - top.share,
    people: Math.max(0, activity.people - 1),
  };
}

/** Human commits of the year's first and second half. */
export function halfYears({ months }: Pick<Activity, 'months'>): readonly [number, number] {
  const half = Math.ceil(months.length / 2);
  return [sum(months.slice(0, half)), sum(months.slice(half))];
}

/** The half-years where the second has at most half of the first, and the first at least 20 commits; undefined otherwise, and where months were not read. */
export function decline(activity: Pick<Activity, 'months' | 'readSince'>): readonly [number, number] | undefined {
  if (activity.readSince !== undefined) return undefined;
  const [before, after] = halfYears(activity);
  return before >= DECLINE_FROM && after * 2 <= before ? [before, after] : undefined;
}

/** The thresholds of the activity test. */
export type FadingThresholds = Pick<Thresholds, 'fading.activePeople' | 'fading.activeMonths' | 'fading.silentDays'>;

/** Whether nobody committed for so many days up to the end of the year counted. */
export function isSilent({ lastCommit, until }: Pick<Activity, 'lastCommit' | 'until'>, days: number): boolean {
  return lastCommit === null || daysBetween(lastCommit, until) >= days;
}

/**
 * The activity test of `fading` (PRODUCT.md, "Standings"): am5 ≤ 1, and at most 6 of 12 months with a commit or none in the last 90 days of
 * the window. A sampled count sees too few people, months and commits rather than too many: it can refute the test, never prove it.
 */
export function activityTest(
  activity: Pick<Activity, 'active' | 'months' | 'lastCommit' | 'until' | 'sampled'>,
  thresholds: FadingThresholds,
): Truth {
  const isQuiet =
    monthsActive(activity) <= thresholds['fading.activeMonths'] || isSilent(activity, thresholds['fading.silentDays']);
  if (activity.active > thresholds['fading.activePeople'] || !isQuiet) return 'fails';
  return activity.sampled ? 'unknown' : 'holds';
}

/** The thresholds of one person's work. */
export type OnePersonThresholds = Pick<
  Thresholds,
  'one-maintainer.commits' | 'one-maintainer.share' | 'one-maintainer.shareAlone'
>;

/** Whether most of the year is one person's: at least 10 human commits, of which one made 80 %, or half where nobody else made five. */
export function isOnePersons(
  activity: Pick<Activity, 'commits' | 'shares' | 'active' | 'sampled' | 'readSince'>,
  thresholds: OnePersonThresholds,
): Truth {
  if (activity.readSince !== undefined) return 'unknown';
  const top = busiest(activity);
  if (!top || activity.commits < thresholds['one-maintainer.commits']) return 'fails';
  if (top.share * 100 >= thresholds['one-maintainer.share']) return 'holds';
  if (activity.active !== 1 || top.share * 100 < thresholds['one-maintainer.shareAlone']) return 'fails';
  return activity.sampled ? 'unknown' : 'holds';
}

/**
 * Whether the project is younger than a year: nothing older than twelve months in its history, or a fork made since. Unknown where neither
 * its history's age nor, for a fork, its own is told.
 */
export function isYoung({ olderThanAYear, forkOf, createdAt }: RepositoryIdentity, now: Instant): Truth {
  if (olderThanAYear === false) return 'holds';
  if (forkOf !== null && createdAt !== null) return daysBetween(createdAt, now) < 365 ? 'holds' : 'fails';
  return olderThanAYear === null || forkOf !== null ? 'unknown' : 'fails';
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
