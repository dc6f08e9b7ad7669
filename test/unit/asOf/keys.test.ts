import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as ofPackage from '../../../server/src/facts/package.ts';
import * as security from '../../../server/src/facts/packageSecurity.ts';
import * as ofRepository from '../../../server/src/facts/repository.ts';
import * as detail from '../../../server/src/facts/repositoryDetail.ts';
import * as ofVersion from '../../../server/src/facts/version.ts';
import type { AnyFactKey, FactKey } from '../../../server/src/model/fact.ts';
import { isBefore } from '../../../server/src/model/instant.ts';

const AT = '2022-07-01T00:00:00.000Z';
const undated = { why: 'undated' };
const notYet = { why: 'not-found' };
const was = <T>(key: FactKey<T>, value: T, at = AT) => key.then?.(value, at) ?? 'nothing';

const home = { kind: 'repository', host: 'github.com', owner: 'example-org', name: 'x' } as const;
const governance = {
  foundation: 'Example Foundation',
  relation: 'governs',
  stage: 'graduated',
  ended: null,
  since: '2020-11-24',
  via: 'repository',
  project: 'Example',
  parentStage: null,
  links: { home: null, support: null, lifecycle: null },
  listedIn: 'example',
  listedAsOf: '2026-08-01',
} as const;
const identity: ofRepository.RepositoryIdentity = {
  fullName: 'example-org/x',
  renamed: false,
  forkOf: null,
  mirror: false,
  createdAt: '2019-03-01T00:00:00Z',
  olderThanAYear: true,
  olderThanThreeYears: true,
};
const word = {
  status: 'maintenance-mode',
  words: 'In maintenance mode.',
  file: 'README.md',
  since: '2021-05-01T10:00:00Z',
} as const;
const releases = (...days: readonly string[]) => days.map((at, nth) => ({ version: `1.${nth}.0`, at }));

test.each([
  ['2022-06-30', true],
  ['2022-07-01', false],
  ['2022-06-30T23:59:59.999Z', true],
  ['2022-07-01T00:00:00Z', false],
  ['2022-06', true],
  ['2022-07', false],
  ['2021-12', true],
  ['2021', true],
  ['2022', false],
  ['no date', false],
])('%s is before the midnight of 2022-07-01: %s', (date, before) => expect(isBefore(date, AT)).toBe(before));

test('of a day only a later moment is after all of it', () => {
  expect(isBefore('2022-07-01', '2022-07-01T12:00:00.000Z')).toBe(false);
  expect(isBefore('2022-07-01', '2022-07-02T00:00:00.000Z')).toBe(true);
});

describe('packages', () => {
  test('where a path is fetched from is a rule of its host; what is said of it today may be new', () => {
    expect(was(ofPackage.repository, { repository: home, how: 'import-path' })).toHaveProperty('value');
    for (const how of ['declared', 'origin', 'go-get', 'attested'] as const)
      expect(was(ofPackage.repository, { repository: home, how })).toEqual(undated);
  });

  test('releases: those before, where all are there with a date', () => {
    const stable = releases('2020-01-01', '2022-06-30', '2022-07-01', '2024-01-01');
    expect(was(ofPackage.releases, { stable, total: 4 })).toEqual({ value: { stable: stable.slice(0, 2), total: 2 } });
    expect(was(ofPackage.releases, { stable, total: 5 })).toEqual(undated);
    expect(was(ofPackage.releases, { stable: stable.slice(2), total: 2 })).toEqual(notYet);
  });

  test('newest version and lines: where nothing came since', () => {
    expect(was(ofPackage.latest, { version: '1.0.0', at: '2022-06-30' })).toHaveProperty('value');
    expect(was(ofPackage.latest, { version: '1.0.0', at: '2022-07-01' })).toEqual(undated);
    expect(was(ofPackage.latest, { version: '1.0.0', at: null })).toEqual(undated);
    const old = { line: '1', newest: '1.0.0', at: '2020-01-01' };
    expect(was(ofPackage.releaseLines, [old])).toEqual({ value: [old] });
    expect(was(ofPackage.releaseLines, [{ line: '2', newest: '2.0.0', at: '2023-01-01' }, old])).toEqual(undated);
    expect(was(ofPackage.releaseLines, [{ line: '2', newest: '2.0.0', at: null }, old])).toEqual(undated);
  });

  test('a version is not there before it was published', () => {
    expect(was(ofVersion.versionPublished, '2022-06-30')).toEqual({ value: '2022-06-30' });
    expect(was(ofVersion.versionPublished, '2022-07-01T08:00:00Z')).toEqual(notYet);
  });
});

