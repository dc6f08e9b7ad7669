import { describe, expect, test } from 'vitest';
import { deprecation, latest, latestVulnerable, releases, seenLatest } from '../../../server/src/facts/package.ts';
import type { Fact, FactView } from '../../../server/src/model/fact.ts';
import { purlOf } from '../../../server/src/model/purl.ts';
import type { PackageSubject } from '../../../server/src/model/subject.ts';
import { depsDev, depsDevFindings, depsDevReleases } from '../../../server/src/sources/depsDev.ts';
import { ask, nothing, npmPackage, told, type Sent } from './upstream.ts';

describe('findings', () => {
  const answering = (findings: unknown) => (body: Sent['body']) => ({
    responses: body.requests.map((request) => ({ request, findings })),
  });
  const one = async (findings: unknown) => told((await ask(depsDevFindings, [npmPackage('left')], answering(findings))).seen);

  test('a deprecated newest version, in its owner’s words', async () => {
    const findings = {
      defaultVersion: {
        versionKey: { system: 'NPM', name: 'left', version: '2.0.0' },
        findings: [{ type: 'VULNERABLE' }, { type: 'DEPRECATED', deprecatedContext: { reason: 'use right' } }],
      },
    };
    expect(await one(findings)).toEqual([
      'left deprecation = "use right"',
      'left latest-vulnerable = true',
      'left seen-latest = "2.0.0"',
    ]);
  });

  test.each<[string, unknown, string]>([
    [
      'findings without one: not deprecated',
      { defaultVersion: { findings: [{ type: 'VULNERABLE' }] } },
      'left deprecation = null',
    ],
    ['an empty list: not deprecated', { defaultVersion: { findings: [] } }, 'left deprecation = null'],
    [
      'a finding that cannot be read could be one',
      { defaultVersion: { findings: [{ kind: 'DEPRECATED' }] } },
      'left deprecation ? not-served',
    ],
    ['no list', { defaultVersion: {} }, 'left deprecation ? not-served'],
    ['no default version', { packageFindings: [] }, 'left deprecation ? not-served'],
    ['no findings', undefined, 'left ? not-found'],
  ])('%s', async (_, findings, expected) => expect((await one(findings))[0]).toBe(expected));

  test.each<[string, unknown, string]>([
    ['an advisory', { findings: [{ type: 'VULNERABLE' }] }, '= true'],
    ['a version made to do harm', { findings: [null, { type: 'MALICIOUS' }] }, '= true'],
    ['other findings only: none is open', { findings: [{ type: 'DEPRECATED' }] }, '= false'],
    ['an empty list: none is open', { findings: [] }, '= false'],
    ['a finding that cannot be read could be one', { findings: [{ kind: 'VULNERABLE' }] }, '? not-served'],
    ['no list', {}, '? not-served'],
  ])('%s on the newest version', async (_, defaultVersion, expected) =>
    expect((await one({ defaultVersion }))[1]).toBe(`left latest-vulnerable ${expected}`),
  );

  test.each<[string, string]>([
    ['2.0.0', '= true'], // the very version
    ['1.9.0', '= true'], // what is held of the registry is older than what deps.dev saw
    ['2.0.1', '? not-served'],
    ['next', '? not-served'],
  ])('where the registry offers %s, findings on 2.0.0 are told of the newest version: %s', async (version, expected) => {
    const from = { source: 'npm-registry', url: 'https://example.org', fetchedAt: '2026-11-21' };
    const view: FactView = {
      get: (key) =>
        key.id === latest.id
          ? { state: 'known', value: { version, at: null } as never, from }
          : { state: 'unknown', why: 'pending' },
    };
    const findings = {
      defaultVersion: { versionKey: { system: 'NPM', name: 'left', version: '2.0.0' }, findings: [{ type: 'VULNERABLE' }] },
    };
    const { seen } = await ask(depsDevFindings, [npmPackage('left')], answering(findings), view);
    expect(told(seen)).toContain(`left latest-vulnerable ${expected}`);
  });

  test('which version that is, where it says so in a way that can be read', async () => {
    expect(await one({ defaultVersion: { versionKey: { version: 2 }, findings: [] } })).toContain(
      'left seen-latest ? not-served',
    );
  });

  test('a thousand packages are one request', async () => {
    const { sent } = await ask(
      depsDevFindings,
      Array.from({ length: 1000 }, (_, n) => npmPackage(`p${n}`)),
      answering({ defaultVersion: { findings: [] } }),
    );
    expect(sent).toHaveLength(1);
    expect(sent[0]?.request.names).toHaveLength(1000);
    expect([depsDev.maxBatch, depsDevFindings.maxBatch]).toEqual([1000, 1000]);
  });
});

