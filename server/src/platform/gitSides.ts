import { createHash } from 'node:crypto';
import { open, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import type { Git } from './git.ts';
import { decoded, filesAt, textsOf, trackedFiles, untrackedPaths, type FileChoice } from './gitFiles.ts';
import type { Revision } from './gitRevisions.ts';

/** One side of a comparison: the files asked for, as they are in a commit or in the working tree. */
export interface GitSide {
  /** Ids of contents by path, from the top folder on and parted by `/`, in the order of the paths: equal ids are equal contents. */
  readonly files: ReadonlyMap<string, string>;
  /** Paths of {@link files} that git does not track. */
  readonly untracked: ReadonlySet<string>;
  /** Texts by path; undefined for what is too large or no UTF-8. */
  texts(paths: readonly string[]): Promise<ReadonlyMap<string, string | undefined>>;
}

/** A commit's files; texts up to `maxBytes`. */
export async function commitSide(git: Git, revision: Revision, choice: FileChoice, maxBytes: number): Promise<GitSide> {
  const files = new Map((await filesAt(git, revision, choice)).map(({ path, blob }) => [path, blob]));
  return { files, untracked: new Set(), texts: (paths) => textsByPath(git, files, paths, maxBytes) };
}

/**
 * The working tree's files: what git tracks as it stands on disk, what a sparse checkout leaves out as staged, and what is neither tracked nor
 * ignored. Git itself does not look at them, since it would run a repository's filters on them. What is reached through a link is left out.
 */
export async function workingTreeSide(git: Git, top: string, choice: FileChoice, maxBytes: number): Promise<GitSide> {
  const [{ present, leftOut }, untracked] = await Promise.all([trackedFiles(git, choice), untrackedPaths(git, choice)]);
  const staged = new Map(leftOut.map(({ path, blob }) => [path, blob]));
  const algorithm = [...present, ...leftOut].some(({ blob }) => blob.length === 64) ? 'sha256' : 'sha1';
  const real = await realpath(top);
  const onDisk = new Map<string, Buffer>();
  for (const path of [...present.map((file) => file.path), ...untracked]) {
    const bytes = await readPlain(real, path, maxBytes);
    if (bytes !== undefined) onDisk.set(path, bytes);
  }
  const ids = [...staged, ...[...onDisk].map(([path, bytes]) => [path, blobId(bytes, algorithm)] as const)];
  return {
    files: new Map(ids.sort(([a], [b]) => (a < b ? -1 : 1))),
    untracked: new Set(untracked),
    async texts(paths) {
      const left = await textsByPath(git, staged, paths, maxBytes);
      const textOf = (path: string) => {
        const bytes = onDisk.get(path);
        return bytes === undefined || bytes.length > maxBytes ? undefined : decoded(bytes);
      };
      return new Map(paths.map((path) => [path, staged.has(path) ? left.get(path) : textOf(path)]));
    },
  };
}

async function textsByPath(
  git: Git,
  files: ReadonlyMap<string, string>,
  paths: readonly string[],
  maxBytes: number,
): Promise<ReadonlyMap<string, string | undefined>> {
  const texts = await textsOf(
    git,
    paths.flatMap((path) => files.get(path) ?? []),
    maxBytes,
  );
  return new Map(paths.map((path) => [path, texts.get(files.get(path) ?? '')]));
}

/** A regular file's bytes, one more than `maxBytes` at most; undefined where it is absent, unreadable or reached through a link. */
async function readPlain(top: string, path: string, maxBytes: number): Promise<Buffer | undefined> {
  const full = join(top, ...path.split('/'));
  try {
    if ((await realpath(full)) !== full) return undefined;
    const file = await open(full, 'r');
    try {
      const stat = await file.stat();
      if (!stat.isFile()) return undefined;
      if (stat.size <= maxBytes) return await file.readFile();
      // Enough to tell it from others of its kind, and that it is too large.
      const { buffer } = await file.read(Buffer.alloc(maxBytes + 1), 0, maxBytes + 1, 0);
      return buffer;
    } finally {
      await file.close();
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error) return undefined;
    throw error;
  }
}

/** The id git gives to contents: no attribute or setting counts, so a file that git would convert has another id and the same text. */
function blobId(bytes: Buffer, algorithm: 'sha1' | 'sha256'): string {
  return createHash(algorithm).update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}