describe('repositories', () => {
  test('a stage that began before and lasts was held; of the others a list of today says nothing, none known included', () => {
    expect(was(ofRepository.foundation, governance)).toEqual({ value: governance });
    expect(was(ofRepository.foundation, { ...governance, since: '2022-07-01' })).toEqual(undated);
    expect(was(ofRepository.foundation, { ...governance, since: null })).toEqual(undated);
    expect(was(ofRepository.foundation, null)).toEqual(undated);
  });

  test('archived since before holds; later, without a date, or not today: may have been, and opened again', () => {
    const kept = { archived: true, disabled: false, at: '2021-12-01T00:00:00Z' };
    expect(was(ofRepository.archival, kept)).toEqual({ value: kept });
    expect(was(ofRepository.archival, { ...kept, at: '2023-01-01T00:00:00Z' })).toEqual(undated);
    expect(was(ofRepository.archival, { ...kept, at: null })).toEqual(undated);
    expect(was(ofRepository.archival, { ...kept, disabled: true })).toEqual(undated);
    expect(was(ofRepository.archival, { archived: false, disabled: false, at: null })).toEqual(undated);
  });

  test('identity: its age then is not that of today', () => {
    expect(was(ofRepository.identity, identity)).toEqual({
      value: { ...identity, olderThanAYear: null, olderThanThreeYears: null },
    });
    expect(was(ofRepository.identity, { ...identity, olderThanAYear: false })).toMatchObject({
      value: { olderThanAYear: false },
    });
    expect(was(ofRepository.identity, { ...identity, createdAt: '2023-01-01T00:00:00Z' })).toEqual(notYet);
    expect(was(ofRepository.identity, { ...identity, createdAt: null })).toEqual(undated);
    expect(was(ofRepository.identity, { ...identity, renamed: true })).toEqual(undated);
  });

  test('tags and releases of the forge', () => {
    expect(was(ofRepository.newestTag, { name: 'v1', at: '2022-01-01' })).toHaveProperty('value');
    expect(was(ofRepository.newestTag, { name: 'v1', at: '2022-08-01' })).toEqual(undated);
    expect(was(ofRepository.newestTag, { name: 'v1', at: null })).toEqual(undated);
    expect(was(ofRepository.newestTag, null)).toEqual({ value: null });
    const released = { newest: { tag: 'v1', at: '2020-01-01' }, total: 1, releasers: 1 };
    expect(was(ofRepository.forgeReleases, released)).toEqual(undated);
    expect(was(ofRepository.forgeReleases, { newest: null, total: 0, releasers: 0 })).toHaveProperty('value');
  });

  test('words that came in before and still stand were said then; silence of today proves none', () => {
    expect(was(detail.ownWord, word)).toEqual({ value: word });
    expect(was(detail.ownWord, { ...word, since: '2022-07-02T00:00:00Z' })).toEqual(undated);
    expect(was(detail.ownWord, { ...word, since: null })).toEqual(undated);
    expect(was(detail.ownWord, null)).toEqual(undated);
  });

  test('changes of the licence file: those before; a file that came later may have had another name', () => {
    expect(was(detail.licenceFileChanges, ['2024-01-01T00:00:00Z', '2019-01-01T00:00:00Z'])).toEqual({
      value: ['2019-01-01T00:00:00Z'],
    });
    expect(was(detail.licenceFileChanges, ['2024-01-01T00:00:00Z'])).toEqual(undated);
    expect(was(detail.licenceFileChanges, [])).toEqual(undated);
  });
});

