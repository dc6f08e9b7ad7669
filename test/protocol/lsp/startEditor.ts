import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { createConnection, ProposedFeatures, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import { startServer } from '../../../server/src/lsp/server.ts';
import type { Waits } from '../../../server/src/lsp/world.ts';
import { introduceEditor, type Editor, type Introduction } from './editor.ts';

/** Where the server says that the pages of its rules are. */
export const RULE_PAGES = 'file:///docs/rules/';

/** How an editor and the server in this process are set up. */
export interface EditorOptions extends Introduction {
  /** Value of MAINSTAY_UPSTREAMS. */
  readonly upstreams: Readonly<Record<string, string>>;
  readonly waits?: Partial<Waits>;
  readonly env?: Readonly<Record<string, string>>;
  /** The server's clock; this machine's otherwise. */
  now?(): string;
}

/** Starts a server in this process and introduces an editor to it. */
export async function startEditor(options: EditorOptions): Promise<Editor> {
  const [toServer, toClient] = [new PassThrough(), new PassThrough()];
  const home = mkdtempSync(join(tmpdir(), 'mainstay-home-'));
  const served = createConnection(ProposedFeatures.all, new StreamMessageReader(toServer), new StreamMessageWriter(toClient));
  startServer(served, {
    env: {
      PATH: process.env['PATH'],
      HOME: home,
      MAINSTAY_UPSTREAMS: JSON.stringify(options.upstreams),
      MAINSTAY_CACHE_DIR: join(home, 'cache'),
      ...options.env,
    },
    version: '0.0.0-test',
    runtime: 'a test',
    userAgent: 'mainstay/0.0.0-test',
    waits: { settledMs: 5, refreshMs: 5, progressMs: 5, viewMs: 60_000, ...options.waits },
    rulePages: RULE_PAGES,
    now: options.now?.bind(options) ?? (() => new Date().toISOString()),
  });
  return await introduceEditor(new StreamMessageReader(toClient), new StreamMessageWriter(toServer), {
    ...options,
    ended: () => served.dispose(),
  });
}
