import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readInputs } from '../../../server/src/reviewing/inputs.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'mainstay-'));
  await writeFile(join(root, 'package.json'), '{ "name": "mono", "workspaces": ["packages/**"] }');
  for (const name of ['a', 'b']) {
    await mkdir(join(root, 'packages', name), { recursive: true });
    await writeFile(join(root, 'packages', name, 'package.json'), `{ "name": "${name}", "dependencies": { "left": "1.0.0" } }`);
  }
});
afterEach(() => rm(root, { recursive: true, force: true }));

const members = () => ['a', 'b'].map((name) => join(root, 'packages', name, 'package.json'));

test('a workspace walked whole needs no word', async () => {
  expect(await readInputs(members(), undefined)).toMatchObject({ unusable: [], notes: [] });
});

test('one too deep to be walked whole is told once, and its manifests are used all the same', async () => {
  await mkdir(join(root, ...Array.from({ length: 23 }, () => 'deeper')), { recursive: true });
  const { inputs, unusable, notes } = await readInputs(members(), undefined);
  expect([inputs.length, unusable]).toEqual([2, []]);
  expect(notes).toEqual([expect.stringMatching(/the workspace is too large to be walked whole.*may not be recognised as local/)]);
});
