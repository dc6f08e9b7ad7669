import { writeFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { startUpstream, type Upstream } from '../../upstream/server.ts';
import { folderWith } from '../runCli.ts';
import { ABLE, uriOf, type Editor } from './editor.ts';
import { startEditor } from './startEditor.ts';

let upstream: Upstream;
let editor: Editor;
beforeAll(async () => {
  upstream = await startUpstream();
});
afterAll(() => upstream.close());
afterEach(() => editor.close());

test('one diagnostic per repository, on its first line, the rest as related information', async () => {
  editor = await startEditor({ upstreams: upstream.env });
  const document = editor.open(
    'untitled:package.json',
    '{\n  "dependencies": {\n    "@example/line-ended": "^1.1.1"\n  },\n  "devDependencies": {\n    "@example/line-ended": "1.1.1"\n  }\n}\n',
  );
  await editor.settled(2);
  const [diagnostic, ...more] = await document.diagnostics();
  expect(more).toEqual([]);
  expect(diagnostic?.range.start.line).toBe(2);
  expect(diagnostic?.relatedInformation).toMatchObject([
    { location: { uri: document.uri, range: { start: { line: 5 } } }, message: expect.stringContaining('line-ended') as unknown },
  ]);
});

test('a client without related information reads it in the message', async () => {
  editor = await startEditor({ upstreams: upstream.env, capabilities: { ...ABLE, textDocument: { diagnostic: {} } } });
  const document = editor.open(
    'untitled:package.json',
    '{\n  "dependencies": { "@example/line-ended": "^1.1.1" },\n  "devDependencies": { "@example/line-ended": "1.1.1" }\n}\n',
  );
  await editor.settled(2);
  const [diagnostic] = await document.diagnostics();
  expect(diagnostic?.relatedInformation).toBeUndefined();
  expect(diagnostic?.message).toMatch(/^[^\n]+\n[^\n]+$/);
});

test('transitive modules are shown when pointed at, and said nothing of', async () => {
  editor = await startEditor({ upstreams: upstream.env, waits: { hoverMs: 20_000 } });
  const document = editor.open(
    'untitled:go.mod',
    'module example.org/app\n\nrequire example.org/steady v1.2.0\n\nrequire example.org/deprecated v0.9.0 // indirect\n',
    'go.mod',
  );
  const { dependencies } = await editor.settled(1);
  expect(dependencies).toBe(1);
  expect(await document.diagnostics()).toEqual([]);
  expect(upstream.log.flatMap(({ names }) => names)).not.toContain('example.org/deprecated');
  expect(await document.hover('example.org/deprecated')).toContain('deprecated');
});

test('catalogs of a pnpm workspace and lockfiles count, and are read again when they change', async () => {
  const text = '{ "dependencies": { "@example/deprecated-version": "catalog:" } }';
  const folder = folderWith({
    'package.json': text,
    'pnpm-workspace.yaml': 'packages: []\ncatalog:\n  "@example/deprecated-version": 2.0.2\n',
  });
  editor = await startEditor({ upstreams: upstream.env, folders: [folder] });
  const document = editor.open(uriOf(`${folder}/package.json`), text);
  await editor.settled(1);
  expect(await document.diagnostics()).toEqual([]);

  writeFileSync(`${folder}/pnpm-workspace.yaml`, 'packages: []\ncatalog:\n  "@example/deprecated-version": 2.0.1\n');
  await editor.connection.sendNotification('workspace/didChangeWatchedFiles', {
    changes: [{ uri: uriOf(`${folder}/pnpm-workspace.yaml`), type: 2 }],
  });
  await editor.status(({ findings }) => findings.warning === 1);
  expect((await document.diagnostics()).map(({ code }) => code)).toEqual(['deprecated']);
});

test('an .npmrc that changes counts at once', async () => {
  const other = await startUpstream();
  const text = '{ "dependencies": { "@example/deprecated": "^1.2.0", "@acme/tool": "1.0.0" } }';
  const folder = folderWith({ 'package.json': text });
  editor = await startEditor({ upstreams: upstream.env, folders: [folder] });
  editor.open(uriOf(`${folder}/package.json`), text);
  await editor.settled(2);
  expect(other.log).toEqual([]);
  writeFileSync(`${folder}/.npmrc`, `@acme:registry=${other.env['npm'] ?? ''}/\n`);
  await editor.connection.sendNotification('workspace/didChangeWatchedFiles', {
    changes: [{ uri: uriOf(`${folder}/.npmrc`), type: 1 }],
  });
  await editor.until(() => other.log.some(({ names }) => names.includes('@acme/tool')));
  await other.close();
});

test('a base address that is not this machine is refused before anything starts', async () => {
  await expect(startEditor({ upstreams: { npm: 'http://192.0.2.1' } })).rejects.toThrow(/MAINSTAY_UPSTREAMS/);
  editor = await startEditor({ upstreams: upstream.env });
});
