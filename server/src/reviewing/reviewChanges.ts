import { posix } from 'node:path';
import { linedPackages, lockedPackages } from '../changes/buildPackages.ts';
import { inOrder, NOTHING } from '../changes/changeSet.ts';
import { lineChanges, type ManifestSide } from '../changes/lineChanges.ts';
import { requiredBy } from '../changes/locked.ts';
import { transitiveChanges, type LockedSide } from '../changes/transitiveChanges.ts';
import type { ChangeSet } from '../model/change.ts';
import type { Lockfile } from '../model/lockfile.ts';
import type { Manifest } from '../model/manifest.ts';
import type { Build } from '../measures/trustDelta.ts';
import type { Purl } from '../model/purl.ts';
import type { GitSide } from '../platform/gitSides.ts';
import { toldOnce } from './catalogChanges.ts';
import { lockRemarks } from './lockRemarks.ts';
import type { Comparison } from './reviewGit.ts';
import { lockGroups, pathOf, pathPairs, type LockGroup, type PathPair } from './reviewPairs.ts';
import { absenceOf, lockfileIn, manifestsIn, type Reading } from './reviewTexts.ts';

/** The changes of one manifest. */
export interface ManifestChanges {
  /** As it is called after; before, where it is gone. */
  readonly path: string;
  /** What it was called before where that was otherwise. */
  readonly cameFrom: string | undefined;
  /** As it was read before; undefined where there was none. */
  readonly before: Manifest | undefined;
  /** As it is read after; undefined where it is gone. */
  readonly after: Manifest | undefined;
  readonly changes: ChangeSet;
}

/** What was found to have changed, and what could not be compared: one message each. */
export interface Changed {
  readonly manifests: readonly ManifestChanges[];
  readonly unusable: readonly string[];
  /** What changed and is no change of a dependency: one message each. */
  readonly remarks: readonly string[];
  /** The packages that the manifests touched, and the lockfiles they live by, install: before and after. */
  readonly build: ComparedBuild;
  /** Paths of the manifests touched, as they were called before. */
  readonly touchedBefore: readonly string[];
}

/** A build, and for each of its packages a manifest that is read after, by whose configuration it is asked about. */
export interface ComparedBuild extends Build {
  readonly askedBy: ReadonlyMap<Purl, string>;
}

/** Such a build, for others to be asked about. */
export interface ReviewBuild extends ComparedBuild {
  /** Names of the workspaces as they were before: what is gone from them with the change is still nobody's to know. */
  ownBefore(): Promise<ReadonlySet<Purl>>;
}

/** The changes of every manifest and lockfile between two sides, in the order of the manifests' paths. Those without a change are left out. */
export async function changesIn(comparison: Comparison): Promise<Changed> {
  const told: Told = { unusable: [], remarks: [] };
  const found: ManifestChanges[] = [];
  const build: Growing = { before: new Set(), after: new Set(), askedBy: new Map() };
  const touched: PathPair[] = [];
  for (const group of lockGroups(pathPairs(comparison), comparison)) {
    // What a lockfile changes can concern every manifest that lives by it.
    const pairs = group.differs ? group.pairs : group.pairs.filter(({ differs }) => differs);
    if (group.differs || pairs.length > 0) found.push(...(await changesOf({ ...group, pairs }, comparison, told, build)));
    touched.push(...pairs);
  }
  const manifests = toldOnce(found)
    .filter(({ changes }) => changes.length > 0)
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  return { manifests, ...told, build, touchedBefore: touched.flatMap(({ before }) => before ?? []) };
}

interface Told {
  readonly unusable: string[];
  readonly remarks: string[];
}

interface Growing {
  readonly before: Set<Purl>;
  readonly after: Set<Purl>;
  readonly askedBy: Map<Purl, string>;
}

interface Read {
  readonly pair: PathPair;
  readonly before: ManifestSide | undefined;
  readonly after: ManifestSide | undefined;
}

