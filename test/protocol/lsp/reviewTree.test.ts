import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import {
  LEDGER_REQUEST,
  REVIEW_VIEW,
  TREE_CHANGED_NOTIFICATION,
  TREE_REQUEST,
  TRUSTED_NOTIFICATION,
  type Tree,
  type TreeNode,
} from '../../../server/src/protocol.ts';
import { startUpstream, type Upstream } from '../../upstream/server.ts';
import { repositoryWith } from '../repository.ts';
import { folderWith, mainstay } from '../runCli.ts';
import { uriOf, type Editor } from './editor.ts';
import { startEditor, type EditorOptions } from './startEditor.ts';

// “Review Dependency Changes”: the change set of the checkout as rows, judged as `mainstay review` judges it.
let upstream: Upstream;
let editor: Editor;
let told: number;
beforeAll(async () => {
  upstream = await startUpstream();
});
afterAll(() => upstream.close());
afterEach(() => editor.close());

async function start(folder: string | undefined, options: Partial<EditorOptions> = {}): Promise<void> {
  told = 0;
  editor = await startEditor({
    upstreams: upstream.env,
    ...(folder === undefined ? {} : { folders: [folder] }),
    ...options,
    prepare: (connection) => {
      connection.onNotification(TREE_CHANGED_NOTIFICATION, ({ view }: { view: string }) => {
        if (view === REVIEW_VIEW) told += 1;
      });
    },
  });
}
const rows = (view = REVIEW_VIEW) => editor.connection.sendRequest<Tree>(TREE_REQUEST, { view });

const manifest = (dependencies: object, more: object = {}) => `${JSON.stringify({ ...more, dependencies }, null, 2)}\n`;
const STEADY = { '@example/steady': '^2.1.0' };

/** Rows as text, two spaces a level. */
/** The rows as text; the world's days are counted from the day of the run. */
function drawn(nodes: readonly TreeNode[], level = 0): readonly string[] {
  return nodes.flatMap(({ label, description = '', icon, children = [] }) => [
    `${'  '.repeat(level)}${icon}: ${label} | ${description}`.replace(/\d{4}-\d\d-\d\d/g, 'DAY'),
    ...drawn(children, level + 1),
  ]);
}
const all = (nodes: readonly TreeNode[]): readonly TreeNode[] => nodes.flatMap((one) => [one, ...all(one.children ?? [])]);

function branch() {
  const repository = repositoryWith({
    'package.json': manifest({ ...STEADY, '@example/line-ended': '~1.0.0', '@example/funded': '*' }),
    'packages/a/go.mod': 'module example.org/self\n\ngo 1.26\n\nrequire example.org/steady v1.0.0\n',
  });
  repository.git('checkout', '-q', '-b', 'work');
  repository.commit({
    'package.json': manifest({
      '@example/team': '*',
      ...STEADY,
      '@example/line-ended': '^1.1.1',
      '@example/deprecated': '^1.0.0',
    }),
    'packages/a/go.mod':
      'module example.org/self\n\ngo 1.26\n\nrequire (\n\texample.org/steady v1.0.0\n\texample.org/retracted v1.2.0\n)\n',
  });
  return repository;
}

