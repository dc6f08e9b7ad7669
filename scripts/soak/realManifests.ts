import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A manifest of a real project, recorded beside the repository. */
export interface RealManifest {
  readonly name: string;
  readonly text: string;
}

/**
 * The recorded manifests, by name: those under `MAINSTAY_DATA` (default `../shared/data` beside the project) where that exists, else the
 * committed examples.
 */
export async function realManifests(): Promise<readonly RealManifest[]> {
  const root = join(import.meta.dirname, '..', '..');
  const recorded = await manifestsIn(join(root, process.env['MAINSTAY_DATA'] ?? join('..', 'shared', 'data'), 'manifests'));
  return recorded ?? (await manifestsIn(join(root, 'examples'))) ?? [];
}

async function manifestsIn(folder: string): Promise<readonly RealManifest[] | undefined> {
  try {
    const entries = await readdir(folder, { recursive: true });
    const names = entries.filter((name) => /(?:package\.json|go\.mod|pnpm-workspace\.yaml)$/.test(name)).sort();
    return await Promise.all(names.map(async (name) => ({ name, text: await readFile(join(folder, name), 'utf8') })));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
