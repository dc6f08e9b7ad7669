import { describe, expect, test } from 'vitest';
import type { LeadHistory } from '../../../server/src/facts/repositoryDetail.ts';
import { handover } from '../../../server/src/measures/handover.ts';
import { newPublisher } from '../../../server/src/measures/newPublisher.ts';
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

describe('a new account', () => {
  const from = { source: 'test', url: 'https://example.org', fetchedAt: NOW };
  const known = <T>(value: T) => ({ state: 'known', value, from }) as const;
  const run = (
    account: string,
    since: string,
    until = since,
    more: { readonly trusted?: boolean; readonly version?: string } = {},
  ) => ({
    value: { account, trusted: more.trusted ?? false },
    from: more.version ?? '1.0.0',
    to: more.version ?? '1.0.0',
    releases: 1,
    since,
    until,
  });
  const seen = (account: string, first?: string) => ({ account, last: '2025-12-01', ...(first === undefined ? {} : { first }) });
  const of = (runs: readonly ReturnType<typeof run>[], releasers: readonly ReturnType<typeof seen>[]) =>
    newPublisher({ publisherRuns: known(runs), releasers: known(releasers), releases: listed(runs) }, NOW, defaultThresholds);
  /** Every release that a run names, and no other. */
  const listed = (runs: readonly ReturnType<typeof run>[], more = 0) => {
    const stable = runs.filter(({ to }) => !to.includes('-')).map(({ to, until }) => ({ version: to, at: until }));
    return known({ stable, total: stable.length + more });
  };
  const old = run('ada', '2020-01-01', '2024-12-01');

  test('is one whose first release came after half a year without any; a second release does not clear it', () => {
    const runs = [old, run('ben', '2025-08-01', '2025-12-01', { version: '2.0.0' })];
    expect(of(runs, [seen('ben', '2025-08-01'), seen('ada')])).toEqual({
      account: 'ben',
      first: '2025-08-01',
      version: '2.0.0',
      at: '2025-12-01',
      silentDays: 243,
    });
  });

  test.each([
    ['released before', [old, run('ben', '2025-08-01')], [seen('ben', '2024-11-01'), seen('ada')]],
    ['released so long ago that the first is not kept', [old, run('ben', '2025-08-01')], [seen('ben'), seen('ada')]],
    ['came while others released', [old, run('ben', '2025-02-01')], [seen('ben', '2025-02-01'), seen('ada')]],
    ['is a workflow', [old, run('ben', '2025-08-01', '2025-08-01', { trusted: true })], [seen('ben', '2025-08-01')]],
    [
      'published no stable release',
      [old, run('ben', '2025-08-01', '2025-08-01', { version: '2.0.0-rc.1' })],
      [seen('ben', '2025-08-01')],
    ],
    ['made the first release of all', [run('ben', '2025-08-01')], [seen('ben', '2025-08-01')]],
    ['came more than a year ago', [run('ada', '2020-01-01'), run('ben', '2024-12-15')], [seen('ben', '2024-12-15')]],
  ])('is none who %s', (_, runs, releasers) => expect(of(runs, releasers)).toBeNull());

  test('is not told where the registry does not say who published', () => {
    const untold = { state: 'unknown', why: 'not-served' } as const;
    const [runs, releasers, releases] = [known([]), known([]), listed([])];
    expect(newPublisher({ publisherRuns: untold, releasers, releases }, NOW, defaultThresholds)).toBeUndefined();
    expect(newPublisher({ publisherRuns: runs, releasers: untold, releases }, NOW, defaultThresholds)).toBeUndefined();
  });

  test('is not told where what came before its first release was not kept, nor of when others released', () => {
    const runs = [run('ben', '2025-08-01')];
    const told = { publisherRuns: known(runs), releasers: known([seen('ben', '2025-08-01')]) };
    expect(newPublisher({ ...told, releases: listed(runs, 60) }, NOW, defaultThresholds)).toBeUndefined();
    expect(newPublisher({ ...told, releases: { state: 'unknown', why: 'undated' } }, NOW, defaultThresholds)).toBeUndefined();
  });

  test('is none where a release without a known publisher came in between', () => {
    const runs = [old, run('ben', '2025-08-01')];
    const between = known({ stable: [{ version: '1.9.0', at: '2025-06-01' }], total: 3 });
    const told = { publisherRuns: known(runs), releasers: known([seen('ben', '2025-08-01')]) };
    expect(newPublisher({ ...told, releases: between }, NOW, defaultThresholds)).toBeNull();
  });
});
