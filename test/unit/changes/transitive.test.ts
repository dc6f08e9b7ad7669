import { describe, expect, test } from 'vitest';
import { changeSet } from '../../../server/src/changes/changeSet.ts';
import { transitiveChanges } from '../../../server/src/changes/transitiveChanges.ts';
import type { Lockfile, LockedPackage } from '../../../server/src/model/lockfile.ts';
import { lockOf, recordedLock, WRITERS, type Writer } from '../lockfiles/reading.ts';
import { side, tell, told } from './telling.ts';

const writers = Object.keys(WRITERS) as Writer[];
const app = (web: string) =>
  JSON.stringify({
    dependencies: { '@example/web': web, tiny: 'npm:@example/small@^1.0.0', '@example/lib': 'workspace:*' },
    devDependencies: { '@example/test': '^2.0.0', 'plain-example': '*' },
    optionalDependencies: { '@example/native': '^1.0.0' },
  });

describe('one invented bump, as each tool locks it', () => {
  test.each(writers)('%s', (writer) => {
    const stand = (which: 'before' | 'after', web: string) =>
      side('package.json', app(web), { lockfile: recordedLock(writer, which), member: '' });
    expect(changeSet(stand('before', '1.0.0'), stand('after', '^1.1.0')).map(tell)).toEqual([
      'bumped @example/web 1.0.0 → 1.1.0',
      'added @example/colour 1.0.0 via @example/web',
      // The alias had brought it in already where Bun shares one copy.
      ...(writer === 'bun' ? [] : ['added @example/palette 3.1.0 via @example/web › @example/colour']),
    ]);
  });

  test('from one tool to another nothing changes but what did', () => {
    const before = side('package.json', app('1.0.0'), { lockfile: recordedLock('pnpm10', 'before'), member: '' });
    const after = side('package.json', app('1.0.0'), { lockfile: recordedLock('npm3', 'before'), member: '' });
    expect(changeSet(before, after).map(tell)).toEqual([]);
  });
});

const npm3 = (packages: object): Lockfile => lockOf('npm', JSON.stringify({ lockfileVersion: 3, packages })) ?? expect.fail();
const at = (version: string, dependencies: object = {}, more: object = {}) => ({ version, dependencies, ...more });
const asked = { dependencies: { top: '^1.0.0' } };
const between = (before: object, after: object, manifests: readonly [object, object] = [asked, asked]) => {
  const [old, now] = [before, after].map((packages, index) =>
    side('package.json', JSON.stringify(manifests[index]), { lockfile: npm3({ '': manifests[index], ...packages }), member: '' }),
  );
  return changeSet(old, now).map(tell);
};

