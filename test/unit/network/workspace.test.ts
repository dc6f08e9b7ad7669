import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative, sep } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { matchesPath } from '../../../server/src/model/glob.ts';
import type { ManifestSelf } from '../../../server/src/model/manifest.ts';
import { nameOf } from '../../../server/src/model/purl.ts';
import { findLocalNames, walkManifests } from '../../../server/src/platform/workspace.ts';
import { readGoWork } from '../../../server/src/platform/workspaceGoWork.ts';
import { workspaceMemo } from '../../../server/src/platform/workspaceMemo.ts';
import { memberPatterns } from '../../../server/src/platform/workspaceMembers.ts';

const made: string[] = [];
afterAll(() => Promise.all(made.map((folder) => rm(folder, { recursive: true, force: true }))));

/** A folder with these files; package.json files are given as objects. */
async function folderOf(files: Record<string, string | object>): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'mainstay-'));
  made.push(root);
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), typeof content === 'string' ? content : JSON.stringify(content));
  }
  return root;
}

/** Reads manifests as plainly as these tests write them; the real readers are tested where they live. */
function selfOf(fileName: string, text: string): ManifestSelf | undefined {
  if (fileName === 'go.mod') return { name: /^module (\S+)/m.exec(text)?.[1] ?? null, private: false, members: [] };
  if (fileName === 'pnpm-workspace.yaml')
    return { name: null, private: false, members: [...text.matchAll(/- (\S+)/g)].map(([, one]) => one ?? '') };
  const json = JSON.parse(text) as { name?: string; private?: boolean; workspaces?: string[] };
  return { name: json.name ?? null, private: json.private === true, members: json.workspaces ?? [] };
}

async function names(root: string, manifest: string, maxFolders?: number) {
  const found = await findLocalNames({
    manifest: join(root, manifest),
    selfOf,
    ...(maxFolders === undefined ? {} : { maxFolders }),
  });
  return { names: [...found.names].map(nameOf).sort(), complete: found.complete };
}

