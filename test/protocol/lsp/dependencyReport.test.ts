import { basename } from 'node:path';
import { CancellationTokenSource } from 'vscode-languageserver/node';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import {
  DEPENDENCY_REPORT_REQUEST,
  GITHUB_SESSION_NOTIFICATION,
  LEDGER_REQUEST,
  type DependencyReport,
} from '../../../server/src/protocol.ts';
import { startUpstream, type Upstream } from '../../upstream/server.ts';
import { folderWith, mainstay } from '../runCli.ts';
import type { Editor } from './editor.ts';
import { startEditor, type EditorOptions } from './startEditor.ts';

// “Show Dependency Report”: the HTML of `mainstay check --format html`, of the workspace's direct dependencies.
let upstream: Upstream;
let editor: Editor;
beforeAll(async () => {
  upstream = await startUpstream();
});
afterAll(() => upstream.close());
afterEach(() => editor.close());

const TOKEN = 'invented-token';

async function start(folders: readonly string[], options: Partial<EditorOptions> = {}): Promise<void> {
  editor = await startEditor({ upstreams: upstream.env, folders: [...folders], ...options });
  void editor.connection.sendNotification(GITHUB_SESSION_NOTIFICATION, { tokens: { 'github.com': TOKEN } });
}
const report = (params: object = {}) => editor.connection.sendRequest<DependencyReport>(DEPENDENCY_REPORT_REQUEST, params);

const manifest = (dependencies: object) => `${JSON.stringify({ dependencies }, null, 2)}\n`;
const workspace = (more: Readonly<Record<string, string>> = {}) =>
  folderWith({
    'package.json': manifest({
      '@example/steady': '*',
      '@example/deprecated': '*',
      '@example/team': '*',
      '@example/funded': '*',
    }),
    'packages/a/package.json': manifest({ '@example/one-person': '*', '@example/deprecated': '*' }),
    'packages/b/go.mod': 'module example.org/self\n\ngo 1.26\n\nrequire example.org/retracted v1.2.0\n',
    ...more,
  });

/** The words of a part of the page between two headings. */
function section(html: string, id: string): string {
  const [, rest = ''] = html.split(`<h2 id="${id}">`);
  const [words = ''] = rest.split('<h2');
  return words
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

describe('the report', () => {
  test('says what the command line’s says', async () => {
    const folder = workspace();
    await start([folder]);
    const { title, html } = await report();
    const { stdout } = await mainstay(['check', '--direct', '--format', 'html', '.'], {
      upstreams: upstream.env,
      cwd: folder,
      env: { GH_TOKEN: TOKEN },
    });
    expect(title).toBe(basename(folder));
    for (const id of ['findings', 'map', 'accounts', 'fund', 'foundations', 'packages']) {
      expect(section(html, id), id).not.toBe('');
      expect(section(html, id), id).toBe(section(stdout, id));
    }
    expect(html).toContain('6 packages in 3 manifests');
    expect(html).toContain('Direct dependencies only');
  });

  test('few accounts are told of as counts; the accounts themselves stand nowhere', async () => {
    await start([workspace()]);
    const { html } = await report();
    expect(section(html, 'accounts')).toMatch(/^Who can publish 1 account can publish 5 of your 5 npm packages\. New versions/);
    const packument = (await (await fetch(`${upstream.env['npm'] ?? ''}/@example%2fteam`)).json()) as {
      readonly maintainers: readonly { readonly name: string }[];
    };
    const names = packument.maintainers.map(({ name }) => name);
    expect(names.length).toBeGreaterThan(1);
    const words = html.replace(/<a [^>]*>/g, ' '); // a page where money is asked for may be called as its owner
    for (const name of names) expect(words).not.toMatch(new RegExp(`\\b${name}\\b`));
  });

  test('decisions of the team, with their days', async () => {
    const decisions = [
      { rule: 'deprecated', purl: 'pkg:npm/%40example/deprecated', reason: 'soon', owner: 'us', until: '2099-01-01' },
      { rule: 'archived', purl: 'pkg:npm/gone', reason: 'later', owner: 'us', until: '2099-01-01' },
    ];
    await start([workspace({ '.mainstay.json': JSON.stringify({ version: 1, decisions }) })]);
    const { html } = await report();
    expect(section(html, 'decisions')).toBe(
      'Decisions deprecated of pkg:npm/%40example/deprecated until 2099-01-01: soon (us) · used · .mainstay.json ' +
        'archived of pkg:npm/gone until 2099-01-01: later (us) · unused, no manifest of the repository names it · .mainstay.json',
    );
    expect(section(html, 'findings')).not.toContain('deprecated by its owner');
  });

  test('several folders in one report, and none', async () => {
    const [one, other] = [workspace(), folderWith({ 'package.json': manifest({ '@example/funded': '*' }) })];
    await start([one, other]);
    const { title, html } = await report();
    expect(title).toBe(`${basename(one)} and 1 more folder`);
    expect(html).toContain('6 packages in 4 manifests');
    await editor.close();
    await start([]);
    const none = (await report()).html;
    expect(none).toContain('Open a folder on this machine');
    expect(none).not.toMatch(/No findings|0 packages|<h2/);
  });

  test('needs nothing beside itself, and runs no script', async () => {
    await start([workspace()]);
    const { html } = await report();
    expect(html).toMatch(/http-equiv="Content-Security-Policy"\s+content="default-src 'none'; style-src 'sha256-/);
    expect(html).not.toMatch(/<(?:script|link|img|iframe|object)\b|\bon\w+=|url\(|@import/);
  });
});

describe('while it is made', () => {
  test('the client is told how far it is', async () => {
    const restore = upstream.script({ kind: 'slow', service: 'npm', ms: 500 });
    const token = 'a-report';
    const told: string[] = [];
    await start([workspace()], {
      prepare: (connection) => {
        connection.onNotification(
          '$/progress',
          (said: { readonly token: string; readonly value: { readonly message?: string } }) => {
            if (said.token === token) told.push(said.value.message ?? '');
          },
        );
      },
    });
    await report({ workDoneToken: token });
    restore();
    expect(told.length).toBeGreaterThan(0);
    expect(told.every((words) => /^[1-7] of 7 dependencies$/.test(words))).toBe(true);
  });

  test('it can be taken back', async () => {
    const restore = upstream.script({ kind: 'stall', service: 'npm' });
    await start([workspace()]);
    const source = new CancellationTokenSource();
    const asked = editor.connection.sendRequest<DependencyReport>(DEPENDENCY_REPORT_REQUEST, {}, source.token);
    setTimeout(() => source.cancel(), 300);
    const outcome = await asked.then(
      ({ html }) => html,
      (error: unknown) => String(error),
    );
    restore();
    expect(outcome).toMatch(/not everything was learnt in time|cancel/i);
  });

  test('nobody is asked before somebody wants it', async () => {
    await start([workspace()]);
    await new Promise((done) => setTimeout(done, 300));
    expect(await editor.connection.sendRequest<string>(LEDGER_REQUEST)).not.toContain('@example');
  });
});
