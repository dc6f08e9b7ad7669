import type { Change, Stand } from '../model/change.ts';
import type { LockedPackage, Lockfile } from '../model/lockfile.ts';
import type { Dependency, Target } from '../model/manifest.ts';
import { purlOf } from '../model/purl.ts';
import { pairs, type Pair } from './pairing.ts';
import { inVersionOrder, isOtherArchive, orderOf } from './versionOrder.ts';
import { waysIn, type Requires } from './ways.ts';

/** A lockfile on one side. */
export interface LockedSide {
  readonly lockfile: Lockfile;
  /** What the manifests that are compared beside it require themselves: their lines tell of those packages. */
  readonly told: readonly Requires[];
  /** What else requires something: members whose manifests nobody compares. Without it only what `told` leads to counts. */
  readonly untold?: readonly Requires[];
}

/** One version of a package as a lockfile has it, from one place. */
interface Installed {
  readonly locked: LockedPackage;
  /** Rank of the shortest way to it; undefined where nothing leads to it. */
  readonly rank: number | undefined;
  /** The names of that way. */
  path(): readonly string[] | undefined;
}

/**
 * The changes of packages that no line of a manifest asks for, by name, what is removed last; one entry for each version of a package from
 * one place, however often it is installed. Without a lockfile on both sides nothing is known to have changed.
 */
export function transitiveChanges(before: LockedSide | undefined, after: LockedSide | undefined): readonly Change[] {
  if (before === undefined || after === undefined || before.lockfile === after.lockfile) return [];
  const [old, now] = [installedIn(before), installedIn(after)];
  const names = [...new Set([...old.keys(), ...now.keys()])].sort();
  const changes = names.flatMap((name) => changesOf(old.get(name) ?? new Map(), now.get(name) ?? new Map()));
  return [...changes.filter(({ kind }) => kind !== 'removed'), ...changes.filter(({ kind }) => kind === 'removed')];
}

/** A package of a lockfile that no line of a manifest asks for. */
export interface Brought {
  readonly dependency: Dependency;
  readonly version: string | undefined;
  /** Host that it is taken from; undefined where the lockfile does not say. */
  readonly host: string | undefined;
  /** The names of the shortest way to it, its own not among them; undefined where it is too long to be one. */
  readonly path: readonly string[] | undefined;
}

/** Every package that lines lead to and do not ask for themselves, nearest first; each version from one place once. */
export function transitiveIn(side: LockedSide): readonly Brought[] {
  return [...installedIn(side).values()]
    .flatMap((places) => [...places.values()].flatMap((one) => one ?? []))
    .sort((a, b) => (a.rank ?? Infinity) - (b.rank ?? Infinity))
    .map(({ locked, path }) => ({
      dependency: standOf(locked).dependency,
      version: locked.version,
      host: locked.archive?.host,
      path: path(),
    }));
}

/** By name, then by version and place; those that lines tell of are marked by an absent value. */
type ByPlace = ReadonlyMap<string, Installed | undefined>;

function installedIn({ lockfile, told, untold }: LockedSide): ReadonlyMap<string, ByPlace> {
  const ways = waysIn(lockfile, [...told, ...(untold ?? [])]);
  const own = new Set(told.flatMap((requires) => [...requires.values()]));
  const byName = new Map<string, Map<string, Installed | undefined>>();
  for (const [key, locked] of lockfile.packages) {
    const rank = ways.rank(key);
    if (locked.origin === 'link' || (rank === undefined && untold === undefined)) continue;
    const places = byName.get(locked.name) ?? new Map<string, Installed | undefined>();
    byName.set(locked.name, places);
    const id = JSON.stringify([locked.version, locked.origin, locked.host, locked.origin === 'file' ? undefined : locked.place]);
    const held = places.get(id);
    if (own.has(key) || (places.has(id) && held === undefined)) places.set(id, undefined);
    else places.set(id, nearer(held, { locked, rank, path: () => ways.names(key) }));
  }
  return byName;
}

function nearer(held: Installed | undefined, next: Installed): Installed {
  if (held === undefined) return next;
  return (next.rank ?? Infinity) < (held.rank ?? Infinity) ? next : held;
}

function changesOf(old: ByPlace, now: ByPlace): readonly Change[] {
  const paired = pairs(only(old, now), only(now, old), [versionOf, majorOf, () => '']);
  return [...paired, ...samePlaces(old, now)].flatMap(({ before, after }) => changed(before, after) ?? []);
}

/** What stands on both sides alike, but for its contents. */
function samePlaces(old: ByPlace, now: ByPlace): readonly Pair<Installed>[] {
  return [...now].flatMap(([id, after]) => {
    const before = old.get(id);
    return before === undefined || after === undefined || !isOtherArchive(standOf(before.locked), standOf(after.locked))
      ? []
      : [{ before, after }];
  });
}

/** What is on one side only and no line tells of, lowest version first. */
function only(here: ByPlace, there: ByPlace): readonly Installed[] {
  const ones = [...here].flatMap(([id, one]) => (one === undefined || there.has(id) ? [] : [one]));
  return ones.length < 2 ? ones : inVersionOrder(ones, versionOf);
}

function versionOf({ locked: { version } }: Installed): string | undefined {
  return version;
}

function majorOf({ locked: { version } }: Installed): string | undefined {
  return version?.split('.', 1)[0];
}

function changed(old: Installed | undefined, now: Installed | undefined): Change | undefined {
  const from = old === undefined ? undefined : standOf(old.locked);
  const to = now === undefined ? undefined : standOf(now.locked);
  const path = (now ?? old)?.path();
  const rest = { direct: false, ...(path === undefined ? {} : { path }) };
  if (to === undefined) return from && { kind: 'removed', dependency: from.dependency, from, ...rest };
  if (from === undefined) return { kind: 'added', dependency: to.dependency, to, ...rest };
  const kind = kindOf(from, to);
  return kind && { kind, dependency: to.dependency, from, to, ...rest };
}

function kindOf(from: Stand, to: Stand): Change['kind'] | undefined {
  const order = orderOf(from, to);
  // A host that only one lockfile names makes two places of one.
  if (order === 'same') return undefined;
  return order === 'newer' ? 'bumped' : order === 'older' ? 'downgraded' : order === 'elsewhere' ? 'repointed' : 'changed';
}

/** A package of a lockfile as a dependency that stands in no text: its places are empty. */
function standOf(locked: LockedPackage): Stand {
  const { name, version, origin } = locked;
  const target = targetOf(name, version, origin);
  const nowhere = { start: 0, end: 0 };
  const dependency: Dependency = {
    ecosystem: 'npm',
    name,
    requirement: target.kind === 'registry' ? target.range : null,
    scope: 'dependencies',
    indirect: true,
    optional: false,
    target,
    spans: { whole: nowhere, name: nowhere, requirement: null },
  };
  return { dependency, version, origin: locked };
}

function targetOf(name: string, version: string | undefined, origin: LockedPackage['origin']): Target {
  if (origin === 'file') return { kind: 'local' };
  if (origin !== 'registry' || version === undefined) return { kind: 'url' };
  return { kind: 'registry', purl: purlOf('npm', name), range: version };
}
