import { describe, expect, test } from 'vitest';
import type { LeadHistory } from '../../../server/src/facts/repositoryDetail.ts';
import { handover } from '../../../server/src/measures/handover.ts';
import { defaultThresholds } from '../../../server/src/model/thresholds.ts';

const NOW = '2026-01-01T00:00:00.000Z';

/** Twelve quarters: commits by the lead and in all, of each of the first eight and of each of the last four. */
function history(
  before: readonly [own: number, all: number],
  since: readonly [own: number, all: number],
  more: Partial<LeadHistory> = {},
): LeadHistory {
  const quarters = Array.from({ length: 12 }, (_, at) => {
    const [commits, total] = at < 8 ? before : since;
    return { from: new Date(Date.UTC(2023, at * 3, 1)).toISOString(), commits, total };
  });
  return {
    commitsEver: 8 * before[0] + 4 * since[0],
    totalEver: 8 * before[1] + 4 * since[1],
    commitsBefore: 0,
    quarters,
    yearsBefore: { active: 1, busiestShare: 0.9, sampled: false },
    ...more,
  };
}
const of = (given: LeadHistory) => handover(given, defaultThresholds);

describe('a new lead', () => {
  test('is told with shares of all commits before and in the last year, and the quarter of the first', () => {
    expect(of(history([1, 50], [43, 100]))).toEqual({
      before: 0.02,
      now: 0.43,
      commits: 172,
      firstSeen: '2023-01-01T00:00:00.000Z',
    });
    expect(of(history([0, 50], [43, 100]))?.firstSeen).toBe('2025-01-01T00:00:00.000Z');
  });

  test.each([
    ['had work three years ago', history([1, 50], [43, 100], { commitsBefore: 1, commitsEver: 181 })],
    ['had a tenth of the history', history([5, 50], [90, 100])],
    ['gained thirty points and no more', history([1, 50], [32, 100])],
    [
      'made nine commits',
      history([0, 50], [0, 0], {
        quarters: [...history([0, 50], [0, 0]).quarters.slice(0, 11), { from: NOW, commits: 9, total: 9 }],
        commitsEver: 9,
        totalEver: 409,
      }),
    ],
    ['came where there was next to nothing', history([0, 1], [43, 50])],
    ['made nothing', history([0, 50], [0, 50])],
  ])('is none who %s', (_, given) => expect(of(given)).toBeNull());

  test('counts from the first commit that is more than the threshold', () => {
    expect(of(history([1, 50], [33, 100]))).not.toBeNull();
    expect(of(history([4, 50], [90, 100]))).not.toBeNull();
  });

  test.each([
    ['one active person', { active: 1, busiestShare: 0.5 }, true],
    ['nobody active', { active: 0, busiestShare: null }, true],
    ['three of whom one held three quarters', { active: 3, busiestShare: 0.75 }, true],
    ['two who shared it', { active: 2, busiestShare: 0.74 }, false],
    ['at least one, by a sample: there may have been more', { active: 1, busiestShare: 0.5, sampled: true }, undefined],
    ['two at least, who shared it', { active: 2, busiestShare: 0.5, sampled: true }, false],
    ['one who held most, by a sample', { active: 1, busiestShare: 0.8, sampled: true }, true],
  ] as const)('before whom it was kept by %s', (_, yearsBefore, is) => {
    const found = of(history([1, 50], [43, 100], { yearsBefore }));
    expect(found === undefined ? undefined : found !== null).toBe(is);
  });

  test('is not told where nobody knows who kept it before, unless it is none whoever did', () => {
    const { yearsBefore: _, ...untold } = history([1, 50], [43, 100]);
    expect(of(untold)).toBeUndefined();
    expect(of({ ...untold, commitsBefore: 4 })).toBeNull();
  });
});
