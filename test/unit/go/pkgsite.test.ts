import { expect, test } from 'vitest';
import { releases, repository } from '../../../server/src/facts/package.ts';
import { pkgsite, pkgsiteModule } from '../../../server/src/sources/pkgsite.ts';
import { ask, goClient, known, moduleOf } from './world.ts';

const DOCS = 'https://docs.example.org/v1beta';
const versions = (path: string, token = '') => `${DOCS}/versions/${path}?limit=1000${token}`;
const row = (version: string, day: string, more: object = {}) => ({
  modulePath: 'example.org/m',
  version,
  commitTime: `${day}T00:00:00Z`,
  isRedistributable: true,
  hasGoMod: true,
  latestVersion: 'v1.1.0',
  deprecated: false,
  deprecationReason: '',
  retracted: false,
  retractionReason: '',
  ...more,
});
const list = (items: readonly unknown[], nextPageToken = '') => JSON.stringify({ items, total: items.length, nextPageToken });
const instant = (day: string) => `${day}T00:00:00.000Z`;

test('all releases with dates, retractions and deprecation in one request', async () => {
  const answers = {
    [versions('example.org/m')]: list([
      row('v1.2.0', '2026-03-03', { retracted: true, retractionReason: 'slip' }),
      row('v1.1.0', '2026-02-02'),
      row('v1.1.0-rc.1', '2026-01-30'),
      row('v2.0.0', '2026-05-05', { modulePath: 'example.org/m/v2' }),
      row('v1.0.0', '2020-01-01'),
      row('v0.9.0', '2019-01-01'),
      'odd',
      { modulePath: 'example.org/m', version: 7 },
    ]),
  };
  const { values, requests, observations, reasons } = await ask(pkgsite, moduleOf('example.org/m'), { answers });
  expect(reasons).toEqual({});
  expect(values).toEqual({
    releases: {
      stable: [
        { version: 'v0.9.0', at: instant('2019-01-01') },
        { version: 'v1.0.0', at: instant('2020-01-01') },
        { version: 'v1.1.0', at: instant('2026-02-02') },
        { version: 'v1.2.0', at: instant('2026-03-03') },
      ],
      total: 4,
    },
    latest: { version: 'v1.1.0', at: instant('2026-02-02') },
    'release-lines': [
      { line: '1', newest: 'v1.1.0', at: instant('2026-02-02') },
      { line: '0.9', newest: 'v0.9.0', at: instant('2019-01-01') },
    ],
    deprecation: null,
    retractions: [{ low: 'v1.2.0', high: 'v1.2.0', rationale: 'slip' }],
  });
  expect(requests).toMatchObject([{ names: ['example.org/m'] }]);
  expect(observations).toContainEqual(expect.objectContaining({ url: 'https://pkg.go.dev/example.org/m?tab=versions' }));
});

test('pages are followed as far as they lead, and never round in circles', async () => {
  const answers = {
    [versions('example.org/m')]: list([row('v1.1.0', '2026-02-02')], 'a b'),
    [versions('example.org/m', '&token=a%20b')]: list([row('v1.0.0', '2025-02-02')], 'a b'),
  };
  const { values, requests } = await ask(pkgsite, moduleOf('example.org/m'), { answers });
  expect(values['releases']).toMatchObject({ total: 2 });
  expect(requests).toHaveLength(2);
});

test('the newest forty releases are kept, and all are counted', async () => {
  const items = Array.from({ length: 60 }, (_, at) =>
    row(`v1.${at}.0`, `20${String(10 + Math.floor(at / 5))}-01-0${1 + (at % 5)}`),
  );
  const { values } = await ask(pkgsite, moduleOf('example.org/m'), { answers: { [versions('example.org/m')]: list(items) } });
  const { stable, total } = values['releases'] as { stable: readonly { version: string }[]; total: number };
  expect([stable.length, total, stable.at(-1)?.version]).toEqual([40, 60, 'v1.59.0']);
});

test('a deprecated module, a module without tags, an old +incompatible line', async () => {
  const story = async (...items: readonly unknown[]) =>
    (await ask(pkgsite, moduleOf('example.org/m'), { answers: { [versions('example.org/m')]: list(items) } })).values;
  expect(await story(row('v1.0.0', '2020-01-01', { deprecated: true, deprecationReason: 'use n' }))).toMatchObject({
    deprecation: 'use n',
  });
  const pseudo = 'v0.0.0-20240301000000-abcdefabcdef';
  expect(await story(row(pseudo, '2024-03-01'))).toMatchObject({
    latest: { version: pseudo },
    releases: { stable: [], total: 0 },
    'release-lines': [],
  });
  expect(await story(row('v3.0.0+incompatible', '2018-01-01', { hasGoMod: false }), row('v1.9.0', '2020-01-01'))).toMatchObject({
    latest: { version: 'v1.9.0' },
    releases: { total: 2 },
  });
});

