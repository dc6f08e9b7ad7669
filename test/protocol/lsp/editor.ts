import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { pathToFileURL } from 'node:url';
import {
  createConnection,
  createProtocolConnection,
  ProposedFeatures,
  StreamMessageReader,
  StreamMessageWriter,
  type ClientCapabilities,
  type CodeAction,
  type CodeActionContext,
  type Diagnostic,
  type DocumentDiagnosticReport,
  type Hover,
  type InitializeResult,
  type InlayHint,
  type Position,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
} from 'vscode-languageserver/node';
import { startServer } from '../../../server/src/lsp/server.ts';
import type { Waits } from '../../../server/src/lsp/world.ts';
import { STATUS_NOTIFICATION, type InitializationOptions, type Status } from '../../../server/src/protocol.ts';

/** What VS Code can do, as far as the server looks. */
export const ABLE: ClientCapabilities = {
  textDocument: { diagnostic: { relatedInformation: true }, publishDiagnostics: { relatedInformation: true } },
  window: { workDoneProgress: true, showDocument: { support: true } },
  workspace: {
    configuration: true,
    workspaceFolders: true,
    diagnostics: { refreshSupport: true },
    inlayHint: { refreshSupport: true },
    didChangeConfiguration: { dynamicRegistration: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
  },
};

/** How an editor is set up. */
export interface EditorOptions {
  /** Value of MAINSTAY_UPSTREAMS. */
  readonly upstreams: Readonly<Record<string, string>>;
  readonly folders?: readonly string[];
  readonly capabilities?: ClientCapabilities;
  readonly initializationOptions?: InitializationOptions & { readonly settings?: unknown };
  /** The tree under `mainstay` for a folder's address (undefined outside of all). */
  settings?(scope: string | undefined): unknown;
  readonly waits?: Partial<Waits>;
  readonly env?: Readonly<Record<string, string>>;
  /** Registers more handlers before the server hears anything. */
  prepare?(connection: ProtocolConnection): void;
}

/** An editor without a screen: the real server in this process, spoken to over two streams. */
export interface Editor {
  readonly connection: ProtocolConnection;
  readonly initialized: InitializeResult;
  /** The last word of each kind that came unasked. */
  readonly published: ReadonlyMap<string, readonly Diagnostic[]>;
  readonly shown: readonly string[];
  readonly progress: readonly string[];
  readonly refreshes: { readonly diagnostics: number; readonly hints: number };
  open(uri: string, text: string, language?: string): Document;
  /** Resolves once a status satisfies it: the last one or one that is yet to come. */
  status(is: (status: Status) => boolean): Promise<Status>;
  /** Resolves once everything that was asked is answered. */
  settled(dependencies?: number): Promise<Status>;
  /** Resolves once it holds, looked at after every message from the server. */
  until(holds: () => boolean): Promise<void>;
  close(): Promise<void>;
}

/** One open document. */
export interface Document {
  readonly uri: string;
  text(): string;
  /** The place of a word in the text now. */
  at(word: string): Position;
  /** Replaces a word by another, as typing does: one small edit. */
  type(word: string, replacement: string): void;
  save(): void;
  close(): void;
  hover(word: string): Promise<string | undefined>;
  pull(previousResultId?: string): Promise<DocumentDiagnosticReport>;
  diagnostics(): Promise<readonly Diagnostic[]>;
  hints(): Promise<readonly (readonly [text: string, label: string])[]>;
  actions(word: string, context?: Partial<CodeActionContext>): Promise<readonly CodeAction[]>;
}

/** Starts a server and introduces an editor to it. */
export async function startEditor(options: EditorOptions): Promise<Editor> {
  const [toServer, toClient] = [new PassThrough(), new PassThrough()];
  const home = mkdtempSync(join(tmpdir(), 'mainstay-home-'));
  const served = createConnection(ProposedFeatures.all, new StreamMessageReader(toServer), new StreamMessageWriter(toClient));
  startServer(served, {
    env: { PATH: process.env['PATH'], HOME: home, MAINSTAY_UPSTREAMS: JSON.stringify(options.upstreams), ...options.env },
    version: '0.0.0-test',
    runtime: 'a test',
    userAgent: 'mainstay/0.0.0-test',
    waits: { settledMs: 5, refreshMs: 5, progressMs: 5, ...options.waits },
    now: () => new Date().toISOString(),
  });
  const connection = createProtocolConnection(new StreamMessageReader(toClient), new StreamMessageWriter(toServer));

  const published = new Map<string, readonly Diagnostic[]>();
  const shown: string[] = [];
  const progress: string[] = [];
  const refreshes = { diagnostics: 0, hints: 0 };
  let last: Status | undefined;
  const watching = new Set<() => void>();
  const heard = () => {
    for (const look of watching) look();
  };
  const until = (holds: () => boolean) =>
    new Promise<void>((done) => {
      const look = () => {
        if (!holds()) return;
        watching.delete(look);
        done();
      };
      watching.add(look);
      look();
    });

  connection.onNotification(STATUS_NOTIFICATION, (status: Status) => {
    last = status;
    heard();
  });
  connection.onNotification('textDocument/publishDiagnostics', ({ uri, diagnostics }: PublishDiagnosticsParams) => {
    published.set(uri, diagnostics);
    heard();
  });
  connection.onRequest('workspace/configuration', ({ items }: { items: { scopeUri?: string }[] }) =>
    items.map(({ scopeUri }) => options.settings?.(scopeUri) ?? null),
  );
  connection.onRequest('workspace/diagnostic/refresh', () => {
    refreshes.diagnostics += 1;
    heard();
    return null;
  });
  connection.onRequest('workspace/inlayHint/refresh', () => {
    refreshes.hints += 1;
    heard();
    return null;
  });
  connection.onRequest('client/registerCapability', () => null);
  connection.onRequest('window/workDoneProgress/create', () => null);
  connection.onNotification('$/progress', ({ value }: { value: { kind: string } }) => {
    progress.push(value.kind);
    heard();
  });
  connection.onRequest('window/showDocument', ({ uri, external }: { uri: string; external: boolean }) => {
    shown.push(`${external ? 'outside' : 'inside'} ${uri}`);
    return { success: true };
  });
  options.prepare?.(connection);
  connection.listen();

  const initialized = await connection.sendRequest<InitializeResult>('initialize', {
    processId: null,
    rootUri: null,
    capabilities: options.capabilities ?? ABLE,
    workspaceFolders: (options.folders ?? []).map((folder) => ({ uri: uriOf(folder), name: folder })),
    initializationOptions: options.initializationOptions ?? {},
  });
  void connection.sendNotification('initialized', {});

  const status = async (is: (said: Status) => boolean): Promise<Status> => {
    await until(() => last !== undefined && is(last));
    return last as Status;
  };
  return {
    connection,
    initialized,
    published,
    shown,
    progress,
    refreshes,
    status,
    until,
    settled: (dependencies) =>
      status(
        (said) =>
          said.pending === 0 &&
          (dependencies === undefined ? said.dependencies > 0 : said.dependencies === dependencies) &&
          said.unknown.every(({ reason }) => reason !== 'not asked yet'),
      ),
    open: (uri, text, language = 'json') => openDocument(connection, uri, text, language),
    async close() {
      await connection.sendRequest('shutdown');
      connection.end();
      connection.dispose();
      served.dispose();
    },
  };
}

function openDocument(connection: ProtocolConnection, uri: string, opened: string, languageId: string): Document {
  let text = opened;
  let version = 1;
  const textDocument = { uri };
  const send = (method: string, params: object) => void connection.sendNotification(method, params);
  const ask = <T>(method: string, params: object) => connection.sendRequest<T>(method, { textDocument, ...params });
  const placeOf = (offset: number): Position => {
    const lines = text.slice(0, offset).split('\n');
    return { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
  };
  const offsetOf = (word: string) => {
    const offset = text.indexOf(word);
    if (offset < 0) throw new Error(`no “${word}” in the document`);
    return offset;
  };
  const at = (word: string) => placeOf(offsetOf(word));
  send('textDocument/didOpen', { textDocument: { uri, languageId, version, text } });
  const pull = (previousResultId?: string) =>
    ask<DocumentDiagnosticReport>('textDocument/diagnostic', previousResultId === undefined ? {} : { previousResultId });
  return {
    uri,
    text: () => text,
    at,
    type(word, replacement) {
      const start = offsetOf(word);
      const range = { start: placeOf(start), end: placeOf(start + word.length) };
      text = text.slice(0, start) + replacement + text.slice(start + word.length);
      version += 1;
      send('textDocument/didChange', {
        textDocument: { uri, version },
        contentChanges: [{ range, text: replacement }],
      });
    },
    save: () => send('textDocument/didSave', { textDocument }),
    close: () => send('textDocument/didClose', { textDocument }),
    async hover(word) {
      const { line, character } = at(word);
      const hover = await ask<Hover | null>('textDocument/hover', { position: { line, character: character + 1 } });
      const contents = hover?.contents;
      return contents === undefined || typeof contents === 'string' || Array.isArray(contents) ? undefined : contents.value;
    },
    pull,
    async diagnostics() {
      const report = await pull();
      return report.kind === 'full' ? report.items : [];
    },
    async hints() {
      const range = { start: { line: 0, character: 0 }, end: { line: 100_000, character: 0 } };
      const hints = await ask<InlayHint[]>('textDocument/inlayHint', { range });
      const lines = text.split('\n');
      return hints.map(({ position, label }) => [
        (lines[position.line] ?? '').slice(0, position.character).trim(),
        typeof label === 'string' ? label : '',
      ]);
    },
    actions(word, context = {}) {
      const place = at(word);
      return ask<CodeAction[]>('textDocument/codeAction', {
        range: { start: place, end: place },
        context: { diagnostics: [], ...context },
      });
    },
  };
}

/** The address of a path, as editors write it. */
export function uriOf(path: string): string {
  return pathToFileURL(path).href;
}