describe('what no line asks for', () => {
  const top = at('1.0.0', { a: '^1', b: '^1' });

  test('a refreshed lockfile bumps what the line asks for too', () => {
    expect(
      between(
        { 'node_modules/top': top, 'node_modules/a': at('1.0.0') },
        { 'node_modules/top': at('1.1.0', { a: '^1' }), 'node_modules/a': at('1.0.5') },
      ),
    ).toEqual(['bumped top 1.0.0 → 1.1.0', 'bumped a 1.0.0 → 1.0.5 via top']);
  });

  test('downgraded, removed, another copy added; of several versions those of one major go together', () => {
    expect(
      between(
        {
          'node_modules/top': top,
          'node_modules/a': at('1.2.0'),
          'node_modules/b': at('1.0.0', { a: '^2' }),
          'node_modules/b/node_modules/a': at('2.0.0'),
          'node_modules/gone': at('1.0.0'),
        },
        {
          'node_modules/top': top,
          'node_modules/a': at('1.1.0'),
          'node_modules/b': at('1.0.0', { a: '^2', c: '^1' }),
          'node_modules/b/node_modules/a': at('2.5.0'),
          'node_modules/b/node_modules/c': at('1.0.0', { a: '^3' }),
          'node_modules/b/node_modules/c/node_modules/a': at('3.0.0'),
        },
      ),
    ).toEqual([
      'downgraded a 1.2.0 → 1.1.0 via top',
      'bumped a 2.0.0 → 2.5.0 via top › b',
      'added a 3.0.0 via top › b › c',
      'added c 1.0.0 via top › b',
      'removed gone 1.0.0 via ?',
    ]);
  });

  test('the shortest way is told; of equally short ones the first by name', () => {
    const deep = { 'node_modules/top': at('1.0.0', { z: '^1', b: '^1' }) };
    expect(
      between(deep, {
        ...deep,
        'node_modules/z': at('1.0.0', { x: '^1' }),
        'node_modules/b': at('1.0.0', { c: '^1', x: '^1' }),
        'node_modules/c': at('1.0.0', { x: '^1' }),
        'node_modules/x': at('1.0.0'),
      }).at(2),
    ).toBe('added x 1.0.0 via top › b');
  });

  test('a line that comes or goes tells of its package, the lockfile does not again', () => {
    const lock = { 'node_modules/top': top, 'node_modules/a': at('1.0.0') };
    const also = { dependencies: { top: '^1.0.0', a: '^1.0.0' } };
    expect(between(lock, lock, [asked, also])).toEqual(['added a 1.0.0']);
    expect(between(lock, lock, [also, asked])).toEqual(['removed a 1.0.0']);
  });

  test('a registry that becomes a repository or another host, and a commit that becomes another', () => {
    const from = (resolved: string, version = '1.0.0') => at(version, {}, { resolved });
    const one = (before: object, after: object) =>
      between({ 'node_modules/top': top, 'node_modules/a': before }, { 'node_modules/top': top, 'node_modules/a': after });
    const registry = from('https://registry.example.org/a/-/a-1.0.0.tgz');
    const repository = 'git+ssh://git@git.example.org/a.git';
    expect(one(registry, from(`${repository}#1111`))).toEqual(['repointed a 1.0.0 → 1.0.0 via top']);
    expect(one(registry, from('https://other.example.org/a/-/a-1.0.0.tgz'))).toEqual(['repointed a 1.0.0 → 1.0.0 via top']);
    expect(one(from(`${repository}#1111`), from(`${repository}#2222`))).toEqual(['repointed a 1.0.0 → 1.0.0 via top']);
    expect(one(from(`${repository}#1111`), from(`${repository}#2222`, '1.1.0'))).toEqual(['bumped a 1.0.0 → 1.1.0 via top']);
    expect(one(from(`${repository}#1111`), from('git+ssh://git@git.example.org/fork.git#2222', '1.1.0'))).toEqual([
      'repointed a 1.0.0 → 1.1.0 via top',
    ]);
    expect(one(registry, at('1.0.0'))).toEqual([]); // what one lockfile does not say tells nothing
  });

  test('a line whose commit or registry the lockfile changes is told of, though its words are the same', () => {
    const git = { dependencies: { top: 'github:example/top' } };
    const lock = (commit: string) => ({
      'node_modules/top': at('1.0.0', {}, { resolved: `git+ssh://git@git.example.org/top.git#${commit}` }),
    });
    expect(between(lock('1111'), lock('2222'), [git, git])).toEqual(['repointed top 1.0.0 → 1.0.0']);
  });
});

test('a lockfile on one side only says nothing, one of a project that is new says all', () => {
  const lock = {
    lockfile: npm3({ '': asked, 'node_modules/top': at('1.0.0', { a: '^1' }), 'node_modules/a': at('1.0.0') }),
    member: '',
  };
  const text = JSON.stringify(asked);
  expect(changeSet(side('package.json', text), side('package.json', text, lock)).map(tell)).toEqual([]);
  expect(changeSet(undefined, side('package.json', text, lock)).map(tell)).toEqual(['added top 1.0.0', 'added a 1.0.0 via top']);
  expect(told('package.json', undefined, text)).toEqual(['added top ^1.0.0']);
});

test('a member of a workspace sees what it leads to, not what others do', () => {
  const of = (which: 'before' | 'after', member: string, text: string) =>
    side('package.json', text, { lockfile: recordedLock('pnpm10', which), member });
  const lib = JSON.stringify({ dependencies: { '@example/path': '^2.0.0', '@example/small': '^2.0.0' } });
  expect(changeSet(of('before', 'packages/lib', lib), of('after', 'packages/lib', lib)).map(tell)).toEqual([]);
});

test('twenty thousand packages of one name, each requiring all it can, take no longer than others', () => {
  const many = 20_000;
  const packages = (patch: number) =>
    new Map<string, LockedPackage>(
      Array.from({ length: many }, (_, index) => [
        `${index}`,
        {
          name: 'a',
          version: `${index % 7}.${index}.${patch}`,
          origin: 'registry',
          host: undefined,
          place: undefined,
          requires: new Map([['a', `${(index * 31 + 1) % many}`]]),
        },
      ]),
    );
  const lock = (patch: number) => ({
    lockfile: { packages: packages(patch), members: new Map(), named: new Map() },
    told: [new Map([['a', '0']])],
    untold: [],
  });
  const started = performance.now();
  expect(transitiveChanges(lock(0), lock(1))).toHaveLength(many - 1);
  expect(performance.now() - started).toBeLessThan(10_000);
});
