import { expect, test } from 'vitest';
import { linedPackages, lockedPackages } from '../../../server/src/changes/buildPackages.ts';
import { gomod } from '../../../server/src/ecosystems/gomod.ts';
import { npm } from '../../../server/src/ecosystems/npm.ts';
import { lockfileFormatOf } from '../../../server/src/lockfiles/index.ts';

test('lines install what they lead to: behind an alias the real one, nothing local, no override, no Go module', () => {
  const text = JSON.stringify({
    dependencies: { a: '^1.0.0', alias: 'npm:@example/real@^2.0.0', own: 'file:../own', member: 'workspace:*' },
    devDependencies: { dev: '*' },
    overrides: { forced: '1.0.0' },
  });
  expect(linedPackages(npm.parse(text))).toEqual(['pkg:npm/a', 'pkg:npm/%40example/real', 'pkg:npm/dev']);
  expect(linedPackages(gomod.parse('module example.org/self\n\nrequire example.org/steady v1.0.0\n'))).toEqual([]);
});

test('of a lockfile what a registry has, each once: no links, no git, no files', () => {
  const packages = {
    '': { name: 'app' },
    'node_modules/a': { version: '1.0.0', resolved: 'https://packages.example.org/a.tgz' },
    'node_modules/b/node_modules/a': { version: '2.0.0', resolved: 'https://packages.example.org/a2.tgz' },
    'node_modules/b': { version: '1.0.0', resolved: 'https://packages.example.org/b.tgz' },
    'node_modules/member': { resolved: 'packages/member', link: true },
    'node_modules/forked': { version: '1.0.0', resolved: 'git+ssh://git@example.org/forked.git#0123456' },
  };
  const text = JSON.stringify({ lockfileVersion: 3, packages });
  const lockfile = lockfileFormatOf('package-lock.json')?.read(text);
  if (lockfile === undefined) throw new Error('no lockfile');
  expect(lockedPackages(lockfile)).toEqual(['pkg:npm/a', 'pkg:npm/b']);
});
