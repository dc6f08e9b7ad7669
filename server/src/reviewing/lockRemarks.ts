import { posix } from 'node:path';
import { unpinned } from '../changes/unpinned.ts';
import type { Lockfile } from '../model/lockfile.ts';
import type { LockGroup } from './reviewPairs.ts';

/** Most names that are told of one thing. */
const MAX_NAMES = 3;

/** What a change does to what is pinned, and is no change of a dependency: to note, one message each. */
export function lockRemarks(
  { before, after, pairs }: LockGroup,
  old: Lockfile | undefined,
  now: Lockfile | undefined,
): readonly string[] {
  const stays = pairs.some((pair) => pair.before !== undefined && pair.after !== undefined);
  if (before !== undefined && after === undefined && stays) return [`${before} removed: versions are no longer pinned`];
  if (after === undefined || old === undefined || now === undefined) return [];
  const names = unpinned(old, now);
  if (names.length === 0) return [];
  const told = names.slice(0, MAX_NAMES).join(', ') + (names.length > MAX_NAMES ? ` and ${names.length - MAX_NAMES} more` : '');
  return [`${after}: the integrity of ${told} is no longer recorded${formatOf(before, after)}`];
}

/** Formats record different hashes: that it is another one may be why. */
function formatOf(before: string | undefined, after: string): string {
  const [old, now] = [posix.basename(before ?? ''), posix.basename(after)];
  return old === now ? '' : ` (it was in ${old})`;
}
