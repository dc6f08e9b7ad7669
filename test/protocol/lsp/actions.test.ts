import { TextDocument } from 'vscode-languageserver-textdocument';
import type { CodeAction, CodeActionContext } from 'vscode-languageserver/node';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { GITHUB_SESSION_NOTIFICATION, type Explanation } from '../../../server/src/protocol.ts';
import { startUpstream, type Upstream } from '../../upstream/server.ts';
import type { Document } from './document.ts';
import { ABLE, type Editor } from './editor.ts';
import { RULE_PAGES, startEditor, type EditorOptions } from './startEditor.ts';

let upstream: Upstream;
let editor: Editor;
beforeAll(async () => {
  upstream = await startUpstream();
});
afterAll(() => upstream.close());
afterEach(() => editor.close());

const NPM = `{
  "dependencies": {
    // why it is here
    "@example/deprecated": "~1.2.0", // soon gone
    "kept": "npm:@example/deprecated@^1.2.0",
    "left-pad": "1.3.0",
    "request": "^2.88.0"
  }
}
`;
const GO = `module example.org/mine

go 1.24

require (
	example.org/deprecated v0.9.0 // why
	example.org/retracted v1.2.0
)
`;
const RESOLVING = {
  ...ABLE,
  textDocument: { ...ABLE.textDocument, codeAction: { dataSupport: true, resolveSupport: { properties: ['edit'] } } },
};

/** A manifest in an editor that asks for edits once an action is chosen, everything known. */
async function open(text: string, uri: string, options: Partial<EditorOptions> = {}): Promise<Document> {
  editor = await startEditor({ upstreams: upstream.env, capabilities: RESOLVING, ...options });
  await editor.connection.sendNotification(GITHUB_SESSION_NOTIFICATION, { tokens: { 'github.com': 'invented-token' } });
  const document = editor.open(uri, text, uri.endsWith('go.mod') ? 'go.mod' : 'jsonc');
  await editor.settled();
  return document;
}
/** Strict: what has no foundation is found, as the recorded packages have none. */
const openNpm = (options: Partial<EditorOptions> = {}) =>
  open(NPM, 'untitled:package.json', { settings: () => ({ preset: 'strict' }), ...options });
const openGo = () => open(GO, 'untitled:go.mod');

/** What the diagnostics on a line offer, as a client asks from its squiggle. */
async function fixes(document: Document, word: string, context: Partial<CodeActionContext> = {}): Promise<readonly CodeAction[]> {
  const { line } = document.at(word);
  const diagnostics = (await document.diagnostics()).filter(({ range }) => range.start.line === line);
  return await document.actions(word, { diagnostics: [...diagnostics], ...context });
}

const resolve = (action: CodeAction | undefined) =>
  editor.connection.sendRequest<CodeAction>('codeAction/resolve', action ?? expect.fail('no such action'));
const titles = (actions: readonly CodeAction[]) => actions.map(({ title }) => title);
const starting = (actions: readonly CodeAction[], words: string) => actions.find(({ title }) => title.startsWith(words));
const run = (command: string, argument: unknown) =>
  editor.connection.sendRequest('workspace/executeCommand', { command, arguments: [argument] });

/** The text after an action's edit. */
function after(document: Document, { edit }: CodeAction): string {
  const edits = edit?.changes?.[document.uri] ?? expect.fail('no edit');
  return TextDocument.applyEdits(TextDocument.create(document.uri, 'text', 0, document.text()), edits);
}

describe('moving to the successor that the owners name', () => {
  test('edits name and version of the line and nothing else, as exact as before, and looks up once it is chosen', async () => {
    const npm = await openNpm();
    const actions = await fixes(npm, '"@example/deprecated"');
    const move = starting(actions, 'Move to');
    expect(move).toMatchObject({
      title: 'Move to @example/steady, as its deprecation notice says (imports stay to be changed)',
      kind: 'quickfix',
      diagnostics: [{ code: 'deprecated' }],
    });
    expect(move).not.toHaveProperty('edit');
    const start = upstream.log.length;
    const resolved = await resolve(move);
    expect(after(npm, resolved)).toBe(NPM.replace('"@example/deprecated": "~1.2.0"', '"@example/steady": "~2.1.0"'));
    const asked = upstream.log.slice(start);
    expect(asked.map(({ service, names }) => [service, names])).toEqual([['npm', ['@example/steady']]]);
    await resolve(move);
    expect(upstream.log.length).toBe(start + asked.length); // held now
    expect(await editor.connection.sendRequest('mainstay/ledger')).toContain('@example/steady');
  });

  test('nobody is asked about a successor whose name is private here, and the answer says so', async () => {
    const npm = await openNpm({ settings: () => ({ privatePatterns: ['@example/steady'] }) });
    const start = upstream.log.length;
    const move = starting(await fixes(npm, '"@example/deprecated"'), 'Move to');
    await expect(resolve(move)).rejects.toThrow('@example/steady was not put in: private name, not asked');
    expect(upstream.log.slice(start)).toEqual([]);
  });

  test('an alias keeps its name', async () => {
    const npm = await openNpm();
    const move = starting(await npm.actions('"kept"'), 'Move to');
    expect(move).toMatchObject({ kind: 'refactor.rewrite' });
    expect(after(npm, await resolve(move))).toBe(NPM.replace('npm:@example/deprecated@^1.2.0', 'npm:@example/steady@^2.1.0'));
  });

  test('a go.mod gets the path and its newest version, in its block, with its comment', async () => {
    const go = await openGo();
    const move = starting(await fixes(go, 'example.org/deprecated'), 'Move to example.org/steady');
    expect(after(go, await resolve(move))).toBe(GO.replace('example.org/deprecated v0.9.0', 'example.org/steady v1.2.0'));
  });

  test('is not offered where the manifest has it already, nor to a client that cannot ask for the edit later', async () => {
    const both = NPM.replace('"left-pad": "1.3.0"', '"@example/steady": "^2.1.0"');
    const npm = await open(both, 'untitled:package.json');
    expect(starting(await fixes(npm, '"@example/deprecated"'), 'Move to')).toBeUndefined();
    await editor.close();
    const plain = await openNpm({ capabilities: ABLE });
    expect(titles(await fixes(plain, '"@example/deprecated"')).filter((title) => /^(Move|Replace)/.test(title))).toEqual([]);
  });

  test('a line that was edited meanwhile is refused, and so is one that is gone', async () => {
    const npm = await openNpm();
    const move = starting(await fixes(npm, '"@example/deprecated"'), 'Move to');
    npm.type('"~1.2.0"', '"~1.1.0"');
    await expect(resolve(move)).rejects.toThrow('@example/steady was not put in: the line is no longer there');
  });
});

