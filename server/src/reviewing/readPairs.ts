import { posix } from 'node:path';
import type { ManifestSide } from '../changes/lineChanges.ts';
import type { Lockfile } from '../model/lockfile.ts';
import type { Manifest } from '../model/manifest.ts';
import type { GitSide } from '../platform/gitSides.ts';
import type { Comparison } from './reviewGit.ts';
import { pathOf, type LockGroup, type PathPair } from './reviewPairs.ts';
import { absenceOf, lockfileIn, manifestsIn, type Reading } from './reviewTexts.ts';

type Sides = Pick<Comparison, 'before' | 'after'>;

/** A manifest as it was read on both sides; undefined where it is not there. */
export interface Read {
  readonly pair: PathPair;
  readonly before: ManifestSide | undefined;
  readonly after: ManifestSide | undefined;
}

/** The lockfiles of both sides, as far as they can be read; what cannot is told. */
export async function readLocks(
  group: LockGroup,
  { before, after }: Sides,
  unusable: string[],
): Promise<readonly [before: Lockfile | undefined, after: Lockfile | undefined]> {
  const [old, now] = await Promise.all([lockIn(before, group.before), lockIn(after, group.after)]);
  if ('why' in now) unusable.push(`${group.after ?? ''}${now.why}; what it changes is not known`);
  else if ('why' in old) unusable.push(`${group.before ?? ''} of the merge base${old.why}; what it changes is not known`);
  return [valueOf(old), valueOf(now)];
}

/** The pairs that can be compared, and of each other why it cannot. Where one side cannot be read, all its lines would seem to come or go. */
export async function readPairs(
  group: LockGroup,
  { before, after }: Sides,
  locks: { readonly before: Lockfile | undefined; readonly after: Lockfile | undefined },
): Promise<{ readonly read: readonly Read[]; readonly troubles: readonly string[] }> {
  const pathsOn = (side: 'before' | 'after') => group.pairs.flatMap((pair) => pair[side] ?? []);
  const [olds, nows] = await Promise.all([manifestsIn(before, pathsOn('before')), manifestsIn(after, pathsOn('after'))]);
  const read: Read[] = [];
  const troubles: string[] = [];
  for (const pair of group.pairs) {
    const [old, now] = [
      (pair.before === undefined ? undefined : olds.get(pair.before)) ?? (await absenceOf(pathOf(pair), before)),
      (pair.after === undefined ? undefined : nows.get(pair.after)) ?? (await absenceOf(pathOf(pair), after)),
    ];
    if ('why' in now) troubles.push(`${pathOf(pair)}${now.why}; its changes are not known`);
    else if ('why' in old) troubles.push(`${pair.before ?? pathOf(pair)} of the merge base${old.why}; what is new is not known`);
    else
      read.push({
        pair,
        before: sideOf(old.value, pair.before, group.before, locks.before),
        after: sideOf(now.value, pair.after, group.after, locks.after),
      });
  }
  return { read, troubles };
}

function sideOf(
  manifest: Manifest | undefined,
  path: string | undefined,
  lockPath: string | undefined,
  lockfile: Lockfile | undefined,
): ManifestSide | undefined {
  if (path === undefined || manifest === undefined) return undefined;
  if (lockPath === undefined || lockfile === undefined) return { manifest };
  return { manifest, lock: { lockfile, member: posix.relative(posix.dirname(lockPath), posix.dirname(path)) } };
}

async function lockIn(side: GitSide, path: string | undefined): Promise<Reading<Lockfile | undefined>> {
  return path === undefined ? { value: undefined } : lockfileIn(side, path);
}

function valueOf<T>(reading: Reading<T>): T | undefined {
  return 'value' in reading ? reading.value : undefined;
}
