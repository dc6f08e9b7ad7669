import type { Ecosystem } from '../model/ecosystem.ts';
import { gomod } from './gomod.ts';
import { npm } from './npm.ts';
import { pnpmWorkspace } from './pnpmWorkspace.ts';

export { withCatalogs } from './catalogs.ts';
export { readNpmLock, versionsOf, type LockedEntry } from './npmLock.ts';

/** Every manifest format Mainstay reads. */
export const ecosystems: readonly Ecosystem[] = [npm, gomod, pnpmWorkspace];

/** The format of a file by its name's ending, whatever the folder (`before.go.mod` is one, `argo.mod` is none); undefined for others. */
export function ecosystemOf(path: string): Ecosystem | undefined {
  return ecosystems.find(({ files }) =>
    files.some((file) => path.endsWith(file) && !/[A-Za-z0-9]/.test(path.at(-file.length - 1) ?? '/')),
  );
}
