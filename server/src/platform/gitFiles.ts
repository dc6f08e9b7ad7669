import { GitProblem, type Git } from './git.ts';
import type { Revision } from './gitRevisions.ts';

/** A file as git knows it, regular or a link. */
export interface GitFile {
  /** From the top folder on, parted by `/`. */
  readonly path: string;
  /** Id of its contents; of a link, of where it leads. */
  readonly blob: string;
  readonly isLink: boolean;
}

/** Which files are asked for: by the ending of their names (`package.json`) or by their places, each listed one also by {@link wanted}. */
export interface FileChoice {
  readonly endings: readonly string[];
  /** Globs of files in one place each, from the top folder on. */
  readonly places?: readonly string[];
  wanted(path: string): boolean;
}

/** Modes of regular files. */
export const REGULAR = /^100(?:644|755|664)$/;
/** Mode of links. */
export const LINK = '120000';
const MAX_LISTING = 256 * 1024 * 1024;

/** The files of a commit, links among them, in the order of their paths. Submodules are left out. */
export async function filesAt(git: Git, { commit }: Revision, choice: FileChoice): Promise<readonly GitFile[]> {
  const { output } = await git(['ls-tree', '-r', '-z', '--full-tree', commit], { maxBytes: MAX_LISTING });
  return listed(output, choice, /^(\d+) blob ([0-9a-f]+)\t([^]+)$/);
}

/** Whether a link stands at a path of a commit, or at a folder on the way to it. */
export async function isLinkAt(git: Git, { commit }: Revision, path: string): Promise<boolean> {
  const { output } = await git(['--literal-pathspecs', 'ls-tree', '-z', '--full-tree', commit, '--', ...wayTo(path)]);
  return texts(output).some((line) => line.startsWith(`${LINK} `));
}

/** The folders that lead to a path, from the top on, and the path itself. */
export function wayTo(path: string): readonly string[] {
  const parts = path.split('/');
  return parts.map((_, at) => parts.slice(0, at + 1).join('/'));
}

/**
 * The files git tracks, with their contents as last staged; the working tree is not looked at. Those that a sparse checkout leaves out of it
 * are a list of their own.
 */
export async function trackedFiles(
  git: Git,
  choice: FileChoice,
): Promise<{ readonly present: readonly GitFile[]; readonly leftOut: readonly GitFile[] }> {
  const words = ['ls-files', '-s', '-t', '-z', '--full-name', '--', ...pathspecs(choice)];
  const { output } = await git(words, { maxBytes: MAX_LISTING });
  return {
    present: listed(output, choice, /^[^S] (\d+) ([0-9a-f]+) \d\t([^]+)$/),
    leftOut: listed(output, choice, /^S (\d+) ([0-9a-f]+) \d\t([^]+)$/),
  };
}

/** Paths of files in the working tree that are neither tracked nor ignored. */
export async function untrackedPaths(git: Git, choice: FileChoice): Promise<readonly string[]> {
  const words = ['ls-files', '-o', '--exclude-standard', '-z', '--full-name', '--', ...pathspecs(choice)];
  const { output } = await git(words, { maxBytes: MAX_LISTING });
  return texts(output).filter((path) => isPlainPath(path) && choice.wanted(path));
}

/** Where files went to since a commit, by their new paths: in another commit, or as staged where `head` is undefined. */
export async function renames(
  git: Git,
  base: Revision,
  head: Revision | undefined,
  choice: FileChoice,
): Promise<ReadonlyMap<string, string>> {
  const against = head === undefined ? ['diff-index', '--cached', base.commit] : ['diff-tree', '-r', base.commit, head.commit];
  const [command = '', ...rest] = against;
  const options = ['--name-status', '-z', '--find-renames=50%', '-l1000', '--diff-filter=R', '--no-ext-diff', '--no-textconv'];
  const { output } = await git([command, ...options, ...rest, '--', ...pathspecs(choice)], { maxBytes: MAX_LISTING });
  const words = texts(output);
  const found = new Map<string, string>();
  for (let at = 0; at + 2 < words.length; at += 3) {
    const [status = '', from = '', to = ''] = words.slice(at, at + 3);
    if (/^R\d*$/.test(status) && choice.wanted(from) && choice.wanted(to)) found.set(to, from);
  }
  return found;
}

