import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import {
  DIFF_PAIRS_NOTIFICATION,
  LEDGER_REQUEST,
  OPEN_COMMAND,
  OPEN_RULE_COMMAND,
  type ShownDiffs,
} from '../../../server/src/protocol.ts';
import { startUpstream, type Upstream } from '../../upstream/server.ts';
import { folderWith } from '../runCli.ts';
import type { Document } from './document.ts';
import { uriOf, type Editor } from './editor.ts';
import { startEditor, type EditorOptions } from './startEditor.ts';

// Both sides of a diff are documents of their own: the left one answers hovers, the right one speaks of what comes in against it.
let upstream: Upstream;
let editor: Editor;
/** Requests that were served before this test's own. */
let heard = 0;
beforeAll(async () => {
  upstream = await startUpstream();
});
afterAll(() => upstream.close());
afterEach(() => editor.close());

const manifest = (dependencies: Readonly<Record<string, string>>, more: object = {}) =>
  `${JSON.stringify({ ...more, dependencies }, null, 2)}\n`;
const STEADY = { '@example/steady': '^2.1.0' };
const ENDED = { '@example/line-ended': '^1.1.1' };
const DEPRECATED = { '@example/deprecated': '^1.0.0' };

async function start(folder: string, options: Partial<EditorOptions> = {}): Promise<void> {
  editor = await startEditor({ upstreams: upstream.env, folders: [folder], ...options });
  heard = upstream.log.length;
}
const tell = (shown: ShownDiffs) => void editor.connection.sendNotification(DIFF_PAIRS_NOTIFICATION, shown);
const pair = (original: Document, modified: Document) => tell({ pairs: [{ original: original.uri, modified: modified.uri }] });

/** As the built-in git extension writes it: the path twice, and the ref in the query. */
const gitUri = (path: string, ref: string) => `git:${path}?${encodeURIComponent(JSON.stringify({ path, ref }))}`;
const asked = (name: string) =>
  upstream.log.slice(heard).filter(({ names, path }) => names.includes(name) || decodeURIComponent(path).includes(name));
const said = async (document: Document): Promise<Readonly<Record<string, number | undefined>>> =>
  Object.fromEntries((await document.diagnostics()).map(({ code, severity }) => [String(code), severity]));

