import { IGNORED_FOLDERS, MANIFEST_GLOBS } from '../../server/src/protocol.ts';

const names: ReadonlySet<string> = new Set(MANIFEST_GLOBS.map((glob) => glob.slice(glob.lastIndexOf('/') + 1)));
const ignored: ReadonlySet<string> = new Set(IGNORED_FOLDERS);

/**
 * Whether a document is a manifest of the user's own: one of the file names, and in no folder of other people's code.
 * `path` is a URI's path, relative to its workspace folder where it lies in one: what stands above that folder says nothing.
 */
export function isOwnManifest(path: string): boolean {
  const parts = path.split('/');
  return names.has(parts.at(-1) ?? '') && !parts.some((part) => ignored.has(part));
}