async function changesOf(
  group: LockGroup,
  { before, after }: Comparison,
  { unusable, remarks }: Told,
  build: Growing,
): Promise<readonly ManifestChanges[]> {
  const [old, now] = await Promise.all([lockIn(before, group.before), lockIn(after, group.after)]);
  if ('why' in now) unusable.push(`${group.after ?? ''}${now.why}; what it changes is not known`);
  else if ('why' in old) unusable.push(`${group.before ?? ''} of the merge base${old.why}; what it changes is not known`);
  const [oldLock, nowLock] = [valueOf(old), valueOf(now)];
  const { read, troubles } = await readPairs(group, { before, after }, { before: oldLock, after: nowLock });
  unusable.push(...troubles);
  remarks.push(...lockRemarks(group, oldLock, nowLock));
  const isWhole = troubles.length === 0;
  const path = group.after ?? group.before ?? '';
  if (group.differs && !isWhole && path !== '') unusable.push(`${path}: what it changes is not known without these manifests`);
  const transitive = !group.differs || !isWhole ? [] : transitiveBetween(read, group, oldLock, nowLock);
  // They are told of once, at the lockfile's own manifest or the first that lives by it.
  const teller =
    read.find(({ after: side }) => side?.lock?.member === '') ?? read.find(({ after: side }) => side !== undefined) ?? read[0];
  // A lockfile on one side only says nothing of a difference, but where there was nothing before or is nothing after.
  const isKnown = (side: 'before' | 'after', lockfile: Lockfile | undefined) =>
    lockfile !== undefined || (group[side] === undefined && read.every(({ pair }) => pair[side] === undefined));
  const areLocked = isWhole && isKnown('before', oldLock) && isKnown('after', nowLock);
  addTo(build, 'before', { read, teller, lockfile: areLocked ? oldLock : undefined });
  addTo(build, 'after', { read, teller, lockfile: areLocked ? nowLock : undefined });
  return read.map((one) => ({
    path: pathOf(one.pair),
    cameFrom: one.pair.before !== one.pair.after && one.pair.after !== undefined ? one.pair.before : undefined,
    before: one.before?.manifest,
    after: one.after?.manifest,
    changes: inOrder(lineChanges(one.before, one.after), one === teller ? transitive : []),
  }));
}

/** The pairs that can be compared, and of each other why it cannot. Where one side cannot be read, all its lines would seem to come or go. */
async function readPairs(
  group: LockGroup,
  { before, after }: Pick<Comparison, 'before' | 'after'>,
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

/** Adds what the manifests and the lockfile of one side install. */
function addTo(
  build: Growing,
  side: 'before' | 'after',
  {
    read,
    teller,
    lockfile,
  }: { readonly read: readonly Read[]; readonly teller: Read | undefined; readonly lockfile: Lockfile | undefined },
): void {
  const add = (purls: readonly Purl[], asker: Read | undefined) => {
    for (const purl of purls) {
      build[side].add(purl);
      // A manifest that is gone has no configuration to ask by: another one that is there may.
      if (asker?.after !== undefined && !build.askedBy.has(purl)) build.askedBy.set(purl, pathOf(asker.pair));
    }
  };
  for (const one of read) {
    const manifest = one[side]?.manifest;
    if (manifest !== undefined) add(linedPackages(manifest), one);
  }
  if (lockfile !== undefined) add(lockedPackages(lockfile), teller);
}

function transitiveBetween(
  read: readonly Read[],
  group: LockGroup,
  before: Lockfile | undefined,
  after: Lockfile | undefined,
): ChangeSet {
  return transitiveChanges(lockedSide(read, 'before', group, before), lockedSide(read, 'after', group, after));
}

function lockedSide(
  read: readonly Read[],
  side: 'before' | 'after',
  group: LockGroup,
  lockfile: Lockfile | undefined,
): LockedSide | undefined {
  const sides = read.flatMap((one) => one[side] ?? []);
  if (sides.length === 0 && group[side] === undefined) return { lockfile: NOTHING, told: [], untold: [] };
  if (lockfile === undefined) return undefined;
  const members = new Set(sides.flatMap(({ lock }) => lock?.member ?? []));
  return {
    lockfile,
    told: sides.flatMap(({ manifest, lock }) => (lock === undefined ? [] : requiredBy(manifest, lock))),
    untold: [...lockfile.members].flatMap(([member, requires]) => (members.has(member) ? [] : [requires])),
  };
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
