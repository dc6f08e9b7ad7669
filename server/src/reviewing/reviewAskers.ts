import type { ChangeSet } from '../model/change.ts';
import type { Manifest } from '../model/manifest.ts';
import { nearestOf, NPMRC } from './nearestOf.ts';
import type { Comparison } from './reviewGit.ts';

/** A manifest of a group, as far as it matters here. */
interface Asking {
  readonly path: string;
  /** Undefined where it is gone. */
  readonly after: Manifest | undefined;
  readonly changes: ChangeSet;
}

/**
 * By whose configuration the packages of a manifest are asked about. Only manifests with changes are read with all that is around them: for another one
 * of their lockfile the first of them under the same `.npmrc` speaks, on both sides; undefined where there is none, and then nobody is asked.
 */
export function askersAmong(
  group: readonly Asking[],
  { before, after }: Pick<Comparison, 'before' | 'after'>,
): (path: string) => string | undefined {
  const npmrcOf = (path: string) => JSON.stringify([before, after].map((side) => nearestOf(NPMRC, path, side) ?? null));
  const read = group.filter(({ after: manifest, changes }) => manifest !== undefined && changes.length > 0);
  const askers = new Map(read.toReversed().map(({ path }) => [npmrcOf(path), path]));
  const own = new Set(read.map(({ path }) => path));
  return (path) => (own.has(path) ? path : askers.get(npmrcOf(path)));
}
