import { open, realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { UpstreamFailure } from '../model/failure.ts';

/** Most bytes read of one cached file; `.info` and `.mod` files are a few kilobytes. */
const MAX_BYTES = 4_000_000;

/** One path element as the module cache writes them: no capital, no separator of any system, no drive, nothing that climbs out. */
const ELEMENT = /^(?!\.{1,2}$)[a-z0-9!@._~+-]{1,255}$/;

/**
 * A reader of the download folder below `GOMODCACHE`, and of nothing else: a path that could leave it, by its spelling or through a
 * link, reads as absent. Rejects with {@link UpstreamFailure} `too-large` above 4 MB.
 */
export function moduleCacheReader(moduleCache: string | undefined): (relativePath: string) => Promise<string | undefined> {
  if (moduleCache === undefined) return () => Promise.resolve(undefined);
  const root = join(moduleCache, 'cache', 'download');
  return async (relativePath) => {
    const elements = relativePath.split('/');
    if (elements.length > 64 || !elements.every((element) => ELEMENT.test(element))) return undefined;
    try {
      const real = await realpath(join(root, ...elements));
      return real.startsWith((await realpath(root)) + sep) ? await readBounded(real) : undefined;
    } catch (error) {
      if (error instanceof Error && 'code' in error && UNREADABLE.has(String(error.code))) return undefined;
      throw error;
    }
  };
}

const UNREADABLE = new Set(['ENOENT', 'ENOTDIR', 'EISDIR', 'EACCES', 'EPERM', 'ELOOP', 'ENAMETOOLONG']);

async function readBounded(path: string): Promise<string | undefined> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    if (size > MAX_BYTES) throw new UpstreamFailure('too-large', `a file of the Go module cache has ${size} bytes`);
    return await file.readFile('utf8');
  } finally {
    await file.close();
  }
}