describe('a branch', () => {
  test('a manifest each, in it what changed: loudest first, findings below, removed last', async () => {
    const { folder } = branch();
    await start(folder);
    const tree = await rows();
    expect(drawn(tree.nodes).map((line) => line.replace(/ · .*/, ''))).toMatchInlineSnapshot(`
      [
        "file: package.json | 1 warning, 1 information",
        "  diff-added: @example/deprecated | ^1.0.0",
        "    warning: deprecated | Version 1.2.0 is deprecated by its owner: “No longer kept; use @example/steady instead”.",
        "  arrow-up: @example/line-ended | ~1.0.0 → ^1.1.1",
        "    info: line-ended | No release of major 1 since DAY (1.1.1); major 2 still gets them: 2.3.0, DAY.",
        "  diff-added: @example/team | *",
        "  diff-removed: @example/funded | *",
        "file: packages/a/go.mod | 1 warning",
        "  diff-added: example.org/retracted | v1.2.0",
        "    warning: retracted | Version v1.2.0 is retracted by its owner: “Writes outside of its folder.”",
      ]
    `);
    expect(tree.message).toMatch(
      /^2 warnings, 1 information: 3 added, 1 removed, 1 bumped since main \(merge base [0-9a-f]{10}\), as of \d{4}-/,
    );
    expect(tree, 'the other view counts them').not.toHaveProperty('badge');
  });

  test('the rows say what the command line’s review says', async () => {
    const { folder } = branch();
    await start(folder);
    const { stdout } = await mainstay(['review', '--format', 'json'], { upstreams: upstream.env, cwd: folder });
    const { dependencies } = JSON.parse(stdout) as {
      dependencies: readonly {
        manifest: string;
        name: string;
        change: string;
        findings: readonly { rule: string; message: string }[];
      }[];
    };
    const inCli = dependencies.map(({ manifest: path, name, change, findings }) =>
      [path, change, name, ...findings.map(({ rule, message }) => `${rule} ${message}`)].join(' | '),
    );
    const inView = (await rows()).nodes.flatMap(({ label: path, children = [] }) =>
      children.map(({ spoken = '', children: found = [] }) =>
        [
          path,
          spoken.replace(/, .*/, '').replace(' ', ' | '),
          ...found.map((one) => `${one.label} ${one.description ?? ''}`),
        ].join(' | '),
      ),
    );
    expect(new Set(inView)).toEqual(new Set(inCli));
  });

  test('a click leads to the line, a diff to the merge base; what is gone has no line, what is new nothing before', async () => {
    const repository = branch();
    repository.write({ 'new/package.json': manifest(STEADY) });
    await start(repository.folder);
    const nodes = all((await rows()).nodes);
    const row = (name: string) => nodes.find(({ label }) => label === name);
    const uri = uriOf(join(repository.folder, 'package.json'));
    const commit = repository.git('rev-parse', 'main').trim();
    expect(row('@example/deprecated')).toMatchObject({
      location: { uri, range: { start: { line: 5, character: 4 } } },
      base: { uri, commit },
      tone: 'warning',
    });
    expect(row('@example/funded')?.location).toBeUndefined();
    expect(row('new/package.json')?.base).toBeUndefined();
    expect(new Set(nodes.map(({ id }) => id)).size).toBe(nodes.length);
  });

  test('tooltips are cards, without pictures', async () => {
    await start(branch().folder, { initializationOptions: { pictures: true, icons: true } });
    const team = all((await rows()).nodes).find(({ label }) => label === '@example/team');
    expect(team?.tooltip).toContain('facts known');
    expect(team?.tooltip).not.toContain('data:image');
  });

  test('what is transitive is a row of its own, each with the way it comes in by', async () => {
    const lock = (packages: object) => JSON.stringify({ lockfileVersion: 3, packages }, null, 2);
    const repository = repositoryWith({
      'package.json': manifest({}),
      'package-lock.json': lock({ '': {} }),
    });
    repository.write({
      'package.json': manifest({ '@example/steady': '2.1.0' }),
      'package-lock.json': lock({
        '': { dependencies: { '@example/steady': '2.1.0' } },
        'node_modules/@example/steady': { version: '2.1.0', dependencies: { '@example/deprecated': '1.0.0' } },
        'node_modules/@example/deprecated': { version: '1.0.0' },
      }),
    });
    await start(repository.folder);
    const lines = drawn((await rows()).nodes);
    expect(lines.find((line) => line.includes('Transitive'))).toBe('  list-tree: Transitive | 1 warning · 1 added');
    expect(lines.find((line) => line.startsWith('    diff-added'))).toMatch(
      /@example\/deprecated \| 1\.0\.0 · .*comes in by @example\/steady/,
    );
  });

  test('one package that comes in in two versions is two rows, which the client can tell apart', async () => {
    const lock = (packages: object) => JSON.stringify({ lockfileVersion: 3, packages }, null, 2);
    const repository = repositoryWith({ 'package.json': manifest({}), 'package-lock.json': lock({ '': {} }) });
    repository.write({
      'package.json': manifest({ '@example/steady': '2.1.0', '@example/team': '*' }),
      'package-lock.json': lock({
        '': { dependencies: { '@example/steady': '2.1.0', '@example/team': '*' } },
        'node_modules/@example/steady': { version: '2.1.0', dependencies: { '@example/deprecated': '1.0.0' } },
        'node_modules/@example/team': { version: '1.0.0', dependencies: { '@example/deprecated': '1.2.0' } },
        'node_modules/@example/deprecated': { version: '1.0.0' },
        'node_modules/@example/team/node_modules/@example/deprecated': { version: '1.2.0' },
      }),
    });
    await start(repository.folder);
    const nodes = all((await rows()).nodes);
    expect(nodes.filter(({ label }) => label === '@example/deprecated')).toHaveLength(2);
    expect(new Set(nodes.map(({ id }) => id)).size).toBe(nodes.length);
  });

  test('of two checkouts each is a row of its own', async () => {
    const [one, two] = [branch(), branch()];
    await start(one.folder, { folders: [one.folder, two.folder], folderNames: ['Shop', 'Billing'] });
    const tree = await rows();
    expect(tree.nodes.map(({ icon, label }) => `${icon}: ${label}`)).toEqual(['repo: Shop', 'repo: Billing']);
    expect(tree.nodes[0]?.description).toMatch(/^2 warnings, 1 information: .* since main/);
    expect(tree).not.toHaveProperty('badge');
    const nodes = all(tree.nodes);
    expect(new Set(nodes.map(({ id }) => id)).size).toBe(nodes.length);
  });

  test('of a change too large to be read line by line the first 300 are listed, lines first, and the rest is counted', async () => {
    const names = Array.from({ length: 400 }, (_, index) => `@example/part-${String(index).padStart(3, '0')}`);
    const lock = (packages: object) => JSON.stringify({ lockfileVersion: 3, packages }, null, 2);
    const repository = repositoryWith({ 'package.json': manifest({}), 'package-lock.json': lock({ '': {} }) });
    repository.write({
      'package.json': manifest({ '@example/steady': '2.1.0' }),
      'package-lock.json': lock({
        '': { dependencies: { '@example/steady': '2.1.0' } },
        'node_modules/@example/steady': {
          version: '2.1.0',
          dependencies: Object.fromEntries(names.map((name) => [name, '1.0.0'])),
        },
        ...Object.fromEntries(names.map((name) => [`node_modules/${name}`, { version: '1.0.0' }])),
      }),
    });
    await start(repository.folder);
    const tree = await rows();
    const added = all(tree.nodes).filter(({ icon }) => icon === 'diff-added');
    expect(added).toHaveLength(300);
    expect(added[0]?.label).toBe('@example/steady');
    expect(tree.message).toContain('101 more are not listed here');
  });

  test('a decision that the change itself brings does not accept what it brings', async () => {
    const repository = branch();
    repository.write({
      '.mainstay.json': JSON.stringify({
        version: 1,
        decisions: [
          { rule: 'deprecated', purl: 'pkg:npm/%40example/deprecated', reason: 'soon', owner: 'us', until: '2099-01-01' },
        ],
      }),
    });
    await start(repository.folder);
    for (const time of ['the first', 'another']) {
      const finding = all((await rows()).nodes).find(
        ({ label, description }) => label === 'deprecated' && description?.includes('2099'),
      );
      expect(finding?.description, time).toContain('this change itself accepts it until 2099-01-01');
      expect(finding?.icon, time).toBe('warning');
    }
  });

  test('approvals of the merge base are told with what is otherwise since; what the change accepts and approves itself is listed and does not count', async () => {
    const approved = repositoryWith({ 'package.json': manifest(STEADY) });
    approved.write({ 'package.json': manifest({ ...STEADY, '@example/team': '1.1.0', '@example/deprecated': '^1.0.0' }) });
    const words = ['approve', '--owner', 'platform team', '--output', 'record.json'];
    const ran = await mainstay(words, { upstreams: upstream.env, cwd: approved.folder });
    expect(ran.stderr).toBe('');
    const record = readFileSync(join(approved.folder, 'record.json'), 'utf8');

    const repository = repositoryWith({ 'package.json': manifest(STEADY), '.mainstay/signoffs/one.json': record });
    repository.write({
      'package.json': manifest({ ...STEADY, '@example/team': '1.0.0', '@example/deprecated': '^1.0.0' }),
      '.mainstay/signoffs/two.json': record,
      '.mainstay/signoffs/three.json': 'no record',
      '.mainstay.json': JSON.stringify({
        rules: { fading: 'off' },
        decisions: [
          { rule: 'deprecated', purl: 'pkg:npm/%40example/deprecated', reason: 'soon', owner: 'us', until: '2099-01-01' },
        ],
      }),
    });
    await start(repository.folder);
    for (const time of ['the first', 'another']) {
      const { nodes } = await rows();
      const lines = drawn(nodes);
      expect(lines, time).toContainEqual(expect.stringMatching(/diff-added: @example\/deprecated \|.* · approved$/));
      expect(lines, time).toContainEqual(
        expect.stringMatching(
          /verified: approved DAY by platform team until DAY at 1\.2\.0; (?:unchanged|no change known) since \| $/,
        ),
      );
      expect(lines, time).toContainEqual(expect.stringMatching(/diff-added: @example\/team \|.* · changed since approval$/));
      expect(lines, time).toContainEqual(
        expect.stringMatching(/unverified: approved DAY by platform team until DAY at 1\.1\.0; since: 1\.1\.0 → 1\.0\.0/),
      );
      expect(lines.slice(lines.findIndex((line) => line.startsWith('git-pull-request'))), time).toMatchInlineSnapshot(`
        [
          "git-pull-request: Accepted in this change | still counted · 1",
          "  circle-outline: deprecated of pkg:npm/%40example/deprecated | until DAY: soon (us), 1 finding",
          "git-pull-request: Approved in this change | not counted · 1",
          "  circle-outline: .mainstay/signoffs/two.json: 2 packages, by platform team until DAY | ",
          "info: .mainstay.json: the change alters how dependencies are judged; they are judged as at the merge base (--trust-head-policy goes by the change) | ",
          "info: .mainstay/signoffs/three.json:1:1: expected { | ",
        ]
      `);
      expect(
        all(nodes).flatMap(({ spoken = '' }) =>
          /^(?:note|policy|sign-off|not compared)/.test(spoken) ? [spoken.slice(0, 60)] : [],
        ),
        time,
      ).toMatchInlineSnapshot(`
        [
          "policy: .mainstay.json: the change alters how dependencies a",
          "sign-off record: .mainstay/signoffs/three.json:1:1: expected",
        ]
      `);
      expect(all(nodes).find(({ label }) => label === 'deprecated')?.spoken, time).toMatch(
        /^warning, accepted in this change, still counted: Version 1\.2\.0/,
      );
    }
  });

  test('an .npmrc that the change brings is not obeyed: whom it would ask is not asked', async () => {
    const repository = branch();
    repository.commit({ '.npmrc': 'registry=http://127.0.0.1:9/elsewhere/\n@acme:registry=http://127.0.0.1:9/acme/\n' });
    await start(repository.folder);
    const tree = await rows();
    expect(all(tree.nodes).map(({ label }) => label)).toContain(
      'npm is asked as the .npmrc of the merge base says: the change has another',
    );
    expect(await editor.connection.sendRequest<string>(LEDGER_REQUEST)).not.toContain('127.0.0.1:9');
  });

  test('members of the workspace are asked of nobody', async () => {
    const repository = repositoryWith({ 'package.json': manifest({}, { private: true, workspaces: ['packages/*'] }) });
    repository.write({
      'packages/b/package.json': manifest({}, { name: '@example/team' }),
      'packages/a/package.json': manifest({ '@example/team': '^1.0.0', ...STEADY }),
    });
    await start(repository.folder);
    await rows();
    const ledger = await editor.connection.sendRequest<string>(LEDGER_REQUEST);
    expect(ledger).toContain('@example/steady');
    expect(ledger).not.toContain('@example/team');
  });
});

