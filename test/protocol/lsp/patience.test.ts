import { afterEach, beforeEach, expect, test } from 'vitest';
import { CancellationTokenSource } from 'vscode-languageserver/node';
import { startUpstream, type Upstream } from '../../upstream/server.ts';
import { ABLE, type Editor } from './editor.ts';
import { startEditor, type EditorOptions } from './startEditor.ts';

/** How a card says that nothing was asked, or answered, yet. */
const PENDING = /not asked yet|being looked up/;
let upstream: Upstream;
let editor: Editor;
beforeEach(async () => {
  upstream = await startUpstream();
});
afterEach(async () => {
  await editor.close();
  await upstream.close();
});

async function edit(options: Partial<EditorOptions> = {}): Promise<Editor> {
  editor = await startEditor({ upstreams: upstream.env, ...options });
  return editor;
}
const manifest = (...names: string[]) =>
  `{\n  "dependencies": {\n${names.map((name) => `    "${name}": "^1.0.0"`).join(',\n')}\n  }\n}\n`;

test('behind a network that never answers a first card comes within the budget, then diagnostics when facts do', async () => {
  const heal = upstream.script({ kind: 'stall' });
  await edit({ waits: { hoverMs: 20 } });
  const document = editor.open('untitled:package.json', manifest('@example/deprecated'));
  expect(await document.hover('"@example/deprecated"')).toMatch(PENDING);
  expect(await document.diagnostics()).toEqual([]);
  heal();
  const other = editor.open('untitled:other/package.json', manifest('@example/line-ended'));
  await editor.until(() => editor.refreshes.diagnostics > 0);
  expect(await other.hover('"@example/line-ended"')).toBeDefined();
});

test('a hover that is taken back is answered with nothing at once', async () => {
  upstream.script({ kind: 'stall' });
  await edit({ waits: { hoverMs: 3_600_000 } });
  const document = editor.open('untitled:package.json', manifest('@example/steady'));
  await editor.status(({ pending }) => pending === 1);
  const cancelling = new CancellationTokenSource();
  const { line, character } = document.at('@example/steady');
  const hover = editor.connection.sendRequest(
    'textDocument/hover',
    { textDocument: { uri: document.uri }, position: { line, character } },
    cancelling.token,
  );
  await document.pull(); // by now the hover waits for facts
  cancelling.cancel();
  expect(await hover).toBeNull();
});

test('closing a manifest ends what was still to be asked for it', async () => {
  const heal = upstream.script({ kind: 'stall', service: 'npm' });
  await edit();
  const document = editor.open('untitled:package.json', manifest('@example/steady'));
  await editor.status(({ pending }) => pending === 1);
  document.close();
  const { dependencies } = await editor.status(({ pending }) => pending === 0);
  expect(dependencies).toBe(0);
  heal();
});

test('a long gathering shows progress, and ends it', async () => {
  upstream.script({ kind: 'slow', ms: 80 });
  await edit();
  editor.open('untitled:package.json', manifest('@example/steady', '@example/funded'));
  await editor.until(() => editor.progress.includes('end'));
  expect(editor.progress[0]).toBe('begin');
});

test('half-typed text costs its own line only, and nothing ever fails', async () => {
  await edit();
  const document = editor.open('untitled:package.json', manifest('@example/deprecated', '@example/line-ended'));
  await editor.settled(2);
  document.type('"@example/line-ended": "^1.0.0"', '"@example/line-ended": "^1.0.0",\n    "@exam');
  expect((await document.diagnostics()).map(({ code }) => code)).toEqual(expect.arrayContaining(['deprecated', 'line-ended']));
  expect(await document.hover('"@exam\n')).toContain('Not a complete dependency');
  for (const rest of ['', '{', '[', '"', '\u0000', '{"dependencies":']) {
    document.type(document.text(), rest === '' ? ' ' : rest);
    expect(await document.diagnostics()).toEqual([]);
    expect(await document.hints()).toEqual([]);
  }
});

