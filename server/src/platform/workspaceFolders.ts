import { open, readdir, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Folders of other people's code and of test data: their manifests are never read. A walk skips folders that begin with a dot too: caches and git's own are
 * large, and nobody says which are part of a project. A review asks git.
 */
const IGNORED = new Set(['node_modules', 'vendor', 'testdata', 'bower_components']);
/** Largest manifest read; real ones stay below a tenth of it. */
const MAX_MANIFEST_BYTES = 2_000_000;

/** Whether a walk does not look into a folder of this name. */
export function isIgnoredFolder(name: string): boolean {
  return IGNORED.has(name) || name.startsWith('.');
}

/** Bounds of a walk; a walk that meets one is not complete. */
export interface WalkBounds {
  /** Most folders looked into. */
  readonly maxFolders: number;
  /** Deepest level below the start, which is level 0. */
  readonly maxDepth: number;
}

/** One folder met on a walk. */
export interface WalkedFolder {
  readonly path: string;
  /** Names of its regular files, sorted. */
  readonly files: readonly string[];
  /** This folder has subfolders that the walk will not enter because of its bounds, or could not be read. */
  readonly cutShort: boolean;
  /** There is no such folder, which can be said of a start only. */
  readonly absent: boolean;
}

/**
 * The folders from the given starts downwards, each once, level by level and by name, so that bounds cut off what lies deepest.
 * Symbolic links are not followed; a folder that cannot be read counts as empty and cut short. Never rejects.
 */
export async function* walkFolders(
  starts: readonly string[],
  { maxFolders, maxDepth }: WalkBounds,
): AsyncGenerator<WalkedFolder> {
  const queue = starts.map((path) => ({ path, depth: 0 }));
  const seen = new Set<string>();
  for (let at = 0; at < queue.length && seen.size < maxFolders; at += 1) {
    const { path, depth } = queue[at] ?? { path: '', depth: 0 };
    if (seen.has(path)) continue;
    seen.add(path);
    const listed = await listFolder(path);
    const entries = typeof listed === 'string' ? [] : listed;
    const folders = entries.filter((entry) => entry.isDirectory() && !isIgnoredFolder(entry.name));
    const enters = depth < maxDepth;
    if (enters) queue.push(...folders.map(({ name }) => ({ path: join(path, name), depth: depth + 1 })));
    const isLast = seen.size >= maxFolders && queue.slice(at + 1).some((next) => !seen.has(next.path));
    yield {
      path,
      files: entries.filter((entry) => entry.isFile()).map(({ name }) => name),
      cutShort: typeof listed === 'string' || (!enters && folders.length > 0) || isLast,
      absent: listed === 'absent',
    };
  }
}

async function listFolder(path: string) {
  try {
    const entries = await readdir(path, { withFileTypes: true });
    return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    rethrowUnlessRefused(error);
    return error.code === 'ENOENT' || error.code === 'ENOTDIR' ? 'absent' : 'unreadable';
  }
}

/** The text of a regular file; undefined where it is absent, unreadable or larger than any manifest. */
export async function readManifestFile(path: string): Promise<string | undefined> {
  let file: FileHandle | undefined;
  try {
    file = await open(path, 'r');
    const stat = await file.stat();
    if (!stat.isFile() || stat.size > MAX_MANIFEST_BYTES) return undefined;
    return await file.readFile('utf8');
  } catch (error) {
    rethrowUnlessRefused(error);
    return undefined;
  } finally {
    await file?.close();
  }
}

/** What the file system refuses is not there for us; anything else is a mistake of ours. */
function rethrowUnlessRefused(error: unknown): asserts error is Error & { readonly code: unknown } {
  if (!(error instanceof Error && 'code' in error)) throw error;
}
