import { describe, expect, test } from 'vitest';
import { newPublishers } from '../../../server/src/measures/publishers.ts';

const NOW = '2026-01-01T00:00:00.000Z';

describe('a new account', () => {
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
  const of = (runs: readonly ReturnType<typeof run>[], accounts: readonly ReturnType<typeof seen>[]) =>
    newPublishers({ accounts, runs, history: { stable: [], total: 0 } }, NOW, { silentDays: 180, withinDays: 365 });
  const old = run('ada', '2020-01-01', '2024-12-01');

  test('is one whose first release came after half a year without any; a second release does not clear it', () => {
    const runs = [old, run('ben', '2025-08-01', '2025-12-01', { version: '2.0.0' })];
    expect(of(runs, [seen('ben', '2025-08-01'), seen('ada')])).toEqual([
      { account: 'ben', first: '2025-08-01', silent: 243, version: '2.0.0', at: '2025-12-01' },
    ]);
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
  ])('is none who %s', (_, runs, releasers) => expect(of(runs, releasers)).toEqual([]));
});
