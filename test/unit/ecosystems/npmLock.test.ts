import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readNpmLock, versionsOf } from '../../../server/src/ecosystems/index.ts';

test('version 3 keeps packages by path: only those at the top count, links and git do not', () => {
  const lock = {
    lockfileVersion: 3,
    packages: {
      '': { name: 'self', version: '1.0.0' },
      'node_modules/a': { version: '1.2.3' },
      'node_modules/@example/b': { version: '2.0.0-rc.1' },
      'node_modules/a/node_modules/b': { version: '9.9.9' },
      'node_modules/alias': { name: 'real', version: '3.0.0' },
      'node_modules/linked': { resolved: 'packages/linked', link: true, version: '1.0.0' },
      'node_modules/odd': { version: 7 },
      'packages/linked': { version: '1.0.0' },
    },
    dependencies: { a: { version: '0.0.1' } },
  };
  expect([...versionsOf(readNpmLock(JSON.stringify(lock)))]).toEqual([
    ['a', '1.2.3'],
    ['@example/b', '2.0.0-rc.1'],
    ['alias', '3.0.0'],
  ]);
});

test('version 1 keeps dependencies by name', () => {
  const lock = {
    lockfileVersion: 1,
    dependencies: {
      a: { version: '1.2.3', dependencies: { b: { version: '9.9.9' } } },
      alias: { version: 'npm:@example/real@3.0.0' },
      git: { version: 'git+ssh://git@example.org/x.git#0123' },
    },
  };
  expect([...versionsOf(readNpmLock(JSON.stringify(lock)))]).toEqual([
    ['a', '1.2.3'],
    ['alias', '3.0.0'],
  ]);
});

test('any other text gives an empty map', () => {
  fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => readNpmLock(text).size === 0));
  expect(readNpmLock('{"packages": [], "dependencies": {"a": null}}').size).toBe(0);
});

const WORKSPACE = JSON.stringify({
  lockfileVersion: 3,
  packages: {
    '': { name: 'root', workspaces: ['packages/*'] },
    'node_modules/a': { version: '1.0.0' },
    'node_modules/b': { version: '2.0.0' },
    'node_modules/c': { version: '3.0.0' },
    'node_modules/near': { resolved: 'packages/near', link: true },
    'packages/app': { name: 'app', version: '0.0.0' },
    'packages/app/node_modules/a': { version: '1.5.0' },
    'packages/app/node_modules/a/node_modules/b': { version: '9.9.9' },
    'packages/app/node_modules/@example/own': { version: '4.0.0' },
    'packages/app/node_modules/c': { resolved: 'elsewhere', link: true },
    'packages/app/deep': { version: '0.0.0' },
    'packages/app/deep/node_modules/b': { version: '2.5.0' },
    'packages/near': { version: '0.0.0' },
    'packages/near/node_modules/only-near': { version: '5.0.0' },
    'packages/unlisted/node_modules/b': { version: '2.1.0' },
  },
});

test.each([
  [undefined, { a: '1.0.0', b: '2.0.0', c: '3.0.0' }],
  ['', { a: '1.0.0', b: '2.0.0', c: '3.0.0' }],
  // Its own folder first, then the root's; what is linked there is no version, and hides the root's.
  ['packages/app', { a: '1.5.0', b: '2.0.0', '@example/own': '4.0.0' }],
  ['packages/near', { a: '1.0.0', b: '2.0.0', c: '3.0.0', 'only-near': '5.0.0' }],
  ['packages/app/deep', { a: '1.5.0', b: '2.5.0', '@example/own': '4.0.0' }],
  // Without an entry of its own, but with packages installed in it.
  ['packages/unlisted', { a: '1.0.0', b: '2.1.0', c: '3.0.0' }],
  // A folder that the lockfile does not know as a member is not served by it.
  ['examples/alone', {}],
  ['packages', {}],
  ['toString', {}],
])('from the root lockfile the member %s gets %j', (member, expected) => {
  expect(Object.fromEntries(versionsOf(readNpmLock(WORKSPACE, member)))).toEqual(expected);
});

test('version 1 knows of no members', () => {
  expect(readNpmLock('{"lockfileVersion":1,"dependencies":{"a":{"version":"1.2.3"}}}', 'packages/app').size).toBe(0);
});