test('fields that a later beta leaves out are not served, never fine', async () => {
  const bare = { modulePath: 'example.org/m', version: 'v1.0.0' };
  const { values, reasons } = await ask(pkgsite, moduleOf('example.org/m'), {
    answers: { [versions('example.org/m')]: list([bare]) },
  });
  expect(values).toEqual({
    latest: { version: 'v1.0.0', at: null },
    'release-lines': [{ line: '1', newest: 'v1.0.0', at: null }],
  });
  expect(reasons).toEqual({ releases: 'undated' });
});

test.each([
  ['<html>', 'malformed'],
  ['[]', 'malformed'],
  ['{"items":{}}', 'malformed'],
  [list([]), 'not-found'],
  [list([row('v2.0.0', '2020-01-01', { modulePath: 'example.org/m/v2' })]), 'not-found'],
  [404, 'not-found'],
  [429, 'rate-limited'],
  [500, 'offline'],
] as const)('%j: %s', async (answer, why) => {
  expect((await ask(pkgsite, moduleOf('example.org/m'), { answers: { [versions('example.org/m')]: answer } })).reasons).toEqual({
    all: why,
  });
});

test.each([
  ['GOPROXY is one’s own', goClient({ isPublicDefault: false })],
  ['the name is private', goClient({ isPrivate: () => true })],
])('nobody is asked where %s', async (_, go) => {
  for (const source of [pkgsite, pkgsiteModule]) {
    const { requests, reasons } = await ask(source, moduleOf('example.org/m'), { go });
    expect([requests.length, reasons]).toEqual([0, { all: 'unsupported' }]);
  }
});

test('without toolchain and configuration it serves alone', async () => {
  const go = goClient({ proxies: [], isPublicDefault: true });
  const { values } = await ask(pkgsite, moduleOf('example.org/m'), {
    go,
    answers: { [versions('example.org/m')]: list([row('v1.0.0', '2020-01-01')]) },
  });
  expect(values['latest']).toMatchObject({ version: 'v1.0.0' });
});

test('the module page gives repository and licence where the path and the proxy do not', async () => {
  const module = {
    path: 'example.org/m',
    version: 'v1.1.0',
    repoUrl: 'https://github.com/example/m',
    licenses: [
      { types: ['MIT'], filePath: 'LICENSE' },
      { types: ['Apache-2.0', 'MIT'], filePath: 'NOTICE' },
      { types: ['GPL-3.0'], filePath: 'third/LICENSE' },
      'odd',
    ],
  };
  const answers = { [`${DOCS}/module/example.org/m?licenses=true`]: JSON.stringify(module) };
  const { values, observations } = await ask(pkgsiteModule, moduleOf('example.org/m'), { answers });
  expect(values).toEqual({
    repository: { repository: { kind: 'repository', host: 'github.com', owner: 'example', name: 'm' }, how: 'go-get' },
    'licence-runs': [{ value: 'MIT AND Apache-2.0', from: 'v1.1.0', to: 'v1.1.0', releases: 1 }],
  });
  expect(observations).toContainEqual(expect.objectContaining({ url: 'https://pkg.go.dev/example.org/m@v1.1.0' }));

  // The same before the list of versions was read and after: which of the two answers comes first is chance.
  const listed = { stable: [{ version: 'v1.1.0', at: instant('2026-02-02') }], total: 1 };
  const dated = await ask(pkgsiteModule, moduleOf('example.org/m'), { answers, facts: [[releases, known(listed)]] });
  expect(dated.values).toEqual(values);

  const there = { repository: { kind: 'repository', host: 'github.com', owner: 'example', name: 'm' }, how: 'origin' } as const;
  expect((await ask(pkgsiteModule, moduleOf('example.org/m'), { facts: [[repository, known(there)]] })).covered).toBe(false);
});

test('an unrecognised licence is not "no licence"', async () => {
  const answers = {
    [`${DOCS}/module/example.org/m?licenses=true`]: JSON.stringify({
      version: 'v1.0.0',
      licenses: [{ types: ['UNKNOWN'] }],
      repoUrl: 7,
    }),
  };
  expect((await ask(pkgsiteModule, moduleOf('example.org/m'), { answers })).values).toEqual({});
});