describe('replacing by what the community suggests', () => {
  test('packages as edits, then the page about all of them, named as a suggestion', async () => {
    const npm = await openNpm();
    const actions = titles(await fixes(npm, '"request"'));
    expect(actions.slice(0, 3)).toEqual([
      'Replace with ofetch, suggested by module-replacements (imports stay to be changed)',
      'Replace with ky, suggested by module-replacements (imports stay to be changed)',
      'Replacement suggested by module-replacements: fetch (built into Node 18), ofetch, ky on e18e.dev',
    ]);
    expect(await npm.hover('"request"')).toContain(
      '| In its place | fetch (built into Node 18\\), ofetch, ky (suggested by module-replacements ',
    );
  });

  test('what the platform has built in leads to its page, and edits nothing', async () => {
    const npm = await openNpm();
    const page = starting(await fixes(npm, '"left-pad"'), 'Replacement suggested');
    expect(page?.command).toMatchObject({ command: 'mainstay.open', arguments: [expect.stringContaining('padStart')] });
    expect(starting(await fixes(npm, '"left-pad"'), 'Replace with')).toBeUndefined();
  });

  test('a package that its registry does not have is not put in, and the answer says so', async () => {
    const npm = await openNpm();
    const replace = starting(await fixes(npm, '"request"'), 'Replace with ky');
    await expect(resolve(replace)).rejects.toThrow(/^ky was not put in: the source has no entry/);
  });

  test('offline the page is offered and no edit', async () => {
    const dead = { ...upstream.env, npm: 'http://127.0.0.1:1/' };
    const npm = await open(NPM, 'untitled:package.json', { upstreams: dead, settings: () => ({ preset: 'strict' }) });
    const actions = titles(await npm.actions('"request"'));
    expect(actions.filter((title) => title.startsWith('Replace'))).toEqual([
      expect.stringMatching(/^Replacement suggested by module-replacements: .* on e18e\.dev$/),
    ]);
  });

  test('nothing is suggested where nothing was found', async () => {
    const npm = await open('{ "dependencies": { "chalk": "^5.6.2" } }', 'untitled:package.json');
    const actions = titles(await npm.actions('"chalk"'));
    expect(await npm.diagnostics()).toEqual([]);
    expect(actions.length).toBeGreaterThan(0);
    expect(actions.filter((title) => title.includes('module-replacements'))).toEqual([]);
  });
});

