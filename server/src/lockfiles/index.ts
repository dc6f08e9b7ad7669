import type { PackageManager } from '../formats/packageManager.ts';
import type { LockfileFormat } from '../model/lockfile.ts';
import { bunLock } from './bun.ts';
import { npmLock } from './npm.ts';
import { pnpmLock } from './pnpm.ts';
import { yarnLock } from './yarn.ts';

/** Every lockfile format Mainstay reads; of two in one folder the first counts. */
export const lockfileFormats: readonly LockfileFormat[] = [npmLock, pnpmLock, yarnLock, bunLock];

/** Names of every lockfile, the first the one that counts where several stand in a folder. */
export const lockfileNames: readonly string[] = lockfileFormats.flatMap(({ files }) => files);

/** Names of the lockfiles of a package manager, the first the one that counts. */
export function lockfileNamesOf(manager: PackageManager): readonly string[] {
  return lockfileFormats.find(({ id }) => id === manager)?.files ?? [];
}

/** The format of a file by its name; undefined for others. */
export function lockfileFormatOf(path: string): LockfileFormat | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return lockfileFormats.find(({ files }) => files.includes(name));
}