describe('local names', () => {
  test('a manifest alone: its own name', async () => {
    const root = await folderOf({ 'package.json': { name: '@example/app' } });
    expect(await names(root, 'package.json')).toEqual({ names: ['@example/app'], complete: true });
  });

  test('npm workspaces: members as listed, exceptions excepted, and whatever says private', async () => {
    const root = await folderOf({
      'package.json': { name: 'mono', workspaces: ['packages/*', 'apps/**', '!apps/**/fixtures/*'] },
      'packages/a/package.json': { name: '@example/a' },
      'packages/a/deep/package.json': { name: 'deep' },
      'apps/web/admin/package.json': { name: 'admin' },
      'apps/web/fixtures/express/package.json': { name: 'express' },
      'tools/gen/package.json': { name: 'gen', private: true },
      'tools/public/package.json': { name: 'public-tool' },
      'packages/a/node_modules/left/package.json': { name: 'left', private: true },
      '.cache/x/package.json': { name: 'cached', private: true },
    });
    const expected = { names: ['@example/a', 'admin', 'gen', 'mono'], complete: true };
    expect(await names(root, 'package.json')).toEqual(expected);
    expect(await names(root, 'packages/a/package.json')).toEqual(expected);
  });

  test('the nearest root counts, and the manifest’s own name always does', async () => {
    const root = await folderOf({
      'package.json': { name: 'outer', workspaces: ['*'] },
      'inner/package.json': { name: 'inner', workspaces: ['x/*'] },
      'inner/x/one/package.json': { name: 'one' },
      'inner/odd/package.json': { name: 'odd' },
    });
    expect((await names(root, 'inner/odd/package.json')).names).toEqual(['inner', 'odd', 'one']);
  });

  test('pnpm’s file lists members too', async () => {
    const root = await folderOf({
      'pnpm-workspace.yaml': 'packages:\n  - libs/{a,b}\n',
      'package.json': { name: 'root' },
      'libs/a/package.json': { name: 'a' },
      'libs/b/package.json': { name: 'b' },
      'libs/c/package.json': { name: 'c' },
    });
    expect((await names(root, 'libs/a/package.json')).names).toEqual(['a', 'b', 'root']);
  });

  test('go.work: the modules it uses, wherever they are, and modules beside them', async () => {
    const root = await folderOf({
      'work/go.work': 'go 1.26\n\nuse (\n\t./api // the public part\n\t"../lib"\n)\nuse ./cmd\n',
      'work/api/go.mod': 'module example.org/api\n',
      'work/cmd/go.mod': 'module example.org/cmd\n',
      'work/more/go.mod': 'module example.org/more\n',
      'work/api/testdata/go.mod': 'module example.org/testdata\n',
      'work/vendor/x/go.mod': 'module example.org/vendored\n',
      'lib/go.mod': 'module example.org/lib\n',
    });
    const expected = ['example.org/api', 'example.org/cmd', 'example.org/lib', 'example.org/more'];
    expect((await names(root, 'work/api/go.mod')).names).toEqual(expected);
  });

  test('go.work: modules it replaces by folders, one version or all; a module replaced by another is no local name', async () => {
    const root = await folderOf({
      'go.work':
        'use ./api\nreplace example.org/one => ../one\nreplace (\n\texample.org/two v1.2.0 => "./two"\n\texample.org/far => example.org/fork v1.0.0\n)\n',
      'api/go.mod': 'module example.org/api\n',
    });
    expect((await names(root, 'api/go.mod')).names).toEqual(['example.org/api', 'example.org/one', 'example.org/two']);
  });

  test('a memo: four hundred members read each manifest once, and all see the same names', async () => {
    const root = await folderOf({
      'package.json': { name: 'mono', workspaces: ['packages/*', 'soon/*'] },
      ...Object.fromEntries(Array.from({ length: 400 }, (_, n) => [`packages/p${n}/package.json`, { name: `p${n}` }])),
    });
    const reads: string[] = [];
    const memo = workspaceMemo();
    const all = await Promise.all(
      Array.from({ length: 400 }, (_, n) =>
        findLocalNames({
          manifest: join(root, `packages/p${n}/package.json`),
          selfOf: (fileName, text) => {
            reads.push(text);
            return selfOf(fileName, text);
          },
          memo,
        }),
      ),
    );
    expect(reads).toHaveLength(401);
    expect(new Set(all.map((one) => `${one.names.size} ${one.complete}`))).toEqual(new Set(['401 true']));
  });

  test('bounds: listed places are looked at first, and a cut is told', async () => {
    const root = await folderOf({
      'package.json': { name: 'mono', workspaces: ['z/deep/*'] },
      ...Object.fromEntries(Array.from({ length: 30 }, (_, n) => [`a${n}/x.txt`, ''])),
      'z/deep/m/package.json': { name: 'member' },
    });
    expect(await names(root, 'package.json', 5)).toEqual({ names: ['member', 'mono'], complete: false });
  });

  test('a workspace of thousands of folders is walked whole', async () => {
    const root = await folderOf({
      'package.json': { name: 'mono', workspaces: ['**'] },
      'z/package.json': { name: 'last' },
    });
    await Promise.all(Array.from({ length: 2100 }, (_, n) => mkdir(join(root, `a${n}`))));
    expect(await names(root, 'package.json')).toEqual({ names: ['last', 'mono'], complete: true });
  });

  test('links are not followed, nothing there is no name', async () => {
    const root = await folderOf({
      'package.json': { name: 'app', workspaces: ['*'] },
      'outside/package.json': { name: 'member' },
    });
    await symlink(root, join(root, 'loop'), 'dir');
    expect(await names(root, 'package.json')).toEqual({ names: ['app', 'member'], complete: true });
    expect(await names(root, 'gone/package.json')).toEqual({ names: ['app', 'member'], complete: true });
  });

  test('a pattern that climbs out finds nothing outside', async () => {
    const root = await folderOf({
      'secret/package.json': { name: 'secret' },
      'app/package.json': { name: 'app', workspaces: ['../secret', '../*'] },
    });
    expect((await names(root, 'app/package.json')).names).toEqual(['app']);
  });
});

