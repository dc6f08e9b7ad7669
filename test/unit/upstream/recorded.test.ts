import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { worldAt } from '../../upstream/world/index.ts';
import { anUpstream, ask, keysOf, NOW } from './asking.ts';

const upstream = anUpstream();
const world = worldAt(NOW);
const isStory = (name: string) => name.startsWith('@example/') || name.startsWith('example.org/');
const real = [...world.npm.values()].filter(({ name }) => !isStory(name));
const realModules = [...world.go.values()].filter(({ path }) => !isStory(path));
const root = fileURLToPath(new URL('../../../', import.meta.url));

test.each([
  ['lodash', '4.18.1', '2026-04-01', 'MIT'],
  ['express', '5.2.1', '2025-12-01', 'MIT'],
  ['request', '2.88.1', '2018-08-10', 'Apache-2.0'],
  ['left-pad', '1.3.0', '2018-04-09', 'WTFPL'],
  ['glob', '13.0.6', '2026-02-19', 'BlueOak-1.0.0'],
  ['jest', '20.0.4', '2017-05-24', 'BSD-3-Clause'],
  ['jest', '22.0.0', '2017-12-18', 'MIT'],
])('%s %s was tagged on %s, when its licence file was %s', async (name, version, day, licence) => {
  const packument = await ask(upstream(), 'npm', `/${name}`);

  expect(packument.at('time', version)).toBe(`${day}T00:00:00.000Z`);
  expect(packument.at('versions', version, 'license')).toBe(licence);
  expect(packument.headers.get('x-mainstay-recorded')).toMatch(/^dates are git tag days; observed until \d{4}-\d\d-\d\d$/);
});

test.each([
  ['github.com/pkg/errors', 'v0.9.1', '2020-01-14'],
  ['github.com/openservicemesh/osm', 'v1.2.4', '2023-04-20'],
  ['github.com/dgrijalva/jwt-go', 'v3.2.0+incompatible', '2018-03-08'],
  ['k8s.io/client-go', 'v0.36.3', '2026-07-22'],
])('%s %s was tagged on %s', async (path, version, day) => {
  const info = await ask(upstream(), 'goproxy', `/${path}/@v/${version}.info`);

  expect(info.at('Time')).toBe(`${day}T00:00:00Z`);
});

test('terraform left its open licence; what a maintenance branch was under after that day is not known', async () => {
  const licence = async (version: string) =>
    (await ask(upstream(), 'pkgsite', `/v1beta/module/github.com/hashicorp/terraform@${version}?licenses=true`)).at(
      'licenses',
      0,
      'types',
    );

  expect([await licence('v1.5.5'), await licence('v1.5.7'), await licence('v1.7.0')]).toEqual([
    ['MPL-2.0'],
    undefined,
    ['BUSL-1.1'],
  ]);
});

test('real npm packages say nothing that is not recorded', async () => {
  expect(real.length).toBe(28);
  for (const { name } of real) {
    const packument = await ask(upstream(), 'npm', `/${name}`);
    const unknown = ['maintainers', 'readme', 'users', '_rev', 'bugs', 'homepage'];
    expect(keysOf(packument.at()).filter((key) => unknown.includes(key))).toEqual([]);
    expect([packument.at('time', 'created'), packument.at('time', 'modified')]).toEqual([undefined, undefined]);
    const allowed = new Set(['name', 'version', 'license', 'repository', 'funding']);
    const versions = keysOf(packument.at('versions'));
    const said = versions.flatMap((version) => keysOf(packument.at('versions', version)));
    expect([...new Set(said)].filter((key) => !allowed.has(key))).toEqual([]);
    expect(versions.length).toBeGreaterThan(5);
    expect(packument.at('repository')).toBeDefined(); // its absence would read as "declares none"
  }
});

test('real Go modules are neither deprecated nor retracted nor free of both: it is not said', async () => {
  expect(realModules.length).toBe(38);
  for (const { path } of realModules) {
    const { at } = await ask(upstream(), 'pkgsite', `/v1beta/versions/${path}?limit=1000`);
    const items = at('items');
    const said = Array.isArray(items) ? items.flatMap(keysOf) : [];
    expect([...new Set(said)].sort()).toEqual(['commitTime', 'latestVersion', 'modulePath', 'version']);
  }
});

test('deps.dev says neither findings, advisories nor deprecations of real names', async () => {
  const one = await ask(upstream(), 'depsdev', '/v3alpha/versionbatch', {
    method: 'POST',
    body: JSON.stringify({ requests: [{ versionKey: { system: 'NPM', name: 'request', version: '2.88.1' } }] }),
  });

  expect(keysOf(one.at('responses', 0, 'version'))).toEqual([
    'isDefault',
    'licenses',
    'publishedAt',
    'relatedProjects',
    'versionKey',
  ]);
});

test('an earlier clock does not know later releases', () => {
  const then = worldAt('2020-01-01T00:00:00.000Z');

  expect(then.npm.get('jest')?.tags['latest']).toBe('24.9.0');
  expect(then.npm.get('enzyme')?.tags['latest']).toBe('3.11.0');
  expect(then.go.get('go.etcd.io/etcd/api/v3')?.versions).toEqual([]);
});

test('every invented name is under @example/ or example.org, and every example names something known, but for one', () => {
  const invented = [...world.npm.values(), ...world.go.values()].filter((one) => one.observed === undefined);
  expect(invented.map((one) => ('name' in one ? one.name : one.path)).filter((name) => !isStory(name))).toEqual([]);

  const read = (file: string) => readFileSync(join(root, 'examples', file), 'utf8');
  const npmNames = ['web-app/package.json', 'stories/package.json'].flatMap((file) =>
    [...read(file).matchAll(/^ {4}"([^"]+)": "[\^]?(\d[^"]+)"/gm)].map(([, name = '', version = '']) => ({ name, version })),
  );
  const goNames = ['go-service/go.mod', 'stories/go.mod'].flatMap((file) =>
    [...read(file).matchAll(/^\t(\S+) (v\S+)/gm)].map(([, name = '', version = '']) => ({ name, version })),
  );
  const npmUnknown = npmNames.filter(
    ({ name, version }) => !world.npm.get(name)?.versions.some((one) => one.version === version),
  );
  const goUnknown = goNames.filter(({ name, version }) => !world.go.get(name)?.versions.some((one) => one.version === version));
  expect(npmUnknown.map(({ name, version }) => `${name}@${version}`)).toEqual(['react@19.0.0', '@example/unpublished@1.0.1']);
  expect([npmNames.length, goNames.length, goUnknown]).toEqual([41, 36, []]);
});

test('the world is small, and names no package registry', () => {
  const folders = [
    'test/upstream',
    'test/upstream/world',
    'test/upstream/services',
    'examples/go-service',
    'examples/web-app',
    'examples/stories',
  ];
  const texts = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) =>
      entry.isFile() ? [readFileSync(join(root, folder, entry.name), 'utf8')] : [],
    ),
  );
  const hosts = [
    ['registry', 'npmjs', 'org'],
    ['registry', 'yarnpkg', 'com'],
    ['proxy', 'golang', 'org'],
    ['sum', 'golang', 'org'],
    ['goproxy', 'io'],
    ['pypi', 'org'],
  ].map((parts) => parts.join('.'));

  expect(texts.length).toBeGreaterThan(15);
  expect(hosts.filter((host) => texts.some((text) => text.includes(host)))).toEqual([]);
  expect(texts.reduce((sum, text) => sum + text.length, 0)).toBeLessThan(400_000);
});
