import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as facts from '../../../server/src/facts/package.ts';
import type { AnyFactKey } from '../../../server/src/model/fact.ts';
import { readPackument } from '../../../server/src/sources/npm/packument.ts';
import { reduceAsOf } from '../../../server/src/sources/npm/past.ts';
import type { Reduced } from '../../../server/src/sources/npm/fit.ts';
import { npmVersion } from '../../../server/src/ecosystems/npmVersion.ts';
import { dependencyOn } from '../assess/supposed.ts';
import {
  fullDocument,
  instant,
  knownOf,
  NOW,
  reduce,
  STEADY,
  strippedDocument,
  valueOf,
  viewOf,
  type Story,
} from '../npm/invented.ts';

const then = (document: unknown, at: string) => reduceAsOf(readPackument(JSON.stringify(document), NOW), at);
const AT = '2022-02-15T00:00:00.000Z';

describe('as of an earlier moment', () => {
  const story: Story = [
    ['1.0.0', '2020-01-10', { license: 'MIT', funding: 'https://old.example.org/' }],
    ['1.1.0', '2021-01-10', { license: 'MIT', funding: 'https://old.example.org/', _npmUser: { name: 'ada' } }],
    ['2.0.0', '2022-02-01', { license: 'ISC', repository: 'github:example/older', deprecated: 'use another' }],
    ['1.1.1', '2022-03-01', { _npmUser: { name: 'ben' } }],
    ['2.1.0', '2026-06-10T08:30:00', { license: 'BUSL-1.1', funding: 'https://new.example.org/', scripts: { install: 'true' } }],
  ];
  const reduced = then(fullDocument(story), AT);

  test('versions published before count, each as its manifest says', () => {
    expect(knownOf(reduced, facts.releases)).toMatchObject({
      total: 3,
      stable: [{ version: '1.0.0' }, { version: '1.1.0' }, { version: '2.0.0' }],
    });
    expect(knownOf(reduced, facts.latest)).toEqual({ version: '2.0.0', at: '2022-02-01T10:00:00Z' });
    expect(knownOf(reduced, facts.releaseLines)).toMatchObject([{ newest: '2.0.0' }, { newest: '1.1.0' }]);
    expect(knownOf(reduced, facts.licenceRuns).map(({ value }) => value)).toEqual(['MIT', 'ISC']);
    expect(knownOf(reduced, facts.installScriptRuns).map(({ value }) => value)).toEqual([false]);
    expect(knownOf(reduced, facts.releasers)).toEqual([{ account: 'ada', last: '2022-02-01', first: '2020-01-10' }]);
    expect(knownOf(reduced, facts.repository).repository).toMatchObject({ owner: 'example', name: 'older' });
    expect(knownOf(reduced, facts.funding)).toEqual([]);
  });

  test('what the owner can change at any time has no date', () => {
    const keys: readonly AnyFactKey[] = [facts.canPublish, facts.deprecation, facts.deprecationRuns, facts.unpublished];
    for (const key of keys) expect([key.id, valueOf(reduced, key)]).toEqual([key.id, 'undated']);
  });

  test('a requirement resolves to what was there', () => {
    const on = (range: string) => dependencyOn('widget', { target: { kind: 'registry', purl: 'pkg:npm/widget', range } });
    const at = (range: string, day: string) =>
      npmVersion(on(range), viewOf(then(fullDocument(story), `${day}T00:00:00.000Z`)), undefined);
    expect([at('^1.0.0', '2022-02-15'), at('^1.0.0', '2022-03-02'), at('*', '2022-02-15'), at('*', '2026-06-12')]).toEqual([
      '1.1.0',
      '1.1.1',
      '2.0.0',
      '2.1.0',
    ]);
    expect(at('^2.0.0', '2022-01-01')).toBeUndefined();
    expect(npmVersion(on('*'), viewOf(reduced), '2.1.0')).toBe('2.1.0'); // a lockfile's pin stays
  });

  test('before the first version there is nothing', () =>
    expect(then(fullDocument(story), '2020-01-10T10:00:00.000Z')).toEqual([]));

  test('a registry that leaves fields out may have left the repository out: its absence proves nothing', () => {
    const bare = strippedDocument(
      story.map(([version, day]) => [version, day, version === '2.1.0' ? {} : { repository: undefined }]),
    );
    const mirrored = then(bare, AT);
    expect([valueOf(mirrored, facts.repository), valueOf(mirrored, facts.sourceDeclared)]).toEqual(['undated', 'undated']);
    const silent = then(fullDocument(story.map(([version, day]) => [version, day, { repository: undefined }])), AT);
    expect(valueOf(silent, facts.sourceDeclared)).toBe(false);
  });

  test('without dates that can be right, and of what was taken down, nothing can be told', () => {
    const shuffled: Story = STEADY.map(([version], nth) => [version, `2020-0${1 + ((nth * 5) % 7)}-01`]);
    const without = { ...fullDocument(story), time: undefined };
    const gone = {
      name: '@example/widget',
      time: { created: instant('2020-01-01'), unpublished: { time: instant('2024-01-01') } },
    };
    for (const document of [strippedDocument(shuffled), without, gone]) {
      const told = then(document, AT);
      expect(told.length).toBeGreaterThan(0);
      expect(told.filter((fact) => 'value' in fact)).toEqual([]);
      expect(new Set(told.map((fact) => ('why' in fact ? fact.why : '')))).toEqual(new Set(['undated']));
    }
  });
});

/** So few versions that no list has to give up its oldest for room. */
const anyStory = fc
  .uniqueArray(fc.tuple(fc.nat(4), fc.nat(4), fc.nat(3), fc.boolean()), {
    minLength: 2,
    maxLength: 7,
    selector: ([a, b, c]) => `${a}.${b}.${c}`,
  })
  .map((versions) =>
    [...versions]
      .sort((x, y) => x[0] - y[0] || x[1] - y[1] || x[2] - y[2])
      .map(([major, minor, patch, differs], nth): Story[number] => {
        const day = new Date(Date.UTC(2016, 0, 1 + nth * 37)).toISOString().slice(0, 19);
        const more = { license: 'ISC', _npmUser: { name: 'ben' }, deprecated: 'no', funding: 'https://fund.example.org/' };
        return [`${major}.${minor}.${patch}`, day, differs ? more : {}];
      }),
  );
/** What is not told of the past is left out of the comparison. */
const DATED = (fact: Reduced) => 'value' in fact;

test('a later version changes nothing that is told: the document of then tells the same', () => {
  let compared = 0;
  fc.assert(
    fc.property(anyStory, fc.nat(280), (story, days) => {
      const at = new Date(Date.UTC(2016, 0, 2 + days)).toISOString();
      const known = story.filter(([, day]) => instant(day) < at);
      const highest = known.at(-1)?.[0];
      if (highest === undefined) {
        expect(then(fullDocument(story), at)).toEqual([]);
        return;
      }
      compared += 1;
      const before = reduce(fullDocument(known, { 'dist-tags': { latest: highest } }), at);
      const told = then(fullDocument(story), at).filter(DATED);
      expect(told).toEqual(before.filter(({ key }) => told.some((fact) => fact.key === key)));
      expect(told.length).toBeGreaterThan(8);
    }),
    { numRuns: 300 },
  );
  expect(compared).toBeGreaterThan(100);
});
