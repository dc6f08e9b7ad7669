import { expect, test } from 'vitest';
import { createEngine } from '../../../server/src/engine/engine.ts';
import { memoryFactStore } from '../../../server/src/engine/factStore.ts';
import { deprecation, latest, releases, repository } from '../../../server/src/facts/package.ts';
import { versionDeprecated, versionPublished, versionRetracted } from '../../../server/src/facts/version.ts';
import type { AnyFactKey, Fact } from '../../../server/src/model/fact.ts';
import type { Dependency } from '../../../server/src/model/manifest.ts';
import type { GoClient, NpmClient } from '../../../server/src/model/ports.ts';
import { goGet } from '../../../server/src/sources/goGet.ts';
import { goModuleCache } from '../../../server/src/sources/goModuleCache.ts';
import { goProxy } from '../../../server/src/sources/goProxy.ts';
import { goProxyVersion } from '../../../server/src/sources/goProxyVersion.ts';
import { goVersion } from '../../../server/src/sources/goVersion.ts';
import { importPaths } from '../../../server/src/sources/importPaths.ts';
import { pkgsite, pkgsiteModule } from '../../../server/src/sources/pkgsite.ts';
import { goClient, info, moduleOf, NOW, PUBLIC, recordedHttp, type Answers } from './world.ts';

/**
 * The order the registry needs: the site before the proxy (it speaks of the very same proxy, and one answer saves a dozen requests), the
 * module cache after both (an old notice may have been taken back), versions last (they are judged by what their module's sources said).
 */
const inOrder = [importPaths([]), pkgsite, pkgsiteModule, goProxy, goModuleCache, goGet, goVersion, goProxyVersion];
const wanted: readonly AnyFactKey[] = [
  releases,
  latest,
  deprecation,
  repository,
  versionPublished,
  versionRetracted,
  versionDeprecated,
];

/** Gathers everything about one required version with all Go sources, over recorded answers. */
async function gather(path: string, version: string, answers: Answers, go: GoClient, allows = () => true) {
  const http = recordedHttp(answers);
  const { purl } = moduleOf(path);
  const span = { start: 0, end: 0 };
  const dependency: Dependency = {
    ecosystem: 'story',
    name: path,
    requirement: version,
    scope: 'require',
    indirect: false,
    optional: false,
    target: { kind: 'registry', purl, range: version },
    spans: { whole: span, name: span, requirement: span },
  };
  const parse = () => ({
    self: { name: null, private: false, members: [] },
    dependencies: [],
    problems: [],
    catalogs: new Map<string, ReadonlyMap<string, string>>(),
  });
  const engine = createEngine({
    sources: inOrder,
    ecosystems: [{ id: 'story', files: [], parse, version: () => version }],
    store: memoryFactStore(),
    gate: { allows, allowsRepository: () => false },
    switchedOff: new Set(),
    offline: false,
    now: () => NOW,
    context: (_, subjects, signal) => ({
      subjects,
      view: (subject) => engine.around(subject),
      validator: () => undefined,
      http,
      npm: {} as NpmClient,
      go,
      github: { hostFor: () => undefined },
      endpoints: { depsdev: '', pkgsite: 'https://docs.example.org', ecosystems: '' },
      now: NOW,
      signal,
    }),
  });
  const { view } = await engine.gather({ dependency }, { depth: 'direct', wanted });
  const facts = Object.fromEntries(wanted.map((key) => [key.id, view.get(key) as Fact<unknown>]));
  const values = Object.fromEntries(
    Object.entries(facts).map(([id, fact]) => [id, fact.state === 'known' ? fact.value : fact.why]),
  );
  return { facts, values, asked: http.requests.map(({ url }) => url) };
}

const SITE = {
  'https://docs.example.org/v1beta/versions/github.com/example/m?limit=1000': JSON.stringify({
    items: [
      { version: 'v1.1.0', commitTime: '2026-01-01T12:00:00Z', retracted: false, deprecated: false },
      {
        version: 'v1.0.0',
        commitTime: '2025-01-01T12:00:00Z',
        retracted: true,
        retractionReason: 'loses data',
        deprecated: false,
      },
    ].map((item) => ({ modulePath: 'github.com/example/m', hasGoMod: true, ...item })),
  }),
};
const PROXY = {
  [`${PUBLIC}/github.com/example/m/@v/list`]: 'v1.0.0\nv1.1.0\n',
  [`${PUBLIC}/github.com/example/m/@v/v1.1.0.mod`]: 'module github.com/example/m\nretract v1.0.0 // loses data\n',
  [`${PUBLIC}/github.com/example/m/@v/v1.1.0.info`]: info('v1.1.0', '2026-01-01'),
  [`${PUBLIC}/github.com/example/m/@v/v1.0.0.info`]: info('v1.0.0', '2025-01-01'),
};
const KNOWN = {
  latest: { version: 'v1.1.0', at: '2026-01-01T12:00:00.000Z' },
  deprecation: null,
  'version-published': '2025-01-01T12:00:00.000Z',
  'version-retracted': 'loses data',
  'version-deprecated': null,
};

test('one request tells everything of a public module on a forge', async () => {
  const { values, asked } = await gather('github.com/example/m', 'v1.0.0', { ...SITE, ...PROXY }, goClient());
  expect(values).toMatchObject({ ...KNOWN, repository: { how: 'import-path' } });
  expect(asked).toEqual(Object.keys(SITE));
});

test('a site that does not know the module leaves it to the proxy, which tells the same', async () => {
  const { values, facts } = await gather('github.com/example/m', 'v1.0.0', PROXY, goClient());
  expect(values).toMatchObject(KNOWN);
  expect(facts['version-retracted']).toMatchObject({ from: { source: 'go-proxy' } });
});

test('without toolchain and configuration the site serves alone', async () => {
  const { values, asked } = await gather('github.com/example/m', 'v1.0.0', { ...SITE, ...PROXY }, goClient({ proxies: [] }));
  expect(values).toMatchObject(KNOWN);
  expect(asked).toEqual(Object.keys(SITE));
});

test('an old notice in the module cache does not outlive what the newest go.mod says; offline it is all there is', async () => {
  const cache = {
    'github.com/example/m/@v/list': 'v1.0.0\n',
    'github.com/example/m/@v/v1.0.0.mod': '// Deprecated: on hold\nmodule github.com/example/m\n',
  };
  const online = await gather('github.com/example/m', 'v1.0.0', PROXY, goClient({ cache }));
  expect(online.values['deprecation']).toBeNull();
  const offline = await gather('github.com/example/m', 'v1.0.0', {}, goClient({ cache }));
  expect(offline.values).toMatchObject({ deprecation: 'on hold', 'version-deprecated': 'on hold', latest: 'not-found' });
});

test('a private name is asked of nobody, and every row says so', async () => {
  const { values, asked } = await gather('corp.example.org/m', 'v1.0.0', {}, goClient(), () => false);
  expect(asked).toEqual([]);
  expect(new Set(Object.values(values))).toEqual(new Set(['private']));
});
