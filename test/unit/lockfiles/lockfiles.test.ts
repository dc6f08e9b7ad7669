import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lockfileFormatOf, lockfileFormats } from '../../../server/src/lockfiles/index.ts';
import { lockOf, packageRows, recorded, recordedLock, WRITERS, type Writer } from './reading.ts';

const writers = Object.keys(WRITERS) as Writer[];
/** Bun and npm's versions from 2 on record what a peer dependency leads to, pnpm too; Yarn and npm's version 1 do not. */
const withoutPeers = new Set<Writer>(['npm1', 'yarn1', 'berry3', 'berry4']);

describe('what the tools themselves wrote for one invented workspace', () => {
  test.each(writers)('%s: every package, from where, and what it requires', (writer) => {
    const peer = withoutPeers.has(writer) ? '' : ' @example/web@1.1.0';
    // Bun takes the copy that an alias brought in for the range too.
    const palette = writer === 'bun' ? '3.0.0' : '3.1.0';
    const rows = new Set(packageRows(recordedLock(writer, 'after')).filter((row) => !row.includes('@example/lib@')));
    expect([...rows]).toEqual(
      [
        `@example/colour@1.0.0 registry -> @example/palette@${palette}`,
        '@example/native@1.0.0 registry ->',
        '@example/palette@3.0.0 registry ->',
        ...(writer === 'bun' ? [] : ['@example/palette@3.1.0 registry ->']),
        '@example/path@2.0.1 registry ->',
        '@example/router@1.0.0 registry -> @example/path@2.0.1',
        '@example/small@1.0.0 registry ->',
        '@example/small@2.0.0 registry ->',
        `@example/test@2.0.0 registry -> @example/small@2.0.0${peer}`,
        '@example/web@1.1.0 registry -> @example/colour@1.0.0 @example/router@1.0.0 @example/small@1.0.0',
        'plain-example@0.1.0 registry -> @example/palette@3.0.0',
      ].sort(),
    );
  });

  test.each(writers.filter((writer) => !['npm1', 'yarn1'].includes(writer)))('%s: what each member requires itself', (writer) => {
    const { members, packages } = recordedLock(writer, 'after');
    const told = [...members].map(([folder, requires]) => [
      folder,
      [...requires].map(([name, key]) => `${name}: ${packages.get(key)?.name ?? '?'} ${packages.get(key)?.origin ?? '?'}`),
    ]);
    expect(Object.fromEntries(told)).toEqual({
      '': [
        '@example/lib: @example/lib link',
        '@example/native: @example/native registry',
        '@example/test: @example/test registry',
        '@example/web: @example/web registry',
        'plain-example: plain-example registry',
        'tiny: @example/small registry',
      ],
      'packages/lib': ['@example/path: @example/path registry', '@example/small: @example/small registry'],
    });
  });

  test.each([
    ['npm1', '@example/web', '@example/web'],
    ['yarn1', '@example/web@^1.1.0', '@example/web'],
    ['yarn1', 'tiny@npm:@example/small@^1.0.0', '@example/small'],
    ['berry4', 'tiny@npm:@example/small@^1.0.0', '@example/small'],
  ] as const)('%s: a manifest finds %s', (writer, written, name) => {
    const { named, packages } = recordedLock(writer, 'after');
    expect(packages.get(named.get(written) ?? '')?.name).toBe(name);
  });

  test.each([
    ['npm1', 'git', 'url', 'file'],
    ['npm3', 'git', 'registry', 'link'], // an archive that is asked for looks like a registry's
    ['pnpm7', 'git', 'registry', 'file'],
    ['pnpm8', undefined, 'registry', 'file'],
    ['pnpm10', 'git', 'registry', 'file'],
    ['yarn1', 'git', 'url', 'file'],
    ['berry3', undefined, 'url', 'file'],
    ['berry4', undefined, 'url', 'file'],
    ['bun', 'git', 'url', 'file'],
  ] as const)(
    '%s: a repository is %s, an archive %s, a folder %s, and all bring in what they require',
    (writer, git, url, file) => {
      const { packages } = recordedLock(writer, 'odd');
      const of = (wanted: (name: string) => boolean) => [...packages.values()].find(({ name }) => wanted(name));
      const archive = of((name) => name === '@example/colour' || name === 'tarred');
      expect(of((name) => name === 'git-dep')?.origin).toBe(git);
      expect(archive?.origin).toBe(url);
      expect(of((name) => name === 'local-dir')?.origin).toBe(file);
      expect([...(archive?.requires.keys() ?? [])]).toEqual(['@example/palette']);
      expect([...(of((name) => name === 'local-dir')?.requires.keys() ?? [])]).toEqual(['@example/path']);
      expect(of((name) => name === 'git-dep')?.host).toBe(git && 'git.example.org');
    },
  );
});

