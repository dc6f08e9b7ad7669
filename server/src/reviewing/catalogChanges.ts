import { posix } from 'node:path';
import type { Change, ChangeSet } from '../model/change.ts';
import type { Manifest } from '../model/manifest.ts';
import { nameOf } from '../model/purl.ts';

/** Where pnpm's catalogs stand. */
const CATALOGS = 'pnpm-workspace.yaml';

/** One manifest on both sides, and what changed. */
interface Compared {
  readonly path: string;
  readonly before: Manifest | undefined;
  readonly after: Manifest | undefined;
  readonly changes: ChangeSet;
}

/** The changes without those of catalog entries that a line of the workspace tells too: `catalog:` in a package.json asks for what the entry says. */
export function toldOnce<T extends Compared>(manifests: readonly T[]): readonly T[] {
  return manifests.map((one) => {
    if (posix.basename(one.path) !== CATALOGS) return one;
    const folder = posix.join(posix.dirname(one.path), '/');
    const lines = manifests.flatMap(({ path, changes }) => (folder === './' || path.startsWith(folder) ? changes : []));
    return { ...one, changes: one.changes.filter((entry) => !lines.some((line) => tells(line, entry, one))) };
  });
}

function tells(line: Change, entry: Change, { before, after }: Compared): boolean {
  const { target } = line.dependency;
  if (entry.dependency.scope !== 'catalog' || target.kind !== 'catalog' || line.kind !== entry.kind) return false;
  const range = rangeIn(entry.kind === 'removed' ? before : after, target.catalog, nameOf(target.purl));
  return entry.dependency.name === nameOf(target.purl) && entry.dependency.requirement === range;
}

function rangeIn(workspace: Manifest | undefined, catalog: string, name: string): string | undefined {
  return workspace?.catalogs.get(catalog)?.get(name);
}
