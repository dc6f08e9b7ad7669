import { readFileSync, statSync, type Stats } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { locked, type Lock } from './factFilesLock.ts';

/** Most bytes read of one shard; the store writes a third of a megabyte at most, what is larger was not written by it. */
const MAX_BYTES = 4 * 1024 * 1024;
/** Age after which what a killed process left half-way is removed, ms. */
const ORPHAN_MS = 60_000;
/** Tries of one update whose lock was taken over while it ran. */
const TRIES = 3;
/** Shards and their locks and half-written files, and nothing else that may stand in the folder. */
const OURS = /^\d{2}\.(json|lock|\d+\.\d+\.(tmp|stale))$/;

/** What is read of a shard: ASCII text, and what tells it from any other that may stand there later. */
export interface FactFile {
  readonly text: string;
  readonly stamp: string;
}

/** The files of a fact store in one folder: `07.json`, `07.lock` while somebody writes it. */
export interface FactFiles {
  read(shard: number, stamp: string | undefined): FactFile | 'same' | undefined;
  update(shard: number, change: (text: string | undefined) => string): Promise<string>;
  clear(): Promise<void>;
}

/**
 * A folder of shards, made when first written to, for its user's eyes only (0700, files 0600). A shard is replaced by renaming, so a reader
 * and a crash see the old or the new, never half of one. `staleMs`: age after which a lock counts as left by a dead process.
 */
export function factFiles(folder: string, { staleMs = 10_000 }: { readonly staleMs?: number } = {}): FactFiles {
  const pathOf = (shard: number, end: string) => join(folder, `${String(shard).padStart(2, '0')}.${end}`);
  let written = 0;
  let isTidy = false;

  async function prepare(): Promise<void> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    if (isTidy) return;
    isTidy = true;
    await tidy(folder);
  }

  async function replace(path: string, text: string, lock: Lock): Promise<string> {
    const draft = path.replace(/json$/, `${process.pid}.${(written += 1)}.tmp`);
    try {
      const file = await open(draft, 'wx', 0o600);
      try {
        await file.writeFile(text, 'latin1');
      } finally {
        await file.close();
      }
      const stamp = stampOf(await stat(draft));
      await lock.assertHeld();
      await renameOver(draft, path);
      await lock.assertHeld(); // else somebody may have read before and write after: it has to be done again
      return stamp;
    } catch (error) {
      await rm(draft, { force: true });
      throw error;
    }
  }

  return {
    read(shard, stamp) {
      const path = pathOf(shard, 'json');
      try {
        const found = statSync(path);
        const now = stampOf(found);
        if (now === stamp) return 'same';
        // Between the two calls it may have been replaced: then the stamp is too old, and it is read once more than needed.
        return { text: found.size > MAX_BYTES ? '' : readFileSync(path, 'latin1'), stamp: now };
      } catch (error) {
        return isAbsent(error) ? undefined : 'same';
      }
    },
    async update(shard, change) {
      await prepare();
      const path = pathOf(shard, 'json');
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await locked(pathOf(shard, 'lock'), staleMs, async (lock) =>
            replace(path, change(await readIfThere(path)), lock),
          );
        } catch (error) {
          if (attempt >= TRIES || !(error instanceof Error) || error.name !== 'LockLost') throw error;
        }
      }
    },
    async clear() {
      const names = await readdir(folder).catch((error: unknown) => {
        if (isAbsent(error)) return [];
        throw error;
      });
      for (const name of names) {
        if (!OURS.test(name) || !name.endsWith('.json')) continue;
        await locked(join(folder, name.replace(/json$/, 'lock')), staleMs, () => rm(join(folder, name), { force: true }));
      }
    },
  };
}

/** Removes what killed processes left half-way; one who fails at that has only left a little more. */
async function tidy(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!OURS.test(name) || !/\.(tmp|stale)$/.test(name)) continue;
    const path = join(folder, name);
    try {
      if (Date.now() - (await stat(path)).mtimeMs > ORPHAN_MS) await rm(path, { recursive: true, force: true });
    } catch (error) {
      if (!isAbsent(error)) throw error;
    }
  }
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return (await stat(path)).size > MAX_BYTES ? '' : await readFile(path, 'latin1');
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw error;
  }
}

/** Windows refuses to rename over a file that somebody is just reading; that is over in a moment. */
async function renameOver(from: string, to: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await rename(from, to);
      return;
    } catch (error) {
      if (attempt >= 10 || !hasCode(error, ['EPERM', 'EACCES', 'EBUSY'])) throw error;
      await new Promise((later) => setTimeout(later, 20));
    }
  }
}

function stampOf({ ino, size, mtimeMs }: Stats): string {
  return `${ino} ${size} ${mtimeMs}`;
}

function isAbsent(error: unknown): boolean {
  return hasCode(error, ['ENOENT', 'ENOTDIR']);
}

function hasCode(error: unknown, codes: readonly string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code));
}
