import { describe, expect, test } from 'vitest';
import * as ofPackage from '../../../server/src/facts/package.ts';
import type { Fact } from '../../../server/src/model/fact.ts';
import { depsDev, depsDevReleases } from '../../../server/src/sources/depsDev.ts';
import { goProxy } from '../../../server/src/sources/goProxy.ts';
import { pkgsite } from '../../../server/src/sources/pkgsite.ts';
import { ask as askDepsDev, echo, go, npm, npmPackage } from '../depsdev/upstream.ts';
import { ask, moduleOf, NOW, PUBLIC } from '../go/world.ts';

const AT = '2022-07-01T00:00:00.000Z';
const DOCS = 'https://docs.example.org/v1beta/versions/example.org/m?limit=1000';
const row = (version: string, day: string, more: object = {}) => ({
  modulePath: 'example.org/m',
  version,
  commitTime: `${day}T00:00:00Z`,
  hasGoMod: true,
  deprecated: true,
  deprecationReason: 'use another',
  retracted: false,
  retractionReason: '',
  ...more,
});
const rows = (...items: readonly object[]) => ({ [DOCS]: JSON.stringify({ items, total: items.length, nextPageToken: '' }) });
const mod = (version: string, text: string) => ({
  [`${PUBLIC}/example.org/m/@v/${version}.mod`]: `module example.org/m\n\n${text}\n`,
});

describe('Go modules', () => {
  const later = row('v2.0.0+incompatible', '2024-01-01', { hasGoMod: false });
  const NEWER = [row('v1.3.0', '2023-01-01'), later] as const;
  const OLD = [row('v1.2.0', '2022-06-30'), row('v1.1.0', '2021-01-01'), row('v0.9.0', '2020-01-01')] as const;

  test('the documentation site: releases of then; deprecation and retraction it says of today', async () => {
    const { values, reasons, observations } = await ask(pkgsite, moduleOf('example.org/m'), {
      answers: rows(...NEWER, ...OLD),
      asOf: AT,
    });
    expect(values).toMatchObject({
      releases: { total: 3, stable: [{ version: 'v0.9.0' }, { version: 'v1.1.0' }, { version: 'v1.2.0' }] },
      latest: { version: 'v1.2.0' },
      'release-lines': [{ newest: 'v1.2.0' }, { newest: 'v0.9.0' }],
    });
    expect(reasons).toEqual({ deprecation: 'undated', retractions: 'undated' });
    expect(observations.flatMap((one) => (one.kind === 'value' ? [one.asOf] : []))).toEqual([AT, AT, AT]);
  });

  test('where a version of then is retracted today, whether it was then is not known: newest and lines are undated', async () => {
    const answers = rows(row('v1.2.0', '2022-06-30', { retracted: true }), row('v1.1.0', '2021-01-01'));
    expect((await ask(pkgsite, moduleOf('example.org/m'), { answers, asOf: AT })).reasons).toMatchObject({
      latest: 'undated',
      'release-lines': 'undated',
    });
    const older = rows(row('v1.2.0', '2022-06-30'), row('v1.1.0', '2021-01-01', { retracted: true }));
    expect((await ask(pkgsite, moduleOf('example.org/m'), { answers: older, asOf: AT })).values).toMatchObject({
      latest: { version: 'v1.2.0' },
    });
  });

  test('before its first version a module is not there', async () => {
    const { reasons } = await ask(pkgsite, moduleOf('example.org/m'), { answers: rows(...NEWER), asOf: AT });
    expect(reasons).toEqual({ all: 'not-found' });
  });

  const told: Fact<unknown> = {
    state: 'known',
    value: {
      total: 2,
      stable: [
        { version: 'v1.1.0', at: '2021-01-01T00:00:00.000Z' },
        { version: 'v1.2.0', at: '2022-06-30T00:00:00.000Z' },
      ],
    },
    from: { source: 'pkg-go-dev', url: 'https://pkg.go.dev/example.org/m', fetchedAt: NOW, asOf: AT },
  };

  test('the newest go.mod of then tells what was deprecated and retracted, in one request', async () => {
    const answers = {
      ...mod('v1.2.0', 'retract v1.2.0 // slip'),
      ...mod('v1.3.0', '// Deprecated: gone'),
    };
    const { values, asked, observations } = await ask(goProxy, moduleOf('example.org/m'), {
      answers,
      asOf: AT,
      facts: [[ofPackage.releases, told]],
    });
    expect(asked).toEqual([`${PUBLIC}/example.org/m/@v/v1.2.0.mod`]);
    expect(values).toMatchObject({
      deprecation: null,
      retractions: [{ low: 'v1.2.0', high: 'v1.2.0', rationale: 'slip' }],
      latest: { version: 'v1.1.0' },
      'release-lines': [{ newest: 'v1.1.0' }],
    });
    expect(observations.every((one) => one.kind !== 'value' || one.asOf === AT)).toBe(true);
  });

  test('a go.mod that cannot be had leaves both unknown; of a module that was not there nothing is asked', async () => {
    const lost = await ask(goProxy, moduleOf('example.org/m'), { asOf: AT, facts: [[ofPackage.releases, told]] });
    expect(lost.reasons).toEqual({ deprecation: 'not-found', retractions: 'not-found' });
    const none: Fact<unknown> = { state: 'unknown', why: 'not-found' };
    const absent = await ask(goProxy, moduleOf('example.org/m'), { asOf: AT, facts: [[ofPackage.releases, none]] });
    expect([absent.asked, absent.reasons]).toEqual([[], { all: 'not-found' }]);
  });
});

