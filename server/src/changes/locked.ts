import semver from 'semver';
import { canonicalGoVersion } from '../formats/goVersion.ts';
import type { Stand } from '../model/change.ts';
import type { LockedPackage, Lockfile } from '../model/lockfile.ts';
import type { Dependency, Manifest } from '../model/manifest.ts';

/** A lockfile as one manifest sees it. */
export interface LockSide {
  readonly lockfile: Lockfile;
  /** Folder of the manifest, relative to the lockfile's and parted by `/`; '' is the lockfile's own. */
  readonly member: string;
}

const INSTALLED: ReadonlySet<string> = new Set(['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies']);

/** Key of the package that a line of a manifest leads to; undefined where the lockfile has none for it. */
function lockedKey(dependency: Dependency, { lockfile, member }: LockSide): string | undefined {
  const { name, requirement, scope } = dependency;
  if (!INSTALLED.has(scope)) return undefined;
  const written = requirement ?? '';
  return (
    lockfile.named.get(`${name}@${written}`) ??
    lockfile.named.get(`${name}@npm:${written}`) ??
    lockfile.members.get(member)?.get(name) ??
    lockfile.named.get(name)
  );
}

/** How a line of a manifest stands, given its lockfile. What the lockfile has does not count where it does not fit the line. */
export function standOf(dependency: Dependency, lock: LockSide | undefined): Stand {
  const { target } = dependency;
  if (dependency.ecosystem === 'golang')
    return {
      dependency,
      version: target.kind === 'registry' ? canonicalGoVersion(target.range) : undefined,
      origin: undefined,
    };
  const key = lock === undefined ? undefined : lockedKey(dependency, lock);
  const locked = key === undefined ? undefined : lock?.lockfile.packages.get(key);
  const fitting = locked !== undefined && fits(dependency, locked) ? locked : undefined;
  const exact = target.kind === 'registry' ? semver.valid(target.range.replace(/^\s*=/, ''), true) : null;
  return {
    dependency,
    version: fitting?.version ?? exact ?? undefined,
    origin: fitting,
  };
}

function fits({ target }: Dependency, { version }: LockedPackage): boolean {
  if (target.kind !== 'registry') return target.kind !== 'none';
  const range = semver.validRange(target.range, true);
  return range === null || version === undefined || semver.satisfies(version, range, { loose: true, includePrerelease: true });
}

/** What the lines of a manifest require, as the lockfile has it; one map a section, since one name may stand in several. */
export function requiredBy({ dependencies }: Manifest, lock: LockSide): readonly ReadonlyMap<string, string>[] {
  const sections = new Map<string, Map<string, string>>();
  for (const dependency of dependencies) {
    const key = lockedKey(dependency, lock);
    if (key === undefined) continue;
    const section = sections.get(dependency.scope) ?? new Map<string, string>();
    sections.set(dependency.scope, section.set(dependency.name, key));
  }
  return [...sections.values()].map((section) => new Map([...section].sort(([a], [b]) => (a < b ? -1 : 1))));
}
