import type { Repositories } from './repository.ts';

/** A moment as ISO 8601 in UTC. */
export type Iso = string;

/** An account that may publish to npm. */
export interface Account {
  readonly name: string;
  readonly email: string;
}

/** What a registry knows of one npm release beside its date; told only of invented packages. */
export interface NpmRelease {
  readonly publisher: Account;
  /** Trusted publishing: the id of the workflow's configuration. */
  readonly trustedBy?: string;
  /** Who could publish at that moment. */
  readonly maintainers: readonly Account[];
  readonly deprecated?: string | boolean;
  readonly attested: boolean;
  readonly scripts?: Readonly<Record<string, string>>;
}

/** One version of an npm package. */
export interface NpmVersion {
  readonly version: string;
  readonly at: Iso;
  readonly licence?: string;
  readonly repository?: unknown;
  readonly funding?: unknown;
  /** Absent for real packages: who published them, and with what, is not recorded. */
  readonly release?: NpmRelease;
}

/** One npm package. */
export interface NpmPackage {
  readonly name: string;
  /** In order of publication. */
  readonly versions: readonly NpmVersion[];
  readonly tags: Readonly<Record<string, string>>;
  readonly repository?: unknown;
  /** `github.com/owner/name` as deps.dev links it. */
  readonly project?: string;
  /** Who can publish now; absent where not recorded. */
  readonly maintainers?: readonly Account[];
  /** Taken down by the owner; the dates stay in `time`. */
  readonly unpublished?: readonly { readonly version: string; readonly at: Iso }[];
  /** The whole package was taken down then. */
  readonly withdrawnAt?: Iso;
  /** A mirror that dates every version by when it fetched it. */
  readonly ingestedAt?: Iso;
  /** Recorded, not invented: the day nothing is known after. */
  readonly observed?: string;
}

/** One version of a Go module. */
export interface GoVersion {
  readonly version: string;
  readonly at: Iso;
  readonly licences?: readonly string[];
  /** Text of its go.mod; absent where not recorded. */
  readonly mod?: string;
  readonly retracted?: string;
  /** Listed, but its `.info` is gone (410). */
  readonly gone?: boolean;
  /** A pseudo-version: answered, never listed. */
  readonly unlisted?: boolean;
  /** The proxy fetched it before it learnt to keep the origin. */
  readonly withoutOrigin?: boolean;
}

/** One Go module. */
export interface GoModule {
  readonly path: string;
  /** Oldest first. */
  readonly versions: readonly GoVersion[];
  readonly repository?: string;
  readonly folder?: string;
  readonly tagPrefix?: string;
  /** Deprecation of the newest release; told only of invented modules. */
  readonly deprecated?: string | null;
  /** Recorded, not invented: the day nothing is known after. */
  readonly observed?: string;
}

/** A `?go-get=1` page: `prefix` may hold `{1}` for one path element, which the template repeats. */
export interface ImportPage {
  readonly prefix: string;
  readonly repository: string;
}

/** A security advisory about an invented package. */
export interface Advisory {
  readonly id: string;
  /** When it was published. */
  readonly at: Iso;
  readonly updatedAt: Iso;
  readonly withdrawnAt?: Iso;
  readonly malware?: boolean;
  /** Ranges as GitHub writes them, without the `v` of Go's versions. */
  readonly affected: readonly { readonly range: string; readonly fixedIn: string | null }[];
}

/** Everything the local upstream knows. */
export interface World {
  readonly now: Iso;
  readonly npm: ReadonlyMap<string, NpmPackage>;
  readonly go: ReadonlyMap<string, GoModule>;
  readonly importPages: readonly ImportPage[];
  /** By `NPM name` or `GO path`; invented packages that are not there have none, real ones none recorded. */
  readonly advisories?: ReadonlyMap<string, readonly Advisory[]>;
  /** Absent: GitHub knows no repository. */
  readonly repositories?: Repositories;
}
