import { FileChangeType, type Connection } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { DIFF_PAIRS_NOTIFICATION } from '../protocol.ts';
import type { Around } from './around.ts';
import type { DiffPairs } from './diffPairs.ts';
import type { Gathering } from './gathering.ts';
import type { NamedPackages } from './namedPackages.ts';
import type { OpenManifest, OpenManifests } from './openManifests.ts';
import { isIgnored, nameOfUri } from './places.ts';
import { isPolicy, type Policies } from './policies.ts';
import type { Showing } from './showing.ts';

/** What document events act on. */
export interface DocumentParts {
  readonly connection: Connection;
  readonly manifests: OpenManifests;
  readonly pairs: DiffPairs;
  readonly gathering: Gathering;
  readonly showing: Showing;
  readonly around: Around;
  readonly policies: Policies;
  readonly named: Pick<NamedPackages, 'changed'>;
  /** Since the last edit of a policy before manifests are judged by it anew, ms. */
  readonly settledMs: number;
  folders(): readonly string[];
  /** Opens sessions anew and asks again. */
  reopen(): void;
  /** Opens sessions anew and judges again, by another policy. */
  rejudge(): void;
  /** Asks about what is open, for what came new. */
  lookAgain(): Promise<void>;
  /** Something that a review may look at stands on disk otherwise than before. */
  filesChanged(): void;
  failed(error: unknown): void;
}

/** Follows what the client does with documents and files. */
export function serveDocuments(parts: DocumentParts): void {
  const { connection, manifests, pairs, gathering, showing, around, policies, failed } = parts;
  let settling: ReturnType<typeof setTimeout> | undefined;

  /** The left side of a diff opened or changed: what came in against it may be other lines now. */
  function comparedAnew(uri: string): void {
    const rights = manifests.all().filter((one) => pairs.originalsOf(one.uri).includes(uri));
    Promise.all(rights.map((one) => gathering.again(one))).catch(failed);
  }

  connection.onNotification(DIFF_PAIRS_NOTIFICATION, (told: unknown) => {
    const placeOf = ({ uri, voice }: OpenManifest) => [voice(), ...pairs.originalsOf(uri)].join('\n');
    const before = new Map(manifests.all().map((one) => [one, placeOf(one)]));
    if (!pairs.told(told)) return;
    const moved = manifests.all().filter((one) => placeOf(one) !== before.get(one));
    Promise.all(moved.map((one) => gathering.again(one))).catch(failed);
    showing.touch();
  });

  /** A policy is being typed: its own mistakes are told of at once, manifests are judged by it once it has come to rest. */
  function policyChanged(uri: string, afterMs: number): void {
    showing.policyEdited(uri);
    clearTimeout(settling);
    settling = setTimeout(parts.rejudge, afterMs);
  }

  connection.onDidOpenTextDocument(({ textDocument: { uri, languageId, version, text } }) => {
    if (policies.open(TextDocument.create(uri, languageId, version, text))) {
      policyChanged(uri, 0);
      return;
    }
    const manifest = manifests.open(uri, languageId, version, text);
    if (!manifest) return;
    gathering.opened(manifest);
    comparedAnew(uri);
    showing.touch();
  });
  connection.onDidChangeTextDocument(({ textDocument: { uri, version }, contentChanges }) => {
    if (policies.change(uri, version, contentChanges)) {
      policyChanged(uri, parts.settledMs);
      return;
    }
    const manifest = manifests.change(uri, version, contentChanges);
    if (!manifest) return;
    // A version of something is typed by nobody.
    if (manifest.isWorked) gathering.edited(manifest);
    else gathering.saved(manifest);
    comparedAnew(uri);
    showing.edited(manifest);
  });
  connection.onDidSaveTextDocument(({ textDocument: { uri } }) => {
    parts.named.changed();
    parts.filesChanged();
    if (policies.at(uri)) {
      policies.changed();
      policyChanged(uri, 0);
      return;
    }
    const manifest = manifests.get(uri);
    if (manifest) gathering.saved(manifest);
  });
  connection.onDidCloseTextDocument(({ textDocument: { uri } }) => {
    if (policies.close(uri)) {
      policies.changed();
      showing.closed({ uri });
      policyChanged(uri, 0);
      return;
    }
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
    parts.named.changed();
    parts.filesChanged();
    if (own.some(({ uri }) => nameOfUri(uri).endsWith('/.npmrc'))) parts.reopen();
    if (own.some(({ uri }) => isPolicy(uri))) {
      policies.changed();
      parts.rejudge();
    }
    const others = own.filter(({ uri }) => !isPolicy(uri));
    if (others.length === 0) return;
    reread(new Set(others.filter(({ type }) => type !== FileChangeType.Deleted).map(({ uri }) => uri))).catch(failed);
  });
}
