import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { kindOf } from '../platform/files.ts';
import { IGNORED_FOLDERS } from '../protocol.ts';

/** The path of a `file:` address; undefined for every other, and for what names no file here. */
export function pathOf(uri: string): string | undefined {
  if (!uri.startsWith('file:') || !URL.canParse(uri)) return undefined;
  try {
    return fileURLToPath(uri);
  } catch (error) {
    if (error instanceof Error && 'code' in error) return undefined; // another machine's file, or an escaped slash
    throw error;
  }
}

/** The path part of any address, unescaped: what a document is told apart by. */
export function nameOfUri(uri: string): string {
  const path = URL.canParse(uri) ? new URL(uri).pathname : uri;
  try {
    return decodeURIComponent(path);
  } catch (error) {
    if (error instanceof URIError) return path;
    throw error;
  }
}

/** Whether an address lies in other people's code or in test data; within a folder of the workspace only what is below that counts. */
export function isIgnored(uri: string, workspace: readonly string[]): boolean {
  const top = folderHolding(uri, workspace);
  const path = top === undefined ? nameOfUri(uri) : nameOfUri(uri).slice(nameOfUri(top).length);
  const folders = path.split(/[\\/]/).slice(0, -1);
  return folders.some((folder) => IGNORED_FOLDERS.some((ignored) => ignored === folder));
}

/** The deepest of the folders (addresses without a slash at the end) that holds a document. */
export function folderOf(uri: string, folders: readonly string[]): string | undefined {
  const holding = folders.filter((folder) => uri.startsWith(`${folder.replace(/\/+$/, '')}/`));
  return holding.sort((a, b) => b.length - a.length)[0];
}

/** The deepest of the folders in which a document lies by its path alone, whatever its scheme: a diff's other side lies beside the file. */
export function folderHolding(uri: string, folders: readonly string[]): string | undefined {
  const name = nameOfUri(uri);
  const holding = folders.filter((folder) => name.startsWith(`${nameOfUri(folder).replace(/\/+$/, '')}/`));
  return holding.sort((a, b) => b.length - a.length)[0];
}

/**
 * The file of this machine that a text of another scheme is a version of: the one at the same path in a folder of the workspace, there or not.
 * Undefined where it lies in none.
 */
export function fileBeside(uri: string, folders: readonly string[]): string | undefined {
  const folder = folderHolding(
    uri,
    folders.filter((one) => pathOf(one) !== undefined),
  );
  const path = folder === undefined ? undefined : pathOf(folder);
  if (folder === undefined || path === undefined) return undefined;
  const rest = nameOfUri(uri)
    .slice(nameOfUri(folder).length)
    .split('/')
    .filter((part) => part !== '');
  return rest.includes('..') ? undefined : join(path, ...rest);
}

/** The folder whose `.npmrc` counts for a manifest: its own or the nearest above up to `top`; `top` where there is none. */
export async function npmrcFolder(manifest: string, top: string | undefined): Promise<string> {
  const own = dirname(manifest);
  if (top === undefined || !isWithin(own, top)) return own;
  for (let folder = own; ; folder = dirname(folder)) {
    if (folder === top || (await kindOf(join(folder, '.npmrc'))) === 'file') return folder;
    if (dirname(folder) === folder) return top;
  }
}

/** Whether a path is a folder's, or below it. */
export function isWithin(path: string, folder: string): boolean {
  return !isOutside(relative(folder, path));
}

function isOutside(way: string): boolean {
  return way === '..' || way.startsWith(`..${sep}`) || way.startsWith(sep) || /^[A-Za-z]:/.test(way);
}