describe('two versions in git', () => {
  test('the right side speaks of what comes in as added, the left side answers hovers only', async () => {
    const folder = folderWith({ 'package.json': manifest(STEADY) });
    await start(folder);
    const path = join(folder, 'package.json');
    const left = editor.open(gitUri(path, 'HEAD~1'), manifest({ ...STEADY, ...DEPRECATED }));
    const right = editor.open(gitUri(path, 'HEAD'), manifest({ ...STEADY, ...DEPRECATED, ...ENDED }));
    pair(left, right);
    await editor.settled(1);
    expect(await said(right)).toEqual({ 'line-ended': 3 });
    expect((await right.hints()).map(([line]) => line)).toEqual(['"@example/line-ended": "^1.1.1"']);
    expect(await left.diagnostics()).toEqual([]);
    expect(await left.hints()).toEqual([]);
    expect(await left.actions('@example/deprecated')).toEqual([]);
    expect(await left.hover('@example/deprecated')).toContain('deprecated');
    // The status counts what speaks.
    expect((await editor.settled(1)).manifests.map(({ uri }) => uri)).toEqual([right.uri]);
  });

  test('a bump is judged as added; lines that stand on both sides are not asked about until somebody looks', async () => {
    const folder = folderWith({ 'package.json': manifest(STEADY) });
    await start(folder);
    const path = join(folder, 'package.json');
    const left = editor.open(gitUri(path, 'HEAD~1'), manifest({ ...STEADY, '@example/line-ended': '~1.0.0' }));
    const right = editor.open(gitUri(path, 'HEAD'), manifest({ ...STEADY, ...ENDED }));
    pair(left, right);
    await editor.settled(1);
    expect(await said(right)).toEqual({ 'line-ended': 3 });
    expect(asked('@example/steady')).toEqual([]);
    expect(await right.hover('@example/steady')).toContain('3 accounts can publish');
    await expect.poll(() => asked('@example/steady').length, { timeout: 20_000 }).toBeGreaterThan(0);
  });

  test('actions of a version are pages only, those of rules among them: it cannot be edited, and nobody decides about it', async () => {
    const folder = folderWith({ 'package.json': manifest(STEADY) });
    await start(folder);
    const path = join(folder, 'package.json');
    const left = editor.open(gitUri(path, 'HEAD~1'), manifest(STEADY));
    const right = editor.open(gitUri(path, 'HEAD'), manifest({ ...STEADY, '@example/funded': '*', ...ENDED }));
    pair(left, right);
    await editor.settled(2);
    const diagnostics = [...(await right.diagnostics())];
    const all = [...(await right.actions('@example/funded')), ...(await right.actions('@example/line-ended', { diagnostics }))];
    expect(all.length).toBeGreaterThan(0);
    expect(new Set(all.map(({ command }) => command?.command))).toEqual(new Set([OPEN_COMMAND, OPEN_RULE_COMMAND]));
  });

  test('a version with no known other side answers hovers only, and nothing is asked before; so does the right side whose left one closed', async () => {
    const folder = folderWith({ 'package.json': manifest(STEADY) });
    await start(folder);
    const path = join(folder, 'package.json');
    const right = editor.open(gitUri(path, 'HEAD'), manifest(ENDED));
    expect(await said(right)).toEqual({});
    expect(asked('@example/line-ended')).toEqual([]);
    expect(await right.hover('@example/line-ended')).toContain('1.1.1');
    const left = editor.open(gitUri(path, 'HEAD~1'), manifest(STEADY));
    pair(left, right);
    await expect.poll(() => said(right), { timeout: 20_000 }).toEqual({ 'line-ended': 3 });
    tell({ pairs: [] });
    await expect.poll(() => said(right), { timeout: 20_000 }).toEqual({});
    pair(left, right);
    await expect.poll(() => said(right), { timeout: 20_000 }).toEqual({ 'line-ended': 3 });
    left.close();
    await expect.poll(() => said(right), { timeout: 20_000 }).toEqual({});
  });

  test('a left side that changes changes what came in', async () => {
    const folder = folderWith({ 'package.json': manifest(STEADY) });
    await start(folder);
    const path = join(folder, 'package.json');
    const left = editor.open(gitUri(path, '~'), manifest({ ...STEADY }));
    const right = editor.open(gitUri(path, ''), manifest({ ...STEADY, ...ENDED }));
    pair(left, right);
    await expect.poll(() => said(right), { timeout: 20_000 }).toEqual({ 'line-ended': 3 });
    left.type('"@example/steady": "^2.1.0"', '"@example/steady": "^2.1.0",\n    "@example/line-ended": "^1.1.1"');
    await expect.poll(() => said(right), { timeout: 20_000 }).toEqual({});
  });
});

describe('a file on the right', () => {
  test('it speaks as ever, and of what came in against its left side as added', async () => {
    const both = manifest({ ...DEPRECATED, ...ENDED });
    const folder = folderWith({ 'package.json': both });
    await start(folder);
    const path = join(folder, 'package.json');
    const right = editor.open(uriOf(path), both);
    await editor.settled(2);
    expect(await said(right)).toEqual({ deprecated: 2, 'line-ended': 4 });
    const left = editor.open(gitUri(path, '~'), manifest(DEPRECATED));
    pair(left, right);
    await expect.poll(() => said(right), { timeout: 20_000 }).toEqual({ deprecated: 2, 'line-ended': 3 });
  });

  test('a file on the left falls silent, unless it stands in an editor of its own', async () => {
    const folder = folderWith({ 'a/package.json': manifest(ENDED), 'b/package.json': manifest(STEADY) });
    await start(folder);
    const left = editor.open(uriOf(join(folder, 'a/package.json')), manifest(ENDED));
    const right = editor.open(uriOf(join(folder, 'b/package.json')), manifest(STEADY));
    await editor.settled(2);
    expect(await said(left)).toEqual({ 'line-ended': 4 });
    const pairs = [{ original: left.uri, modified: right.uri }];
    tell({ pairs });
    await expect.poll(() => said(left), { timeout: 20_000 }).toEqual({});
    tell({ pairs, alone: [left.uri] });
    await expect.poll(() => said(left), { timeout: 20_000 }).toEqual({ 'line-ended': 4 });
  });
});

