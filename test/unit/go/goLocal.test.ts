import { expect, test } from 'vitest';
import { deprecation, releases, retractions } from '../../../server/src/facts/package.ts';
import { versionPublished } from '../../../server/src/facts/version.ts';
import { goModuleCache } from '../../../server/src/sources/goModuleCache.ts';
import { goProxyVersion } from '../../../server/src/sources/goProxyVersion.ts';
import { goVersion } from '../../../server/src/sources/goVersion.ts';
import { ask, goClient, info, known, moduleOf, PUBLIC, versionOf } from './world.ts';

const CACHE = {
  'example.org/!tool/@v/list': 'v1.0.0\nv1.2.0\n',
  'example.org/!tool/@v/v1.2.0.info': info('v1.2.0', '2025-05-05', { URL: 'https://github.com/example/tool' }),
  'example.org/!tool/@v/v1.2.0.mod':
    '// Deprecated: use example.org/better\nmodule example.org/Tool\nretract v1.0.0 // loses data\n',
  'example.org/!tool/@v/v1.0.0.info': info('v1.0.0', '2024-04-04'),
};
const cached = goClient({ cache: CACHE });

test('the module cache tells repository and deprecation, as of the version it holds, and nothing about what is newest', async () => {
  const { values, observations, requests } = await ask(goModuleCache, moduleOf('example.org/Tool'), { go: cached });
  expect(requests).toEqual([]);
  expect(values).toEqual({
    repository: { repository: { kind: 'repository', host: 'github.com', owner: 'example', name: 'tool' }, how: 'origin' },
    'origin-repository': { kind: 'repository', host: 'github.com', owner: 'example', name: 'tool' },
    deprecation: 'use example.org/better',
  });
  expect(observations).toContainEqual(
    expect.objectContaining({ url: 'https://pkg.go.dev/example.org/Tool@v1.2.0', asOf: '2025-05-05T12:00:00.000Z' }),
  );
});

test('a cached version that is not deprecated proves nothing about newer ones', async () => {
  const go = goClient({ cache: { ...CACHE, 'example.org/!tool/@v/v1.2.0.mod': 'module example.org/Tool\n' } });
  expect(Object.keys((await ask(goModuleCache, moduleOf('example.org/Tool'), { go })).values)).toEqual([
    'repository',
    'origin-repository',
  ]);
});

test('a private module is shown by its own address', async () => {
  const go = goClient({ cache: CACHE, isPrivate: () => true });
  const { observations } = await ask(goModuleCache, moduleOf('example.org/Tool'), { go });
  expect(JSON.stringify(observations)).not.toContain('pkg.go.dev');
});

test.each([
  [{}, 'not-found'],
  [{ ...CACHE, 'example.org/!tool/@v/v1.2.0.info': 'half a fi' }, 'malformed'],
])('a cache without the module, or with a broken file: %#', async (cache, why) => {
  expect((await ask(goModuleCache, moduleOf('example.org/Tool'), { go: goClient({ cache }) })).reasons).toEqual({ all: why });
});

test('a pseudo-version carries its own date', async () => {
  const subject = versionOf('example.org/Tool', 'v0.0.0-20240301120000-abcdefabcdef');
  const { values, requests } = await ask(goVersion, subject);
  expect(values['version-published']).toBe('2024-03-01T12:00:00.000Z');
  expect(requests).toEqual([]);
  expect((await ask(goProxyVersion, subject)).covered).toBe(false);
});

test('a version found in the module cache, or among the releases, costs no request', async () => {
  const inCache = await ask(goVersion, versionOf('example.org/Tool', 'v1.0.0'), { go: cached });
  expect(inCache.values['version-published']).toBe('2024-04-04T12:00:00.000Z');
  const history = known({ stable: [{ version: 'v1.0.0', at: '2024-04-04' }], total: 1 }, 'pkg-go-dev');
  const listed = await ask(goVersion, versionOf('example.org/Tool', 'v1.0.0'), { facts: [[releases, history]] });
  expect(listed.observations).toContainEqual(expect.objectContaining({ value: '2024-04-04', via: 'pkg-go-dev' }));
});

test.each([
  ['v1.0.0', ''],
  ['v1.1.0', ''],
  ['v1.2.0', 'worse'],
  ['v1.3.0', null],
  ['v1.2.1', null],
  ['v1.1.0-rc.1', ''],
])('%s within retracted ranges, both ends included: %j', async (version, rationale) => {
  const withdrawn = known([
    { low: 'v1.0.0', high: 'v1.1.0', rationale: null },
    { low: 'v1.2.0', high: 'v1.2.0', rationale: 'worse' },
  ]);
  const { values } = await ask(goVersion, versionOf('example.org/Tool', version), { facts: [[retractions, withdrawn]] });
  expect(values['version-retracted']).toBe(rationale);
});

test('the module’s deprecation is that of each of its versions', async () => {
  const version = versionOf('example.org/Tool', 'v1.0.0');
  const said = await ask(goVersion, version, { facts: [[deprecation, known('use another')]] });
  expect(said.values['version-deprecated']).toBe('use another');
  const silent = await ask(goVersion, version, { facts: [[deprecation, known(null)]] });
  expect(silent.values['version-deprecated']).toBeNull();
});

test('what is not known of the module is not known of the version, for the same reason', async () => {
  const facts = [
    [retractions, { state: 'unknown', why: 'offline' }],
    [deprecation, { state: 'unknown', why: 'pending' }],
  ] as const;
  const { reasons, values } = await ask(goVersion, versionOf('example.org/Tool', 'v1.0.0'), { facts });
  expect([reasons, values]).toEqual([{ 'version-retracted': 'offline', 'version-deprecated': 'unsupported' }, {}]);
});

test('offline, a retraction in the cache counts; its silence does not', async () => {
  const facts = [[retractions, { state: 'unknown', why: 'offline' }]] as const;
  const withdrawn = await ask(goVersion, versionOf('example.org/Tool', 'v1.0.0'), { go: cached, facts });
  expect(withdrawn.values['version-retracted']).toBe('loses data');
  const other = await ask(goVersion, versionOf('example.org/Tool', 'v1.2.0'), { go: cached, facts });
  expect(other.reasons['version-retracted']).toBe('offline');
});

test.each(['latest', 'master', '', '1.0.0'])('%j is no version', async (version) => {
  expect((await ask(goVersion, versionOf('example.org/Tool', version))).reasons).toEqual({ all: 'not-found' });
});

test('the proxy is asked for one version where nothing nearer tells its date', async () => {
  const subject = versionOf('example.org/Tool', 'v2.0.0+incompatible');
  const answers = { [`${PUBLIC}/example.org/!tool/@v/v2.0.0+incompatible.info`]: info('v2.0.0+incompatible', '2018-08-08') };
  const { values, requests, covered } = await ask(goProxyVersion, subject, { answers });
  expect([covered, values]).toEqual([true, { 'version-published': '2018-08-08T12:00:00.000Z' }]);
  expect(requests.map(({ names }) => names)).toEqual([['example.org/Tool']]);
  expect((await ask(goProxyVersion, subject, { facts: [[versionPublished, known('2018-08-08')]] })).covered).toBe(false);
  expect((await ask(goProxyVersion, subject)).reasons).toEqual({ all: 'not-found' });
  expect((await ask(goProxyVersion, subject, { go: goClient({ bypassesProxy: () => true }) })).reasons).toEqual({
    all: 'private',
  });
});
