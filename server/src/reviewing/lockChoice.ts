import { posix } from 'node:path';
import { packageManagerIn, type PackageManager } from '../formats/packageManager.ts';
import { lockfileFormatOf, lockfileNames, lockfileNamesOf } from '../lockfiles/index.ts';
import type { GitSide } from '../platform/gitSides.ts';
import { nearestOf } from './nearestOf.ts';

/** Which lockfile speaks for a manifest. */
export interface LockChoice {
  /** Its path; undefined where there is none. */
  readonly path: string | undefined;
  /** Lockfiles of other formats beside it that nobody says are not the ones that count. */
  readonly beside: readonly string[];
}

/**
 * Chooses the lockfiles of a side: nearest at or above the manifest, those of the package manager that the nearest package.json at or above names. One
 * that another manager left behind says nothing of what is installed.
 */
export async function lockChoices(side: GitSide): Promise<(manifest: string) => LockChoice> {
  const managers = await managersIn(side);
  return (manifest) => {
    const manager = foldersUp(manifest).flatMap((folder) => managers.get(folder) ?? [])[0];
    const named = manager === undefined ? undefined : nearestOf(lockfileNamesOf(manager), manifest, side);
    if (named !== undefined) return { path: named, beside: [] };
    const path = nearestOf(lockfileNames, manifest, side);
    if (path === undefined) return { path, beside: [] };
    const others = lockfileNames.filter((name) => lockfileFormatOf(name) !== lockfileFormatOf(path));
    const beside = others.map((name) => posix.join(posix.dirname(path), name)).filter((one) => side.files.has(one));
    return { path, beside };
  };
}

/** The managers that package.json files name, by their folders; nothing is read where there is nothing to choose. */
async function managersIn(side: GitSide): Promise<ReadonlyMap<string, PackageManager>> {
  const locks = [...side.files.keys(), ...side.links.keys()].filter((path) => lockfileFormatOf(path) !== undefined);
  if (new Set(locks.map(lockfileFormatOf)).size < 2) return new Map();
  const paths = new Set(locks.flatMap((path) => foldersUp(path).map((folder) => posix.join(folder, 'package.json'))));
  const texts = await side.texts([...paths].filter((path) => side.files.has(path)));
  return new Map(
    [...texts].flatMap(([path, text]) => {
      const manager = text === undefined ? undefined : packageManagerIn(text);
      return manager === undefined ? [] : [[posix.dirname(path), manager] as const];
    }),
  );
}

/** The folder of a file and those above it, the nearest first. */
function foldersUp(path: string): readonly string[] {
  const folder = posix.dirname(path);
  return folder === '.' ? ['.'] : [folder, ...foldersUp(folder)];
}