test('what its owner changes at will, or only today tells, has no past', () => {
  const keys: readonly AnyFactKey[] = [
    ofPackage.canPublish,
    ofPackage.deprecation,
    ofPackage.deprecationRuns,
    ofPackage.retractions,
    ofPackage.unpublished,
    ofPackage.funding,
    ofPackage.latestVulnerable,
    security.advisories,
    security.fixTimes,
    ofVersion.versionDeprecated,
    ofVersion.versionRetracted,
    ofVersion.versionAdvisories,
    ofRepository.activity,
    ofRepository.repositoryOwner,
    ofRepository.openWork,
    ofRepository.documents,
    ofRepository.forgeLicence,
    ofRepository.forgeFunding,
    ofRepository.bulkPeople,
    ofRepository.recentWork,
    detail.mergers,
    detail.responsiveness,
    detail.listedMaintainers,
    detail.unreleasedWork,
    detail.fundingManifest,
  ];
  expect(keys.filter(({ then }) => then !== undefined).map(({ id }) => id)).toEqual([]);
});

const day = fc
  .date({ min: new Date('2015-01-01'), max: new Date('2026-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, [4, 7, 10, 24][date.getTime() % 4]));
const maybeDay = fc.option(day);
const ANY: readonly (readonly [key: AnyFactKey, value: fc.Arbitrary<unknown>])[] = [
  [
    ofPackage.releases,
    fc.record({ stable: fc.array(day.map((at) => ({ version: '1.0.0', at }))), more: fc.nat(2) }).map(({ stable, more }) => ({
      stable,
      total: stable.length + more,
    })),
  ],
  [ofPackage.latest, maybeDay.map((at) => ({ version: '1.0.0', at }))],
  [ofPackage.releaseLines, fc.array(maybeDay.map((at) => ({ line: '1', newest: '1.0.0', at })))],
  [ofVersion.versionPublished, day],
  [ofRepository.foundation, fc.option(maybeDay.map((since) => ({ ...governance, listedAsOf: '', since })))],
  [ofRepository.archival, fc.record({ archived: fc.boolean(), disabled: fc.boolean(), at: maybeDay })],
  [ofRepository.identity, fc.record({ createdAt: maybeDay, renamed: fc.boolean(), olderThanAYear: fc.option(fc.boolean()) })],
  [ofRepository.newestTag, fc.option(maybeDay.map((at) => ({ name: 'v1', at })))],
  [
    ofRepository.forgeReleases,
    fc.option(day).map((at) => ({ newest: at === null ? null : { tag: 'v1', at }, total: at === null ? 0 : 1 })),
  ],
  [detail.ownWord, fc.option(maybeDay.map((since) => ({ ...word, since })))],
  [detail.licenceFileChanges, fc.array(day)],
  [
    detail.licenceFileNames,
    fc.array(
      day.map((at) => ({ at, licences: ['MIT'] })),
      { maxLength: 10 },
    ),
  ],
];

describe('never a value that rests on something dated at or after the moment', () => {
  test.each(ANY.map(([key, value]) => [key.id, key, value] as const))('%s', (_, key, value) => {
    let held = 0;
    fc.assert(
      fc.property(value, day, (given, at) => {
        const then = key.then?.(given, at) ?? {};
        if (!('value' in then)) return;
        held += 1;
        expect(datesIn(then.value).filter((date) => !isBefore(date, at))).toEqual([]);
      }),
      { numRuns: 300 },
    );
    expect(held).toBeGreaterThan(10);
  });

  test('every key that can be read back is among them', () => {
    const all = [ofPackage, security, ofRepository, detail, ofVersion].flatMap((module) =>
      Object.values<unknown>(module).filter(isKey),
    );
    const ids = all.filter(({ then }) => then !== undefined).map(({ id }) => id);
    expect(ids.filter((id) => id !== ofPackage.repository.id).sort()).toEqual(ANY.map(([{ id }]) => id).sort());
  });
});

function isKey(exported: unknown): exported is AnyFactKey {
  return typeof exported === 'object' && exported !== null && 'maxAgeHours' in exported;
}

function datesIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return /^\d{4}(?:-\d\d|$)/.test(value) ? [value] : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(datesIn) : [];
}
