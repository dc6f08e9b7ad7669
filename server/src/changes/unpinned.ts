import type { LockedPackage, Lockfile } from '../model/lockfile.ts';

/** Names of the packages whose contents a lockfile pinned by a hash, and of whose same version it has none any more; each once, in their order. */
export function unpinned(before: Lockfile, after: Lockfile): readonly string[] {
  const [pinned, kept] = [before, after].map(({ packages }) => groupsOf(packages.values()));
  const names = [...(kept ?? [])].flatMap(([key, now]) => {
    const isPinned = (one: LockedPackage) => one.integrity !== undefined;
    return pinned?.get(key)?.some(isPinned) === true && !now.some(isPinned) ? now.map(({ name }) => name) : [];
  });
  return [...new Set(names)].sort();
}

/** Published packages by name and version. */
function groupsOf(packages: Iterable<LockedPackage>): ReadonlyMap<string, readonly LockedPackage[]> {
  const groups = new Map<string, LockedPackage[]>();
  for (const one of packages) {
    if (one.version === undefined || (one.origin !== 'registry' && one.origin !== 'url')) continue;
    const key = `${one.name}@${one.version}`;
    const group = groups.get(key) ?? [];
    groups.set(key, group);
    group.push(one);
  }
  return groups;
}
