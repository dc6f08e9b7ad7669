import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startUpstream, type Upstream } from '../../upstream/server.ts';
import type { Document } from './document.ts';
import { uriOf, type Editor } from './editor.ts';
import { RULE_PAGES, startEditor } from './startEditor.ts';

const stories = fileURLToPath(new URL('../../../examples/stories', import.meta.url));
let upstream: Upstream;
let editor: Editor;
let npm: Document;
let go: Document;

beforeAll(async () => {
  upstream = await startUpstream();
  editor = await startEditor({ upstreams: upstream.env, folders: [stories], waits: { hoverMs: 20_000 } });
  const open = (name: string, language: string) =>
    editor.open(uriOf(`${stories}/${name}`), readFileSync(`${stories}/${name}`, 'utf8'), language);
  npm = open('package.json', 'json');
  go = open('go.mod', 'go.mod');
  await editor.settled(30);
});
afterAll(async () => {
  await editor.close();
  await upstream.close();
});

test('the server says what it can do', () => {
  expect(editor.initialized).toMatchObject({
    serverInfo: { name: 'Mainstay' },
    capabilities: {
      textDocumentSync: { openClose: true, change: 2 },
      hoverProvider: true,
      inlayHintProvider: true,
      executeCommandProvider: {
        commands: ['mainstay.open', 'mainstay.openRule', 'mainstay.accept', 'mainstay.acceptAll', 'mainstay.withdraw'],
      },
      codeActionProvider: { resolveProvider: false },
      diagnosticProvider: { interFileDependencies: false, workspaceDiagnostics: false },
    },
  });
});

test('the status counts each manifest by itself, and all together', async () => {
  const { manifests, ...all } = await editor.settled(30);
  expect(new Set(manifests.map(({ uri }) => uri))).toEqual(new Set([npm.uri, go.uri]));
  expect(manifests.every(({ dependencies }) => dependencies > 0)).toBe(true);
  const sum = (of: (one: (typeof manifests)[number]) => number) => manifests.reduce((before, one) => before + of(one), 0);
  expect(sum(({ dependencies }) => dependencies)).toBe(all.dependencies);
  expect(sum(({ findings }) => findings.warning)).toBe(all.findings.warning);
});

describe('hover', () => {
  test.each(['@example/steady', '@example/funded'])('%s has a card with sources', async (name) => {
    const card = await npm.hover(`"${name}"`);
    expect(card).toMatch(/can publish/i);
    expect(card).toContain('facts known');
  });

  test('a module of go.mod has one too', async () => {
    expect(await go.hover('example.org/steady')).toMatch(/released|release/i);
    expect(await go.hover('example.org/deprecated')).toContain('deprecated');
  });

  test('words of strangers are no markup', async () => {
    const card = await npm.hover('"@example/odd-words"');
    expect(card).not.toContain('[click](');
    expect(card).not.toContain('<b>');
  });

  test('beside an entry there is no card', async () => expect(await npm.hover('"private"')).toBeUndefined());
});