describe('pull requests and virtual file systems', () => {
  test.each([
    ['review:/project/package.json?base', 'review:/project/package.json?head'],
    ['pr:/project/package.json?%7B%22isBase%22%3Atrue%7D', 'pr:/project/package.json?%7B%22isBase%22%3Afalse%7D'],
    ['vscode-vfs://github%2Bbase/example/project/package.json', 'vscode-vfs://github/example/project/package.json'],
  ])('%s and its other side are annotated as any', async (base, head) => {
    await start(folderWith({ 'go.mod': 'module example.org/other\n' }));
    const left = editor.open(base, manifest(STEADY));
    const right = editor.open(head, manifest({ ...STEADY, ...ENDED }));
    pair(left, right);
    await expect.poll(() => said(right), { timeout: 20_000 }).toEqual({ 'line-ended': 3 });
    expect(await said(left)).toEqual({});
    expect(await left.hover('@example/steady')).toContain('3 accounts can publish');
  });

  test('a manifest of a virtual workspace is what somebody works on: it speaks as a file does', async () => {
    const root = 'vscode-vfs://github/example/project';
    editor = await startEditor({
      upstreams: upstream.env,
      virtualFolders: [root],
    });
    const document = editor.open(`${root}/package.json`, manifest(ENDED));
    await expect.poll(() => said(document), { timeout: 20_000 }).toEqual({ 'line-ended': 4 });
  });
});

describe('names that would be private', () => {
  const MEMBERS = {
    'package.json': JSON.stringify({ private: true, workspaces: ['packages/*'] }),
    'packages/own/package.json': JSON.stringify({ name: '@example/team', version: '1.0.0' }),
    '.npmrc': '@acme:registry=https://registry.acme.example/\n',
  };
  const OWN = { '@example/team': '^1.0.0', '@acme/secret': '^1.0.0' };

  test('the files around a version are those of the folder it lies in: members and private scopes are asked of nobody', async () => {
    const folder = folderWith(MEMBERS);
    await start(folder);
    const path = join(folder, 'app/package.json');
    const left = editor.open(gitUri(path, 'HEAD~1'), manifest({}));
    const right = editor.open(gitUri(path, 'HEAD'), manifest({ ...OWN, ...ENDED }));
    pair(left, right);
    await expect.poll(() => said(right), { timeout: 20_000 }).toEqual({ 'line-ended': 3 });
    await right.hover('@example/team');
    await right.hover('@acme/secret');
    expect(asked('@example/team')).toEqual([]);
    const ledger = await editor.connection.sendRequest<string>(LEDGER_REQUEST);
    expect(ledger).toContain('@example/line-ended');
    expect(ledger).not.toContain('@example/team');
    expect(asked('@acme/secret')).toEqual([]);
  });

  test('of a workspace whose members nobody can list nothing is asked, not even on a hover', async () => {
    await start(folderWith({ 'go.mod': 'module example.org/other\n' }));
    const root = { workspaces: ['packages/*'] };
    const left = editor.open('vscode-vfs://github%2Bbase/example/p/package.json', manifest(STEADY, root));
    const right = editor.open('vscode-vfs://github/example/p/package.json', manifest({ ...STEADY, ...ENDED }, root));
    pair(left, right);
    expect(await right.hover('@example/line-ended')).toContain('Private name');
    // What comes after it in the same way is asked about.
    const other = editor.open('vscode-vfs://github/example/q/package.json', manifest(DEPRECATED));
    expect(await other.hover('@example/deprecated')).toBeDefined();
    await expect.poll(() => asked('@example/deprecated').length, { timeout: 20_000 }).toBeGreaterThan(0);
    expect(asked('@example/line-ended')).toEqual([]);
  });

  test('in a workspace that is not trusted its own .npmrc redirects nothing here either', async () => {
    const folder = folderWith({ 'package.json': manifest(STEADY) });
    writeFileSync(join(folder, '.npmrc'), 'registry=http://127.0.0.1:9/elsewhere/\n');
    await start(folder, { initializationOptions: { trusted: false } });
    const path = join(folder, 'package.json');
    const left = editor.open(gitUri(path, 'HEAD~1'), manifest(STEADY));
    const right = editor.open(gitUri(path, 'HEAD'), manifest({ ...STEADY, ...ENDED }));
    pair(left, right);
    await expect.poll(() => said(right), { timeout: 20_000 }).toEqual({ 'line-ended': 3 });
    expect(await editor.connection.sendRequest<string>(LEDGER_REQUEST)).not.toContain('127.0.0.1:9');
  });
});
