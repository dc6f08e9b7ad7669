import { posix } from 'node:path';
import { hostsIn, linedPackages, lockedPackages } from '../changes/buildPackages.ts';
import { inOrder, NOTHING } from '../changes/changeSet.ts';
import { lineChanges, type ManifestSide } from '../changes/lineChanges.ts';
import { requiredBy } from '../changes/locked.ts';
import { transitiveChanges, type LockedSide } from '../changes/transitiveChanges.ts';
import { ecosystemOf } from '../ecosystems/index.ts';
import { lockfileFormatOf } from '../lockfiles/index.ts';
import { MAX_MANIFEST } from '../manifests.ts';
import type { ChangeSet } from '../model/change.ts';
import type { PackageHosts } from '../engine/lockedHosts.ts';
import type { Lockfile } from '../model/lockfile.ts';
import type { Manifest } from '../model/manifest.ts';
import type { Build } from '../measures/trustDelta.ts';
import type { Purl } from '../model/purl.ts';
import type { GitSide } from '../platform/gitSides.ts';
import { askersAmong } from './reviewAskers.ts';
import type { Comparison } from './reviewGit.ts';
import { lockGroups, pathOf, pathPairs, type LockGroup, type PathPair } from './reviewPairs.ts';

/** The changes of one manifest. */
export interface ManifestChanges {
  /** As it is called after; before, where it is gone. */
  readonly path: string;
  /** What it was called before where that was otherwise. */
  readonly cameFrom: string | undefined;
  /** As it is read after; undefined where it is gone. */
  readonly after: Manifest | undefined;
  readonly changes: ChangeSet;
}

/** What was found to have changed, and what could not be compared: one message each. */
export interface Changed {
  readonly manifests: readonly ManifestChanges[];
  readonly unusable: readonly string[];
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
  const unusable: string[] = [];
  const found: ManifestChanges[] = [];
  const build: Growing = { before: new Set(), after: new Set(), askedBy: new Map(), lockedHosts: new Map() };
  const touched: PathPair[] = [];
  for (const group of lockGroups(pathPairs(comparison), comparison)) {
    // What a lockfile changes can concern every manifest that lives by it.
    const pairs = group.differs ? group.pairs : group.pairs.filter(({ differs }) => differs);
    if (group.differs || pairs.length > 0) found.push(...(await changesOf({ ...group, pairs }, comparison, unusable, build)));
    touched.push(...pairs);
  }
  const manifests = found.filter(({ changes }) => changes.length > 0).sort((a, b) => (a.path < b.path ? -1 : 1));
  return { manifests, unusable, build, touchedBefore: touched.flatMap(({ before }) => before ?? []) };
}

interface Growing {
  readonly before: Set<Purl>;
  readonly after: Set<Purl>;
  readonly askedBy: Map<Purl, string>;
  readonly lockedHosts: Map<string, PackageHosts>;
}

interface Read {
  readonly pair: PathPair;
  readonly before: ManifestSide | undefined;
  readonly after: ManifestSide | undefined;
}