describe('deps.dev', () => {
  const record = {
    publishedAt: '2021-05-01T00:00:00Z',
    licenses: ['MIT'],
    isDeprecated: false,
    advisoryKeys: [],
    attestations: [],
    relatedProjects: [
      { projectKey: { id: 'github.com/example/x' }, relationType: 'SOURCE_REPO', relationProvenance: 'UNVERIFIED_METADATA' },
    ],
  };
  const dates = async (version: object) => {
    const { seen } = await askDepsDev(depsDev, [npm('x', '1.0.0')], echo(version), undefined, AT);
    return Object.fromEntries(
      seen.flatMap((one) =>
        'key' in one ? [[one.key.id, one.kind === 'value' ? (one.asOf ?? 'today') : one.why] as const] : [],
      ),
    );
  };

  test('what was published with a version is of its day, what is found about it of today', async () => {
    const published = '2021-05-01T00:00:00.000Z';
    expect(await dates(record)).toEqual({
      'version-published': 'today', // read back by its key
      'version-deprecated': 'today',
      'version-licence': published,
      'version-attested': published,
      'version-repository': published,
      'version-advisories': 'today',
      repository: published,
    });
  });

  test('a version published later was not there; one without a date cannot be placed', async () => {
    expect(await dates({ ...record, publishedAt: '2022-07-01T00:00:00Z' })).toMatchObject({
      'version-published': 'today',
      'version-licence': 'not-found',
      'version-advisories': 'not-found',
    });
    expect(await dates({ ...record, publishedAt: undefined })).toMatchObject({
      'version-published': 'not-served',
      'version-licence': 'today',
      repository: 'today',
    });
  });

  test('the releases of then, the highest of them offered first, for packages whose registry has no dates', async () => {
    const version = (number: string, publishedAt: string, isDefault = false) => ({
      versionKey: { system: 'NPM', name: 'x', version: number },
      publishedAt,
      isDefault,
    });
    const versions = [
      version('1.0.0', '2020-01-01T00:00:00Z'),
      version('1.10.0', '2021-01-01T00:00:00Z'),
      version('1.9.0', '2022-01-01T00:00:00Z'),
      version('2.0.0-rc.1', '2022-02-01T00:00:00Z'),
      version('2.0.0', '2023-01-01T00:00:00Z', true),
    ];
    const { seen } = await askDepsDev(depsDevReleases, [npmPackage('x')], () => ({ versions }), undefined, AT);
    expect(seen).toMatchObject([
      {
        key: ofPackage.releases,
        value: { total: 3, stable: [{ version: '1.0.0' }, { version: '1.10.0' }, { version: '1.9.0' }] },
        asOf: AT,
      },
      { key: ofPackage.latest, value: { version: '1.10.0' }, asOf: AT },
    ]);
    expect(
      await askDepsDev(
        depsDevReleases,
        [go('example.org/m', '')].map(({ purl }) => ({ kind: 'package', purl })),
        () => ({ versions: [] }),
        undefined,
        AT,
      ),
    ).toMatchObject({
      seen: [{ kind: 'missing' }, { kind: 'missing' }],
    });
  });
});
