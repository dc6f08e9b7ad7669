import { expect, test } from 'vitest';
import { npm } from '../../../server/src/ecosystems/npm.ts';
import { latest, minorHeads, releaseLines, releases } from '../../../server/src/facts/package.ts';
import type { Fact, FactKey, FactView } from '../../../server/src/model/fact.ts';
import { manifestOf } from './rows.ts';

function knowing(facts: ReadonlyMap<string, unknown>): FactView {
  return {
    get<T>(key: FactKey<T>): Fact<T> {
      if (!facts.has(key.id)) return { state: 'unknown', why: 'pending' };
      return {
        state: 'known',
        value: facts.get(key.id) as T,
        from: { source: 'story', url: 'https://example.org/', fetchedAt: '2026-01-01' },
      };
    },
  };
}

const at = '2026-01-01';
const KNOWN = knowing(
  new Map<string, unknown>([
    [latest.id, { version: '2.3.4', at }],
    [minorHeads.id, ['3.0.0-beta.2', '2.3.4', '2.2.9', '1.9.7', '1.8.3', '0.4.1']],
    [releaseLines.id, [{ line: '1', newest: '1.9.7', at }]],
    [
      releases.id,
      {
        stable: [
          { version: '2.3.4', at },
          { version: '2.3.1', at },
        ],
        total: 60,
      },
    ],
  ]),
);
const NOTHING = knowing(new Map());

function versionOf(requirement: string, view: FactView, locked?: string): string | undefined {
  const [dependency] = manifestOf('package.json', JSON.stringify({ dependencies: { name: requirement } })).dependencies;
  return npm.version(dependency ?? expect.fail(), view, locked);
}

test.each([
  ['1.2.3', '1.2.3'],
  ['=1.2.3', '1.2.3'],
  ['v1.2.3', '1.2.3'],
  ['latest', '2.3.4'],
  ['*', '2.3.4'],
  ['', '2.3.4'],
  ['^2.0.0', '2.3.4'],
  ['>=1', '2.3.4'],
  ['^1.2.0', '1.9.7'],
  ['~1.8.0', '1.8.3'],
  ['^0.4.0', '0.4.1'],
  ['1.x || ^0.4', '1.9.7'],
  ['beta', undefined],
  ['^9', undefined],
  ['npm:other@^1.2.0', '1.9.7'],
  ['file:../near', undefined],
])('%s resolves to %s', (requirement, version) => {
  expect(versionOf(requirement, KNOWN)).toBe(version);
});

test('where an unlisted release could be the higher one, no version is named', () => {
  expect(versionOf('<1.8.2', KNOWN)).toBeUndefined();
  expect(versionOf('>=0.4.0 <1.9.0', KNOWN)).toBe('1.8.3');
});

/** A view of a package by its minors' heads, its lines and what `latest` points at. */
function heads(
  minors: readonly string[],
  newest: string,
  lines: readonly { line: string; newest: string; highest?: string }[] = [],
) {
  return knowing(
    new Map<string, unknown>([
      [minorHeads.id, minors],
      [latest.id, { version: newest, at }],
      [releaseLines.id, lines.map((line) => ({ ...line, at }))],
    ]),
  );
}

test('the highest that satisfies is selected, not the one that `latest` points at', () => {
  const tagged = heads(['3.0.0', '2.4.0', '2.3.9'], '2.3.4');
  expect(versionOf('^2.0.0', tagged)).toBe('2.4.0');
  expect(versionOf('*', tagged)).toBe('3.0.0');
  expect(versionOf('latest', tagged)).toBe('2.3.4');
  // Between the tagged one and the head of its minor there may be others.
  expect(versionOf('>=2.3.0 <2.3.8', tagged)).toBeUndefined();
  expect(versionOf('>=2.3.0 <=2.3.4', tagged)).toBe('2.3.4');
});

test('a line resolves by its highest release, not by its last', () => {
  const backported = heads(['4.0.1'], '4.0.1', [
    { line: '4', newest: '4.0.1' },
    { line: '3', newest: '3.27.5', highest: '3.28.0' },
  ]);
  expect(versionOf('^3.0.0', backported)).toBe('3.28.0');
});

test.each([
  ['^2.0.0-beta.1', '2.0.0-beta.2'],
  ['>=2.0.0-beta.1', '2.0.0-beta.2'],
  ['~2.0.0-alpha', '2.0.0-beta.2'],
  ['^1.1.0-beta.1', '1.1.0-beta.2'],
  ['^1.0.0', '1.0.2'],
  ['~1.0.0', '1.0.2'],
  ['>=1', '1.0.2'],
  ['*', '1.0.2'],
  ['^2.0.0', undefined],
  ['^2.0.0-rc', undefined],
  ['^1.0.0 || >=2.0.0-beta.1 <2.0.0-beta.2', undefined], // 2.0.0-beta.1 may be there and fit
  ['^1.0.0 || ^2.0.0-beta.1', '2.0.0-beta.2'],
])('of prereleases, %s takes only those of a version it names: %s', (requirement, version) => {
  expect(versionOf(requirement, heads(['2.0.0-beta.2', '1.1.0-beta.2', '1.0.3-beta.1', '1.0.2'], '1.0.2'))).toBe(version);
});

test('of prereleases alone, * takes the one that `latest` points at', () => {
  expect(versionOf('*', heads(['2.0.0-beta.2', '1.0.0-beta.9'], '1.0.0-beta.9'))).toBe('1.0.0-beta.9');
});

test('nothing known, nothing said; an exact version needs no facts', () => {
  expect(versionOf('^1', NOTHING)).toBeUndefined();
  expect(versionOf('1.2.3', NOTHING)).toBe('1.2.3');
});

test("the lockfile's version wins where it fits, and is left alone where it does not", () => {
  expect(versionOf('^1', NOTHING, '1.4.0')).toBe('1.4.0');
  expect(versionOf('beta', KNOWN, '3.0.0-beta.1')).toBe('3.0.0-beta.1');
  expect(versionOf('^1', KNOWN, '0.9.0')).toBe('1.9.7');
});
