import { describe, expect, test } from 'vitest';
import { changeSet } from '../../../server/src/changes/changeSet.ts';
import { side, told } from './telling.ts';

const npm = (before: object | undefined, after: object | undefined) =>
  told('package.json', before && JSON.stringify(before), after && JSON.stringify(after));
const one = (before: string, after: string) => npm({ dependencies: { a: before } }, { dependencies: { a: after } });
const mod = (...lines: string[]) => `module example.org/self\n\ngo 1.26\n\n${lines.join('\n')}\n`;
const go = (before: string[] | undefined, after: string[] | undefined) =>
  told('go.mod', before && mod(...before), after && mod(...after));

describe('a line of package.json', () => {
  test.each<[before: string, after: string, ...told: string[]]>([
    ['^1.0.0', '^1.0.0'],
    ['^1.2.3', '>=1.2.3 <2.0.0-0'], // the same in other words
    ['1.2.3', '=1.2.3'],
    ['^1.0.0', '^1.2.0', 'bumped a ^1.0.0 → ^1.2.0'],
    ['^2.0.0', '^1.9.0', 'downgraded a ^2.0.0 → ^1.9.0'],
    ['1.0.0-rc.1', '1.0.0', 'bumped a 1.0.0-rc.1 → 1.0.0'],
    ['1.0.0+a', '1.0.0+b'], // npm knows no build
    ['^1.2.3', '~1.2.3', 'changed a ^1.2.3 → ~1.2.3'],
    ['1.2.3', '^1.2.3', 'changed a 1.2.3 → ^1.2.3'],
    ['*', '>=0.0.0'],
    ['*', '^1.0.0', 'bumped a * → ^1.0.0'],
    ['latest', 'next', 'changed a latest → next'],
    ['latest', '^1.0.0', 'changed a latest → ^1.0.0'],
    ['^1.0.0', 'npm:@example/fork@^1.0.0', 'repointed a ^1.0.0 → npm:@example/fork@^1.0.0'],
    ['npm:b@^1.0.0', 'npm:b@^1.1.0', 'bumped a npm:b@^1.0.0 → npm:b@^1.1.0'],
    ['npm:b@^1.0.0', 'npm:c@^1.0.0', 'repointed a npm:b@^1.0.0 → npm:c@^1.0.0'],
    ['^1.0.0', 'github:example/a', 'repointed a ^1.0.0 → github:example/a'],
    ['github:example/a#v1.0.0', 'github:example/a#v1.1.0', 'bumped a github:example/a#v1.0.0 → github:example/a#v1.1.0'],
    [
      'github:example/a#semver:^2',
      'github:example/a#semver:^1',
      'downgraded a github:example/a#semver:^2 → github:example/a#semver:^1',
    ],
    ['github:example/a#main', 'github:example/a#next', 'changed a github:example/a#main → github:example/a#next'],
    ['github:example/a', 'github:other/a', 'repointed a github:example/a → github:other/a'],
    [
      'https://example.org/a.tgz',
      'https://example.org/b.tgz',
      'repointed a https://example.org/a.tgz → https://example.org/b.tgz',
    ],
    ['file:../a', '^1.0.0', 'repointed a local → ^1.0.0'],
    ['workspace:*', 'workspace:^'],
    ['catalog:', 'catalog:'],
    ['^1.0.0', 'catalog:', 'changed a ^1.0.0 → catalog:'],
    ['not a version at all', 'nor this', 'changed a not a version at all → nor this'],
  ])('%s, then %s', (before, after, ...expected) => expect(one(before, after)).toEqual(expected));

  test('added, removed, a manifest that comes and one that goes', () => {
    expect(npm({ dependencies: { a: '1.0.0' } }, { dependencies: { b: '1.0.0' } })).toEqual(['added b 1.0.0', 'removed a 1.0.0']);
    expect(npm(undefined, { devDependencies: { a: '^1' } })).toEqual(['added a ^1']);
    expect(npm({ devDependencies: { a: '^1' } }, undefined)).toEqual(['removed a ^1']);
    expect(npm(undefined, undefined)).toEqual([]);
  });

  test('another section is a move, and a bump that moves says both', () => {
    expect(npm({ dependencies: { a: '^1.0.0' } }, { devDependencies: { a: '^1.0.0' } })).toEqual([
      'moved a ^1.0.0 → ^1.0.0 (dependencies → devDependencies)',
    ]);
    expect(npm({ dependencies: { a: '^1.0.0' } }, { devDependencies: { a: '^2.0.0' } })).toEqual([
      'bumped a ^1.0.0 → ^2.0.0 (dependencies → devDependencies)',
    ]);
  });

  test('one name in several sections: each line goes with its own', () => {
    const before = { devDependencies: { a: '^1.0.0' }, peerDependencies: { a: '>=1' } };
    expect(npm(before, { devDependencies: { a: '^2.0.0' }, peerDependencies: { a: '>=1' } })).toEqual([
      'bumped a ^1.0.0 → ^2.0.0',
    ]);
    expect(npm(before, { dependencies: { a: '^1.0.0' }, peerDependencies: { a: '>=1' } })).toEqual([
      'moved a ^1.0.0 → ^1.0.0 (devDependencies → dependencies)',
    ]);
    expect(npm({ devDependencies: { a: '^1.0.0' } }, before)).toEqual(['added a >=1']);
    expect(npm(before, { peerDependencies: { a: '>=1' } })).toEqual(['removed a ^1.0.0']);
  });

  test('an override that goes and a dependency that comes are two things', () => {
    expect(npm({ overrides: { a: '1.0.0' } }, { dependencies: { a: '1.0.0' } })).toEqual(['added a 1.0.0', 'removed a 1.0.0']);
    const before = { overrides: { x: { a: '1.0.0' }, y: { a: '2.0.0' } } };
    expect(npm(before, { overrides: { x: { a: '1.0.0' }, y: { a: '2.1.0' } } })).toEqual(['bumped a 2.0.0 → 2.1.0']);
  });

  test('order is that of the text after, what is removed last', () => {
    const before = { dependencies: { gone: '1.0.0', z: '1.0.0', left: '1.0.0' } };
    expect(npm(before, { devDependencies: { y: '1.0.0' }, dependencies: { z: '2.0.0', b: '1.0.0' } })).toEqual([
      'added y 1.0.0',
      'bumped z 1.0.0 → 2.0.0',
      'added b 1.0.0',
      'removed gone 1.0.0',
      'removed left 1.0.0',
    ]);
  });

  test('formatting and other fields change nothing', () => {
    const before = '{"dependencies":{"a":"1.0.0","b":"^2"},"browser":{"c":false}}';
    const after =
      '\ufeff{\r\n  "browser": { "c": true },\r\n  "dependencies": {\r\n    "b": "^2",\r\n    "a": "1.0.0"\r\n  }\r\n}\r\n';
    expect(told('package.json', before, after)).toEqual([]);
  });
});

