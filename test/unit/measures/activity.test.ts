import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Activity } from '../../../server/src/facts/repository.ts';
import { defaultThresholds } from '../../../server/src/model/thresholds.ts';
import {
  activityTest,
  busiest,
  decline,
  halfYears,
  isOnePersons,
  isYoung,
  monthsActive,
  remainder,
} from '../../../server/src/measures/activity.ts';

const year: Activity = {
  until: '2026-01-10T00:00:00.000Z',
  commits: 848,
  people: 6,
  active: 3,
  months: [70, 70, 70, 70, 70, 70, 71, 71, 71, 71, 72, 72],
  busiestMonths: [],
  shares: [805, 20, 12, 4, 4, 3],
  absenceFactor: 1,
  lastCommit: '2026-01-08T00:00:00.000Z',
  sampled: false,
  leftOut: { botCommits: 0, botAccounts: 0, merges: 0 },
  busiestId: null,
};
const quiet: Activity = {
  ...year,
  commits: 6,
  people: 2,
  active: 1,
  months: [0, 0, 0, 4, 0, 0, 0, 0, 0, 2, 0, 0],
  shares: [5, 1],
};

/** Any year that counting could give. */
const anyYear: fc.Arbitrary<Activity> = fc
  .record({
    shares: fc.array(fc.integer({ min: 1, max: 400 }), { maxLength: 30 }).map((shares) => [...shares].sort((a, b) => b - a)),
    months: fc.array(fc.nat(40), { minLength: 12, maxLength: 12 }),
    lastCommit: fc.option(fc.constantFrom('2026-01-09T00:00:00.000Z', '2025-09-01T00:00:00.000Z', '2020-01-01T00:00:00.000Z')),
    sampled: fc.boolean(),
  })
  .map((given) => ({
    ...year,
    ...given,
    commits: given.shares.reduce((total, one) => total + one, 0),
    people: given.shares.length,
    active: given.shares.filter((share) => share >= 5).length,
  }));

describe('the busiest person and what would remain', () => {
  test('of 848 commits', () => {
    expect(busiest(year)).toEqual({ commits: 805, share: 805 / 848 });
    expect(remainder(year)).toEqual({ commits: 43, share: 1 - 805 / 848, people: 5 });
  });

  test('nothing is said below ten commits', () => {
    expect([busiest(quiet), remainder(quiet)]).toEqual([undefined, undefined]);
    expect(busiest({ commits: 9, shares: [9] })).toBeUndefined();
    expect(busiest({ commits: 10, shares: [10] })).toEqual({ commits: 10, share: 1 });
  });

  test('together they are everything, whatever the year', () => {
    fc.assert(
      fc.property(anyYear, (any) => {
        const [top, rest] = [busiest(any), remainder(any)];
        if (!top || !rest) expect(any.commits).toBeLessThan(10);
        else {
          expect(top.commits + rest.commits).toBe(any.commits);
          expect(top.share + rest.share).toBeCloseTo(1);
        }
      }),
    );
  });
});

describe('half-years', () => {
  test('106, then 37', () => {
    const falling = { months: [20, 20, 20, 16, 15, 15, 10, 9, 8, 5, 5, 0] };
    expect(halfYears(falling)).toEqual([106, 37]);
    expect(decline(falling)).toEqual([106, 37]);
  });

  test('a steady year, and one of few commits, is no decline', () => {
    expect(decline(year)).toBeUndefined();
    expect(decline({ months: [19, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0] })).toBeUndefined();
    expect(decline({ months: [20, 0, 0, 0, 0, 0, 11, 0, 0, 0, 0, 0] })).toBeUndefined();
    expect(decline({ months: [20, 0, 0, 0, 0, 0, 10, 0, 0, 0, 0, 0] })).toEqual([20, 10]);
  });
});

