import { lstat, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { FileProblem } from './files.ts';

/**
 * Writes a file that is not there yet; with the same text there already it is left. Throws {@link FileProblem} where there is another, and where it
 * cannot be written.
 */
export async function writeNewFile(path: string, text: string): Promise<'written' | 'same'> {
  try {
    await writeFile(path, text, { flag: 'wx' });
    return 'written';
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw new FileProblem(`${path}: cannot be written: ${whyNot(error)}`);
    if ((await readFile(path, 'utf8').catch(() => undefined)) === text) return 'same';
    throw new FileProblem(`${path}: there is a file already, it is left as it is`);
  }
}

/** Makes the folders of a path below a folder. Throws {@link FileProblem} where one of them is a link: a repository may not say where to write. */
export async function makeFolders(top: string, path: string): Promise<void> {
  const folder = dirname(path);
  let current = top;
  for (const part of folder.split('/')) {
    current = join(current, part);
    try {
      await mkdir(current);
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw new FileProblem(`${current}: cannot be made: ${whyNot(error)}`);
      if (!(await lstat(current)).isDirectory())
        throw new FileProblem(`${current}: a link or a file, not a folder; nothing is written there`);
    }
  }
}

const NOT_ALLOWED = 'you may not write there';

/** What stands in the way, by the code that Node gives it. */
const WHY_NOT: Readonly<Record<string, string>> = {
  ENOENT: 'its folder does not exist',
  ENOTDIR: 'part of its path is a file',
  EACCES: NOT_ALLOWED,
  EPERM: NOT_ALLOWED,
  EROFS: NOT_ALLOWED,
  ENOSPC: 'the disk is full',
};

/** What stands in the way, and what to do about it. */
function whyNot(error: unknown): string {
  const code = codeOf(error) ?? String(error);
  return `${WHY_NOT[code] ?? code}; ${code === 'ENOENT' ? 'make it first, or ' : ''}name another place`;
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
