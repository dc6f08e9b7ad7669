import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { areaOf } from '../../../scripts/backtest/curve.ts';
import { drawRepositories, intervalOf } from '../../../scripts/backtest/draws.ts';
import { figuresOf, type Seen } from '../../../scripts/backtest/figures.ts';

/** `a+!` is a snapshot of repository a, flagged, that went dormant; `-` not flagged, `?` not told. */
const seen = (...rows: readonly string[]): readonly Seen[] =>
  rows.map((row) => ({
    repository: row.charAt(0),
    isFlagged: row.includes('?') ? undefined : row.includes('+'),
    isDormant: row.includes('!'),
  }));

describe('what a signal is worth', () => {
  test('precision, recall, lift and F1 by hand; what could not be told was not flagged', () => {
    const rows = seen('a+!', 'a+', 'b+!', 'b+', 'b-!', 'c-', 'c-', 'd?!', 'd?', 'd-');

    expect(figuresOf(rows, [])).toMatchObject({
      flagged: 4,
      dormant: 2,
      judged: 8,
      precision: 0.5,
      recall: 0.5,
      lift: 1.25,
      f1: 0.5,
      intervals: { precision: null },
    });
  });

  test('nothing flagged has no precision, nothing dormant no recall, no hit an F1 of nothing', () => {
    expect(figuresOf(seen('a-!', 'b-'), [])).toMatchObject({ precision: null, recall: 0, lift: null, f1: null });
    expect(figuresOf(seen('a+', 'b-'), [])).toMatchObject({ precision: 0, recall: null, lift: null, f1: null });
    expect(figuresOf(seen('a+', 'b-!'), [])).toMatchObject({ precision: 0, recall: 0, f1: 0 });
    expect(figuresOf([], [])).toMatchObject({ flagged: 0, precision: null, recall: null });
  });

  test('intervals draw whole repositories: with one repository there is nothing to vary', () => {
    const rows = seen('a+!', 'a+', 'a-!', 'a-');

    expect(figuresOf(rows, drawRepositories(['a'])).intervals).toMatchObject({ precision: [0.5, 0.5], recall: [0.5, 0.5] });
    const [low, high] =
      figuresOf(seen('a+!', 'b+', 'c-!', 'd-'), drawRepositories(['a', 'b', 'c', 'd'])).intervals.precision ?? [];
    expect([low, high]).toEqual([0, 1]);
  });

  test('a figure lies within its own interval, and every run gives the same', () => {
    const row = fc.record({
      repository: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
      isFlagged: fc.option(fc.boolean(), { nil: undefined }),
      isDormant: fc.boolean(),
    });
    const repositories = ['a', 'b', 'c', 'd', 'e'];
    const draws = drawRepositories(repositories);
    fc.assert(
      fc.property(fc.array(row, { minLength: 40, maxLength: 60 }), (rows) => {
        const figures = figuresOf(rows, draws);
        const [low = 0, high = 1] = figures.intervals.recall ?? [];
        expect(figures.recall ?? low).toBeGreaterThanOrEqual(low);
        expect(figures.recall ?? high).toBeLessThanOrEqual(high);
        expect(figuresOf(rows, drawRepositories(repositories))).toEqual(figures);
      }),
      { numRuns: 15 },
    );
  });
});

test('draws are as many as repositories, 2,000 times, and none of nothing', () => {
  const draws = drawRepositories(['a', 'b', 'c']);

  expect(draws).toHaveLength(2000);
  expect(new Set(draws.map((drawn) => [...drawn.values()].reduce((sum, times) => sum + times, 0)))).toEqual(new Set([3]));
  expect(drawRepositories([])).toEqual([]);
});

test('an interval is the middle 90 %, of what there is', () => {
  expect(intervalOf(Array.from({ length: 100 }, (_, at) => 99 - at))).toEqual([5, 95]);
  expect(intervalOf([null, 3, null])).toEqual([3, 3]);
  expect(intervalOf([null])).toBeNull();
});

describe('the area under the curve', () => {
  const rows = (dormant: readonly number[], awake: readonly number[]) => [
    ...dormant.map((risk) => ({ repository: 'a', isDormant: true, risk })),
    ...awake.map((risk) => ({ repository: 'a', isDormant: false, risk })),
  ];

  test.each([
    ['every dormant one ranks higher', [3, 4], [1, 2], 1],
    ['every dormant one ranks lower', [1, 2], [3, 4], 0],
    ['all alike', [1, 1], [1, 1], 0.5],
    ['three of four pairs', [2, 4], [1, 3], 0.75],
    ['a tie counts half', [2], [1, 2], 0.75],
    ['never a release', [Infinity, 5], [Infinity, 1], 0.625],
  ])('%s', (_, dormant, awake, auc) => expect(areaOf(rows(dormant, awake), []).auc).toBe(auc));

  test('is none where all or none went dormant', () => {
    expect(areaOf(rows([1], []), []).auc).toBeNull();
    expect(areaOf(rows([], [1]), []).auc).toBeNull();
  });
});
