import type { Elsewhere, LockedArchive } from '../model/lockfile.ts';
import { nameOf, typeOf, type Purl } from '../model/purl.ts';

/** Packages with the hosts that they are taken from, empty where the lockfile leaves that to the registry; one for each installation. */
export type PackageHosts = Iterable<readonly [Purl, string]>;

/** The hosts that lockfiles take packages from, as far as lockfiles were read. */
export interface LockedHosts {
  /** The hosts of a package, apart for each lockfile that says any. */
  of(purl: Purl): readonly ReadonlySet<string>[];
  /** What one lockfile says, as one reader sees it, in place of what that found before. */
  tell(reader: string, hosts: PackageHosts): void;
}

type Hosts = ReadonlyMap<Purl, ReadonlySet<string>>;

/** Nothing was read at first. `changed` is called when something is told that was not so before. */
export function createLockedHosts(changed: () => void = () => undefined): LockedHosts {
  const told = new Map<string, Hosts>();
  let all: ReadonlyMap<Purl, readonly ReadonlySet<string>[]> | undefined;
  return {
    of(purl) {
      all ??= byPackage(told.values());
      return all.get(purl) ?? [];
    },
    tell(reader, hosts) {
      const now = united(hosts);
      const before = told.get(reader) ?? new Map();
      told.set(reader, now);
      if (isSame(before, now)) return;
      all = undefined;
      changed();
    },
  };
}

/** What a session calls foreign. */
interface Foreigners {
  elsewhere(packageName: string, archive: LockedArchive): Elsewhere | undefined;
  readonly publicMirrors: boolean;
}

/**
 * The foreign host that an installation of a package is taken from (`host`), or that a lockfile takes every one of its installations from; by what a
 * session's client says of hosts. None where mirrors are said to hold public names. One copy more from elsewhere makes a public name no private one.
 */
export function foreignHosts(
  lockedHosts: Pick<LockedHosts, 'of'>,
  { elsewhere, publicMirrors }: Foreigners,
): (purl: Purl, host?: string) => string | undefined {
  if (publicMirrors) return () => undefined;
  return (purl, host) => {
    if (typeOf(purl) !== 'npm') return undefined;
    const isForeign = (one: string) => one !== '' && elsewhere(nameOf(purl), { host: one }) !== undefined;
    if (host !== undefined && isForeign(host)) return host;
    const [first] = lockedHosts.of(purl).find((hosts) => [...hosts].every(isForeign)) ?? [];
    return first;
  };
}

function united(hosts: PackageHosts): Hosts {
  const byPurl = new Map<Purl, Set<string>>();
  for (const [purl, host] of hosts) byPurl.set(purl, (byPurl.get(purl) ?? new Set()).add(host));
  return byPurl;
}

function byPackage(all: Iterable<Hosts>): ReadonlyMap<Purl, readonly ReadonlySet<string>[]> {
  const byPurl = new Map<Purl, ReadonlySet<string>[]>();
  for (const hosts of all)
    for (const [purl, own] of hosts) {
      const held = byPurl.get(purl);
      if (held === undefined) byPurl.set(purl, [own]);
      else held.push(own);
    }
  return byPurl;
}

function isSame(a: Hosts, b: Hosts): boolean {
  return (
    a.size === b.size &&
    [...a].every(([purl, hosts]) => hosts.size === b.get(purl)?.size && [...hosts].every((host) => b.get(purl)?.has(host)))
  );
}
