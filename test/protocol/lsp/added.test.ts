import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { startUpstream, type Upstream } from '../../upstream/server.ts';
import { folderWith } from '../runCli.ts';
import type { Document } from './document.ts';
import { uriOf, type Editor } from './editor.ts';
import { startEditor, type EditorOptions } from './startEditor.ts';

// A line that a branch adds speaks louder than one that stood at the merge base: `line-ended` is a hint there, an information here.
let upstream: Upstream;
let editor: Editor;
beforeAll(async () => {
  upstream = await startUpstream();
});
afterAll(() => upstream.close());
afterEach(() => editor.close());

const manifest = (dependencies: Readonly<Record<string, string>>) => `${JSON.stringify({ dependencies }, null, 2)}\n`;
const STEADY = { '@example/steady': '^2.1.0' };
const ENDED = { '@example/line-ended': '^1.1.1' };

/** A repository whose main branch holds one manifest, on a branch where it was committed as another. */
function repositoryWith(onMain: string | undefined, onBranch: string): string {
  const folder = folderWith({ 'package.json': onMain ?? '', 'README.md': 'x\n' });
  const git = (...words: string[]) =>
    execFileSync('git', ['-c', 'user.name=x', '-c', 'user.email=x@example.org', ...words], { cwd: folder });
  git('init', '--quiet', '--initial-branch=main');
  git('add', onMain === undefined ? 'README.md' : '.');
  git('commit', '--quiet', '-m', 'one');
  git('checkout', '--quiet', '-b', 'work');
  writeFileSync(join(folder, 'package.json'), onBranch);
  git('add', '.');
  git('commit', '--quiet', '--allow-empty', '-m', 'two');
  return folder;
}

async function opened(folder: string, text: string, options: Partial<EditorOptions> = {}): Promise<Document> {
  editor = await startEditor({ upstreams: upstream.env, folders: [folder], ...options });
  const document = editor.open(uriOf(join(folder, 'package.json')), text);
  await editor.settled(Object.keys((JSON.parse(text) as { dependencies: object }).dependencies).length);
  return document;
}

const severities = async (document: Document): Promise<Readonly<Record<string, number | undefined>>> =>
  Object.fromEntries((await document.diagnostics()).map(({ code, severity }) => [String(code), severity] as const));

test('a line that stood is a hint, one that the branch adds an information', async () => {
  const both = manifest({ ...STEADY, ...ENDED });
  expect(await severities(await opened(repositoryWith(both, both), both))).toEqual({ 'line-ended': 4 });
  await editor.close();
  expect(await severities(await opened(repositoryWith(manifest(STEADY), both), both))).toEqual({ 'line-ended': 3 });
});

test('a bump counts as well, and a manifest that is new as a whole', async () => {
  const now = manifest(ENDED);
  const old = manifest({ '@example/line-ended': '~1.0.0' });
  expect(await severities(await opened(repositoryWith(old, now), now))).toEqual({ 'line-ended': 3 });
  await editor.close();
  expect(await severities(await opened(repositoryWith(undefined, now), now))).toEqual({ 'line-ended': 3 });
});

test('what is typed and not saved yet is compared as it stands', async () => {
  const before = manifest(STEADY);
  const document = await opened(repositoryWith(before, before), before);
  expect(await severities(document)).toEqual({});
  document.type('"@example/steady": "^2.1.0"', '"@example/steady": "^2.1.0",\n    "@example/line-ended": "^1.1.1"');
  document.save();
  await expect.poll(() => severities(document), { timeout: 20_000 }).toEqual({ 'line-ended': 3 });
});

test('another base may be named; one that leads nowhere is said once, and the line stands as before', async () => {
  const both = manifest({ ...STEADY, ...ENDED });
  const folder = repositoryWith(manifest(STEADY), both);
  const settings = (base: string) => ({ settings: () => ({ review: { base } }) });
  expect(await severities(await opened(folder, both, settings('work')))).toEqual({ 'line-ended': 4 });
  await editor.close();
  expect(await severities(await opened(folder, both, settings('--output=x')))).toEqual({ 'line-ended': 4 });
  const { problems } = await editor.settled(2);
  expect(problems.filter((one) => one.startsWith('mainstay.review.base: '))).toHaveLength(1);
});

test('without a repository nobody can tell: lines stand', async () => {
  const text = manifest(ENDED);
  expect(await severities(await opened(folderWith({ 'package.json': text }), text))).toEqual({ 'line-ended': 4 });
});
