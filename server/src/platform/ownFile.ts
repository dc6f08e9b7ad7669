import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

let written = 0;

/**
 * Replaces a file of Mainstay's own, for its user's eyes only (folder 0700, file 0600): whoever reads meanwhile, and a crash, see the old text or the
 * new, never half of one.
 */
export async function replaceOwnFile(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.${process.pid}.${(written += 1)}.tmp`;
  try {
    await writeFile(draft, text, { mode: 0o600, flag: 'wx' });
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}
