import { mkdir, rename, rmdir, stat } from 'node:fs/promises';

/** Longest wait for a lock beyond the time after which it counts as stale, ms. */
const PATIENCE_MS = 5_000;
/** Longest pause between two tries, ms. */
const PAUSE_MS = 25;

/** A lock that is held. */
export interface Lock {
  /** Rejects with an error named `LockLost` where another process took the lock over, thinking this one dead (a machine that slept). */
  assertHeld(): Promise<void>;
}

/** The lock was taken over. */
class LockLost extends Error {
  override readonly name = 'LockLost';
}

/** How making a folder fails that is there; Windows says EPERM of one that is just being removed. */
const TAKEN = process.platform === 'win32' ? ['EEXIST', 'EPERM'] : ['EEXIST'];

let takeovers = 0;

/**
 * Does something while no other process holds the lock: a folder, since making one is atomic everywhere. A lock older than `staleMs` was left
 * by a process that died and is taken over. Rejects where others hold it for too long.
 */
export async function locked<T>(path: string, staleMs: number, work: (lock: Lock) => Promise<T>): Promise<T> {
  const mark = await acquire(path, staleMs);
  const isHeld = async () => (await markOf(path)) === mark;
  try {
    return await work({
      async assertHeld() {
        if (!(await isHeld())) throw new LockLost(`${path} was taken over`);
      },
    });
  } finally {
    if (await isHeld()) await ignoring(['ENOENT', 'ENOTEMPTY'], rmdir(path));
  }
}

/** Resolves to what tells this lock from one that somebody else makes at the same place. */
async function acquire(path: string, staleMs: number): Promise<string> {
  const giveUp = Date.now() + staleMs + PATIENCE_MS;
  for (;;) {
    try {
      await mkdir(path, { mode: 0o700 });
      const mark = await markOf(path);
      if (mark !== undefined) return mark;
    } catch (error) {
      if (!hasCode(error, TAKEN)) throw error;
    }
    if (await isStale(path, staleMs)) await takeOver(path, staleMs);
    else if (Date.now() > giveUp) throw new Error(`${path} is held by another process`);
    else await new Promise((later) => setTimeout(later, 1 + Math.random() * PAUSE_MS));
  }
}

/** Moving it away first: of many who find it stale only one succeeds, and none removes the lock that the first of them then makes. */
async function takeOver(path: string, staleMs: number): Promise<void> {
  const aside = path.replace(/lock$/, `${process.pid}.${(takeovers += 1)}.stale`);
  await ignoring(['ENOENT', 'EPERM', 'EACCES'], rename(path, aside));
  // Between looking and moving another may have taken it over: that lock is alive and goes back; its holder looks before it believes it holds it.
  if (!(await isStale(aside, staleMs))) await ignoring(['ENOENT', 'EEXIST', 'ENOTEMPTY', 'EPERM'], rename(aside, path));
  await ignoring(['ENOENT'], rmdir(aside));
}

async function isStale(path: string, staleMs: number): Promise<boolean> {
  const found = await ignoring(['ENOENT'], stat(path));
  return found !== undefined && Date.now() - found.mtimeMs > staleMs;
}

async function markOf(path: string): Promise<string | undefined> {
  const found = await ignoring(['ENOENT'], stat(path));
  return found && `${found.ino} ${found.mtimeMs}`;
}

async function ignoring<T>(codes: readonly string[], work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (hasCode(error, codes)) return undefined;
    throw error;
  }
}

function hasCode(error: unknown, codes: readonly string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code));
}
