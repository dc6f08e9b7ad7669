import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createLockedHosts } from '../../server/src/engine/lockedHosts.ts';
import { openSession, type Session } from '../../server/src/compose.ts';
import { factStoreOver, type Entry } from '../../server/src/engine/factStore.ts';
import type { Line } from '../../server/src/engine/gather.ts';
import { fixTimes } from '../../server/src/facts/packageSecurity.ts';
import { activity, archival, bulkPeople } from '../../server/src/facts/repository.ts';
import { versionPublished } from '../../server/src/facts/version.ts';
import type { Assessment } from '../../server/src/model/assessment.ts';
import { purlOf } from '../../server/src/model/purl.ts';
import { rules } from '../../server/src/rules/index.ts';
import { readSettings } from '../../server/src/settings/settings.ts';
import { startUpstream, type Upstream } from '../upstream/server.ts';
import { modulePath, multitude } from '../upstream/world/multitude.ts';

// A thousand dependencies of which a hundred are direct (UPSTREAMS.md 8): 700 packages and 300 modules in 600 repositories.
const NOW = '2026-08-01T00:00:00.000Z';
const SIZE = { npm: 700, go: 300, repositories: 600, busyEvery: 10 };
const NPM_HOMES = 420;
const DIRECT = { npm: 70, go: 30 };
const TOKEN = 'an-invented-token';

let upstream: Upstream;
let folder: string;
beforeAll(async () => {
  // How many answers deps.dev puts on a page is not documented; here a whole batch fits.
  upstream = await startUpstream({ world: multitude(NOW, SIZE), options: { depsdevPage: 1000 } });
  folder = mkdtempSync(join(tmpdir(), 'mainstay-budget-'));
});
afterAll(async () => {
  await upstream.close();
  rmSync(folder, { recursive: true, force: true });
});

const span = { start: 0, end: 0 };
const common = { optional: false, spans: { whole: span, name: span, requirement: span } } as const;

/** Every line with the version its lockfile, or its go.mod, pins. */
function linesOfAll(): readonly Line[] {
  const packages = Array.from({ length: SIZE.npm }, (_, index): Line => {
    const name = `@example/many-${index}`;
    const target = { kind: 'registry', purl: purlOf('npm', name), range: '^1.2.0' } as const;
    const indirect = index >= DIRECT.npm;
    return {
      locked: '1.4.0',
      dependency: { ...common, ecosystem: 'npm', name, requirement: '^1.2.0', scope: 'dependencies', indirect, target },
    };
  });
  const modules = Array.from({ length: SIZE.go }, (_, index): Line => {
    const name = modulePath(index, NPM_HOMES, SIZE.repositories - NPM_HOMES);
    const target = { kind: 'registry', purl: purlOf('golang', name), range: 'v1.4.0' } as const;
    const indirect = index >= DIRECT.go;
    return { dependency: { ...common, ecosystem: 'golang', name, requirement: 'v1.4.0', scope: 'require', indirect, target } };
  });
  return [...packages, ...modules];
}
const lines = linesOfAll();

async function open(
  signedIn: boolean,
  more: { readonly store?: Map<string, Entry>; readonly now?: string } = {},
): Promise<Session> {
  const held = more.store;
  const { settings, problems } = readSettings({}, rules);
  expect(problems).toEqual([]);
  return await openSession({
    folder,
    env: { HOME: folder, GOENV: 'off', GOTOOLCHAIN: 'local', GOMODCACHE: join(folder, 'cache') },
    settings,
    trusted: true,
    offline: false,
    upstreams: upstream.env,
    userAgent: 'mainstay-test',
    localNames: new Set(),
    lockedHosts: createLockedHosts(),
    githubTokens: signedIn ? new Map([['github.com', TOKEN]]) : new Map(),
    now: () => more.now ?? NOW,
    ...(held ? { store: (situation) => factStoreOver(held, situation) } : {}),
  });
}

async function checkAll(session: Session): Promise<readonly Assessment[]> {
  return await Promise.all(
    lines.map((line) => session.assess(line, 'standing', { depth: line.dependency.indirect ? 'bulk' : 'direct' })),
  );
}

/** Requests since a moment, by service. */
function since(start: number): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { service } of upstream.log.slice(start)) counts[service] = (counts[service] ?? 0) + 1;
  return counts;
}
const sum = (counts: Readonly<Record<string, number>>) => Object.values(counts).reduce((total, count) => total + count, 0);

describe('requests for a thousand dependencies', () => {
  test('signed in, from nothing: at most 170, and every repository is counted', async () => {
    const start = upstream.log.length;
    const all = await checkAll(await open(true));
    const counts = since(start);
    console.log('cold, with a token:', sum(counts), JSON.stringify(counts));
    // First paint: date, licence and advisories of every line.
    const versions = upstream.log.slice(start).findIndex(({ path }) => path.includes('versionbatch'));
    expect(versions).toBeGreaterThanOrEqual(0);
    expect(versions).toBeLessThan(6);
    expect(all.filter(({ facts }) => facts.get(activity).state === 'known')).toHaveLength(1000);
    expect(all.filter(({ facts }) => facts.get(versionPublished).state === 'known')).toHaveLength(1000);
    // Advisories are asked about direct ones, fifty a question: two.
    expect(all.filter(({ facts }) => facts.get(fixTimes).state === 'known')).toHaveLength(DIRECT.npm + DIRECT.go);
    const direct = lines.flatMap(({ dependency }) => (dependency.indirect ? [] : [dependency.name]));
    const advised = upstream.log.slice(start).filter(({ service, names }) => service === 'github' && names.length === 50);
    expect(advised.flatMap(({ names }) => names).sort()).toEqual(direct.sort());
    expect(sum(counts)).toBeLessThanOrEqual(170);
  }, 120_000);

  test('held: nothing within the age of the facts; after it, only what can have changed', async () => {
    const store = new Map<string, Entry>();
    await checkAll(await open(true, { store }));

    let start = upstream.log.length;
    const within = await checkAll(await open(true, { store, now: '2026-08-01T11:00:00.000Z' }));
    console.log('within age:', sum(since(start)));
    expect(sum(since(start))).toBe(0);
    expect(within.filter(({ facts }) => facts.get(activity).state === 'known')).toHaveLength(1000);

    start = upstream.log.length;
    const after = await checkAll(await open(true, { store, now: '2026-08-02T12:00:00.000Z' }));
    console.log('after age, with a token:', sum(since(start)), JSON.stringify(since(start)));
    expect(sum(since(start))).toBeLessThanOrEqual(25);
    expect(after.filter(({ facts }) => facts.get(activity).state === 'known')).toHaveLength(1000);
  }, 120_000);

  test('without a token: at most 150, and bulk facts of all', async () => {
    const start = upstream.log.length;
    const all = await checkAll(await open(false));
    const counts = since(start);
    console.log('cold, without a token:', sum(counts), JSON.stringify(counts));
    // Bulk facts: what deps.dev and ecosyste.ms say of all lines at once.
    expect((counts['depsdev'] ?? 0) + (counts['ecosystems'] ?? 0)).toBeLessThanOrEqual(30);
    expect(all.filter(({ facts }) => facts.get(archival).state === 'known').length).toBeGreaterThan(900);
    expect(all.filter(({ facts }) => facts.get(bulkPeople).state === 'known').length).toBeGreaterThan(900);
    expect(sum(counts)).toBeLessThanOrEqual(150);
  }, 120_000);
});