describe('where a client looks for actions', () => {
  test('a quick fix of a squiggle: ways out, pages, decisions, the rule; none twice', async () => {
    const npm = await openNpm();
    const actions = await fixes(npm, '"@example/deprecated"', { only: ['quickfix'] });
    expect(actions.every(({ kind, diagnostics }) => kind === 'quickfix' && diagnostics?.length === 1)).toBe(true);
    const place = (words: string) => titles(actions).findIndex((title) => title.startsWith(words));
    const order = ['Move to', 'Accept “deprecated”', 'Explain the rule “deprecated”', 'Repository on'].map(place);
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(order[0]).toBe(0);
    expect(new Set(titles(actions)).size).toBe(actions.length);
  });

  test('a client that drops a diagnostic’s data gets the same', async () => {
    const npm = await openNpm();
    const whole = await fixes(npm, '"@example/deprecated"', { only: ['quickfix'] });
    const diagnostics = whole[0]?.diagnostics?.map(({ data: _, ...rest }) => rest) ?? expect.fail('no diagnostic');
    const same = await npm.actions('"@example/deprecated"', { diagnostics, only: ['quickfix'] });
    expect(titles(same)).toEqual(titles(whole));
    const of = (code: string) =>
      npm.actions('"@example/deprecated"', { only: ['quickfix'], diagnostics: diagnostics.map((one) => ({ ...one, code })) });
    expect(await of('archived')).toEqual([]); // which nothing found there says
  });

  test('a rewrite is found by its kind', async () => {
    const npm = await openNpm();
    const rewrites = await npm.actions('"request"', { only: ['refactor'] });
    expect(rewrites.map(({ kind }) => kind)).toEqual(['refactor.rewrite', 'refactor.rewrite']);
  });

  test('source actions are about the whole manifest, and only where they are asked for', async () => {
    const npm = await openNpm({ initializationOptions: { explains: true, asksToAccept: true } });
    const all = await npm.actions('"dependencies"', { only: ['source'] });
    expect(all.map(({ kind }) => kind)).toEqual(['source.mainstay.explain', 'source.mainstay.accept']);
    expect(titles(all)[1]).toMatch(/^Accept all \d findings of this manifest \(team, \.mainstay\.json\)…$/);
    expect(await npm.actions('"dependencies"')).toEqual([]);
  });

  test('a client that shows Markdown itself gets its own commands for explaining', async () => {
    const npm = await openNpm({ initializationOptions: { explains: true } });
    const actions = await fixes(npm, '"@example/deprecated"');
    expect(starting(actions, 'Explain the rule')?.command).toMatchObject({
      command: 'mainstay.explainRule',
      arguments: [{ rule: 'deprecated' }],
    });
    expect(starting(actions, 'Explain @example/deprecated')?.command).toMatchObject({
      command: 'mainstay.explainDependency',
      arguments: [{ uri: npm.uri, position: { line: npm.at('"@example/deprecated"').line } }],
    });
  });

  test('who owns what is asked for gets to what they can correct or add to, last of all', async () => {
    const npm = await openNpm({ initializationOptions: { explains: true } });
    const title = 'This is about my project: correct or add';
    const quickFixes = titles(await fixes(npm, '"@example/deprecated"', { only: ['quickfix'] }));
    expect(quickFixes.indexOf(title)).toBe(quickFixes.length - 1);
    const { command } = (await npm.actions('"@example/deprecated"')).at(-1) ?? expect.fail('no action');
    expect(command?.title).toBe(title);
    const told = await editor.connection.sendRequest<Explanation | null>('mainstay/explain', command?.arguments?.[0]);
    expect(told?.markdown).toContain('## If this is your project');
    expect(told?.markdown).toContain('`npm deprecate`');
    expect(told?.markdown).not.toContain('## Pages');
    expect((await npm.hover('"@example/deprecated"'))?.replace(/^[^]*\n/, '')).toMatch(
      /this is about your project\? See actions$/,
    );
  });

  test('the page of a rule is shown by the server where the client shows none itself', async () => {
    const npm = await openNpm();
    const rule = starting(await fixes(npm, '"@example/deprecated"'), 'Explain the rule');
    await run(rule?.command?.command ?? '', rule?.command?.arguments?.[0]);
    expect(editor.shown).toEqual([`inside ${RULE_PAGES}deprecated.md`]);
    await expect(run('mainstay.openRule', { rule: '../secret' })).rejects.toThrow('the id of one rule');
  });
});

describe('explaining without a pointer', () => {
  const ask = (what: object) => editor.connection.sendRequest<Explanation | null>('mainstay/explain', what);

  test('a place and a name lead to the same document: card, what is not known and why, pages', async () => {
    const npm = await openNpm();
    const byPlace = await ask({ uri: npm.uri, position: { ...npm.at('"@example/deprecated"'), character: 0 } });
    expect(byPlace?.title).toBe('@example/deprecated');
    const headings = byPlace?.markdown.split('\n').filter((line) => line.startsWith('#'));
    expect(headings).toEqual(['# \\@example/deprecated \\~1.2.0', '## Not known', '## Pages', '## If this is your project']);
    expect(byPlace?.markdown).toMatch(/^- (?:no repository is known|not .*|needs .*): /m);
    expect(byPlace?.markdown).toContain('Warning: ');
    expect(await ask({ uri: npm.uri, name: '@example/deprecated' })).toEqual(byPlace);
  });

  test('a manifest leads to its findings, loudest first', async () => {
    const npm = await openNpm();
    const told = await ask({ uri: npm.uri });
    expect(told?.title).toBe('Findings in package.json');
    expect(told?.markdown.match(/^- (\w+):/gm)?.[0]).toBe('- Warning:');
  });

  test('where there is nothing the answer is null', async () => {
    const npm = await openNpm();
    expect(await ask({ uri: npm.uri, position: { line: 0, character: 0 } })).toBeNull();
    expect(await ask({ uri: npm.uri, name: 'gone' })).toBeNull();
    expect(await ask({ uri: 'untitled:elsewhere/package.json', name: 'request' })).toBeNull();
    expect(await ask({ position: 'odd' })).toBeNull();
  });
});
