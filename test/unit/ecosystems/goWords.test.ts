import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  escapeModulePath,
  isDirectoryPath,
  splitModulePath,
  unescapeModulePath,
} from '../../../server/src/formats/goModulePath.ts';
import {
  canonicalGoVersion,
  compareGoVersions,
  parseGoVersion,
  pseudoVersionTime,
} from '../../../server/src/formats/goVersion.ts';

test.each([
  ['v0.0.0-20210314150927-aabbccddeeff', '2021-03-14T15:09:27.000Z', 'aabbccddeeff'],
  ['v1.2.4-0.20191109021931-daa7c04131f5', '2019-11-09T02:19:31.000Z', 'daa7c04131f5'],
  ['v1.2.3-pre.0.20191109021931-daa7c04131f5', '2019-11-09T02:19:31.000Z', 'daa7c04131f5'],
  ['v2.0.1-0.20191109021931-daa7c04131f5+incompatible', '2019-11-09T02:19:31.000Z', 'daa7c04131f5'],
  ['v0.0.0-20211301000000-aabbccddeeff', null, 'aabbccddeeff'],
  ['v0.0.0-20210230000000-aabbccddeeff', null, 'aabbccddeeff'],
  ['v0.0.0-00010101000000-000000000000', '0001-01-01T00:00:00.000Z', '000000000000'],
])('the pseudo-version %s names a commit of %s', (version, at, revision) => {
  expect(parseGoVersion(version)?.pseudo).toEqual({ at, revision });
  expect(pseudoVersionTime(version)).toBe(at ?? undefined);
});

test.each(['v1.2.3', 'v1.2.3-rc.1', 'v1.2.3-20210314150927-aabbccddeeff', 'v1.0.0-beta.20210314150927', 'latest', ''])(
  '%s is a tag or no version, and carries no time',
  (version) => {
    expect(pseudoVersionTime(version)).toBeUndefined();
    expect(parseGoVersion(version)?.pseudo ?? null).toBeNull();
  },
);

test.each([
  ['v1', 'v1.0.0'],
  ['v1.2', 'v1.2.0'],
  ['v1.2.3+meta', 'v1.2.3'],
  ['v3.0.0+incompatible', 'v3.0.0+incompatible'],
  ['v1.2.3-01', undefined],
  ['v01.2.3', undefined],
  ['1.2.3', undefined],
  ['v1-rc', undefined],
  ['v1.2.3\n', undefined],
])('%s is spelled out as %s', (version, canonical) => {
  expect(canonicalGoVersion(version)).toBe(canonical);
});

test('versions sort by number, pre-releases first, and nonsense before everything', () => {
  const sorted = [
    'nonsense',
    'v0.0.0-20210314150927-aabbccddeeff',
    'v0.9.0',
    'v1.0.0-rc.1',
    'v1.0.0',
    'v1.2.4-0.20191109021931-daa7c04131f5',
    'v1.2.4',
    'v1.10.0',
    'v3.0.0+incompatible',
  ];
  expect(sorted.toReversed().sort(compareGoVersions)).toEqual(sorted);
  expect(compareGoVersions('v3.0.0+incompatible', 'v3.0.0')).toBe(0);
});

test.each([
  ['example.org/mod', { prefix: 'example.org/mod', suffix: '', major: undefined }],
  ['example.org/mod/v2', { prefix: 'example.org/mod', suffix: '/v2', major: 2 }],
  ['example.org/mod/v12', { prefix: 'example.org/mod', suffix: '/v12', major: 12 }],
  ['example.org/mod/v1', undefined],
  ['example.org/mod/v02', undefined],
  ['example.org/mod/v1.2', undefined],
  ['example.org/modv2', { prefix: 'example.org/modv2', suffix: '', major: undefined }],
  ['gopkg.in/mod.v0', { prefix: 'gopkg.in/mod', suffix: '.v0', major: 0 }],
  ['gopkg.in/mod.v3-unstable', { prefix: 'gopkg.in/mod', suffix: '.v3-unstable', major: 3 }],
  ['gopkg.in/mod', undefined],
  ['gopkg.in/mod.v01', undefined],
])('the major version of the path %s', (path, expected) => {
  expect(splitModulePath(path)).toEqual(expected);
});

test('capital letters survive the escape, and two paths never share one', () => {
  expect(escapeModulePath('example.org/BurntToast/XYZ')).toBe('example.org/!burnt!toast/!x!y!z');
  expect(unescapeModulePath('example.org/Capital')).toBeUndefined();
  expect(unescapeModulePath('example.org/lone!')).toBeUndefined();
  fc.assert(
    fc.property(
      fc.string().filter((text) => !text.includes('!')),
      (path) => unescapeModulePath(escapeModulePath(path)) === path,
    ),
  );
});

test('folders are told from modules in the spellings of every system', () => {
  expect(
    ['.', './x', '..', '../x', '/x', '.\\x', '..\\x', '\\x', 'C:\\x', 'c:'].filter((path) => !isDirectoryPath(path)),
  ).toEqual([]);
  expect(['example.org/x', '.x', '..x', 'x'].filter(isDirectoryPath)).toEqual([]);
});
