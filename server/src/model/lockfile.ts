/** Where a locked package comes from: `link` is a folder that stands in as it is (a workspace member), `file` a copy of a folder or archive. */
export type LockedOrigin = 'registry' | 'git' | 'url' | 'file' | 'link';

/** An archive that a lockfile takes a package from, by http or https. Holds no user, no query and nothing of the path but names. */
export interface LockedArchive {
  /** With a port where one is written. */
  readonly host: string;
  /**
   * Of an address laid out as npm's own (`<registry>/<name>/-/<name>-<version>.tgz`) the registry's path and the package; absent of any other, which
   * says nothing.
   */
  readonly named?: { readonly registry: string; readonly name: string };
}

/** What of an archive is not the package that the registry has under a name: its host, or the package that its path names. */
export type Elsewhere = { readonly kind: 'host'; readonly host: string } | { readonly kind: 'package'; readonly name: string };

/** One installation of a package as a lockfile pins it. */
export interface LockedPackage {
  /** The package's own name: behind an alias the real one. */
  readonly name: string;
  /** Undefined where the lockfile says none, as of links and some git commits. */
  readonly version: string | undefined;
  readonly origin: LockedOrigin;
  /** Host of the registry or server it comes from, with a port where one is written; undefined where the lockfile says none. */
  readonly host: string | undefined;
  /** What tells its place from others of the same origin (repository and commit, address, path). May hold credentials: compared, never shown. */
  readonly place: string | undefined;
  /** Where its archive is really taken from; absent where the lockfile says none, or only another name of a registry (Yarn classic). */
  readonly archive?: LockedArchive;
  /** Hashes of its contents, `sha512-…`; absent where the lockfile has none. */
  readonly integrity?: string;
  /** Keys of the packages it requires, by the name it knows them under, sorted by name; what is not installed is left out. */
  readonly requires: ReadonlyMap<string, string>;
}

/** A lockfile as read: what is installed, and what requires it. Odd entries are left out. */
export interface Lockfile {
  /** By the lockfile's own keys, in its order. */
  readonly packages: ReadonlyMap<string, LockedPackage>;
  /**
   * What each workspace member requires itself, by name: keys of `packages`. Members by their folder, relative to the lockfile's and parted by
   * `/`; '' is the lockfile's own. Empty where the format does not say (npm's version 1, Yarn classic): then the manifest tells, by `named`.
   */
  readonly members: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** Keys of `packages` by what a manifest writes: `name@requirement`, or the bare name where one installation serves all requirements. */
  readonly named: ReadonlyMap<string, string>;
}

/** A lockfile format: how its files are called and how their text is read. */
export interface LockfileFormat {
  readonly id: string;
  /** Names of its files; of two in one folder the first is the one that counts. */
  readonly files: readonly string[];
  /** Largest text read, in UTF-16 units. */
  readonly maxLength: number;
  /** Reads a text; undefined where it is none of this format or past a bound, which says nothing about what is installed. Never throws. */
  read(text: string): Lockfile | undefined;
}
