import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { nameOf, type Purl } from '../../../server/src/model/purl.ts';
import { startUpstream, type Upstream } from '../../upstream/server.ts';
import { folderWith } from '../runCli.ts';
import { uriOf, type Editor } from './editor.ts';
import { startEditor, type EditorOptions } from './startEditor.ts';

/** How a card says that nothing was asked, or answered, yet. */
const PENDING = /not asked yet|being looked up/;
let upstream: Upstream;
let editor: Editor;
beforeAll(async () => {
  upstream = await startUpstream();
});
afterAll(() => upstream.close());
afterEach(() => editor.close());

async function edit(options: Partial<EditorOptions> = {}): Promise<Editor> {
  editor = await startEditor({ upstreams: upstream.env, ...options });
  return editor;
}
const before = () => upstream.log.length;
/** Names as manifests spell them, be they sent as purls. */
const namesSince = (at: number) => [
  ...new Set(
    upstream.log
      .slice(at)
      .flatMap(({ names }) => names)
      .map((name) => (name.startsWith('pkg:') ? nameOf(name as Purl) : name)),
  ),
];
const manifest = (...lines: string[]) => `{\n  "dependencies": {\n${lines.map((line) => `    ${line}`).join(',\n')}\n  }\n}\n`;
const STEADY = '"@example/steady": "^2.1.0"';

test('a manifest of other people’s code is never read: no card, no diagnostics, no request', async () => {
  const folder = folderWith({ 'package.json': manifest(STEADY) });
  const start = before();
  await edit({ folders: [folder] });
  const foreign = editor.open(uriOf(`${folder}/node_modules/x/package.json`), manifest('"@example/funded": "^1.0.0"'));
  expect(await foreign.hover('"@example/funded"')).toBeUndefined();
  expect(await foreign.diagnostics()).toEqual([]);
  expect(await foreign.actions('"@example/funded"')).toEqual([]);
  // whatever the server wanted to ask for it, it has asked before it is done with the next manifest
  const own = editor.open(uriOf(`${folder}/package.json`), manifest(STEADY));
  await editor.settled(1);
  expect(await own.hover('"@example/steady"')).toBeDefined();
  expect(namesSince(start)).toEqual(['@example/steady']);
});

test('a name is asked about once it is whole, at rest and left alone, and none of its beginnings ever', async () => {
  const folder = folderWith({});
  await edit({ folders: [folder] });
  const document = editor.open(uriOf(`${folder}/package.json`), manifest(STEADY));
  await editor.settled(1);
  const start = before();

  document.type(STEADY, `${STEADY},\n    "@example/f"`);
  document.type('"@example/f"', '"@example/fun"');
  document.type('"@example/fun"', '"@example/fund": ""');
  expect(await document.hover('"@example/fund"')).toBeDefined(); // pointing at it asks nothing either
  document.type('"@example/fund": ""', '"@example/funded": "^1"');
  await editor.status(({ dependencies }) => dependencies === 2);
  expect(await document.hover('"@example/funded"')).toMatch(PENDING);
  document.type('"^1"', '"^1.2.0"');
  expect(await document.diagnostics()).toEqual([]);
  expect(namesSince(start)).toEqual([]);

  document.type('"dependencies": {\n', '"dependencies": {\n\n'); // the caret is elsewhere now
  await editor.settled(2);
  expect(await document.hover('"@example/funded"')).not.toMatch(PENDING);
  expect(namesSince(start)).toEqual(['@example/funded']);
});

test('saving lets what is whole be asked about at once', async () => {
  await edit({ waits: { settledMs: 3_600_000 } });
  const document = editor.open('untitled:package.json', manifest(STEADY));
  await editor.settled(1);
  const start = before();
  document.type(STEADY, `${STEADY},\n    "@example/fresh": "^1.0.2",\n    "half"`);
  await editor.status(({ dependencies }) => dependencies >= 2);
  expect(namesSince(start)).toEqual([]);
  document.save();
  await editor.until(() => namesSince(start).length > 0);
  await editor.status(({ pending }) => pending === 0);
  expect(namesSince(start)).toEqual(['@example/fresh']);
});