async function changesOf(
  group: LockGroup,
  comparison: Comparison,
  unusable: string[],
  build: Growing,
): Promise<readonly ManifestChanges[]> {
  const { before, after } = comparison;
  const [old, now] = await Promise.all([lockIn(before, group.before, unusable), lockIn(after, group.after, unusable)]);
  const { pairs } = group;
  const [olds, nows] = await Promise.all([
    manifestsIn(
      before,
      pairs.flatMap((pair) => pair.before ?? []),
      unusable,
    ),
    manifestsIn(
      after,
      pairs.flatMap((pair) => pair.after ?? []),
      unusable,
    ),
  ]);
  const read = pairs.map((pair): Read => ({
    pair,
    before: sideOf(olds, pair.before, group.before, old),
    after: sideOf(nows, pair.after, group.after, now),
  }));
  const transitive = group.differs ? transitiveChanges(lockedSide(read, 'before', old), lockedSide(read, 'after', now)) : [];
  // They are told of once, at the lockfile's own manifest or the first that lives by it.
  const teller =
    read.find(({ after: side }) => side?.lock?.member === '') ?? read.find(({ after: side }) => side !== undefined) ?? read[0];
  if (old !== undefined) build.lockedHosts.set(`before ${group.before ?? ''}`, hostsIn(old, [...olds.values()]));
  if (now !== undefined) build.lockedHosts.set(`after ${group.after ?? ''}`, hostsIn(now, [...nows.values()]));
  // A lockfile on one side only says nothing of a difference, but where there was nothing before or is nothing after.
  const areLocked = (old !== undefined || olds.size === 0) && (now !== undefined || nows.size === 0);
  const found = read.map((one) => ({
    path: pathOf(one.pair),
    cameFrom: one.pair.before !== one.pair.after && one.pair.after !== undefined ? one.pair.before : undefined,
    after: one.after?.manifest,
    changes: inOrder(isReadable(one) ? lineChanges(one.before, one.after) : [], one === teller ? transitive : []),
  }));
  const askerOf = askersAmong(found, comparison);
  addTo(build, 'before', { read, teller, lockfile: areLocked ? old : undefined, askerOf });
  addTo(build, 'after', { read, teller, lockfile: areLocked ? now : undefined, askerOf });
  return found;
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

/** Where one side is there and could not be read, all its lines would seem to come or go. */
function isReadable({ pair, before, after }: Read): boolean {
  return (pair.before === undefined) === (before === undefined) && (pair.after === undefined) === (after === undefined);
}

function lockedSide(read: readonly Read[], side: 'before' | 'after', lockfile: Lockfile | undefined): LockedSide | undefined {
  const sides = read.flatMap((one) => one[side] ?? []);
  if (sides.length === 0 && lockfile === undefined) return { lockfile: NOTHING, told: [], untold: [] };
  if (lockfile === undefined) return undefined;
  const members = new Set(sides.flatMap(({ lock }) => lock?.member ?? []));
  return {
    lockfile,
    told: sides.flatMap(({ manifest, lock }) => (lock === undefined ? [] : requiredBy(manifest, lock))),
    untold: [...lockfile.members].flatMap(([member, requires]) => (members.has(member) ? [] : [requires])),
  };
}

function sideOf(
  manifests: ReadonlyMap<string, Manifest>,
  path: string | undefined,
  lockPath: string | undefined,
  lockfile: Lockfile | undefined,
): ManifestSide | undefined {
  const manifest = path === undefined ? undefined : manifests.get(path);
  if (path === undefined || manifest === undefined) return undefined;
  if (lockPath === undefined || lockfile === undefined) return { manifest };
  return { manifest, lock: { lockfile, member: posix.relative(posix.dirname(lockPath), posix.dirname(path)) } };
}

async function manifestsIn(side: GitSide, paths: readonly string[], unusable: string[]): Promise<ReadonlyMap<string, Manifest>> {
  const read = new Map<string, Manifest>();
  for (const [path, text] of await side.texts(paths)) {
    const manifest = text === undefined || text.length > MAX_MANIFEST ? undefined : ecosystemOf(path)?.parse(text);
    if (manifest === undefined) unusable.push(`${path}: too large or no UTF-8 text; its changes are not known`);
    else read.set(path, manifest);
  }
  return read;
}

async function lockIn(side: GitSide, path: string | undefined, unusable: string[]): Promise<Lockfile | undefined> {
  if (path === undefined) return undefined;
  const format = lockfileFormatOf(path);
  const text = (await side.texts([path])).get(path);
  const lockfile = text === undefined || format === undefined || text.length > format.maxLength ? undefined : format.read(text);
  if (lockfile === undefined) unusable.push(`${path}: could not be read as a lockfile; what it changes is not known`);
  return lockfile;
}
