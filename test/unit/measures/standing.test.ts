import { describe, expect, test } from 'vitest';
import { standingOf } from '../../../server/src/measures/standing/standing.ts';
import { defaultThresholds } from '../../../server/src/model/thresholds.ts';
import { viewOver } from '../assess/supposed.ts';

const now = '2026-01-10T00:00:00.000Z';

/** A year of commits by people, the busiest first; `months` say in how many of the twelve something was done. */
function year(shares: readonly number[], months: number, more: Readonly<Record<string, unknown>> = {}) {
  return {
    until: now,
    commits: shares.reduce((sum, share) => sum + share, 0),
    people: shares.length,
    active: shares.filter((share) => share >= 5).length,
    months: Array.from({ length: 12 }, (_, at) => (at >= 12 - months ? 1 : 0)),
    busiestMonths: Array<number>(12).fill(0),
    shares,
    absenceFactor: 1,
    lastCommit: '2026-01-02T00:00:00.000Z',
    sampled: false,
    leftOut: { botCommits: 0, botAccounts: 0, merges: 0 },
    busiestId: null,
    ...more,
  };
}

const old = {
  fullName: 'example/x',
  renamed: false,
  forkOf: null,
  mirror: false,
  createdAt: '2015-01-01T00:00:00.000Z',
  olderThanAYear: true,
  olderThanThreeYears: true,
};
const kept = {
  archival: { archived: false, disabled: false, at: null },
  deprecation: null,
  'repository-identity': old,
  'own-word': null,
  foundation: null,
};
/** All that is asked of a project with little work left to do. */
const looked = {
  ...kept,
  activity: year([3, 1], 2),
  'latest-vulnerable': false,
  'unreleased-work': { tag: 'v2.0.0', commits: 4, shipped: false, oldest: '2024-02-02T00:00:00.000Z' },
  responsiveness: {
    sample: 3,
    closed: 1,
    answered: 0,
    firstResponseHours: null,
    keeperSeen: '2025-10-25T00:00:00.000Z',
    closureRatio: null,
  },
};
const standing = (facts: Readonly<Record<string, unknown>>, purl: 'pkg:npm/x' | 'pkg:npm/%40types/x' = 'pkg:npm/x') =>
  standingOf(viewOver(facts), { purl, version: '2.0.0', now, thresholds: defaultThresholds });
const word = (facts: Readonly<Record<string, unknown>>) => standing(facts).word;

describe('the first that is known to be true', () => {
  test.each([
    ['ended', { ...kept, archival: { archived: true, disabled: false, at: null }, activity: year([9, 9, 9, 9], 12) }],
    ['ended', { ...kept, deprecation: '', activity: year([9, 9, 9, 9], 12) }],
    ['ended', { ...kept, 'own-word': { status: 'unmaintained', words: 'x', file: 'README.md', since: null } }],
    ['new', { ...kept, 'repository-identity': { ...old, olderThanAYear: false }, activity: year([3], 1) }],
    [
      'new',
      {
        ...kept,
        'repository-identity': { ...old, forkOf: 'example/y', createdAt: '2025-05-01T00:00:00.000Z' },
        activity: year([3], 1),
      },
    ],
    ['finished', looked],
    ['fading', { ...kept, activity: year([3, 1], 2) }],
    ['fading', { ...kept, activity: year([40, 4], 9, { lastCommit: '2025-10-12T00:00:00.000Z' }) }],
    ['one-person', { ...kept, activity: year([80, 10, 10], 12) }],
    ['one-person', { ...kept, activity: year([10, 4, 4], 12) }],
    ['light', { ...kept, activity: year([8, 4, 4, 4], 12) }],
    ['light', { ...kept, activity: year([9], 12) }],
    ['small-team', { ...kept, activity: year([70, 20], 12) }],
    ['sustained', { ...kept, activity: year([9, 8, 7, 6], 12) }],
    ['unknown', { ...kept, activity: { unknown: 'unauthorized' } }],
    ['unknown', {}],
  ])('%s', (expected, facts) => {
    expect(word(facts)).toBe(expected);
  });

  test('moved, or seeking maintainers, ends nothing', () => {
    const said = (status: string) => ({ ...kept, 'own-word': { status, words: 'x', file: 'README.md', since: null } });
    expect(word({ ...said('moved'), activity: year([9, 8, 7, 6], 12) })).toBe('sustained');
    expect(word({ ...said('seeking-maintainers'), activity: year([3], 1) })).toBe('fading');
  });
});

