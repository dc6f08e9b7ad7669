import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createLockedHosts } from '../../../server/src/engine/lockedHosts.ts';
import { openSession } from '../../../server/src/compose.ts';
import type { Line } from '../../../server/src/engine/gather.ts';
import { activity, archival, bulkPeople, identity } from '../../../server/src/facts/repository.ts';
import { purlOf } from '../../../server/src/model/purl.ts';
import { rules } from '../../../server/src/rules/index.ts';
import { readSettings } from '../../../server/src/settings/settings.ts';
import { startUpstream, type Upstream } from '../../upstream/server.ts';
import { multitude } from '../../upstream/world/multitude.ts';

// A manifest of sixty packages at work in forty repositories, on the local upstream, with nobody signed in.
const NOW = '2026-08-01T00:00:00.000Z';
const PACKAGES = 60;

let upstream: Upstream;
let folder: string;
beforeAll(async () => {
  upstream = await startUpstream({ world: multitude(NOW, { npm: PACKAGES, go: 0, repositories: 40, busyEvery: 10 }) });
  folder = mkdtempSync(join(tmpdir(), 'mainstay-bulk-'));
});
afterAll(async () => {
  await upstream.close();
  rmSync(folder, { recursive: true, force: true });
});

const span = { start: 0, end: 0 };
const lines = Array.from({ length: PACKAGES }, (_, index): Line => {
  const name = `@example/many-${index}`;
  return {
    dependency: {
      ecosystem: 'npm',
      name,
      requirement: '^1.2.0',
      scope: 'dependencies',
      indirect: false,
      optional: false,
      target: { kind: 'registry', purl: purlOf('npm', name), range: '^1.2.0' },
      spans: { whole: span, name: span, requirement: span },
    },
  };
});

const open = (settings: Readonly<Record<string, unknown>> = {}) =>
  openSession({
    folder,
    env: { HOME: folder, GOENV: 'off', GOTOOLCHAIN: 'local', GOMODCACHE: join(folder, 'cache') },
    settings: readSettings(settings, rules).settings,
    trusted: true,
    offline: false,
    upstreams: upstream.env,
    userAgent: 'mainstay-test',
    localNames: new Set(),
    lockedHosts: createLockedHosts(),
    now: () => NOW,
  });

/** Runs something; what it gave, and the requests it cost by service. */
async function counted<T>(run: () => Promise<T>) {
  const start = upstream.log.length;
  const value = await run();
  const counts: Record<string, number> = {};
  for (const { service } of upstream.log.slice(start)) counts[service] = (counts[service] ?? 0) + 1;
  return { value, counts };
}

test('sixty dependencies: people and archival of each, from two bulk services; one of them asked for costs three questions', async () => {
  const session = await open();
  const all = await counted(() => Promise.all(lines.map((line) => session.assess(line, 'standing', { depth: 'detail' }))));
  for (const { facts } of all.value) {
    expect(facts.get(bulkPeople)).toMatchObject({
      state: 'known',
      value: { committers: 3 },
      from: { source: 'ecosystems', asOf: NOW },
    });
    expect(facts.get(archival)).toMatchObject({ state: 'known', value: { archived: false } });
    expect(facts.get(activity)).toEqual({ state: 'unknown', why: 'unauthorized' });
  }
  // One question a package goes to its registry; all the rest is batches, and GitHub is not asked at all.
  expect(all.counts).toEqual({ npm: PACKAGES, depsdev: expect.any(Number) as number, ecosystems: expect.any(Number) as number });
  // How many batches leave depends on how fast the registry answers; never one a package. Quiet machine: 2 and 5.
  expect((all.counts['ecosystems'] ?? 0) + (all.counts['depsdev'] ?? 0)).toBeLessThanOrEqual(20);

  const again = await counted(() => session.assess(lines[1] as Line, 'standing', { depth: 'detail' }));
  expect(again.counts).toEqual({});
  const asked = await counted(() => session.assess(lines[1] as Line, 'standing', { depth: 'detail', explicit: true }));
  expect(asked.counts).toEqual({ github: 3 });
  expect(asked.value.facts.get(activity)).toMatchObject({
    state: 'known',
    value: { people: 3, active: 3, sampled: false },
    from: { source: 'github-rest' },
  });
  expect(asked.value.facts.get(identity)).toMatchObject({ value: { fullName: 'example-multitude/r1', renamed: false } });
  expect(asked.value.facts.get(archival)).toMatchObject({ from: { source: 'github-rest' } });
  const since = await counted(() => session.assess(lines[1] as Line, 'standing', { depth: 'detail', explicit: true }));
  expect(since.counts).toEqual({});
}, 30_000);

test('of a busy year the newest hundred commits are "at least"', async () => {
  const session = await open();
  const { facts } = await session.assess(lines[0] as Line, 'standing', { depth: 'detail', explicit: true });
  expect(facts.get(activity)).toMatchObject({ state: 'known', value: { commits: 100, people: 3, sampled: true } });
}, 30_000);

test('each service can be switched off, and is not asked then', async () => {
  const session = await open({ 'services.ecosystems': false, 'services.github': false });
  const { value, counts } = await counted(() =>
    session.assess(lines[2] as Line, 'standing', { depth: 'detail', explicit: true }),
  );
  expect(Object.keys(counts).sort()).toEqual(['depsdev', 'npm']);
  expect(value.facts.get(bulkPeople)).toMatchObject({ state: 'unknown' });
  expect(value.facts.get(activity)).toEqual({ state: 'unknown', why: 'switched-off' });
}, 30_000);