describe('releases where the registry has no dates', () => {
  const known: Fact<unknown> = {
    state: 'known',
    value: {},
    from: { source: 'npm-registry', url: 'https://example.org', fetchedAt: '2026-11-21' },
  };

  test('only then are they asked for', () => {
    expect(depsDevReleases.covers(npmPackage('left'), nothing)).toBe(true);
    expect(depsDevReleases.covers(npmPackage('left'), { get: () => known as Fact<never> })).toBe(false);
  });

  test('stable ones with dates, oldest first; the default is the newest version', async () => {
    const { sent, seen } = await ask(depsDevReleases, [npmPackage('@example/left')], () => ({
      versions: [
        { versionKey: { version: '2.0.0' }, publishedAt: '2024-01-02T00:00:00Z', isDefault: true },
        { versionKey: { version: '1.0.0' }, publishedAt: '2020-01-02T00:00:00Z' },
        { versionKey: { version: '2.1.0-rc.1' }, publishedAt: '2024-02-02T00:00:00Z' },
        { versionKey: { version: '1.1.0' }, publishedAt: 'soon' },
        { versionKey: 'odd' },
      ],
    }));
    expect(sent[0]?.request).toMatchObject({
      url: 'http://127.0.0.1:1/depsdev/v3/systems/npm/packages/%40example%2Fleft',
      names: ['@example/left'],
    });
    expect(seen).toMatchObject([
      {
        key: releases,
        value: {
          total: 3,
          stable: [
            { version: '1.0.0', at: '2020-01-02T00:00:00.000Z' },
            { version: '2.0.0', at: '2024-01-02T00:00:00.000Z' },
          ],
        },
        url: 'https://deps.dev/npm/%40example%2Fleft',
      },
      { key: latest, value: { version: '2.0.0', at: '2024-01-02T00:00:00.000Z' } },
    ]);
  });

  test('Go’s pre-releases and pseudo-versions are none', async () => {
    const subject: PackageSubject = { kind: 'package', purl: purlOf('golang', 'example.org/Mod') };
    const at = '2024-01-02T00:00:00Z';
    const { sent, seen } = await ask(depsDevReleases, [subject], () => ({
      versions: ['v1.0.0', 'v1.1.0-rc.1', 'v0.0.0-20240101000000-abcdefabcdef', 'v2.0.0+incompatible'].map((version) => ({
        versionKey: { version },
        publishedAt: at,
      })),
    }));
    expect(sent[0]?.request.url).toMatch(/\/v3\/systems\/go\/packages\/example\.org%2FMod$/);
    expect(seen[0]).toMatchObject({ value: { total: 2, stable: [{ version: 'v1.0.0' }, { version: 'v2.0.0+incompatible' }] } });
    expect(told(seen)[1]).toBe('example.org/Mod latest ? not-served');
  });

  test('forty at most, and none without a date', async () => {
    const versions = Array.from({ length: 50 }, (_, n) => ({
      versionKey: { version: `1.0.${n}` },
      publishedAt: new Date(Date.UTC(2020, 0, n + 1)).toISOString(),
    }));
    const { seen } = await ask(depsDevReleases, [npmPackage('left')], () => ({ versions }));
    expect(seen[0]).toMatchObject({ value: { total: 50, stable: { length: 40, 0: { version: '1.0.10' } } } });
    const undated = await ask(depsDevReleases, [npmPackage('left')], () => ({
      versions: [{ versionKey: { version: '1.0.0' } }],
    }));
    expect(told(undated.seen)).toEqual(['left releases ? not-served', 'left latest ? not-served']);
  });
});

test('the facts a source provides are those it speaks of', () => {
  expect(depsDevFindings.provides).toEqual([deprecation, latestVulnerable, seenLatest]);
  expect([depsDev, depsDevFindings, depsDevReleases].map(({ clearance, service }) => `${clearance} ${service}`)).toEqual(
    Array(3).fill('third-party depsDev'),
  );
});
