import type { Elsewhere, LockedArchive } from '../model/lockfile.ts';
import { nameOf, typeOf, type Purl } from '../model/purl.ts';

/** The hosts that lockfiles take packages from, by package, as far as lockfiles were read. */
export interface LockedHosts {
  of(purl: Purl): ReadonlySet<string>;
  /** What one reader of a lockfile found, in place of what it found before. */
  tell(reader: string, hosts: Iterable<readonly [Purl, string]>): void;
}

type Hosts = ReadonlyMap<Purl, ReadonlySet<string>>;

const NONE: ReadonlySet<string> = new Set();

/** Nothing was read at first. `changed` is called when something is told that was not so before. */
export function createLockedHosts(changed: () => void = () => undefined): LockedHosts {
  const told = new Map<string, Hosts>();
  let all: Hosts | undefined;
  return {
    of(purl) {
      all ??= united(
        [...told.values()].flatMap((hosts) => [...hosts].flatMap(([one, own]) => [...own].map((host) => [one, host]))),
      );
      return all.get(purl) ?? NONE;
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

/** The names of a session that a foreign host stands for, by what its client says of hosts; none where mirrors are said to hold public names. */
export function foreignHosts(
  lockedHosts: Pick<LockedHosts, 'of'>,
  { elsewhere, publicMirrors }: Foreigners,
): (purl: Purl) => string | undefined {
  if (publicMirrors) return () => undefined;
  return (purl) =>
    typeOf(purl) === 'npm'
      ? [...lockedHosts.of(purl)].find((host) => elsewhere(nameOf(purl), { host }) !== undefined)
      : undefined;
}

interface Foreigners {
  elsewhere(packageName: string, archive: LockedArchive): Elsewhere | undefined;
  readonly publicMirrors: boolean;
}

function united(hosts: Iterable<readonly [Purl, string]>): Hosts {
  const byPurl = new Map<Purl, Set<string>>();
  for (const [purl, host] of hosts) byPurl.set(purl, (byPurl.get(purl) ?? new Set()).add(host));
  return byPurl;
}

function isSame(a: Hosts, b: Hosts): boolean {
  return (
    a.size === b.size &&
    [...a].every(([purl, hosts]) => hosts.size === b.get(purl)?.size && [...hosts].every((host) => b.get(purl)?.has(host)))
  );
}
