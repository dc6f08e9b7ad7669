import { mkdtempSync, rmSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Makes a folder of its own with the given files, by their paths parted by `/`. */
export type LayOut = (files: ReadonlyMap<string, string>) => Promise<string>;

/** Those that are there now: a process that ends early has nobody else to take them away. */
const standing = new Set<string>();

/** Takes away at once what is there of all runs: for a process that ends before they do. */
export function removeTemporaryFolders(): void {
  for (const folder of standing) rmSync(folder, { recursive: true, force: true });
  standing.clear();
}

/** Runs something that needs folders of its own, readable by this user only; they are gone afterwards. */
export async function withTemporaryFolders<T>(run: (layOut: LayOut) => Promise<T>): Promise<T> {
  const made: string[] = [];
  try {
    return await run(async (files) => {
      const folder = mkdtempSync(join(tmpdir(), 'mainstay-review-'));
      made.push(folder);
      standing.add(folder);
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
    for (const folder of made) {
      await rm(folder, { recursive: true, force: true });
      standing.delete(folder);
    }
  }
}