describe('where there is nothing to list', () => {
  test.each([
    ['nothing', () => repositoryWith({ 'package.json': manifest(STEADY) }).folder],
    ['no-git', () => folderWith({ 'package.json': manifest(STEADY) })],
    ['no-folder', () => undefined],
  ])('%s: the view says why', async (why, folder) => {
    await start(folder());
    expect(await rows()).toEqual({ nodes: [], empty: why });
  });

  test('without trust no program is run; with it, rows come', async () => {
    await start(branch().folder, { initializationOptions: { trusted: false } });
    expect(await rows()).toEqual({ nodes: [], empty: 'untrusted' });
    void editor.connection.sendNotification(TRUSTED_NOTIFICATION);
    await expect.poll(() => told, { timeout: 10_000 }).toBeGreaterThan(0);
    expect((await rows()).nodes.length).toBeGreaterThan(0);
  });

  test('a base that leads nowhere is said, in the words of the setting', async () => {
    await start(branch().folder, { settings: () => ({ review: { base: 'nowhere' } }) });
    expect(await rows()).toEqual({ nodes: [], message: 'unknown revision “nowhere”' });
    await editor.close();
    const { folder, git } = branch();
    git('branch', '-q', '-D', 'main');
    await start(folder);
    expect((await rows()).message).toContain('mainstay.review.base');
  });

  test('a view nobody knows has no rows', async () => {
    await start(branch().folder);
    expect(await rows('toString')).toEqual({ nodes: [] });
  });
});

