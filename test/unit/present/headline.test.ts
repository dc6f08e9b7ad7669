import { describe, expect, test } from 'vitest';
import { headline } from '../../../server/src/present/cardHeadline.ts';
import { ago } from '../../../server/src/present/phrases.ts';
import {
  allUnknown,
  decliningYear,
  forgeUnknown,
  governance,
  healthy,
  lookedAt,
  NOW,
  onePersonsYear,
  restingYear,
  sampledYear,
  supposedCase,
  wellKept,
} from './cards.ts';

const line = (facts: Readonly<Record<string, unknown>>, ...more: unknown[]) =>
  headline(supposedCase(facts, ...(more as [])), NOW);
const kept = { ...healthy, ...wellKept, ...lookedAt, foundation: null };
const cncf = { ...governance, foundation: 'CNCF' };
const inKubernetes = { ...cncf, stage: null, via: 'organisation', project: 'Kubernetes', parentStage: 'graduated' };
const lastReleased = (at: string) => ({ releases: { stable: [{ version: '1.2.3', at }], total: 1 } });
const identity = wellKept['repository-identity'];
const said = (status: string) => ({ status, words: 'Our word.', file: 'README.md', since: null });
const few = {
  ...restingYear,
  commits: 14,
  active: 1,
  shares: [6, 4, 4],
  people: 3,
  months: [1, 1, 2, 1, 1, 2, 1, 1, 1, 1, 1, 1],
};

