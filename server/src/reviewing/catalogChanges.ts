import { posix } from 'node:path';
import type { Change } from '../model/change.ts';
import type { Manifest } from '../model/manifest.ts';
import { nameOf } from '../model/purl.ts';
import type { ManifestChanges } from './reviewChanges.ts';

/** Where pnpm's catalogs stand. */
const CATALOGS = 'pnpm-workspace.yaml';

/** The changes without those of catalog entries that a line of the workspace tells too: `catalog:` in a package.json asks for what the entry says. */
export function toldOnce(manifests: readonly ManifestChanges[]): readonly ManifestChanges[] {
  return manifests.map((one) => {
    if (posix.basename(one.path) !== CATALOGS) return one;
    const folder = posix.join(posix.dirname(one.path), '/');
    const lines = manifests.flatMap(({ path, changes }) => (folder === './' || path.startsWith(folder) ? changes : []));
    return { ...one, changes: one.changes.filter((entry) => !lines.some((line) => tells(line, entry, one))) };
  });
}

function tells(line: Change, entry: Change, { before, after }: ManifestChanges): boolean {
  const { target } = line.dependency;
  if (entry.dependency.scope !== 'catalog' || target.kind !== 'catalog' || line.kind !== entry.kind) return false;
  const range = rangeIn(entry.kind === 'removed' ? before : after, target.catalog, nameOf(target.purl));
  return entry.dependency.name === nameOf(target.purl) && entry.dependency.requirement === range;
}

function rangeIn(workspace: Manifest | undefined, catalog: string, name: string): string | undefined {
  return workspace?.catalogs.get(catalog)?.get(name);
}