describe('diagnostics', () => {
  test('each story says what PRODUCT.md says, once', async () => {
    const said = (await npm.diagnostics()).map(({ code, severity, range }) => [
      npm.text().split('\n')[range.start.line]?.trim().split('"')[1],
      code,
      severity,
    ]);
    expect(said).toEqual(
      expect.arrayContaining([
        ['@example/deprecated', 'deprecated', 2],
        ['@example/deprecated-version', 'deprecated', 2],
        ['@example/line-ended', 'line-ended', 4],
        ['@example/handover', 'new-publisher', 2],
        ['@example/licence-closed', 'licence-change', 3],
        ['@example/no-repository', 'no-source', 4],
        ['@example/provenance-lost', 'provenance-lost', 2],
        ['@example/unpublished', 'retracted', 2],
      ]),
    );
    expect(new Set(said.map(([name]) => name)).size).toBe(said.length);
    expect(said.map(([name]) => name)).not.toContain('@example/steady');
  });

  test('they carry what a client needs: source, page about the rule, strike-through, data', async () => {
    const diagnostic = (await go.diagnostics()).find(({ code }) => code === 'deprecated');
    expect(diagnostic).toMatchObject({
      source: 'mainstay',
      tags: [2],
      codeDescription: { href: `${RULE_PAGES}deprecated.md` },
      data: { purl: 'pkg:golang/example.org/deprecated', rule: 'deprecated' },
    });
    expect(go.text().split('\n')[diagnostic?.range.start.line ?? 0]).toContain('example.org/deprecated v0.9.0');
  });

  test('a second pull of the same is unchanged', async () => {
    const first = await npm.pull();
    expect(first.kind).toBe('full');
    expect(await npm.pull(first.resultId)).toEqual({ kind: 'unchanged', resultId: first.resultId });
  });

  test('the client was told to pull again when facts came late', () => {
    expect(editor.refreshes.diagnostics).toBeGreaterThan(0);
    expect(editor.refreshes.hints).toBeGreaterThan(0);
  });
});

describe('inlay hints', () => {
  test('stand at line ends of lines with a finding, and are short', async () => {
    const hints = await npm.hints();
    expect(hints.map(([line]) => line)).toContain('"@example/deprecated": "^1.2.0",');
    expect(hints.some(([line]) => line.includes('@example/steady'))).toBe(false);
    for (const [, label] of hints) expect(label.length).toBeLessThanOrEqual(43);
  });
});

describe('actions', () => {
  const fund = expect.objectContaining({
    title: expect.stringContaining('example.org') as unknown,
    command: expect.objectContaining({
      command: 'mainstay.open',
      arguments: ['https://example.org/collective/funded'],
    }) as unknown,
  }) as unknown;

  test('a line offers its pages, https only, each once', async () => {
    const actions = await npm.actions('"@example/funded"');
    expect(actions).toContainEqual(fund);
    const urls = actions.flatMap(({ command }) => (command?.command === 'mainstay.open' ? [String(command.arguments?.[0])] : []));
    expect(new Set(urls).size).toBe(urls.length);
    for (const url of urls) expect(url).toMatch(/^https:\/\//);
    expect(await npm.actions('"private"')).toEqual([]);
  });

  test('a diagnostic is enough: its data tells the dependency', async () => {
    const diagnostic = (await npm.diagnostics()).find(({ code }) => code === 'line-ended');
    const actions = await npm.actions('"@example/line-ended"', { diagnostics: diagnostic ? [diagnostic] : [] });
    expect(actions.length).toBeGreaterThan(0);
    expect(actions[0]).toMatchObject({ kind: 'quickfix', diagnostics: [{ code: 'line-ended' }] });
    expect(await npm.actions('"@example/funded"', { only: ['refactor'] })).toEqual([]);
  });

  test('the command opens the page outside, and only an https page', async () => {
    const run = (address: unknown) =>
      editor.connection.sendRequest('workspace/executeCommand', { command: 'mainstay.open', arguments: [address] });
    await run('https://example.org/sponsor');
    expect(editor.shown).toEqual(['outside https://example.org/sponsor']);
    for (const wrong of ['http://example.org', 'file:///etc/passwd', 'https://a:b@example.org', 7, undefined])
      await expect(run(wrong)).rejects.toThrow(/takes one https address/);
    expect(editor.shown).toHaveLength(1);
  });
});

describe('requests of the client', () => {
  test('the ledger names what was sent', async () => {
    expect(await editor.connection.sendRequest('mainstay/ledger')).toContain('@example/steady');
  });

  test('the report names nothing', async () => {
    const report = await editor.connection.sendRequest<string>('mainstay/report');
    expect(report).toMatch(/Direct dependencies: 30/);
    expect(report).toMatch(/Unknown: .*unsupported/);
    expect(report).not.toMatch(/@example|example\.org|127\.0\.0\.1|\/examples/);
  });
});