describe('the line a reader decides by', () => {
  test.each<[Readonly<Record<string, unknown>>, string]>([
    [
      { ...kept, foundation: cncf, activity: sampledYear },
      'CNCF graduated · at least 22 active people · busiest made about 16 % of 781 commits',
    ],
    [
      { ...kept, activity: onePersonsYear },
      'One person made 95 % of 848 commits · 2 others active · released 17 days ago · asks for funding',
    ],
    [
      { ...kept, activity: restingYear, ...lastReleased('2025-04-19T00:00:00.000Z') },
      'Little recent work · 6 commits in 2 of 12 months · last release 266 days ago · asks for funding',
    ],
    [
      { ...kept, foundation: inKubernetes, activity: decliningYear },
      '2 active people · busiest made 42 % of 143 commits · commits 106 → 37 in a year · in Kubernetes (CNCF graduated)',
    ],
    [
      {
        ...healthy,
        ...forgeUnknown('unauthorized'),
        foundation: null,
        'can-publish': 2,
        releases: { unknown: 'undated' },
        funding: [],
      },
      'Not enough known · commit activity needs GitHub sign-in · 2 accounts can publish (npm, today)',
    ],
    [
      { ...kept, foundation: inKubernetes, activity: { ...sampledYear, sampled: false } },
      '22 active people · busiest made 16 % of 781 commits · in Kubernetes (CNCF graduated)',
    ],
    [
      { ...kept, activity: { ...onePersonsYear, active: 1, people: 4, sampled: true } },
      'One person made about 95 % of 848 commits · 3 others made the rest · released 17 days ago · asks for funding',
    ],
    // Only the newest hundred were read: whose the others are is not known.
    [
      {
        ...kept,
        activity: {
          ...onePersonsYear,
          commits: 100,
          shares: [95, 5],
          active: 2,
          people: 2,
          sampled: true,
          readSince: '2025-12-01T00:00:00.000Z',
        },
      },
      '2 people made the newest 100 commits, since 2025-12-01 · released 17 days ago · asks for funding',
    ],
    [
      { ...kept, activity: { ...onePersonsYear, active: 1, people: 1, shares: [848] } },
      'One person made 100 % of 848 commits · nobody else seen · released 17 days ago · asks for funding',
    ],
    [
      {
        ...kept,
        activity: { ...restingYear, commits: 0, people: 0, active: 0, months: [], shares: [], lastCommit: '2023-01-01' },
      },
      'No human commit in 12 months · last one 3 y ago · released 17 days ago · asks for funding',
    ],
    [{ ...kept, activity: few }, '1 active person · busiest made 43 % of 14 commits · released 17 days ago · asks for funding'],
    [
      {
        ...kept,
        activity: restingYear,
        'repository-identity': { ...identity, olderThanAYear: false, createdAt: '2025-08-01T00:00:00.000Z' },
      },
      'New, 5 months · 1 active person · released 17 days ago · asks for funding',
    ],
    [
      {
        ...kept,
        activity: { ...onePersonsYear, commits: 20, active: 1, people: 1, shares: [20] },
        'repository-identity': { ...identity, olderThanAYear: false, createdAt: '2025-12-01T00:00:00.000Z' },
      },
      'New, 1 month · one person made 100 % of 20 commits · released 17 days ago · asks for funding',
    ],
    [
      {
        ...kept,
        activity: onePersonsYear,
        'repository-identity': { ...identity, forkOf: 'example/first', createdAt: '2025-08-01T00:00:00.000Z' },
      },
      'Forked 5 months ago · one person made 95 % of 848 commits · released 17 days ago · asks for funding',
    ],
    [
      { ...kept, activity: sampledYear, foundation: { ...cncf, ended: 'left', stage: null, since: '2024-02' } },
      'Left CNCF since 2024-02 · at least 22 active people · busiest made about 16 % of 781 commits · released 17 days ago',
    ],
    [
      {
        ...kept,
        activity: sampledYear,
        'own-word': { status: 'active', words: 'Active', file: 'SECURITY-INSIGHTS.yml', since: null },
      },
      'At least 22 active people · busiest made about 16 % of 781 commits',
    ],
    [
      { ...healthy, foundation: null, ...forgeUnknown('unsupported') },
      'Not enough known · commit activity: not read from github.com · released 17 days ago · 3 accounts can publish (npm, today)',
    ],
    [
      { ...healthy, foundation: null, repository: { unknown: 'unauthorized' }, ...forgeUnknown('unauthorized') },
      'Not enough known · its repository: needs credentials · released 17 days ago · 3 accounts can publish (npm, today)',
    ],
    [
      {
        ...healthy,
        foundation: null,
        repository: { unknown: 'not-found' },
        'source-declared': false,
        ...forgeUnknown('not-found'),
      },
      'Not enough known · names no source repository · released 17 days ago · 3 accounts can publish (npm, today)',
    ],
    [
      { ...allUnknown('not-found'), unpublished: { all: true, versions: [] }, 'can-publish': 1 },
      'Every version unpublished · 1 account can publish',
    ],
    [allUnknown('not-found'), 'Nothing known · not in the registry'],
    // What the forge or the registry says already is not said again.
    [
      {
        ...kept,
        activity: restingYear,
        archival: { archived: true, disabled: false, at: '2025-12-04' },
        'own-word': said('archived'),
      },
      'Archived by its owners 2025-12-04 · little recent work · released 17 days ago · 3 accounts can publish',
    ],
    [
      { ...kept, activity: sampledYear, deprecation: 'Use y.', 'version-deprecated': 'Use y.', 'own-word': said('deprecated') },
      'Deprecated by its owner · at least 22 active people · busiest made about 16 % of 781 commits · released 17 days ago',
    ],
    [
      { ...kept, activity: sampledYear, 'own-word': said('archived') },
      'Archived, say its maintainers · at least 22 active people · busiest made about 16 % of 781 commits · released 17 days ago',
    ],
  ])('%#: %s', (facts, expected) => expect(line(facts)).toBe(expected));

  test('a foundation does not stand for what is not known of the work: the headline says what is missing, and what helps', () => {
    const facts = { ...healthy, ...forgeUnknown('unauthorized'), foundation: cncf };
    expect(line(facts)).toBe('CNCF graduated · not enough known · commit activity needs GitHub sign-in · released 17 days ago');
    expect(line({ ...facts, foundation: inKubernetes, 'recent-work': { commits: 40, issues: 2 } })).toBe(
      'In Kubernetes (CNCF graduated) · not enough known · commit activity needs GitHub sign-in · released 17 days ago',
    );
    expect(line({ ...facts, repository: { unknown: 'not-found' }, 'source-declared': false })).toContain(
      'not enough known · names no source repository',
    );
  });

  test('many people without a standing: the headline says why, whatever else there is to say', () => {
    const unread = { ...kept, archival: { unknown: 'not-served' }, foundation: cncf };
    const why = 'whether its owners ended it is not known';
    expect(supposedCase({ ...unread, activity: sampledYear }).standing).toEqual({ word: 'unknown', because: why });
    expect(line({ ...unread, activity: sampledYear })).toBe(
      `CNCF graduated · at least 22 active people · busiest made about 16 % of 781 commits · ${why}`,
    );
    const declining = { ...decliningYear, active: 5 };
    expect(line({ ...unread, activity: declining })).toBe(
      `CNCF graduated · 5 active people · busiest made 42 % of 143 commits · ${why}`,
    );
    expect(line({ ...kept, foundation: cncf, activity: sampledYear })).not.toContain('not known');
    expect(line({ ...unread, activity: onePersonsYear })).not.toContain('not known'); // a standing is given
  });

  test('a sample that shows one active person says so, and no more', () => {
    const sample = { ...restingYear, commits: 300, active: 1, shares: [90, 4, 4], people: 60, sampled: true };
    expect(line({ ...kept, activity: sample })).toBe(
      'At least 1 active person · busiest made about 30 % of 300 commits · released 17 days ago · asks for funding',
    );
  });

  test('what was fetched from a repository directly has no package, and is told by its forge', () => {
    const repository = { kind: 'repository', host: 'github.com', owner: 'example', name: 'x' } as const;
    const facts = {
      ...wellKept,
      activity: onePersonsYear,
      'forge-releases': { newest: { tag: 'v1', at: '2026-01-09T12:00:00.000Z' }, total: 1, releasers: 1 },
    };
    const dependency = { target: { kind: 'forge', purl: null, repository } } as const;
    expect(headline(supposedCase({ ...facts, repository: { unknown: 'unsupported' } }, { dependency }), NOW)).toBe(
      'One person made 95 % of 848 commits · 2 others active · released 1 day ago · asks for funding',
    );
  });
});

test.each([
  [59, '59 days ago'],
  [60, '2 months ago'],
  [548, '18 months ago'],
  [730, '24 months ago'],
  [731, '2 y ago'],
  [1000, '2 y ago'],
  [1096, '3 y ago'],
])('%i days are %s: a year counts once it has passed', (days, words) => {
  expect(ago(new Date(Date.parse(NOW) - days * 86_400_000).toISOString(), NOW)).toBe(words);
});
