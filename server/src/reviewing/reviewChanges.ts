import { hostsIn, linedPackages, lockedPackages } from '../changes/buildPackages.ts';
import { inOrder, NOTHING } from '../changes/changeSet.ts';
import { lineChanges } from '../changes/lineChanges.ts';
import { requiredBy } from '../changes/locked.ts';
import { transitiveChanges, type LockedSide } from '../changes/transitiveChanges.ts';
import type { ChangeSet } from '../model/change.ts';
import type { PackageHosts } from '../engine/lockedHosts.ts';
import type { Lockfile } from '../model/lockfile.ts';
import type { Manifest } from '../model/manifest.ts';
import type { Build } from '../measures/trustDelta.ts';
import type { Purl } from '../model/purl.ts';
import { toldOnce } from './catalogChanges.ts';
import { lockRemarks } from './lockRemarks.ts';
import { readLocks, readPairs, type Read } from './readPairs.ts';
import { askersAmong } from './reviewAskers.ts';
import type { Comparison } from './reviewGit.ts';
import { idOf, lockGroups, pathOf, pathPairs, type LockGroup, type PathPair } from './reviewPairs.ts';

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
  /** What was chosen, where nobody says which counts: one message each. */
  readonly notes: readonly string[];
  /** The packages that the manifests touched, and the lockfiles they live by, install: before and after. */
  readonly build: ComparedBuild;
  /** Paths of the manifests touched, as they were called before. */
  readonly touchedBefore: readonly string[];
}

/** A build, and for each of its packages a manifest with changes that is there after, by whose configuration it is asked about. */
export interface ComparedBuild extends Build {
  readonly askedBy: ReadonlyMap<Purl, string>;
  /** Hosts that each lockfile of either side takes packages from: what a change takes from its registry again is still nobody's to know. */
  readonly lockedHosts: ReadonlyMap<string, PackageHosts>;
}

/** Such a build, for others to be asked about. */
export interface ReviewBuild extends ComparedBuild {
  /** Names of the workspaces as they were before: what is gone from them with the change is still nobody's to know. */
  ownBefore(): Promise<ReadonlySet<Purl>>;
}

/** The changes of every manifest and lockfile between two sides, in the order of the manifests' paths. Those without a change are left out. */
export async function changesIn(comparison: Comparison): Promise<Changed> {
  const told: Told = { unusable: [], remarks: [], notes: [] };
  const found: ManifestChanges[] = [];
  const build: Growing = { before: new Set(), after: new Set(), askedBy: new Map(), lockedHosts: new Map() };
  const touched: PathPair[] = [];
  for (const group of await lockGroups(pathPairs(comparison), comparison)) {
    // What a lockfile changes can concern every manifest that lives by it.
    const pairs = group.differs ? group.pairs : group.pairs.filter(({ differs }) => differs);
    if (group.differs || pairs.length > 0) found.push(...(await changesOf({ ...group, pairs }, comparison, told, build)));
    touched.push(...pairs);
    if (pairs.length > 0 || isOther(group.beside, comparison)) told.notes.push(...choiceNotes(group));
  }
  const manifests = toldOnce(found)
    .filter(({ changes }) => changes.length > 0)
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  return { manifests, ...told, build, touchedBefore: touched.flatMap(({ before }) => before ?? []) };
}

interface Told {
  readonly unusable: string[];
  readonly remarks: string[];
  readonly notes: string[];
}

interface Growing {
  readonly before: Set<Purl>;
  readonly after: Set<Purl>;
  readonly askedBy: Map<Purl, string>;
  readonly lockedHosts: Map<string, PackageHosts>;
}

async function changesOf(
  group: LockGroup,
  comparison: Comparison,
  { unusable, remarks }: Told,
  build: Growing,
): Promise<readonly ManifestChanges[]> {
  const [oldLock, nowLock] = await readLocks(group, comparison, unusable);
  const { read, troubles } = await readPairs(group, comparison, { before: oldLock, after: nowLock });
  unusable.push(...troubles);
  remarks.push(...lockRemarks(group, oldLock, nowLock));
  const isWhole = troubles.length === 0;
  const path = group.after ?? group.before ?? '';
  if (group.differs && !isWhole && path !== '') unusable.push(`${path}: what it changes is not known without these manifests`);
  const transitive = !group.differs || !isWhole ? [] : transitiveBetween(read, group, oldLock, nowLock);
  // They are told of once, at the lockfile's own manifest or the first that lives by it.
  const teller =
    read.find(({ after: side }) => side?.lock?.member === '') ?? read.find(({ after: side }) => side !== undefined) ?? read[0];
  const manifestsOf = (side: 'before' | 'after') => read.flatMap((one) => one[side]?.manifest ?? []);
  if (oldLock !== undefined) build.lockedHosts.set(`before ${group.before ?? ''}`, hostsIn(oldLock, manifestsOf('before')));
  if (nowLock !== undefined) build.lockedHosts.set(`after ${group.after ?? ''}`, hostsIn(nowLock, manifestsOf('after')));
  // A lockfile on one side only says nothing of a difference, but where there was nothing before or is nothing after.
  const isKnown = (side: 'before' | 'after', lockfile: Lockfile | undefined) =>
    lockfile !== undefined || (group[side] === undefined && read.every(({ pair }) => pair[side] === undefined));
  const areLocked = isWhole && isKnown('before', oldLock) && isKnown('after', nowLock);
  const found = read.map((one) => ({
    path: pathOf(one.pair),
    cameFrom: one.pair.before !== one.pair.after && one.pair.after !== undefined ? one.pair.before : undefined,
    before: one.before?.manifest,
    after: one.after?.manifest,
    changes: inOrder(lineChanges(one.before, one.after), one === teller ? transitive : []),
  }));
  const askerOf = askersAmong(found, comparison);
  addTo(build, 'before', { read, teller, lockfile: areLocked ? oldLock : undefined, askerOf });
  addTo(build, 'after', { read, teller, lockfile: areLocked ? nowLock : undefined, askerOf });
  return found;
}

function isOther(paths: readonly string[], { before, after }: Comparison): boolean {
  return paths.some((path) => idOf(before, path) !== idOf(after, path));
}

function choiceNotes({ after, beside }: LockGroup): readonly string[] {
  if (after === undefined || beside.length === 0) return [];
  return [`${after} is read, and not ${beside.join(', ')} beside it: no "packageManager" in package.json says which counts`];
}

/** Adds what the manifests and the lockfile of one side install. */
function addTo(
  build: Growing,
  side: 'before' | 'after',
  {
    read,
    teller,
    lockfile,
    askerOf,
  }: {
    readonly read: readonly Read[];
    readonly teller: Read | undefined;
    readonly lockfile: Lockfile | undefined;
    askerOf(path: string): string | undefined;
  },
): void {
  const add = (purls: readonly Purl[], of: Read | undefined) => {
    const asker = of && askerOf(pathOf(of.pair));
    for (const purl of purls) {
      build[side].add(purl);
      if (asker !== undefined && !build.askedBy.has(purl)) build.askedBy.set(purl, asker);
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