describe('walking for manifests', () => {
  const isManifest = (name: string) => name === 'package.json' || name === 'go.mod';

  test('finds them in order, without other people’s code and hidden folders', async () => {
    const root = await folderOf({
      'b/go.mod': '',
      'package.json': {},
      'a/package.json': {},
      'a/package.json.bak': '',
      'a/node_modules/x/package.json': {},
      'a/vendor/go.mod': '',
      'a/testdata/go.mod': '',
      'a/bower_components/package.json': {},
      '.git/package.json': {},
    });
    const { files, complete } = await walkManifests(root, isManifest);
    expect(files.map((file) => relative(root, file).split(sep).join('/'))).toEqual([
      'a/package.json',
      'b/go.mod',
      'package.json',
    ]);
    expect(complete).toBe(true);
  });

  test('stays within bounds and says so', async () => {
    const root = await folderOf({ 'a/b/c/package.json': {}, 'a/package.json': {}, 'b/package.json': {} });
    expect(await walkManifests(root, isManifest, { maxDepth: 1 })).toMatchObject({ files: { length: 2 }, complete: false });
    expect(await walkManifests(root, isManifest, { maxFiles: 1 })).toMatchObject({ files: { length: 1 }, complete: false });
    expect(await walkManifests(root, isManifest, { maxFolders: 2 })).toMatchObject({ complete: false });
    expect(await walkManifests(join(root, 'gone'), isManifest)).toEqual({ files: [], complete: false });
  });
});

describe('member patterns', () => {
  test.each([
    ['packages/*', 'packages/a', true],
    ['./packages/*/', 'packages/a', true],
    ['packages/*', 'packages/a/b', false],
    ['packages/**', 'packages/a/b', true],
    ['packages/**', 'packages', true],
    ['**/lib', 'a/b/lib', true],
    ['{a,b}/*', 'b/x', true],
    ['{a,b}/*', 'c/x', false],
    ['pkg-[ab]', 'pkg-a', true],
    ['@(x|y)/z', 'x/z', true],
    ['a/{b,{c,d}}', 'a/d', true],
    ['site', 'site', true],
    ['s?te', 'site', true],
  ])('%s on %s: %s', (pattern, folder, expected) => expect(memberPatterns([pattern]).matches(folder)).toBe(expected));

  test('braces without end stay bounded, and still match', () => {
    const { matches } = memberPatterns(['{a,b}'.repeat(40)]);
    expect(matches('ab'.repeat(20))).toBe(true);
  });

  test('`**` agrees with the regular expression it stands for', () => {
    const glob = fc.array(fc.constantFrom('**', 'a', 'b', '*', 'a*'), { minLength: 1, maxLength: 5 });
    const path = fc.array(fc.constantFrom('a', 'b', 'ab', 'ba'), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(glob, path, (parts, elements) => {
        const pattern = parts.map((part) => (part === '**' ? '(?:/[^/]+)*' : `/${part.replace('*', '[^/]*')}`)).join('');
        expect(matchesPath(parts.join('/'), elements.join('/'))).toBe(new RegExp(`^${pattern}$`).test(`/${elements.join('/')}`));
      }),
    );
  });
});

test('go.work is read leniently', () => {
  expect(
    readGoWork(
      'use ./a\r\nuse (\r\n\t`./b c` // why\r\n\t\r\n\t"./d"\r\n)\r\nreplace (\r\n\tx => ./no\r\n)\r\nuse\r\n// use ./e\r\nuse (\n',
    ),
  ).toEqual({ uses: ['./a', './b c', './d'], replaced: ['x'] });
  fc.assert(fc.property(fc.string(), (text) => Array.isArray(readGoWork(text).uses)));
});
