import { FileChangeType, type Connection } from 'vscode-languageserver';
import type { Around } from './around.ts';
import type { Gathering } from './gathering.ts';
import type { OpenManifests } from './openManifests.ts';
import { isIgnored, nameOfUri } from './places.ts';
import type { Showing } from './showing.ts';

/** What document events act on. */
export interface DocumentParts {
  readonly connection: Connection;
  readonly manifests: OpenManifests;
  readonly gathering: Gathering;
  readonly showing: Showing;
  readonly around: Around;
  folders(): readonly string[];
  /** Opens sessions anew and asks again. */
  reopen(): void;
  /** Asks about what is open, for what came new. */
  lookAgain(): Promise<void>;
  failed(error: unknown): void;
}

/** Follows what the client does with documents and files. */
export function serveDocuments(parts: DocumentParts): void {
  const { connection, manifests, gathering, showing, around, failed } = parts;

  connection.onDidOpenTextDocument(({ textDocument: { uri, languageId, version, text } }) => {
    const manifest = manifests.open(uri, languageId, version, text);
    if (!manifest) return;
    gathering.opened(manifest);
    showing.touch();
  });
  connection.onDidChangeTextDocument(({ textDocument: { uri, version }, contentChanges }) => {
    const manifest = manifests.change(uri, version, contentChanges);
    if (!manifest) return;
    gathering.edited(manifest);
    showing.edited(manifest);
  });
  connection.onDidSaveTextDocument(({ textDocument: { uri } }) => {
    const manifest = manifests.get(uri);
    if (manifest) gathering.saved(manifest);
  });
  connection.onDidCloseTextDocument(({ textDocument: { uri } }) => {
    const manifest = manifests.close(uri);
    if (!manifest) return;
    gathering.closed(manifest);
    showing.closed(manifest);
  });

  /** Files around manifests changed: they are read again, and a manifest written by a program counts as saved. */
  async function reread(changed: ReadonlySet<string>): Promise<void> {
    around.changed();
    await Promise.all(
      manifests.all().map(async (manifest) => {
        await manifest.reread();
        if (changed.has(manifest.uri)) gathering.saved(manifest);
      }),
    );
    await parts.lookAgain();
  }

  connection.onDidChangeWatchedFiles(({ changes }) => {
    const own = changes.filter(({ uri }) => !isIgnored(uri, parts.folders()));
    if (own.length === 0) return;
    if (own.some(({ uri }) => nameOfUri(uri).endsWith('/.npmrc'))) parts.reopen();
    reread(new Set(own.filter(({ type }) => type !== FileChangeType.Deleted).map(({ uri }) => uri))).catch(failed);
  });
}
