import { describe, expect, test } from 'vitest';
import { facts, fullDocument, knownOf, reduce, valueOf } from './invented.ts';

const by = (name: string, more: Record<string, unknown> = {}) => ({ _npmUser: { name, email: `${name}@example.org`, ...more } });
const trusted = { name: 'GitHub Actions', email: 'npm-oidc-no-reply@github.com' };

describe('who published', () => {
  test('is told as runs in order of time, stable releases only', () => {
    const reduced = reduce(
      fullDocument([
        ['1.0.0', '2020-01-01', by('ada')],
        ['2.0.0', '2021-01-01', by('ada')],
        ['2.1.0-rc.1', '2021-06-01', by('bob')],
        ['1.0.1', '2022-01-01', by('cy')], // a backport: last in time, not in number
      ]),
    );

    expect(valueOf(reduced, facts.publisherRuns)).toEqual([
      {
        value: { account: 'ada', trusted: false },
        from: '1.0.0',
        to: '2.0.0',
        releases: 2,
        since: '2020-01-01',
        until: '2021-01-01',
      },
      {
        value: { account: 'cy', trusted: false },
        from: '1.0.1',
        to: '1.0.1',
        releases: 1,
        since: '2022-01-01',
        until: '2022-01-01',
      },
    ]);
    expect(valueOf(reduced, facts.releasers)).toEqual([
      { account: 'cy', last: '2022-01-01' },
      { account: 'bob', last: '2021-06-01' },
      { account: 'ada', last: '2021-01-01' },
    ]);
  });

  test('lately, with the day of the account’s first release, however many runs are kept', () => {
    const reduced = reduce(
      fullDocument([
        ['1.0.0', '2020-01-01', by('ada')],
        ['1.1.0', '2025-01-01', by('bob')],
        ['1.2.0', '2026-01-01', by('ada')],
      ]),
    );

    expect(valueOf(reduced, facts.releasers)).toEqual([
      { account: 'ada', last: '2026-01-01', first: '2020-01-01' },
      { account: 'bob', last: '2025-01-01' },
    ]);
  });

  test('trusted publishing is a workflow, known by its configuration, and no person’s account', () => {
    const reduced = reduce(
      fullDocument([
        ['1.0.0', '2020-01-01', by('ada')],
        ['1.1.0', '2025-01-01', { _npmUser: { ...trusted, trustedPublisher: { id: 'github', oidcConfigId: 'oidc:1' } } }],
        ['1.2.0', '2025-02-01', { _npmUser: { ...trusted, trustedPublisher: { id: 'github', oidcConfigId: 'oidc:2' } } }],
        ['1.3.0', '2025-03-01', { _npmUser: { name: 'CircleCI', trustedPublisher: { id: 'circleci' } } }],
        ['1.4.0', '2025-04-01', { _npmUser: trusted }],
      ]),
    );

    const runs = knownOf(reduced, facts.publisherRuns);
    expect(runs.map(({ value }) => value)).toEqual([
      { account: 'ada', trusted: false },
      { account: 'oidc:1', trusted: true },
      { account: 'oidc:2', trusted: true },
      { account: 'trusted:circleci', trusted: true },
      { account: 'trusted:github-actions', trusted: true },
    ]);
  });

  test('old releases without a publisher are left out; where no release has one it is not served', () => {
    const partly = reduce(
      fullDocument([
        ['1.0.0', '2011-01-01', { _npmUser: undefined }],
        ['1.1.0', '2020-01-01', by('ada')],
      ]),
    );
    const never = reduce(fullDocument([['1.0.0', '2011-01-01', { _npmUser: undefined }]]));

    expect(valueOf(partly, facts.publisherRuns)).toMatchObject([{ from: '1.1.0', releases: 1 }]);
    expect(valueOf(never, facts.publisherRuns)).toBe('not-served');
    expect(valueOf(never, facts.releasers)).toBe('not-served');
  });
});

test.each([
  [[{ name: 'ada' }, { name: 'bob', email: 'b@example.org' }], 2],
  [['ada <ada@example.org>', { name: 'Ada' }, {}, null, { name: ' ' }], 1],
])('maintainers %j are %d who can publish', (maintainers, expected) => {
  expect(valueOf(reduce(fullDocument([['1.0.0', '2020-01-01']], { maintainers })), facts.canPublish)).toBe(expected);
});
