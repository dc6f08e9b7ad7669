import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { startUpstream, type Upstream } from '../../upstream/server.ts';
import { folderWith } from '../runCli.ts';
import { uriOf, type Editor } from './editor.ts';
import { startEditor } from './startEditor.ts';

let upstream: Upstream;
let editor: Editor;
beforeAll(async () => {
  upstream = await startUpstream();
});
afterAll(() => upstream.close());
afterEach(() => editor.close());

const TEXT = `{
  "dependencies": {
    "@example/deprecated": "^1.2.0",
    "@example/line-ended": "^1.1.1",
    "@example/steady": "^2.1.0"
  }
}
`;
const codes = (diagnostics: readonly { code?: unknown }[]) => diagnostics.map(({ code }) => code);

test('two folders with settings of their own are judged apart', async () => {
  const [quiet, strict] = [folderWith({ 'package.json': TEXT }), folderWith({ 'package.json': TEXT })];
  editor = await startEditor({
    upstreams: upstream.env,
    folders: [quiet, strict],
    settings: (scope) =>
      scope === uriOf(quiet) ? { preset: 'quiet', inlayHints: 'off' } : { preset: 'strict', inlayHints: 'all' },
  });
  const inQuiet = editor.open(uriOf(`${quiet}/package.json`), TEXT);
  const inStrict = editor.open(uriOf(`${strict}/package.json`), TEXT);
  await editor.settled(6);
  expect(codes(await inQuiet.diagnostics())).toEqual(['deprecated']);
  expect(codes(await inStrict.diagnostics())).toEqual(expect.arrayContaining(['deprecated', 'line-ended']));
  expect(await inQuiet.hints()).toEqual([]);
  expect((await inStrict.hints()).some(([line]) => line.includes('@example/steady'))).toBe(true);
});

test('a change of settings counts at once, keeps what is known and asks nothing twice', async () => {
  let settings: object = { rules: { deprecated: 'off' }, services: { depsDev: true } };
  editor = await startEditor({ upstreams: upstream.env, settings: () => settings });
  const document = editor.open('untitled:package.json', TEXT);
  await editor.settled(3);
  expect(codes(await document.diagnostics())).toEqual(['line-ended']);
  const asked = upstream.log.length;

  settings = { rules: { deprecated: 'hint', 'line-ended': 'off' } };
  await editor.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
  await editor.status(({ findings }) => findings.hint === 1 && findings.warning === 0);
  expect((await document.diagnostics()).map(({ code, severity }) => [code, severity])).toEqual([['deprecated', 4]]);
  await editor.settled(3);
  expect(upstream.log).toHaveLength(asked);
});

test('a service switched off is not asked, and is once it is switched on', async () => {
  let settings: object = { services: { depsDev: false } };
  editor = await startEditor({ upstreams: upstream.env, settings: () => settings });
  const start = upstream.log.length;
  const asked = (service: string) => upstream.log.slice(start).filter((entry) => entry.service === service).length;
  editor.open('untitled:package.json', TEXT);
  await editor.settled(3);
  expect([asked('depsdev'), asked('npm')]).toEqual([0, expect.any(Number)]);
  settings = {};
  await editor.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
  await editor.until(() => asked('depsdev') > 0);
});

test('a setting that cannot be used is told of, and its default is used', async () => {
  editor = await startEditor({
    upstreams: upstream.env,
    settings: () => ({ preset: 'loud', privatePatterns: ['@example/st*'] }),
  });
  const start = upstream.log.length;
  editor.open('untitled:package.json', TEXT);
  const { problems } = await editor.settled(3);
  expect(problems).toEqual([expect.stringContaining('mainstay.preset')]);
  expect(upstream.log.slice(start).flatMap(({ names }) => names)).not.toContain('@example/steady');
});

test('a client that cannot be asked sends its settings along', async () => {
  editor = await startEditor({
    upstreams: upstream.env,
    capabilities: { textDocument: { publishDiagnostics: {} } },
    initializationOptions: { settings: { preset: 'quiet' } },
  });
  const document = editor.open('untitled:package.json', TEXT);
  await editor.settled(3);
  await editor.until(() => (editor.published.get(document.uri)?.length ?? 0) > 0);
  expect(codes(editor.published.get(document.uri) ?? [])).toEqual(['deprecated']);
  await editor.connection.sendNotification('workspace/didChangeConfiguration', {
    settings: { mainstay: { preset: 'recommended' } },
  });
  await editor.until(() => editor.published.get(document.uri)?.length === 2);
});

test('clearing forgets, refreshing asks again', async () => {
  editor = await startEditor({ upstreams: upstream.env });
  const document = editor.open('untitled:package.json', TEXT);
  await editor.settled(3);
  await editor.connection.sendRequest('mainstay/clearFacts');
  await editor.status(({ unknown }) => unknown.some(({ reason }) => reason === 'not asked yet'));
  expect(await document.diagnostics()).toEqual([]);
  const asked = upstream.log.length;
  await editor.connection.sendRequest('mainstay/refresh');
  await editor.settled(3);
  expect(upstream.log.length).toBeGreaterThan(asked);
  expect(codes(await document.diagnostics())).toEqual(expect.arrayContaining(['deprecated', 'line-ended']));
});
