import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { Trace } from 'vscode-languageserver/node';
import { withoutSecrets } from '../../../client/src/traceSecrets.ts';
import { GITHUB_SESSION_NOTIFICATION, LEDGER_REQUEST, REPORT_REQUEST } from '../../../server/src/protocol.ts';
import { startUpstream, type Upstream } from '../../upstream/server.ts';
import type { Editor } from './editor.ts';
import { startEditor, type EditorOptions } from './startEditor.ts';

/** Nothing gives it away as a token but where it stands. */
const TOKEN = 'opaque-0123456789-sentinel';

let upstream: Upstream;
let editor: Editor;
beforeAll(async () => {
  upstream = await startUpstream();
});
afterEach(() => editor.close());
afterAll(() => upstream.close());

async function edit(options: Omit<EditorOptions, 'upstreams'> = {}): Promise<Editor> {
  editor = await startEditor({ upstreams: upstream.env, ...options });
  return editor;
}
const MANIFEST = '{\n  "dependencies": {\n    "express": "^5.0.0"\n  }\n}\n';
const signIn = (tokens: Readonly<Record<string, string>>) =>
  editor.connection.sendNotification(GITHUB_SESSION_NOTIFICATION, { tokens });
/** Requests since a point in the log, `service authorized`. */
const since = (start: number) =>
  upstream.log.slice(start).map(({ service, authorized }) => `${service}${authorized ? ' with token' : ''}`);
const github = (start: number) => since(start).filter((one) => one.startsWith('github'));

describe('where the user is signed in', () => {
  test('nobody is: GitHub is not asked; then somebody is: it is, and what the registry said is not asked again', async () => {
    await edit();
    const start = upstream.log.length;
    editor.open('untitled:package.json', MANIFEST);
    await editor.settled(1);
    expect(github(start)).toEqual([]);

    const later = upstream.log.length;
    await signIn({ 'github.com': TOKEN });
    await editor.until(() => github(later).length > 0);
    await editor.settled(1);
    expect(new Set(github(later))).toEqual(new Set(['github with token']));
    expect(since(later)).not.toContain('npm');
  });

  test('what is told before GitHub is asked for the first time makes nothing be asked twice', async () => {
    await edit();
    const start = upstream.log.length;
    editor.open('untitled:package.json', MANIFEST);
    await signIn({ 'github.com': TOKEN });
    await editor.until(() => github(start).length > 0);
    await editor.settled(1);
    await signIn({ 'github.com': TOKEN });
    await editor.settled(1);
    expect(since(start).filter((one) => one === 'npm')).toHaveLength(1);
    expect(github(start)).toHaveLength(2); // the package's advisories, then its repository
  });

  test('a workspace without trust changes nothing: the session is the user’s own', async () => {
    await edit({ initializationOptions: { trusted: false } });
    const start = upstream.log.length;
    await signIn({ 'github.com': TOKEN });
    editor.open('untitled:package.json', MANIFEST);
    await editor.until(() => github(start).length > 0);
    await editor.settled(1);
    expect(new Set(github(start))).toEqual(new Set(['github with token']));
  });

  test('who signs out is not spoken for any more', async () => {
    await edit();
    await signIn({ 'github.com': TOKEN });
    const start = upstream.log.length;
    editor.open('untitled:package.json', MANIFEST);
    await editor.until(() => github(start).length > 0);
    await editor.settled(1);
    await signIn({});
    const later = upstream.log.length;
    editor.open('untitled:other/package.json', '{ "dependencies": { "left-pad": "1.3.0" } }');
    await editor.settled(2);
    expect(since(later)).toContain('npm');
    expect(github(later)).toEqual([]);
  });

  test.each([
    ['switched off', { services: { github: false } }],
    ['strict privacy', { privacy: 'strict' }],
  ])('%s: GitHub is not asked, token or none', async (_, settings) => {
    await edit({ settings: () => settings });
    await signIn({ 'github.com': TOKEN });
    const start = upstream.log.length;
    editor.open('untitled:package.json', MANIFEST);
    await editor.settled(1);
    expect(since(start)).toContain('npm');
    expect(github(start)).toEqual([]);
    if ('privacy' in settings) expect(since(start)).toEqual(['npm']);
  });

  test.each([null, 'text', { tokens: 'text' }, { tokens: { 'github.com': 7 } }, { tokens: { 'github.com': 'line\r\nbreak' } }])(
    'an odd word from the client signs nobody in: %j',
    async (odd) => {
      await edit();
      await editor.connection.sendNotification(GITHUB_SESSION_NOTIFICATION, odd as object);
      const start = upstream.log.length;
      editor.open('untitled:package.json', MANIFEST);
      await editor.settled(1);
      expect(github(start)).toEqual([]);
    },
  );
});

describe('the token', () => {
  test('is in no message but the one that tells it and headers, and in no trace of them', async () => {
    const spoken: string[] = [];
    const carried: { readonly url: string; readonly text: string }[] = [];
    await edit({
      initializationOptions: { httpThroughClient: true },
      prepare(connection) {
        void connection.trace(Trace.Verbose, {
          log: (message: unknown, data?: unknown) =>
            void spoken.push(`${String(message)}\n${typeof data === 'string' ? data : ''}`),
        });
        connection.onRequest('mainstay/allowedHosts', () => null);
        connection.onRequest(
          'mainstay/http',
          async (exchange: { url: string; method: string; headers: Record<string, string>; body?: string }) => {
            carried.push({ url: exchange.url, text: JSON.stringify({ ...exchange, headers: without(exchange.headers) }) });
            const { method, headers, body } = exchange;
            const answer = await fetch(exchange.url, {
              method,
              headers,
              redirect: 'manual',
              ...(body === undefined ? {} : { body }),
            });
            return {
              kind: 'answer',
              status: answer.status,
              headers: Object.fromEntries(answer.headers),
              text: await answer.text(),
              bytes: 0,
            };
          },
        );
      },
    });
    for (const fault of [{ kind: 'bad-credentials' }, { kind: 'secondary-limit' }, { kind: 'redirect' }, undefined] as const) {
      const back = fault && upstream.script({ ...fault, service: 'github' });
      const start = carried.length;
      await signIn({ 'github.com': `${TOKEN}-${fault?.kind ?? 'none'}` });
      editor.open(`untitled:${fault?.kind ?? 'none'}/package.json`, MANIFEST);
      await editor.until(() => carried.slice(start).some(({ url }) => url.endsWith('/graphql')));
      await editor.settled();
      back?.();
    }
    const report = await editor.connection.sendRequest<string>(REPORT_REQUEST);
    const ledger = await editor.connection.sendRequest<string>(LEDGER_REQUEST);

    expect(spoken.join('\n')).toContain(TOKEN); // in the raw trace it would be
    expect(spoken.map((text) => withoutSecrets(text, [])).join('\n')).not.toContain(TOKEN);
    expect(carried.map(({ text }) => text).join('\n')).not.toContain(TOKEN);
    expect(report + ledger).not.toContain(TOKEN);
    expect(report).toContain('signed in to GitHub hosts: 1');
    expect(JSON.stringify([...editor.published])).not.toContain(TOKEN);
  });
});

/** Headers but for the one that may hold the token. */
function without({ authorization: _, ...others }: Record<string, string>): Record<string, string> {
  return others;
}
