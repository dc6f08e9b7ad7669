import { describe, expect, test } from 'vitest';
import { latestVulnerable, releases } from '../../../server/src/facts/package.ts';
import { foundation } from '../../../server/src/facts/repository.ts';
import { standingOf } from '../../../server/src/measures/standing/standing.ts';
import type { Fact, FactKey, FactView } from '../../../server/src/model/fact.ts';
import type { Verdict } from '../../../server/src/model/finding.ts';
import { defaultThresholds as thresholds } from '../../../server/src/model/thresholds.ts';
import { rules } from '../../../server/src/rules/index.ts';
import { github } from '../../../server/src/sources/github.ts';
import { dependencyOn } from '../assess/supposed.ts';
import { asked, NOW, repo } from '../github/asking.ts';
import { detailWith, viewOf } from '../githubDetail/asking.ts';
import { repositoriesOf } from '../../upstream/world/forge/index.ts';
import { someone } from '../../upstream/world/forge/telling.ts';
import { anUpstream } from '../upstream/asking.ts';

/** What a registry and the catalogue would say of a package that nobody knows. */
const QUIET: Readonly<Record<string, unknown>> = {
  [releases.id]: { stable: [], total: 0 },
  [latestVulnerable.id]: false,
  [foundation.id]: null,
};

/** What every rule says of a repository, from what the batch and the detail bring of it. */
async function verdictsOf(name: string, at: string, now: string): Promise<(id: string) => Verdict> {
  const batch = await asked(github, [repo(name)], { at, now });
  const detail = await detailWith(viewOf(batch.seen), repo(name), { at, now });
  const told = viewOf([...batch.seen, ...detail.seen]);
  const view: FactView = {
    get<T>(key: FactKey<T>): Fact<T> {
      const from = { source: 'test', url: 'https://example.org', fetchedAt: now };
      return key.id in QUIET ? { state: 'known', value: QUIET[key.id] as T, from } : told.get(key);
    },
  };
  const standing = standingOf(view, { purl: null, version: undefined, now, thresholds });
  return (id) => {
    const rule = rules.find((one) => one.id === id);
    if (!rule) throw new Error(`no rule ${id}`);
    return rule.judge(view, { now, dependency: dependencyOn('x'), version: undefined, thresholds, standing });
  };
}

/** The rules about the work of people that fire. */
const firing = (say: (id: string) => Verdict) =>
  ['fading', 'one-maintainer', 'handover', 'absent-maintainers', 'release-drought', 'single-vendor', 'overloaded'].filter(
    (id) => say(id).outcome === 'fires',
  );

describe('invented repositories, asked of the forge', () => {
  const upstream = anUpstream();

  test.each([
    ['example-org/team', ['single-vendor']],
    ['example-solo/one-person', ['one-maintainer', 'single-vendor']],
    ['example-org/new-lead', ['one-maintainer', 'handover']],
    ['example-org/listed', ['one-maintainer', 'absent-maintainers']],
    ['example-org/overloaded', ['one-maintainer', 'overloaded']],
    ['example-org/fading', ['fading']],
    ['example-org/finished', []],
    ['example-org/begun', []],
    ['example-org/archived', []],
    ['example-org/unreleased', []], // two keep it: of small teams the rule does not speak
  ])('%s: %j', async (name, expected) => {
    expect(firing(await verdictsOf(name, upstream().env['github'] ?? '', NOW))).toEqual(expected);
  });

  test('example-org/new-lead in words', async () => {
    const say = await verdictsOf('example-org/new-lead', upstream().env['github'] ?? '', NOW);
    expect(say('handover')).toMatchObject({
      because:
        'New lead: 3 % → 94 % of commits, first seen 2024-11. Usually good news. Check who made the newest release. Commits cannot rule out a hostile takeover.',
      louder: false,
    });
  });
});

describe('a repository in which one person’s work waits', () => {
  const by = someone('ada');
  const story = {
    name: 'example-org/waiting',
    created: 1800,
    work: [{ by, from: 1700, to: 9, every: 30 }],
    releases: [{ tag: 'v1.9.0', ago: 620, by }],
  };
  const repositories = repositoriesOf([story], NOW);
  const upstream = anUpstream({ world: { now: NOW, npm: new Map(), go: new Map(), importPages: [], repositories } });

  test('is told with the tag and since when', async () => {
    const say = await verdictsOf(story.name, upstream().env['github'] ?? '', NOW);
    expect(say('release-drought')).toMatchObject({
      because:
        'Changes that ship wait for a release: 20 commits after “v1.9.0”, the oldest since 2025-04-10: 590 days (threshold 365).',
      subject: 'v1.9.0',
    });
  });
});

// BACKTEST.md, "Famous cases": linkerd2 is the best case for a vendor by address, flux2 the blind one.
describe('recorded histories on 1 January 2026', () => {
  const now = '2026-01-01T00:00:00.000Z';
  const upstream = anUpstream({ now });

  test.each([
    ['linkerd/linkerd2', 'fires'],
    ['fluxcd/flux2', 'unknown'],
    ['etcd-io/etcd', 'unknown'],
  ])('%s: one employer’s work %s', async (name, outcome) => {
    const say = await verdictsOf(name, upstream().env['github'] ?? '', now);
    expect(say('single-vendor')).toMatchObject({ outcome });
  });
});
