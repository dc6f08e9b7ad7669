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
    if (codeOf(error) !== 'EEXIST') throw new FileProblem(`${path}: cannot be written (${codeOf(error) ?? String(error)})`);
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
      if (codeOf(error) !== 'EEXIST') throw new FileProblem(`${current}: cannot be made (${codeOf(error) ?? String(error)})`);
      if (!(await lstat(current)).isDirectory())
        throw new FileProblem(`${current}: a link or a file, not a folder; nothing is written there`);
    }
  }
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