describe('what is odd is left out, what is none says nothing', () => {
  test.each([
    ['npm', '{"lockfileVersion":3,"packages":{"node_modules/a":{"version":"1.0.0"},"node_modules/b":7,"node_modules/c":{}}}'],
    ['npm', '{"lockfileVersion":1,"dependencies":{"a":{"version":"1.0.0","requires":true},"b":null,"c":[]}}'],
    ['pnpm', "lockfileVersion: '9.0'\nsnapshots:\n  a@1.0.0: {}\n  b: {}\n  7: x\npackages:\n  a@1.0.0: {resolution: 3}\n"],
    ['yarn', '# yarn lockfile v1\n\n<<<<<<< HEAD\na@^1:\n  version "1.0.0"\n=======\n\nnonsense:\n  x\n>>>>>>> other\n'],
    ['yarn', '__metadata:\n  version: 8\n"a@npm:^1":\n  version: 1.0.0\n  resolution: "a@npm:1.0.0"\n"b":\n  version: 2\n'],
    ['bun', '{"lockfileVersion":1,"packages":{"a":["a@1.0.0","",{},""],"b":7,"c":[],"d":["d"],},}'],
  ])('%s %#', (format, text) => {
    expect([...(lockOf(format, text)?.packages.values() ?? [])].map(({ name, version }) => `${name}@${version}`)).toEqual([
      'a@1.0.0',
    ]);
  });

  test.each(lockfileFormats.map(({ id }) => id))('%s: any text at all is read or not, and never throws', (id) => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(lockOf(id, text)?.packages.size ?? 0).toBe(0);
      }),
    );
    for (const text of ['', 'null', '[]', '{}', '"x"', '__metadata:', 'lockfileVersion: 9', '[[['])
      expect(lockOf(id, text)?.packages.size ?? 0).toBe(0);
  });

  test.each(writers)('%s: cut off or garbled anywhere, it is read or not, and never throws', (writer) => {
    const text = recorded(writer, 'after');
    fc.assert(
      fc.property(fc.nat({ max: text.length }), fc.nat({ max: 40 }), fc.string(), (at, gone, come) => {
        const { packages } = lockOf(WRITERS[writer], text.slice(0, at) + come + text.slice(at + gone)) ?? { packages: new Map() };
        expect(packages.size).toBeLessThan(40);
      }),
      { numRuns: 60 },
    );
  });

  test('nesting without end and aliases of aliases are no lockfile', () => {
    const deep = 20_000;
    expect(
      lockOf('npm', `{"lockfileVersion":1,"dependencies":${'{"a":{"dependencies":'.repeat(2_000)}{}${'}}'.repeat(2_000)}}`)
        ?.packages.size,
    ).toBe(0);
    expect(lockOf('bun', '['.repeat(deep))).toBeUndefined();
    expect(lockOf('pnpm', `lockfileVersion: '9.0'\nx: ${'['.repeat(5_000)}`)).toBeUndefined();
    const bomb = `lockfileVersion: '9.0'\na: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n`;
    expect(lockOf('pnpm', bomb)).toBeUndefined();
    const climbing = `{"lockfileVersion":3,"packages":{"${'a/'.repeat(500)}b":{"dependencies":{"x":"1"}}}}`;
    expect(lockOf('npm', climbing)?.packages.size).toBe(0);
  });

  test('names that objects have of themselves are names like others', () => {
    const text =
      '{"lockfileVersion":3,"packages":{"node_modules/__proto__":{"version":"1.0.0"},"node_modules/constructor":{"version":"2.0.0","dependencies":{"__proto__":"1"}}}}';
    expect(packageRows(lockOf('npm', text) ?? expect.fail())).toEqual([
      '__proto__@1.0.0 registry ->',
      'constructor@2.0.0 registry -> __proto__@1.0.0',
    ]);
  });
});

test('two keys of one version stand for its installations with different peers', () => {
  const text = `lockfileVersion: '9.0'\nsnapshots:\n  'a@1.0.0(b@1.0.0)': {}\n  'a@1.0.0(b@2.0.0(c@1.0.0))': {}\n`;
  expect(packageRows(lockOf('pnpm', text) ?? expect.fail())).toEqual(['a@1.0.0 registry ->', 'a@1.0.0 registry ->']);
});

test('pnpm may write what it runs on into a document of its own before the project', () => {
  const text =
    "---\nlockfileVersion: '9.0'\nimporters:\n  .: {}\nsnapshots:\n  own@1.0.0: {}\n---\n" + recorded('pnpm10', 'after');
  const lock = lockOf('pnpm', text) ?? expect.fail();
  expect(packageRows(lock)).toContain('own@1.0.0 registry ->');
  expect([...(lock.members.get('')?.keys() ?? [])]).toContain('@example/web');
});

test('a path tells the format by its last part', () => {
  expect(lockfileFormatOf('a/b/pnpm-lock.yaml')?.id).toBe('pnpm');
  expect(lockfileFormatOf('npm-shrinkwrap.json')?.id).toBe('npm');
  expect(lockfileFormatOf('my-yarn.lock')).toBeUndefined();
});
