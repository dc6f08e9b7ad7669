import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import Config from '@npmcli/config';
import npm from '@npmcli/config/lib/definitions/index.js';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { npmProjectRoot } from '../../../server/src/platform/npmProjectRoot.ts';

let top: string;
beforeEach(() => {
  top = realpathSync(mkdtempSync(join(tmpdir(), 'mainstay-root-')));
});
afterEach(() => {
  rmSync(top, { recursive: true, force: true });
});

/** The folder that npm's own loader finds. */
async function asNpm(folder: string): Promise<string | null> {
  const env = { HOME: join(top, 'home') };
  const { definitions, shorthands, flatten } = npm;
  const config = new Config({
    definitions,
    shorthands,
    flatten,
    npmPath: top,
    execPath: process.execPath,
    env,
    argv: [],
    cwd: folder,
    warn: false,
  });
  await config.load();
  return config.localPrefix;
}

const TREES: readonly {
  readonly story: string;
  readonly files: Readonly<Record<string, string>>;
  readonly from: string;
  readonly root: string;
}[] = [
  { story: 'a folder of a project', files: { 'p/package.json': '{}', 'p/src/a.js': '' }, from: 'p/src', root: 'p' },
  {
    story: 'a member of a workspace',
    files: { 'p/package.json': '{"workspaces":["packages/*"]}', 'p/packages/a/package.json': '{"name":"a"}' },
    from: 'p/packages/a',
    root: 'p',
  },
  {
    story: 'workspaces in their long form',
    files: { 'p/package.json': '{"workspaces":{"packages":["apps/**"]}}', 'p/apps/x/y/package.json': '{"name":"y"}' },
    from: 'p/apps/x/y',
    root: 'p',
  },
  {
    story: 'a project that the one above does not name',
    files: { 'p/package.json': '{"workspaces":["packages/*"]}', 'p/tools/a/package.json': '{"name":"a"}' },
    from: 'p/tools/a',
    root: 'p/tools/a',
  },
  {
    story: 'an exception',
    files: {
      'p/package.json': '{"workspaces":["packages/*","!packages/b"]}',
      'p/packages/a/package.json': '{"name":"a"}',
      'p/packages/b/package.json': '{"name":"b"}',
    },
    from: 'p/packages/b',
    root: 'p/packages/b',
  },
  {
    story: 'a root that cannot be read',
    files: { 'p/package.json': '{"workspaces":', 'p/a/package.json': '{"name":"a"}' },
    from: 'p/a',
    root: 'p/a',
  },
  {
    story: 'modules without a manifest',
    files: { 'p/node_modules/x/package.json': '{}', 'p/src/a.js': '' },
    from: 'p/src',
    root: 'p',
  },
  {
    story: 'a folder of a member',
    files: { 'p/package.json': '{"workspaces":["a"]}', 'p/a/package.json': '{"name":"a"}', 'p/a/lib/x.js': '' },
    from: 'p/a/lib',
    root: 'p',
  },
];

test.each(TREES)('$story: the same project as npm finds', async ({ files, from, root }) => {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(top, dirname(path)), { recursive: true });
    writeFileSync(join(top, path), text);
  }
  expect(await npmProjectRoot(join(top, from))).toBe(join(top, root));
  expect(await asNpm(join(top, from))).toBe(join(top, root));
});
