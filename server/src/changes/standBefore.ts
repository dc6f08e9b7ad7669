import type { Change } from '../model/change.ts';
import type { Dependency } from '../model/manifest.ts';

/** A dependency with the version it was locked at, if any. */
export interface LineBefore {
  readonly dependency: Dependency;
  readonly locked: string | undefined;
}

/**
 * What a change has a dependency come from, as far as its versions can be compared with those after: both as they are locked or written, or both as their
 * ranges resolve today. A range before beside a pinned version after says nothing: what was installed then nobody knows. What points elsewhere has two
 * histories, not one.
 */
export function lineBefore({ kind, from, to }: Pick<Change, 'kind' | 'from' | 'to'>): LineBefore | undefined {
  if (kind === 'repointed' || from === undefined || to === undefined) return undefined;
  if (from.version === undefined && to.version !== undefined) return undefined;
  return { dependency: from.dependency, locked: from.version };
}

/** A change with the versions that lockfiles pin on both sides, by the names in the manifests, where they do. */
export function withLocked(
  change: Change,
  then: ReadonlyMap<string, string> | undefined,
  now: ReadonlyMap<string, string>,
): Change {
  const { from, to } = change;
  if (from === undefined || to === undefined) return change;
  return {
    ...change,
    from: { ...from, version: then?.get(from.dependency.name) ?? from.version },
    to: { ...to, version: now.get(to.dependency.name) ?? to.version },
  };
}