test('a client that cannot pull is pushed to, and its diagnostics go when the manifest is closed', async () => {
  await edit({ capabilities: { ...ABLE, textDocument: { publishDiagnostics: { relatedInformation: true } } } });
  expect(editor.initialized.capabilities.diagnosticProvider).toBeUndefined();
  const document = editor.open('untitled:package.json', manifest('@example/deprecated', '@example/steady'));
  await editor.until(() => (editor.published.get(document.uri)?.length ?? 0) > 0);
  expect(editor.published.get(document.uri)).toMatchObject([{ code: 'deprecated', source: 'mainstay' }]);
  document.close();
  await editor.until(() => editor.published.get(document.uri)?.length === 0);
});

test('a thousand dependencies: each is asked about once, and answers come meanwhile', async () => {
  const names = Array.from({ length: 1000 }, (_, at) => `@example/made-up-${at}`);
  await edit({ waits: { hoverMs: 3_600_000 } });
  const document = editor.open('untitled:package.json', manifest('@example/deprecated', ...names));
  expect(await document.hints()).toEqual(expect.any(Array));
  await editor.settled(1001);
  expect((await document.diagnostics()).map(({ code }) => code)).toContain('deprecated');
  const perName = new Map<string, number>();
  for (const { service, names: asked } of upstream.log)
    if (service === 'npm') for (const name of asked) perName.set(name, (perName.get(name) ?? 0) + 1);
  expect(Math.max(...perName.values())).toBe(1);

  const asked = upstream.log.length;
  for (const key of ['a', 'ab', 'abc']) document.type('"dependencies"', `"${key}": 1, "dependencies"`);
  expect((await document.diagnostics()).map(({ code }) => code)).toContain('deprecated');
  expect(upstream.log).toHaveLength(asked);
});

test('requests go through the client where it wants that, after it was told the hosts', async () => {
  const told: string[] = [];
  const asked: string[] = [];
  await edit({
    initializationOptions: { httpThroughClient: true },
    prepare(connection) {
      connection.onRequest('mainstay/allowedHosts', ({ hosts }: { hosts: string[] }) => {
        told.push(...hosts);
        return null;
      });
      connection.onRequest(
        'mainstay/http',
        async ({
          url,
          method,
          headers,
          body,
        }: {
          url: string;
          method: string;
          headers: Record<string, string>;
          body?: string;
        }) => {
          expect(told).toContain(new URL(url).host);
          asked.push(url);
          const answer = await fetch(url, { method, headers, ...(body === undefined ? {} : { body }), redirect: 'manual' });
          const text = await answer.text();
          return { kind: 'answer', status: answer.status, headers: Object.fromEntries(answer.headers), text, bytes: text.length };
        },
      );
    },
  });
  const document = editor.open('untitled:package.json', manifest('@example/deprecated'));
  await editor.settled(1);
  expect((await document.diagnostics()).map(({ code }) => code)).toEqual(['deprecated']);
  expect(asked).toHaveLength(upstream.log.length);
});

test('a client that cannot ask is told why in the status, and nothing fails', async () => {
  await edit({
    initializationOptions: { httpThroughClient: true },
    prepare(connection) {
      connection.onRequest('mainstay/allowedHosts', () => null);
      connection.onRequest('mainstay/http', () => ({ kind: 'failure', why: 'offline', message: 'no connection' }));
    },
  });
  const document = editor.open('untitled:package.json', manifest('@example/deprecated'));
  const { unknown } = await editor.settled(1);
  expect(unknown).toContainEqual({
    reason: 'could not be reached',
    why: 'offline',
    helps: 'ask again once online',
    count: expect.any(Number) as unknown,
  });
  expect(await document.hover('"@example/deprecated"')).toContain('could not be reached');
  expect(upstream.log).toEqual([]);
});
