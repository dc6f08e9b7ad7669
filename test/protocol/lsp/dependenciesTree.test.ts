import { writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { CancellationTokenSource } from 'vscode-languageserver/node';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import {
  DEPENDENCIES_VIEW,
  DEPENDENCY_CHOICES,
  GITHUB_SESSION_NOTIFICATION,
  LEDGER_REQUEST,
  REFRESH_REQUEST,
  TREE_CHANGED_NOTIFICATION,
  TREE_REQUEST,
  type Tree,
  type TreeNode,
  type TreeParams,
} from '../../../server/src/protocol.ts';
import { startUpstream, type Upstream } from '../../upstream/server.ts';
import { folderWith } from '../runCli.ts';
import { uriOf, type Editor } from './editor.ts';
import { startEditor, type EditorOptions } from './startEditor.ts';

// “Dependencies”: every manifest of the workspace's folders as rows, judged as an open one is judged.
let upstream: Upstream;
let editor: Editor;
let told: number;
/** Notifications that say that only facts came. */
let toldOfFacts: number;
beforeAll(async () => {
  upstream = await startUpstream();
});
afterAll(() => upstream.close());
afterEach(() => editor.close());

async function start(folders: readonly string[], options: Partial<EditorOptions> = {}): Promise<void> {
  told = 0;
  toldOfFacts = 0;
  editor = await startEditor({
    upstreams: upstream.env,
    folders: [...folders],
    ...options,
    prepare: (connection) => {
      connection.onNotification(TREE_CHANGED_NOTIFICATION, ({ view, held }: TreeParams) => {
        if (view !== DEPENDENCIES_VIEW) return;
        told += 1;
        if (held === true) toldOfFacts += 1;
      });
    },
  });
}
const rows = (...choices: readonly string[]) =>
  editor.connection.sendRequest<Tree>(TREE_REQUEST, { view: DEPENDENCIES_VIEW, choices });
/** What a client that was told of new facts asks for. */
const rowsByNow = (...choices: readonly string[]) =>
  editor.connection.sendRequest<Tree>(TREE_REQUEST, { view: DEPENDENCIES_VIEW, choices, held: true });
const ledger = () => editor.connection.sendRequest<string>(LEDGER_REQUEST);

const manifest = (dependencies: object, more: object = {}) => `${JSON.stringify({ ...more, dependencies }, null, 2)}\n`;
const lock = (packages: object) => JSON.stringify({ lockfileVersion: 3, packages }, null, 2);

/** Rows as text, two spaces a level. */
function drawn(nodes: readonly TreeNode[], level = 0): readonly string[] {
  return nodes.flatMap(({ label, description = '', icon, children = [] }) => [
    `${'  '.repeat(level)}${icon}: ${label} | ${description}`,
    ...drawn(children, level + 1),
  ]);
}
const all = (nodes: readonly TreeNode[]): readonly TreeNode[] => nodes.flatMap((one) => [one, ...all(one.children ?? [])]);
const row = (tree: Tree, label: string) => all(tree.nodes).find((one) => one.label === label);

const workspace = () =>
  folderWith({
    'package.json': manifest({ '@example/steady': '^2.1.0', '@example/deprecated': '^1.0.0', '@example/team': '*' }),
    'packages/a/package.json': manifest({ '@example/deprecated': '^1.0.0', '@example/one-person': '*', near: 'file:../near' }),
    'packages/b/go.mod': 'module example.org/self\n\ngo 1.26\n\nrequire example.org/retracted v1.2.0\n',
    'node_modules/other/package.json': manifest({ '@example/funded': '*' }),
  });
const SIGNED_IN = { tokens: { 'github.com': 'invented-token' } };

/** What is said behind `·` depends on the day. */
const undated = (lines: readonly string[]) => lines.map((line) => line.replace(/ · (?:released|newest) .*/, ''));

describe('a workspace', () => {
  test('every manifest below its folders, open or not: a package once, in the group of its standing, with findings and manifests below', async () => {
    await start([workspace()]);
    void editor.connection.sendNotification(GITHUB_SESSION_NOTIFICATION, SIGNED_IN);
    const tree = await rows();
    expect(undated(drawn(tree.nodes))).toMatchInlineSnapshot(`
      [
        "archive: Ended | 1 · 1 warning",
        "  warning: @example/deprecated | deprecated · 1.2.0",
        "    warning: deprecated | Version 1.2.0 is deprecated by its owner: “No longer kept; use @example/steady instead”.",
        "    file: package.json | ^1.0.0 → 1.2.0",
        "    file: packages/a/package.json | ^1.0.0 → 1.2.0",
        "person: Most work is one person’s | 1 · 1 hint",
        "  lightbulb: @example/one-person | 5 % remains · 1.1.0",
        "    lightbulb: one-maintainer | Most work is one person's: 95 % of 96 commits. The other 5 % is 5 commits; 2 people made fewer than 5 each. No foundation known. Funding is asked for: see actions.",
        "    file: packages/a/package.json | * → 1.1.0",
        "organization: 4 or more active people | 1",
        "  package: @example/team | 1.1.0",
        "    file: package.json | * → 1.1.0",
        "question: Not enough known | 2 · 1 warning",
        "  warning: example.org/retracted | retracted · v1.2.0",
        "    warning: retracted | Version v1.2.0 is retracted by its owner: “Writes outside of its folder.”",
        "    file: packages/b/go.mod | v1.2.0",
        "  package: @example/steady | 2.1.0",
        "    file: package.json | ^2.1.0 → 2.1.0",
      ]
    `);
    expect(tree.message).toMatch(/^2 warnings.*: 5 packages in 3 manifests, as of [\d-]+; 1 more line points at paths/);
    expect(tree.badge).toEqual({ value: 2, tooltip: '2 warnings in dependencies' });
    expect(await ledger()).not.toContain('@example/funded');
    const ids = all(tree.nodes).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('grouped by safety net: the same packages, each once, nothing added up', async () => {
    await start([workspace()]);
    const [standing, net] = [await rows(), await rows(DEPENDENCY_CHOICES.net)];
    expect(net.nodes.map(({ label, description }) => `${label}: ${description ?? ''}`)).toMatchInlineSnapshot(`
      [
        "Several can publish or merge: 2",
        "No foundation known: 3 · 2 warnings",
      ]
    `);
    const packages = ({ nodes }: Tree) => nodes.flatMap(({ children = [] }) => children.map(({ label }) => label)).sort();
    expect(packages(net)).toEqual(packages(standing));
  });

  test('a click leads to the line, of a finding and of every manifest to its own', async () => {
    const folder = workspace();
    await start([folder]);
    const tree = await rows();
    const found = row(tree, '@example/deprecated');
    const uri = uriOf(join(folder, 'package.json'));
    expect(found).toMatchObject({
      tone: 'warning',
      spoken: '@example/deprecated, 1 warning',
      location: { uri, range: { start: { line: 3, character: 4 } } },
      explain: { uri, name: '@example/deprecated' },
    });
    expect(found?.children?.map(({ location }) => location?.uri)).toEqual([
      uri,
      uri,
      uriOf(join(folder, 'packages', 'a', 'package.json')),
    ]);
    expect(found?.tooltip).toContain('facts known');
  });

  test('only findings: what has none is left out, and where nothing is left the view says so', async () => {
    const folder = workspace();
    await start([folder]);
    const tree = await rows(DEPENDENCY_CHOICES.findings);
    expect(row(tree, '@example/steady')).toBeUndefined();
    expect(row(tree, '@example/deprecated')).toBeDefined();
    expect(tree.message).toContain('5 packages');
    await editor.close();
    await start([folderWith({ 'package.json': manifest({ '@example/steady': '^2.1.0' }) })]);
    expect(await rows(DEPENDENCY_CHOICES.findings)).toMatchObject({ nodes: [], empty: 'no-findings' });
  });

  test('who asks for money has a page to go to', async () => {
    await start([folderWith({ 'package.json': manifest({ '@example/funded': '*', '@example/steady': '^2.1.0' }) })]);
    const tree = await rows();
    expect(row(tree, '@example/funded')?.fund).toMatch(/^https:\/\//);
    expect(row(tree, '@example/steady')).not.toHaveProperty('fund');
  });

  test('several folders: manifests are told apart by the name of their folder', async () => {
    const [one, other] = [folderWith({ 'package.json': manifest({ '@example/steady': '*' }) }), workspace()];
    await start([one, other]);
    const steady = row(await rows(), '@example/steady');
    const names = steady?.children?.map(({ label }) => label);
    expect(names).toEqual([`${basename(one)}/package.json`, `${basename(other)}/package.json`]);
  });

  test('several folders of one name are called what the workspace calls them, one without a name by its path', async () => {
    const folders = ['one', 'two', 'three'].map((part) =>
      join(folderWith({ [`${part}/app/package.json`]: manifest({ '@example/steady': '*' }) }), part, 'app'),
    );
    await start(folders, { folderNames: ['Shop', 'Billing', ''] });
    const names = row(await rows(), '@example/steady')?.children?.map(({ label }) => label);
    expect(names).toEqual(['Shop/package.json', 'Billing/package.json', 'app/package.json']);
  });

  test('a decision shows: the finding is accepted until its day, it is no warning, and its package is still there', async () => {
    const folder = workspace();
    writeFileSync(
      join(folder, '.mainstay.json'),
      JSON.stringify({
        version: 1,
        decisions: [
          { rule: 'deprecated', purl: 'pkg:npm/%40example/deprecated', reason: 'soon', owner: 'us', until: '2099-01-01' },
        ],
      }),
    );
    await start([folder]);
    const tree = await rows();
    const finding = row(tree, 'deprecated');
    expect(finding?.icon).toBe('pass');
    expect(finding?.description).toMatch(/^accepted until 2099-01-01: soon \(us\) · Version 1\.2\.0 is deprecated/);
    expect(finding).not.toHaveProperty('tone');
    expect(tree.badge?.value).toBe(1);
    expect(row(tree, '@example/deprecated')?.icon).toBe('pass');
  });
});

describe('what no line asks for', () => {
  const locked = () =>
    folderWith({
      'package.json': manifest({ '@example/steady': '2.1.0' }),
      'package-lock.json': lock({
        '': { dependencies: { '@example/steady': '2.1.0' } },
        'node_modules/@example/steady': { version: '2.1.0', dependencies: { '@example/follower': '1.0.0' } },
        'node_modules/@example/follower': { version: '1.0.0', dependencies: { '@example/deprecated': '1.0.0' } },
        'node_modules/@example/deprecated': { version: '1.0.0' },
        'node_modules/@example/unreachable': { version: '1.0.0' },
      }),
      'go.mod':
        'module example.org/self\n\ngo 1.26\n\nrequire example.org/steady v1.0.0\n\nrequire example.org/deprecated v0.9.0 // indirect\n',
    });

  test('is left out at first, and not asked about', async () => {
    await start([locked()]);
    const tree = await rows();
    expect(tree.message).toContain('2 packages');
    expect(row(tree, '@example/deprecated')).toBeUndefined();
    expect(await ledger()).not.toContain('@example/deprecated');
  });

  test('is told with the way it comes in by, asked about in bulk only, and leads to the line that brings it', async () => {
    const folder = locked();
    await start([folder]);
    const before = upstream.log.length;
    const tree = await rows(DEPENDENCY_CHOICES.transitive);
    const brought = row(tree, '@example/deprecated');
    expect(brought?.description).toContain('comes in by @example/steady › @example/follower');
    expect(brought?.children?.at(-1)).toMatchObject({
      label: 'package.json',
      description: '1.0.0 · comes in by @example/steady › @example/follower',
      location: { uri: uriOf(join(folder, 'package.json')), range: { start: { line: 2 } } },
    });
    expect(brought).not.toHaveProperty('explain');
    expect(row(tree, '@example/unreachable')).toBeUndefined();
    expect(row(tree, 'example.org/deprecated')?.description).toContain('go mod why -m example.org/deprecated');
    expect(row(tree, 'example.org/deprecated')).toHaveProperty('explain');
    expect(tree.nodes.map(({ description }) => description).join()).toContain('transitive');
    const asked = upstream.log.slice(before);
    const npm = asked.filter(({ service }) => service === 'npm').map(({ path }) => decodeURIComponent(path));
    expect(npm.join()).toContain('steady');
    expect(npm.join()).not.toContain('@example/deprecated');
  });

  test('what the manifest takes from a path is asked of nobody, whoever else in the lockfile names it', async () => {
    const folder = folderWith({
      'package.json': manifest({ '@example/team': 'file:../team', '@example/steady': '2.1.0' }),
      'package-lock.json': lock({
        '': { dependencies: { '@example/team': 'file:../team', '@example/steady': '2.1.0' } },
        '../team': { version: '1.0.0' },
        'node_modules/@example/team': { resolved: '../team', link: true },
        'node_modules/@example/steady': { version: '2.1.0', dependencies: { '@example/team': '1.0.0' } },
        'node_modules/@example/steady/node_modules/@example/team': { version: '1.0.0' },
      }),
    });
    await start([folder]);
    const tree = await rows(DEPENDENCY_CHOICES.transitive);
    expect(row(tree, '@example/steady')).toBeDefined();
    expect(row(tree, '@example/team')).toBeUndefined();
    expect(await ledger()).toContain('@example/steady');
    expect(await ledger()).not.toContain('@example/team');
  });

  test('a lockfile that cannot be read costs itself only, and is named', async () => {
    const folder = locked();
    writeFileSync(join(folder, 'package-lock.json'), 'no lockfile');
    await start([folder]);
    const tree = await rows(DEPENDENCY_CHOICES.transitive);
    expect(row(tree, '@example/steady')).toBeDefined();
    expect(all(tree.nodes).map(({ label }) => label)).toContain(
      'package-lock.json: could not be read as a lockfile; what it holds is not known',
    );
  });
});

describe('who is asked, and when', () => {
  test('nobody before somebody looks', async () => {
    await start([workspace()]);
    await new Promise((done) => setTimeout(done, 300));
    expect(await ledger()).not.toContain('@example');
  });

  test('members of the workspace and private names are asked of nobody', async () => {
    const folder = folderWith({
      'package.json': manifest({}, { private: true, workspaces: ['packages/*'] }),
      'packages/b/package.json': manifest({}, { name: '@example/team' }),
      'packages/a/package.json': manifest({ '@example/team': '^1.0.0', '@example/steady': '*', '@acme/secret': '1.0.0' }),
    });
    await start([folder], { settings: () => ({ privatePatterns: ['@acme/*'] }) });
    await rows();
    const sent = await ledger();
    expect(sent).toContain('@example/steady');
    expect(sent).not.toContain('@example/team');
    expect(sent).not.toContain('@acme/secret');
  });

  test('an untrusted workspace is told of too; whom its own .npmrc names is not asked', async () => {
    const folder = workspace();
    writeFileSync(join(folder, '.npmrc'), 'registry=http://127.0.0.1:9/elsewhere/\n');
    await start([folder], { initializationOptions: { trusted: false } });
    const tree = await rows();
    expect(row(tree, '@example/deprecated')).toBeDefined();
    expect(await ledger()).not.toContain('127.0.0.1:9');
  });

  test('what takes long is shown by what is held, and told of once it is known', async () => {
    const restore = upstream.script({ kind: 'slow', service: 'npm', ms: 600 });
    await start([workspace()], { waits: { viewMs: 50 } });
    const early = await rows();
    expect(early.message).toMatch(/\d still being asked about/);
    expect(all(early.nodes).map(({ label }) => label)).toContain('@example/deprecated');
    await expect.poll(() => told, { timeout: 10_000 }).toBeGreaterThan(0);
    await expect.poll(async () => (await rowsByNow()).message, { timeout: 10_000 }).not.toContain('still being asked');
    restore();
    const tree = await rowsByNow();
    expect(tree.badge?.value).toBe(2);
  });

  test('while lines are still asked about, nothing found is not said to be all', async () => {
    const restore = upstream.script({ kind: 'slow', ms: 600 });
    await start([folderWith({ 'package.json': manifest({ '@example/steady': '^2.1.0' }) })], { waits: { viewMs: 50 } });
    const early = await rows(DEPENDENCY_CHOICES.findings);
    expect(early).not.toHaveProperty('empty');
    expect(early.message).toContain('1 still being asked about');
    await expect.poll(() => told, { timeout: 10_000 }).toBeGreaterThan(0);
    await expect.poll(() => rowsByNow(DEPENDENCY_CHOICES.findings), { timeout: 10_000 }).toMatchObject({ empty: 'no-findings' });
    restore();
  });

  test('what a card learns is told of once, and shown beside it without a question', async () => {
    const text = manifest({ '@example/finished': '*', '@example/steady': '*' });
    const folder = folderWith({ 'package.json': text });
    await start([folder]);
    void editor.connection.sendNotification(GITHUB_SESSION_NOTIFICATION, SIGNED_IN);
    const document = editor.open(uriOf(join(folder, 'package.json')), text);
    await editor.settled(2);
    expect(row(await rows(), '@example/finished')?.description).toMatch(/ fading$/);
    expect(await document.hover('"@example/finished"')).toContain('Finished, not abandoned');
    await expect.poll(() => toldOfFacts, { timeout: 10_000 }).toBe(1);
    const asked = upstream.log.length;
    const tree = await rowsByNow();
    expect(tree.nodes.find(({ children = [] }) => children.some(({ label }) => label === '@example/finished'))?.label).toBe(
      'Finished, not abandoned',
    );
    expect(upstream.log).toHaveLength(asked);
    expect(told).toBe(toldOfFacts);
  });

  test('whoever never looked is told of no facts', async () => {
    const text = manifest({ '@example/steady': '*' });
    const folder = folderWith({ 'package.json': text });
    await start([folder]);
    editor.open(uriOf(join(folder, 'package.json')), text);
    await editor.settled(1);
    await new Promise((done) => setTimeout(done, 200));
    expect(told).toBe(0);
  });

  test('a request taken back ends at once', async () => {
    const restore = upstream.script({ kind: 'stall', service: 'npm' });
    await start([workspace()]);
    const source = new CancellationTokenSource();
    const asked = editor.connection.sendRequest<Tree>(TREE_REQUEST, { view: DEPENDENCIES_VIEW, choices: [] }, source.token);
    setTimeout(() => source.cancel(), 300);
    const outcome = await asked.then(
      ({ nodes }) =>
        all(nodes)
          .map(({ label }) => label)
          .join(),
      (error: unknown) => String(error),
    );
    expect(outcome).toMatch(/not everything was learnt in time|cancel/i);
    restore();
  });
});

describe('where there is nothing to list', () => {
  test('no manifest, and no folder: the view says why', async () => {
    await start([folderWith({ 'readme.txt': 'nothing' })]);
    expect(await rows()).toEqual({ nodes: [], empty: 'nothing' });
    await editor.close();
    for (const virtualFolders of [[], ['vscode-vfs://somewhere/repository']]) {
      await start([], { virtualFolders });
      expect(await rows()).toEqual({ nodes: [], empty: 'no-folder' });
      if (virtualFolders.length === 0) await editor.close();
    }
  });

  test('lines at paths only: they are counted, and not said to be nothing', async () => {
    await start([folderWith({ 'package.json': manifest({ near: 'file:../near' }) })]);
    expect(await rows()).toEqual({ nodes: [], message: '1 line points at paths or addresses' });
  });

  test('a manifest that cannot be read costs itself only, and is named', async () => {
    const folder = workspace();
    writeFileSync(join(folder, 'packages', 'a', 'package.json'), '');
    await start([folder]);
    const tree = await rows();
    expect(row(tree, '@example/steady')).toBeDefined();
    expect(all(tree.nodes).map(({ label }) => label)).toContain('packages/a/package.json:1:1: the file is empty');
  });

  test('nobody can be reached: every line is there, of which nothing is known', async () => {
    const gone = await startUpstream();
    await gone.close();
    await start([workspace()], { upstreams: gone.env });
    const tree = await rows();
    expect(tree.nodes.map(({ label }) => label)).toEqual(['Not enough known']);
    expect(tree.nodes[0]?.children).toHaveLength(5);
    expect(tree.message).toMatch(/^No findings: 5 packages in 3 manifests, as of [\d-]+; nobody could be reached;/);
    const none = await rows(DEPENDENCY_CHOICES.findings);
    expect(none).not.toHaveProperty('empty');
    expect(none.message).toContain('nobody could be reached');
  });
});

test('asking again tells the client so too', async () => {
  await start([workspace()]);
  await rows();
  told = 0;
  await editor.connection.sendRequest(REFRESH_REQUEST);
  await expect.poll(() => told, { timeout: 10_000 }).toBeGreaterThan(0);
});

test('saving a manifest tells the client that rows may be others', async () => {
  const folder = workspace();
  await start([folder]);
  editor.open(uriOf(join(folder, 'package.json')), manifest({ '@example/steady': '*' })).save();
  await expect.poll(() => told, { timeout: 10_000 }).toBeGreaterThan(0);
});
