import type { LockedPackage } from './lockfile.ts';
import type { Dependency } from './manifest.ts';

/**
 * What happened to a dependency between two versions of a manifest and its lockfile.
 * `added` · `removed` · `bumped` and `downgraded`: the same package, a newer or older version · `repointed`: another package, repository or
 * registry under the same name (an alias, a go.mod `replace`, a git address) · `changed`: the requirement is another, yet neither newer nor
 * older (a tag, a wider or narrower range) · `moved`: nothing but its section, or go.mod's `// indirect`.
 */
export const CHANGE_KINDS = ['added', 'removed', 'bumped', 'downgraded', 'repointed', 'changed', 'moved'] as const;
/** One of {@link CHANGE_KINDS}. */
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** How a dependency stands on one side of a change. */
export interface Stand {
  readonly dependency: Dependency;
  /** The version it resolves to: the lockfile's, go.mod's after `replace`, the one named; undefined where only a range is known. */
  readonly version: string | undefined;
  /** Where the lockfile has it from; undefined where no lockfile tells. */
  readonly origin: Pick<LockedPackage, 'origin' | 'host' | 'place' | 'archive' | 'integrity'> | undefined;
}

/** One change of one dependency. */
export interface Change {
  readonly kind: ChangeKind;
  /** As it stands after; of `removed` as it stood before. */
  readonly dependency: Dependency;
  /** Absent of `added`. */
  readonly from?: Stand;
  /** Absent of `removed`. */
  readonly to?: Stand;
  /** A line of the manifest asks for it, and in go.mod without `// indirect`. */
  readonly direct: boolean;
  /** Of one that is not direct: the names that bring it in, from the manifest's line to the one that requires it; absent where not known. */
  readonly path?: readonly string[];
}

/** The changes between two versions: in the order of the manifest after, then transitive ones by name; what is removed comes last. */
export type ChangeSet = readonly Change[];

/** Whether it stands in another section than before, or became (or ceased to be) `// indirect`, whatever else happened. */
export function isMoved({ from, to }: Pick<Change, 'from' | 'to'>): boolean {
  if (from === undefined || to === undefined) return false;
  return from.dependency.scope !== to.dependency.scope || from.dependency.indirect !== to.dependency.indirect;
}

/** Whether something comes in that was not there before: such a line is judged as an added one. */
export function bringsIn({ kind }: Pick<Change, 'kind'>): boolean {
  return kind !== 'removed' && kind !== 'moved';
}
