import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readNpmLock } from '../../../server/src/ecosystems/index.ts';

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
  expect([...readNpmLock(JSON.stringify(lock))]).toEqual([
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
  expect([...readNpmLock(JSON.stringify(lock))]).toEqual([
    ['a', '1.2.3'],
    ['alias', '3.0.0'],
  ]);
});

test('any other text gives an empty map', () => {
  fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => readNpmLock(text).size === 0));
  expect(readNpmLock('{"packages": [], "dependencies": {"a": null}}').size).toBe(0);
});
