import { open, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';

/** Most folders looked through on the way up to the root. */
const MAX_ANCESTORS = 64;

/** A file that cannot be used: which, and why, in words. */
export class FileProblem extends Error {
  override readonly name = 'FileProblem';
}

/** What a path is; undefined where nothing is there. Throws {@link FileProblem} where it may not be looked at. */
export async function kindOf(path: string): Promise<'file' | 'folder' | undefined> {
  try {
    return (await stat(path)).isDirectory() ? 'folder' : 'file';
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return undefined;
    throw new FileProblem(`${path}: ${reasonOf(error)}`);
  }
}

/** The text of a file, a byte-order mark kept. Throws {@link FileProblem} where it cannot be read, is larger than `maxBytes` or is no UTF-8. */
export async function readText(path: string, maxBytes: number): Promise<string> {
  try {
    const file = await open(path, 'r');
    try {
      const { size } = await file.stat();
      if (size > maxBytes) throw new FileProblem(`${path}: larger than ${Math.round(maxBytes / 1024)} KiB, not read`);
      const bytes = await file.readFile();
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    } finally {
      await file.close();
    }
  } catch (error) {
    if (error instanceof FileProblem) throw error;
    if (codeOf(error) === 'ERR_ENCODING_INVALID_ENCODED_DATA') throw new FileProblem(`${path}: not UTF-8 text`);
    throw new FileProblem(`${path}: ${reasonOf(error)}`);
  }
}

/** The nearest file of that name in a folder or one above it; undefined where there is none. */
export async function nearest(name: string, folder: string): Promise<string | undefined> {
  let current = resolve(folder);
  for (let step = 0; step < MAX_ANCESTORS; step += 1) {
    const candidate = join(current, name);
    if ((await kindOf(candidate)) === 'file') return candidate;
    const parent = dirname(current);
    if (parent === current) return undefined;
    current = parent;
  }
  return undefined;
}

/**
 * The folder whose `.npmrc` counts for a folder: the nearest at or above with one, up to the top of its checkout (a folder with `.git`);
 * undefined where there is none. So a workspace member obeys its root, as npm, pnpm and Yarn have it.
 */
export async function npmrcFolder(folder: string): Promise<string | undefined> {
  let current = resolve(folder);
  for (let step = 0; step < MAX_ANCESTORS; step += 1) {
    if ((await kindOf(join(current, '.npmrc'))) === 'file') return current;
    const parent = dirname(current);
    if (parent === current || (await kindOf(join(current, '.git'))) !== undefined) return undefined;
    current = parent;
  }
  return undefined;
}

/** The top of the checkout around a folder: the nearest at or above with `.git`; undefined where there is none. */
export async function checkoutTop(folder: string): Promise<string | undefined> {
  let current = resolve(folder);
  for (let step = 0; step < MAX_ANCESTORS; step += 1) {
    if ((await kindOf(join(current, '.git'))) !== undefined) return current;
    const parent = dirname(current);
    if (parent === current) return undefined;
    current = parent;
  }
  return undefined;
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

function reasonOf(error: unknown): string {
  const code = codeOf(error);
  if (code === 'ENOENT') return 'no such file';
  if (code === 'EACCES' || code === 'EPERM') return 'not allowed to read it';
  if (code === 'EISDIR') return 'is a folder';
  return error instanceof Error ? error.message : String(error);
}
