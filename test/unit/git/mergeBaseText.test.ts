import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { expect, test } from 'vitest';
import { textAtMergeBase, type MergeBases } from '../../../server/src/mergeBaseText.ts';
import { repositoryWith } from '../../protocol/repository.ts';

const NAMES = ['a', 'b', 'c'] as const;

test('manifests that are read at the same time have the merge base looked for once, and again when one is read later', async () => {
  const repository = repositoryWith(Object.fromEntries(NAMES.map((name) => [`${name}/package.json`, `{ "name": "${name}" }`])));
  repository.git('checkout', '-q', '-b', 'work');
  repository.write({ 'a/package.json': '{}' });
  // A git that writes down what it is asked.
  const folder = mkdtempSync(join(tmpdir(), 'mainstay-git-'));
  const real = execFileSync('sh', ['-c', 'command -v git'], { encoding: 'utf8' }).trim();
  writeFileSync(join(folder, 'git'), `#!/bin/sh\necho "$@" >> '${folder}/log'\nexec '${real}' "$@"\n`);
  chmodSync(join(folder, 'git'), 0o755);
  const env = { ...process.env, PATH: `${folder}${delimiter}${process.env['PATH'] ?? ''}` };
  const looks = () => readFileSync(join(folder, 'log'), 'utf8').match(/ merge-base /g)?.length;

  const underWay: MergeBases = new Map();
  const read = (name: string) =>
    textAtMergeBase(join(repository.folder, name, 'package.json'), '', env, (message) => expect.fail(message), underWay);
  expect((await Promise.all(NAMES.map(read))).map((one) => one?.text)).toEqual(NAMES.map((name) => `{ "name": "${name}" }`));
  expect(looks()).toBe(1);
  await read('b');
  expect(looks()).toBe(2);
  expect(underWay.size).toBe(0);
});
