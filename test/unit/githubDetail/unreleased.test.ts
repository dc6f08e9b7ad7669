import { describe, expect, test } from 'vitest';
import type { Tree } from '../../../server/src/sources/githubDetail/answer.ts';
import { shipsDifferently } from '../../../server/src/sources/githubDetail/packageJson.ts';
import { ships } from '../../../server/src/sources/githubDetail/shippedPaths.ts';
import { unreleasedWorkOf } from '../../../server/src/sources/githubDetail/unreleased.ts';

describe('what users get', () => {
  test.each([
    'index.js',
    'lib/tea.js',
    'src/latest.ts',
    'kettle.go',
    'go.mod',
    'bin/kettle',
    'types.d.ts',
    'internal/contest.go',
    'lib/index.mjs',
    'testify.go',
  ])('%s', (path) => {
    expect(ships(path)).toBe(true);
  });

  test.each([
    'README.md',
    'CHANGELOG',
    'LICENSE',
    'LICENSE-MIT',
    'docs/usage.html',
    'test/tea.js',
    'lib/tea.test.js',
    'kettle_test.go',
    'testdata/tea.json',
    '.github/workflows/ci.yml',
    '.eslintrc',
    'eslint.config.mjs',
    'package-lock.json',
    'go.sum',
    'Makefile',
    'tsconfig.build.json',
    'examples/tea.js',
    'bench/tea.js',
    'SECURITY-INSIGHTS.yml',
    'OWNERS',
    'vitest.config.mts',
    'AUTHORS',
  ])('is not %s', (path) => {
    expect(ships(path)).toBe(false);
  });
});

describe('two package.json', () => {
  const one = {
    name: '@example/kettle',
    version: '1.0.0',
    dependencies: { '@example/a': '1', '@example/b': '2' },
    scripts: { test: 'node test' },
  };
  const against = (other: object) => shipsDifferently(JSON.stringify(one), JSON.stringify({ ...one, ...other }));

  test.each([
    { devDependencies: { '@example/linter': '9' } },
    { scripts: { test: 'other', build: 'x' } },
    { version: '1.1.0-dev' },
    { prettier: {}, funding: 'https://example.org' },
    { dependencies: { '@example/b': '2', '@example/a': '1' } },
  ])('are the same to users where only %j is other', (other) => {
    expect(against(other)).toBe(false);
  });

  test.each([
    { dependencies: { '@example/a': '2' } },
    { scripts: { postinstall: 'node .' } },
    { main: 'other.js' },
    { engines: { node: '>=20' } },
  ])('differ by %j', (other) => {
    expect(against(other)).toBe(true);
  });

  test('differ where the order of exports does', () => {
    const exports = (conditions: object) => JSON.stringify({ exports: { '.': conditions } });
    expect(shipsDifferently(exports({ node: 'a', default: 'b' }), exports({ default: 'b', node: 'a' }))).toBe(true);
  });

  test('cannot be compared where one is not JSON', () => {
    expect(shipsDifferently('{', '{}')).toBeUndefined();
    expect(shipsDifferently('[]', '{}')).toBeUndefined();
  });
});

/** A tree of files: `path: content's name`. */
function tree(files: Readonly<Record<string, string>>): Tree {
  const top = [...new Set(Object.keys(files).map((path) => path.split('/')[0] ?? ''))];
  return {
    entries: top.map((name) => {
      const oid = files[name];
      if (oid !== undefined) return { name, type: 'blob', oid };
      const below = Object.entries(files).filter(([path]) => path.startsWith(`${name}/`));
      const inner = [...new Set(below.map(([path]) => path.split('/')[1] ?? ''))].map((second) => {
        const file = files[`${name}/${second}`];
        const deep = below.filter(([path]) => path.startsWith(`${name}/${second}/`)).join();
        return { name: second, type: file === undefined ? 'tree' : 'blob', oid: file ?? deep };
      });
      return { name, type: 'tree', oid: below.join(), object: { entries: inner } };
    }),
  };
}

const tag = (aheadBy: number, dates: readonly string[]) => ({
  compare: { aheadBy, commits: { nodes: dates.map((authoredDate) => ({ authoredDate })) } },
});
const file = (text: string) => ({ byteSize: text.length, isBinary: false, isTruncated: false, text });
const BEFORE = {
  'index.js': '1',
  'lib/tea.js': '1',
  'lib/deep/cup.js': '1',
  'test/tea.js': '1',
  'README.md': '1',
  'package.json': '1',
};
const shipped = (changes: Readonly<Record<string, string>>, packages: readonly [string, string] = ['{}', '{}']) =>
  unreleasedWorkOf(
    {
      tag: tag(1, ['2026-01-02T03:04:05Z']),
      tagTree: tree(BEFORE),
      headTree: tree({ ...BEFORE, ...changes }),
      tagPackage: file(packages[0]),
      headPackage: file(packages[1]),
    },
    'v1.0.0',
  )?.shipped;

describe('work after a tag', () => {
  test.each([
    ['a file that ships', { 'lib/tea.js': '2' }, true],
    ['a new file that ships', { 'lib/pot.js': '1' }, true],
    ['documents and tests', { 'README.md': '2', 'test/tea.js': '2', 'docs/pot.md': '1' }, false],
    ['something two folders down', { 'lib/deep/cup.js': '2' }, null],
    ['a test two folders down', { 'lib/deep/cup.js': '1', 'test/deep/cup.js': '2' }, false],
    ['something two folders down, and a file that ships', { 'lib/deep/cup.js': '2', 'index.js': '2' }, true],
  ] as const)('of %s', (_, changes, expected) => {
    expect(shipped(changes)).toBe(expected);
  });

  test('of a package.json is told by what is in it', () => {
    expect(shipped({ 'package.json': '2' }, ['{"version":"1"}', '{"version":"2"}'])).toBe(false);
    expect(shipped({ 'package.json': '2' }, ['{"main":"a"}', '{"main":"b"}'])).toBe(true);
    expect(shipped({ 'package.json': '2' }, ['{', '{}'])).toBeNull();
  });

  test('is as old as the oldest commit where all were read', () => {
    const dates = ['2026-03-02T03:04:05Z', '2026-01-02T03:04:05Z'];
    expect(unreleasedWorkOf({ tag: tag(2, dates) }, 'v1')).toEqual({
      tag: 'v1',
      commits: 2,
      shipped: null,
      oldest: '2026-01-02T03:04:05.000Z',
    });
    expect(unreleasedWorkOf({ tag: tag(300, dates) }, 'v1')?.oldest).toBeNull();
  });

  test('is none where nothing came after, and unknown where that was not told', () => {
    expect(unreleasedWorkOf({ tag: tag(0, []) }, 'v1')).toEqual({ tag: 'v1', commits: 0, shipped: false, oldest: null });
    expect(unreleasedWorkOf({ tag: null }, 'v1')).toBeUndefined();
    expect(unreleasedWorkOf({}, 'v1')).toBeUndefined();
  });
});