describe('the activity test of fading', () => {
  const busyMonths = [1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0];
  test.each<[string, Partial<Activity>, string]>([
    ['6 commits in 2 months by one active person', {}, 'holds'],
    ['two active people', { active: 2 }, 'fails'],
    ['six of twelve months', { months: [...busyMonths.slice(1), 0] }, 'holds'],
    [
      'seven of twelve months, the last commit 89 days before',
      { months: busyMonths, lastCommit: '2025-10-13T00:00:00.000Z' },
      'fails',
    ],
    [
      'seven of twelve months, the last commit 90 days before',
      { months: busyMonths, lastCommit: '2025-10-12T00:00:00.000Z' },
      'holds',
    ],
    ['no commit at all', { active: 0, commits: 0, months: Array<number>(12).fill(0), lastCommit: null }, 'holds'],
    ['a sample', { sampled: true }, 'unknown'],
    ['a sample with two active people', { sampled: true, active: 2 }, 'fails'],
  ])('%s', (_, more, expected) => expect(activityTest({ ...quiet, ...more }, defaultThresholds)).toBe(expected));

  test('a sample proves it never', () => {
    fc.assert(fc.property(anyYear, (any) => activityTest({ ...any, sampled: true }, defaultThresholds) !== 'holds'));
  });

  test("is read as of the count's own end, however old the count is", () => {
    expect(
      activityTest(
        { ...year, active: 1, until: '2020-01-10T00:00:00.000Z', lastCommit: '2020-01-01T00:00:00.000Z' },
        defaultThresholds,
      ),
    ).toBe('fails');
  });

  test('months with a commit are counted', () => expect(monthsActive(quiet)).toBe(2));
});

test('where only the newest commits of the year were read, nothing is said of shares or halves', () => {
  const newest = {
    ...quiet,
    commits: 100,
    shares: [95, 5],
    people: 2,
    months: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 40, 60],
    sampled: true,
  };
  const partly = { ...newest, readSince: '2025-12-01T00:00:00.000Z' };
  expect(busiest(newest)).toBeDefined();
  expect([busiest(partly), remainder(partly), decline({ ...partly, months: [90, 9, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1] })]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
  expect(isOnePersons(partly, defaultThresholds)).toBe('unknown');
});

describe('most of it one person', () => {
  test.each<[string, Partial<Activity>, string]>([
    ['95 % of 848', {}, 'holds'],
    ['80 % of 10', { commits: 10, shares: [8, 2] }, 'holds'],
    ['79 %, others active', { commits: 100, shares: [79, 21] }, 'fails'],
    ['half, nobody else with five commits', { commits: 10, active: 1, shares: [5, 3, 2] }, 'holds'],
    ['less than half, nobody else with five commits', { commits: 13, active: 1, shares: [6, 4, 3] }, 'fails'],
    ['all of 9', { commits: 9, active: 1, shares: [9] }, 'fails'],
    ['a sample of half, others not seen five times', { commits: 200, active: 1, shares: [110, 90], sampled: true }, 'unknown'],
  ])('%s', (_, more, expected) => expect(isOnePersons({ ...year, ...more }, defaultThresholds)).toBe(expected));
});

describe('younger than a year', () => {
  const identity = { fullName: 'example/x', renamed: false, forkOf: null, mirror: false, createdAt: null, olderThanAYear: null };
  const now = '2026-01-10T00:00:00.000Z';
  test.each([
    [{ olderThanAYear: false }, 'holds'],
    [{ olderThanAYear: true, createdAt: '2025-12-01T00:00:00.000Z' }, 'fails'], // moved to its forge lately
    [{ olderThanAYear: true, forkOf: 'example/y', createdAt: '2025-12-01T00:00:00.000Z' }, 'holds'],
    [{ olderThanAYear: true, forkOf: 'example/y', createdAt: '2020-12-01T00:00:00.000Z' }, 'fails'],
    [{ olderThanAYear: true, forkOf: 'example/y' }, 'unknown'],
    [{}, 'unknown'],
  ])('%o: %s', (more, expected) => expect(isYoung({ ...identity, ...more }, now)).toBe(expected));
});