test('where the caret is told, a line is asked about as soon as it was left', async () => {
  await edit();
  const document = editor.open('untitled:package.json', manifest(STEADY));
  await editor.settled(1);
  const start = before();
  document.type(STEADY, `${STEADY},\n    "@example/fresh": "^1.0.2"`);
  await editor.status(({ dependencies }) => dependencies === 2);
  await document.actions('"@example/fresh"', { triggerKind: 2 });
  expect(namesSince(start)).toEqual([]);
  await document.actions('"@example/steady"', { triggerKind: 2 });
  await editor.settled(2);
  expect(namesSince(start)).toEqual(['@example/fresh']);
});

test('a hostile .npmrc is not obeyed in a workspace without trust, and is once trust is given', async () => {
  const hostile = await startUpstream();
  const folder = folderWith({
    '.npmrc': `@example:registry=${hostile.env['npm'] ?? ''}/\n`,
    'package.json': manifest(STEADY),
  });
  await edit({ folders: [folder], initializationOptions: { trusted: false } });
  const start = before();
  editor.open(uriOf(`${folder}/package.json`), manifest(STEADY, '"@example/nowhere": "1.0.0"'));
  await editor.settled(2);
  expect(namesSince(start)).toContain('@example/steady');
  expect(hostile.log).toEqual([]);

  await editor.connection.sendNotification('mainstay/trusted');
  await editor.until(() => hostile.log.length > 0);
  await editor.settled(2);
  // The scope's own registry now speaks for both names: what another registry said of them is not taken for what this one says.
  const asked = hostile.log.flatMap(({ names }) => names);
  expect(asked.filter((name) => !['@example/nowhere', '@example/steady'].includes(name))).toEqual([]);
  await hostile.close();
});

test('behind a mirror that keeps every name here the status says so, and no longer once its names are called public', async () => {
  const mirror = await startUpstream();
  const text = manifest(STEADY);
  const folder = folderWith({ '.npmrc': `registry=${mirror.env['npm'] ?? ''}/\n`, 'package.json': text });
  let publicMirrors = false;
  await edit({ folders: [folder], settings: () => ({ publicMirrors }) });
  editor.open(uriOf(`${folder}/package.json`), text);
  const asked = await editor.status(({ pending, behindMirror }) => pending === 0 && behindMirror === true);
  expect(asked.unknown.map(({ reason }) => reason)).toContain('private name, not asked');
  publicMirrors = true;
  void editor.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
  const open = await editor.status(({ pending, behindMirror }) => pending === 0 && behindMirror !== true);
  expect(open.unknown.map(({ reason }) => reason)).not.toContain('private name, not asked');
  expect(mirror.log.length).toBeGreaterThan(0);
  await mirror.close();
});

test('where names are kept back one by one, no mirror is behind it', async () => {
  const text = manifest(STEADY);
  const folder = folderWith({ 'package.json': text });
  await edit({ folders: [folder], settings: () => ({ privatePatterns: ['@example/*'] }) });
  editor.open(uriOf(`${folder}/package.json`), text);
  const said = await editor.settled(1);
  expect(said.unknown.map(({ reason }) => reason)).toEqual(['private name, not asked']);
  expect(said).not.toHaveProperty('behindMirror');
});

test('members of the workspace are asked of nobody, in its files and in texts that are in no file', async () => {
  const folder = folderWith({
    'package.json': '{ "name": "root", "private": true, "workspaces": ["packages/*"] }',
    'packages/a/package.json': '{ "name": "@example/secret-a", "version": "1.0.0" }',
  });
  await edit({ folders: [folder] });
  const start = before();
  const text = manifest('"@example/secret-a": "^1.0.0"', STEADY);
  const version = editor.open(`git:${uriOf(`${folder}/package.json`).slice('file:'.length)}?ref=HEAD`, text);
  const file = editor.open(uriOf(`${folder}/packages/b/package.json`), text);
  await editor.settled(2);
  for (const one of [version, file]) expect(await one.hover('"@example/secret-a"')).toMatch(/private|nobody was asked/);
  expect(namesSince(start)).toEqual(['@example/steady']);
});