test('offline the change is listed all the same, and it is said that nobody could be reached', async () => {
  const gone = await startUpstream();
  await gone.close();
  await start(branch().folder, { upstreams: gone.env });
  const tree = await rows();
  expect(all(tree.nodes).filter(({ icon }) => icon === 'diff-added')).toHaveLength(3);
  expect(tree.message).toContain('could not be reached');
});

test('saving a manifest tells the client that rows may be others', async () => {
  const { folder } = branch();
  await start(folder);
  const document = editor.open(uriOf(join(folder, 'package.json')), manifest(STEADY));
  document.save();
  await expect.poll(() => told, { timeout: 10_000 }).toBeGreaterThan(0);
});

test('a request taken back ends at once, with what is known', async () => {
  upstream.script({ kind: 'stall', service: 'npm' });
  await start(branch().folder);
  const { CancellationTokenSource } = await import('vscode-languageserver/node');
  const source = new CancellationTokenSource();
  const asked = editor.connection.sendRequest<Tree>(TREE_REQUEST, { view: REVIEW_VIEW }, source.token);
  setTimeout(() => source.cancel(), 300);
  const outcome = await asked.then(
    (tree) => tree.message ?? '',
    (error: unknown) => String(error),
  );
  expect(outcome).toMatch(/not everything was learnt in time|cancel/i);
});
