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

test('nothing known, nothing said; an exact version needs no facts', () => {
  expect(versionOf('^1', NOTHING)).toBeUndefined();
  expect(versionOf('1.2.3', NOTHING)).toBe('1.2.3');
});

test("the lockfile's version wins where it fits, and is left alone where it does not", () => {
  expect(versionOf('^1', NOTHING, '1.4.0')).toBe('1.4.0');
  expect(versionOf('beta', KNOWN, '3.0.0-beta.1')).toBe('3.0.0-beta.1');
  expect(versionOf('^1', KNOWN, '0.9.0')).toBe('1.9.7');
});
