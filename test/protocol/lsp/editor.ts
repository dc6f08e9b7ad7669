import { posix } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  createProtocolConnection,
  type ClientCapabilities,
  type Diagnostic,
  type InitializeResult,
  type MessageReader,
  type MessageWriter,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
} from 'vscode-languageserver/node';
import { STATUS_NOTIFICATION, type InitializationOptions, type Status } from '../../../server/src/protocol.ts';
import { openDocument, type Document } from './document.ts';

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
export interface Introduction {
  readonly folders?: readonly string[];
  /** What the workspace calls the folders; the last parts of their addresses otherwise. */
  readonly folderNames?: readonly string[];
  /** Addresses of folders that are on no disk. */
  readonly virtualFolders?: readonly string[];
  readonly capabilities?: ClientCapabilities;
  readonly initializationOptions?: InitializationOptions & { readonly settings?: unknown };
  /** The tree under `mainstay` for a folder's address (undefined outside of all). */
  settings?(scope: string | undefined): unknown;
  /** Registers more handlers before the server hears anything. */
  prepare?(connection: ProtocolConnection): void;
}

/** An editor without a screen, and the real server it speaks to. */
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

/** Introduces an editor to the server that is heard by `from` and spoken to by `to`; `ended` lets go of it. */
export async function introduceEditor(
  from: MessageReader,
  to: MessageWriter,
  options: Introduction & { ended(): void },
): Promise<Editor> {
  const connection = createProtocolConnection(from, to);
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
    workspaceFolders: [...(options.folders ?? []).map(uriOf), ...(options.virtualFolders ?? [])].map((uri, index) => ({
      uri,
      name: options.folderNames?.[index] ?? posix.basename(uri),
    })),
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
      options.ended();
    },
  };
}

/** The address of a path, as editors write it. */
export function uriOf(path: string): string {
  return pathToFileURL(path).href;
}