/** The texts of files by their ids; one that is no UTF-8, or larger than `maxBytes`, is undefined. Rejects where this clone lacks one. */
export async function textsOf(
  git: Git,
  blobs: readonly string[],
  maxBytes: number,
): Promise<ReadonlyMap<string, string | undefined>> {
  const ids = [...new Set(blobs)];
  const found = new Map<string, string | undefined>();
  if (ids.length === 0) return found;
  const sizes = await git(['cat-file', '--batch-check=%(objectname) %(objecttype) %(objectsize)'], { input: lines(ids) });
  const readable = sizes.output
    .toString('latin1')
    .split('\n')
    .flatMap((line) => {
      const [id = '', type, size] = line.split(' ');
      if (type === 'missing') throw new GitProblem(`this clone lacks the contents of a file (${id})`);
      return type === 'blob' && Number(size) <= maxBytes ? [{ id, size: Number(size) }] : [];
    });
  for (const id of ids) found.set(id, undefined);
  for (const portion of portions(readable)) {
    const { output } = await git(['cat-file', '--batch'], { input: lines(portion.map(({ id }) => id)), maxBytes: MAX_LISTING });
    let at = 0;
    for (const { id, size } of portion) {
      const start = output.indexOf(10, at) + 1;
      found.set(id, decoded(output.subarray(start, start + size)));
      at = start + size + 1;
    }
  }
  return found;
}

/** Those of the contents that this clone has. */
export async function heldBlobs(git: Git, blobs: readonly string[]): Promise<readonly string[]> {
  const ids = [...new Set(blobs)];
  if (ids.length === 0) return [];
  const { output } = await git(['cat-file', '--batch-check=%(objectname) %(objecttype)'], { input: lines(ids) });
  const types = output.toString('latin1').split('\n');
  return ids.filter((id, at) => types[at] === `${id} blob`);
}

/** Contents that together stay well below what one answer may hold. */
function portions<T extends { readonly size: number }>(files: readonly T[]): readonly (readonly T[])[] {
  const all: T[][] = [[]];
  let sum = 0;
  for (const file of files) {
    if (sum > 0 && sum + file.size > MAX_LISTING / 2) {
      all.push([]);
      sum = 0;
    }
    sum += file.size + 100;
    all.at(-1)?.push(file);
  }
  return all.filter((portion) => portion.length > 0);
}

/** The text of bytes, a byte-order mark kept; undefined where they are no UTF-8. */
export function decoded(bytes: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

function listed(output: Buffer, choice: FileChoice, shape: RegExp): readonly GitFile[] {
  const files = new Map<string, GitFile>();
  for (const line of texts(output)) {
    const [, mode = '', blob = '', path = ''] = shape.exec(line) ?? [];
    const isLink = mode === LINK;
    if ((isLink || REGULAR.test(mode)) && isPlainPath(path) && choice.wanted(path) && !files.has(path))
      files.set(path, { path, blob, isLink });
  }
  return [...files.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** A path that leads where it says: a tree made by hand can hold others, and they are written to disk later on. */
export function isPlainPath(path: string): boolean {
  return path.split('/').every((part) => part !== '' && part !== '.' && part !== '..' && !/[\\\u0000]/.test(part));
}

function pathspecs({ endings, places = [] }: FileChoice): readonly string[] {
  return [...endings.map((ending) => `**/*${ending}`), ...places].map((glob) => `:(top,glob)${glob}`);
}

function texts(output: Buffer): readonly string[] {
  return output
    .toString('utf8')
    .split('\0')
    .filter((text) => text !== '');
}

function lines(ids: readonly string[]): string {
  return ids.map((id) => `${id}\n`).join('');
}