describe('finished, by evidence', () => {
  test('what held is said', () => {
    expect(standing(looked).because).toBe('nothing unreleased that ships · owner active 2026-01-02');
    expect(
      standing({ ...looked, 'own-word': { status: 'maintenance-mode', words: 'x', file: 'README.md', since: null } }).because,
    ).toMatch(/^maintenance mode, say its maintainers · /);
  });

  test.each([
    ['younger than three years', { 'repository-identity': { ...old, olderThanThreeYears: false } }],
    ['an open advisory on the newest version', { 'latest-vulnerable': true }],
    [
      'something that ships waits',
      { 'unreleased-work': { tag: 'v2', commits: 1, shipped: true, oldest: '2025-01-01T00:00:00.000Z' } },
    ],
    ['questions go unanswered', { responsiveness: { ...looked.responsiveness, sample: 9, answered: 4 } }],
    [
      'nobody acted for two years',
      {
        activity: year([], 0, { lastCommit: '2023-12-01T00:00:00.000Z' }),
        responsiveness: { ...looked.responsiveness, keeperSeen: null },
        releasers: [{ account: 'ada', last: '2023-06-01' }],
      },
    ],
  ])('%s: fading, and surely not finished', (_, more) => {
    expect(standing({ ...looked, ...more })).toMatchObject({ word: 'fading' });
    expect(standing({ ...looked, ...more }).mayBeFinished).toBeUndefined();
  });

  test.each(['repository-identity', 'latest-vulnerable', 'unreleased-work', 'responsiveness'])(
    '%s unknown: it may be finished',
    (id) => {
      expect(standing({ ...looked, [id]: { unknown: 'timeout' } })).toMatchObject({ word: 'fading', mayBeFinished: true });
    },
  );

  test('their own word, a foundation’s, or types only need no releases and no answers', () => {
    const unanswered = {
      ...looked,
      'unreleased-work': { unknown: 'timeout' },
      responsiveness: { ...looked.responsiveness, sample: 9, answered: 0 },
    };
    expect(standing(unanswered).word).toBe('fading');
    expect(
      standing({ ...unanswered, 'own-word': { status: 'feature-complete', words: 'x', file: 'README.md', since: null } }).word,
    ).toBe('finished');
    const net = {
      foundation: 'Example Foundation',
      relation: 'governs',
      stage: 'feature-complete',
      ended: null,
      via: 'repository',
    };
    expect(standing({ ...unanswered, foundation: net }).word).toBe('finished');
    expect(standing(unanswered, 'pkg:npm/%40types/x').word).toBe('finished');
  });

  test('what was seen long ago is the last that was seen, not that nobody acted', () => {
    const silent = {
      ...looked,
      activity: year([], 0, { lastCommit: '2022-01-01T00:00:00.000Z' }),
      responsiveness: { unknown: 'pending' },
    };
    expect(standing(silent)).toMatchObject({ word: 'fading', mayBeFinished: true });
  });

  test('of several changes the oldest may not be the one that ships', () => {
    const several = { tag: 'v2', commits: 4, shipped: true, oldest: '2024-01-01T00:00:00.000Z' };
    expect(standing({ ...looked, 'unreleased-work': several })).toMatchObject({ word: 'fading', mayBeFinished: true });
  });

  test('a shipped change of the last weeks does not wait', () => {
    const fresh = { tag: 'v2', commits: 1, shipped: true, oldest: '2025-12-20T00:00:00.000Z' };
    expect(word({ ...looked, 'unreleased-work': fresh })).toBe('finished');
  });
});

describe('a sample', () => {
  test('proves neither little work nor few people', () => {
    expect(word({ ...kept, activity: year([60, 4], 2, { sampled: true }) })).not.toBe('fading');
    expect(word({ ...kept, activity: year([30, 4, 4, 4, 4, 4, 4, 4, 4], 12, { sampled: true }) })).toBe('unknown');
    expect(word({ ...kept, activity: year([90, 80, 70, 60], 12, { sampled: true }) })).toBe('sustained');
    expect(word({ ...kept, activity: year([1900, 80], 12, { sampled: true }) })).toBe('one-person');
  });
});

describe('a good word is not given while something was not had', () => {
  test.each(['archival', 'deprecation', 'repository-identity'])('%s could not be read', (id) => {
    expect(word({ ...kept, activity: year([9, 8, 7, 6], 12), [id]: { unknown: 'timeout' } })).toBe('unknown');
  });

  test.each(['pending', 'unauthorized', 'rate-limited', 'timeout', 'not-served'])(
    'but the own word, which only a closer look tells, is no less known than before it was looked for: %s',
    (unknown) => {
      expect(word({ ...kept, activity: year([9, 8, 7, 6], 12), 'own-word': { unknown } })).toBe('sustained');
      const said = { status: 'unmaintained', words: 'x', file: 'README.md', since: null };
      expect(word({ ...kept, activity: year([9, 8, 7, 6], 12), 'own-word': said })).toBe('ended');
    },
  );

  test('finished rests on the closer look, its own word included', () => {
    expect(word(looked)).toBe('finished');
    expect(word({ ...looked, 'own-word': { unknown: 'timeout' } })).toBe('unknown');
  });

  test('but where nobody was asked yet, or nobody can tell', () => {
    const pending = { 'own-word': { unknown: 'pending' }, deprecation: { unknown: 'unsupported' } };
    expect(word({ ...kept, ...pending, activity: year([9, 8, 7, 6], 12) })).toBe('sustained');
  });
});
