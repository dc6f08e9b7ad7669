import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Makes a folder of its own with the given files, by their paths parted by `/`. */
export type LayOut = (files: ReadonlyMap<string, string>) => Promise<string>;

/** Runs something that needs folders of its own, readable by this user only; they are gone afterwards. */
export async function withTemporaryFolders<T>(run: (layOut: LayOut) => Promise<T>): Promise<T> {
  const made: string[] = [];
  try {
    return await run(async (files) => {
      const folder = await mkdtemp(join(tmpdir(), 'mainstay-review-'));
      made.push(folder);
      // The top of a checkout: nothing above it counts for it.
      await mkdir(join(folder, '.git'));
      for (const [path, text] of files) {
        const full = join(folder, ...path.split('/'));
        await mkdir(dirname(full), { recursive: true });
        await writeFile(full, text);
      }
      return folder;
    });
  } finally {
    for (const folder of made) await rm(folder, { recursive: true, force: true });
  }
}
