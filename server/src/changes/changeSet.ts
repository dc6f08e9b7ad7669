import type { Change, ChangeSet } from '../model/change.ts';
import type { Lockfile } from '../model/lockfile.ts';
import { lineChanges, type ManifestSide } from './lineChanges.ts';
import { requiredBy, type LockSide } from './locked.ts';
import { transitiveChanges, type LockedSide } from './transitiveChanges.ts';

/** The lockfile of a project that is not there: nothing is installed. */
export const NOTHING: Lockfile = { packages: new Map(), members: new Map(), named: new Map() };

/** The changes between two versions of one manifest, either of which may be absent, and of what its lockfiles bring in for it. */
export function changeSet(before: ManifestSide | undefined, after: ManifestSide | undefined): ChangeSet {
  return inOrder(lineChanges(before, after), transitiveChanges(reachOf(before), reachOf(after)));
}

/** Changes of lines and of what no line tells of in the order of a change set: what comes in or stays first, what is removed last. */
export function inOrder(lines: readonly Change[], transitive: readonly Change[]): ChangeSet {
  const all = [...lines, ...transitive];
  return [...all.filter(({ kind }) => kind !== 'removed'), ...all.filter(({ kind }) => kind === 'removed')];
}

/** A member of a workspace sees what it leads to; a lockfile with no other member is wholly its own. */
function reachOf(side: ManifestSide | undefined): LockedSide | undefined {
  if (side === undefined) return { lockfile: NOTHING, told: [] };
  if (side.lock === undefined) return undefined;
  const told = requiredBy(side.manifest, side.lock);
  return { lockfile: side.lock.lockfile, told, ...(hasOthers(side.lock) ? {} : { untold: [] }) };
}

function hasOthers({ lockfile, member }: LockSide): boolean {
  return [...lockfile.members.keys()].some((folder) => folder !== member);
}
