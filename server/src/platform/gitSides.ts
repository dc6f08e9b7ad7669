import { createHash } from 'node:crypto';
import { lstat, open, readlink } from 'node:fs/promises';
import { join, posix } from 'node:path';
import type { Git } from './git.ts';
import {
  decoded,
  filesAt,
  isLinkAt,
  textsOf,
  trackedFiles,
  untrackedPaths,
  wayTo,
  type FileChoice,
  type GitFile,
} from './gitFiles.ts';
import type { Revision } from './gitRevisions.ts';

/** One side of a comparison: the files asked for, as they are in a commit or in the working tree. */
export interface GitSide {
  /** Ids of contents by path, from the top folder on and parted by `/`, in the order of the paths: equal ids are equal contents. */
  readonly files: ReadonlyMap<string, string>;
  /** The same of links that stand where a file is asked for: they are none of {@link files}, and never followed. */
  readonly links: ReadonlyMap<string, string>;
  /** Paths of {@link files} that git does not track. */
  readonly untracked: ReadonlySet<string>;
  /** Texts by path; undefined for what is too large or no UTF-8. */
  texts(paths: readonly string[]): Promise<ReadonlyMap<string, string | undefined>>;
  /** Whether a link stands at a path, or at a folder on the way to it. */
  isLink(path: string): Promise<boolean>;
}

/** A commit's files; texts up to `maxBytes`. */
export async function commitSide(git: Git, revision: Revision, choice: FileChoice, maxBytes: number): Promise<GitSide> {
  const all = await filesAt(git, revision, choice);
  const files = idsOf(all, false);
  return {
    files,
    links: idsOf(all, true),
    untracked: new Set(),
    texts: (paths) => textsByPath(git, files, paths, maxBytes),
    isLink: (path) => isLinkAt(git, revision, path),
  };
}

/**
 * The working tree's files: what git tracks as it stands on disk, what a sparse checkout leaves out as staged, and what is neither tracked nor
 * ignored. Git itself does not look at them, since it would run a repository's filters on them. What is reached through a link is left out.
 */
export async function workingTreeSide(git: Git, top: string, choice: FileChoice, maxBytes: number): Promise<GitSide> {
  const [{ present, leftOut }, untracked] = await Promise.all([trackedFiles(git, choice), untrackedPaths(git, choice)]);
  const staged = idsOf(leftOut, false);
  const links = new Map(idsOf(leftOut, true));
  const algorithm = [...present, ...leftOut].some(({ blob }) => blob.length === 64) ? 'sha256' : 'sha1';
  const onDisk = new Map<string, Buffer>();
  const plainFolders = new Map<string, Promise<boolean>>();
  for (const path of [...present.map((file) => file.path), ...untracked]) {
    if (!(await isPlain(top, posix.dirname(path), plainFolders))) continue;
    const target = await orAbsent(readlink(join(top, path)));
    if (target !== undefined) links.set(path, blobId(Buffer.from(target), algorithm));
    const bytes = target === undefined ? await readPlain(join(top, path), maxBytes) : undefined;
    if (bytes !== undefined) onDisk.set(path, bytes);
  }
  const ids = [...staged, ...[...onDisk].map(([path, bytes]) => [path, blobId(bytes, algorithm)] as const)];
  return {
    files: new Map(ids.sort(([a], [b]) => (a < b ? -1 : 1))),
    links,
    untracked: new Set(untracked),
    async texts(paths) {
      const left = await textsByPath(git, staged, paths, maxBytes);
      const textOf = (path: string) => {
        const bytes = onDisk.get(path);
        return bytes === undefined || bytes.length > maxBytes ? undefined : decoded(bytes);
      };
      return new Map(paths.map((path) => [path, staged.has(path) ? left.get(path) : textOf(path)]));
    },
    async isLink(path) {
      for (const step of wayTo(path)) if ((await orAbsent(lstat(join(top, step))))?.isSymbolicLink() === true) return true;
      return false;
    },
  };
}

function idsOf(files: readonly GitFile[], isLink: boolean): ReadonlyMap<string, string> {
  return new Map(files.flatMap((file) => (file.isLink === isLink ? [[file.path, file.blob] as const] : [])));
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

/** Whether a folder below the top is one, and no link on the way to it. */
function isPlain(top: string, folder: string, known: Map<string, Promise<boolean>>): Promise<boolean> {
  if (folder === '.') return Promise.resolve(true);
  const answer = known.get(folder) ?? plainBelow(top, folder, known);
  known.set(folder, answer);
  return answer;
}

async function plainBelow(top: string, folder: string, known: Map<string, Promise<boolean>>): Promise<boolean> {
  if (!(await isPlain(top, posix.dirname(folder), known))) return false;
  return (await orAbsent(lstat(join(top, folder))))?.isDirectory() === true;
}

/** A regular file's bytes, one more than `maxBytes` at most; undefined where it is absent, unreadable or a link. */
async function readPlain(path: string, maxBytes: number): Promise<Buffer | undefined> {
  if ((await orAbsent(lstat(path)))?.isFile() !== true) return undefined;
  return orAbsent(readAtMost(path, maxBytes + 1));
}

/** Enough of a file to tell it from others, and that it is too large. */
async function readAtMost(path: string, most: number): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    if (size < most) return await file.readFile();
    const { buffer } = await file.read(Buffer.alloc(most), 0, most, 0);
    return buffer;
  } finally {
    await file.close();
  }
}

/** The value; undefined where the file system refuses it. */
async function orAbsent<T>(value: Promise<T>): Promise<T | undefined> {
  try {
    return await value;
  } catch (error) {
    if (error instanceof Error && 'code' in error) return undefined;
    throw error;
  }
}

/** The id git gives to contents: no attribute or setting counts, so a file that git would convert has another id and the same text. */
function blobId(bytes: Buffer, algorithm: 'sha1' | 'sha256'): string {
  return createHash(algorithm).update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}
