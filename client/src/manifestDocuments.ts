import { Disposable, workspace, type TextDocument, type Uri } from 'vscode';
import { MANIFEST_GLOBS } from '../../server/src/protocol.ts';
import { isOwnManifest } from './manifestFiles.ts';

/** Manifests of any scheme: files, both sides of a diff, remote and virtual folders. */
export const manifestSelector: { pattern: string }[] = MANIFEST_GLOBS.map((pattern) => ({ pattern }));

/** Calls `found` once, at the first manifest that is or gets opened; manifests of other people's code do not count. */
export function atFirstManifest(found: () => void): Disposable {
  if (workspace.textDocuments.some(isManifest)) {
    found();
    return new Disposable(() => undefined);
  }
  const listening = workspace.onDidOpenTextDocument((document) => {
    if (!isManifest(document)) return;
    listening.dispose();
    found();
  });
  return listening;
}

/** Whether a document is a manifest of the user's own, wherever it lies. */
export function isManifest({ uri }: TextDocument): boolean {
  return isManifestUri(uri);
}

/** Whether an address is that of a manifest of the user's own: a file's, or that of a version of it, whose path lies in the same folder. */
export function isManifestUri(uri: Uri): boolean {
  const tops = (workspace.workspaceFolders ?? []).map((folder) => folder.uri.path.replace(/\/+$/, ''));
  const root = tops.filter((top) => uri.path.startsWith(`${top}/`)).sort((a, b) => b.length - a.length)[0];
  return isOwnManifest(root === undefined ? uri.path : uri.path.slice(root.length));
}