test("pnpm-workspace.yaml: a catalog's line", () => {
  expect(told('pnpm-workspace.yaml', 'catalog:\n  a: ^1.0.0\n', 'catalog:\n  a: ^1.2.0\n  b: ^1\n')).toEqual([
    'bumped a ^1.0.0 → ^1.2.0',
    'added b ^1',
  ]);
});

describe('a line of go.mod', () => {
  const a = 'require example.org/a';
  test.each<[before: string[], after: string[], told: string[]]>([
    [[`${a} v1.2.0`], [`${a} v1.2`], []],
    [[`${a} v1.2.0`], [`${a} v1.10.0`], ['bumped example.org/a v1.2.0 → v1.10.0']],
    [[`${a} v1.2.0`], [`${a} v1.1.9`], ['downgraded example.org/a v1.2.0 → v1.1.9']],
    [
      [`${a} v0.0.0-20200101000000-aaaaaaaaaaaa`],
      [`${a} v0.0.0-20210101000000-bbbbbbbbbbbb`],
      ['bumped example.org/a v0.0.0-20200101000000-aaaaaaaaaaaa → v0.0.0-20210101000000-bbbbbbbbbbbb'],
    ],
    [
      [`${a} v1.2.4-0.20210101000000-bbbbbbbbbbbb`],
      [`${a} v1.2.3`],
      ['downgraded example.org/a v1.2.4-0.20210101000000-bbbbbbbbbbbb → v1.2.3'],
    ],
    [
      [`${a} v2.0.0+incompatible`],
      [`${a} v2.0.1+incompatible`],
      ['bumped example.org/a v2.0.0+incompatible → v2.0.1+incompatible'],
    ],
    [[`${a} v1.0.0`], [`${a} master`], ['changed example.org/a v1.0.0 → master']],
    [[`${a} v1.0.0 // indirect`], [`${a} v1.0.0`], ['moved example.org/a v1.0.0 → v1.0.0 (indirect → require)']],
    [[`${a} v1.0.0`], [`${a} v1.0.0 // indirect`], ['moved example.org/a v1.0.0 → v1.0.0 (require → indirect) via ?']],
    [[`${a} v1.0.0 // indirect`], [`${a} v1.1.0`], ['bumped example.org/a v1.0.0 → v1.1.0 (indirect → require)']],
    [[], [`${a} v1.0.0 // indirect`], ['added example.org/a v1.0.0 via ?']],
    [[`${a} v1.0.0`], [`${a}/v2 v2.0.0`], ['added example.org/a/v2 v2.0.0', 'removed example.org/a v1.0.0']],
    [
      [`${a} v1.0.0`],
      [`${a} v1.0.0`, 'replace example.org/a => example.org/fork v1.5.0'],
      ['repointed example.org/a v1.0.0 → v1.5.0', 'added example.org/a v1.5.0'],
    ],
    [
      [`${a} v1.0.0`, 'replace example.org/a => example.org/fork v1.5.0'],
      [`${a} v1.0.0`, 'replace example.org/a => example.org/fork v1.6.0'],
      ['bumped example.org/a v1.5.0 → v1.6.0', 'bumped example.org/a v1.5.0 → v1.6.0'],
    ],
    [
      [`${a} v1.0.0`, 'replace example.org/a => ../a'],
      [`${a} v1.0.0`],
      ['repointed example.org/a local → v1.0.0', 'removed example.org/a local'],
    ],
    [[], ['tool example.org/a/cmd/x'], ['added example.org/a/cmd/x none']],
    [[`${a} v1.0.0`], ['require (', '\texample.org/a v1.0.0 // why', ')'], []],
    [['exclude example.org/a v1.0.0'], ['retract v1.0.0'], []],
  ])('%j, then %j', (before, after, expected) => expect(go(before, after)).toEqual(expected));
});

test('what a change stands at is the line after, of what is removed the line before', () => {
  const before = '{ "dependencies": { "a": "1.0.0", "b": "1.0.0" } }';
  const after = '{ "dependencies": { "b": "2.0.0" } }';
  const places = changeSet(side('package.json', before), side('package.json', after)).map(({ kind, dependency: { spans } }) =>
    (kind === 'removed' ? before : after).slice(spans.whole.start, spans.whole.end),
  );
  expect(places).toEqual(['"b": "2.0.0"', '"a": "1.0.0"']);
});
