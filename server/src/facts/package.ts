import { defineFact } from '../model/fact.ts';
import { isBefore, type Instant } from '../model/instant.ts';
import type { RepositorySubject } from '../model/subject.ts';
import { NOT_YET, shown, UNDATED } from './then.ts';

/** A stretch of consecutive releases, oldest first, that share one value. */
export interface Run<T> {
  readonly value: T;
  /** First and last version of the stretch, in order of the version numbers. */
  readonly from: string;
  readonly to: string;
  readonly releases: number;
  /** When `from` was published, where known. */
  readonly since?: Instant;
}

/** One stable release. */
export interface Release {
  readonly version: string;
  readonly at: Instant;
}

/**
 * The last release of one line of versions: a major (`4`), or a minor below 1.0 (`0.3`). `newest` is the stable release published last and
 * `at` its date: a line lives as long as it gets releases, be they backports to an older minor. Where dates are not known, and where the
 * highest version has none, `newest` is the highest.
 */
export interface ReleaseLine {
  readonly line: string;
  readonly newest: string;
  readonly at: Instant | null;
  /** The highest version of the line where that is not `newest`. */
  readonly highest?: string;
}

/** Who pressed publish. `trusted`: a workflow through trusted publishing, which is no account of a person. */
export interface Publisher {
  readonly account: string;
  readonly trusted: boolean;
}

/** Where a package says it is developed. `how` tells a claim from proof. */
export interface DeclaredRepository {
  readonly repository: RepositorySubject;
  /** `declared` a claim by the publisher · `import-path` the go command fetches from there · `origin` the proxy recorded it ·
   * `go-get` the import path's own page · `attested` a build attestation names it. */
  readonly how: 'declared' | 'import-path' | 'origin' | 'go-get' | 'attested';
}

/** The source repository of a package. */
export const repository = defineFact<DeclaredRepository>({
  id: 'repository',
  label: 'repository',
  of: 'package',
  maxAgeHours: 24,
  expose: ({ repository: { host, owner, name, path }, how }) => ({
    repository: `${host}/${owner}/${name}`,
    ...(path === undefined ? {} : { path }),
    how,
  }),
  // Where a path is fetched from is a rule of its host; whatever somebody says of it today may not have been so.
  then: (declared) => shown(declared.how === 'import-path', declared),
});

/** Where the go command or a proxy recorded that it fetched the module from: what was built, whatever the import path names. */
export const originRepository = defineFact<RepositorySubject>({
  id: 'origin-repository',
  label: 'repository it was fetched from',
  of: 'package',
  maxAgeHours: 24,
  expose: ({ host, owner, name }) => `${host}/${owner}/${name}`,
});

/** Whether the registry's document names a source repository, be it one that cannot be read; false is the publisher's silence, not a stripped field. */
export const sourceDeclared = defineFact<boolean>({
  id: 'source-declared',
  label: 'names its source',
  of: 'package',
  maxAgeHours: 24,
});

/** Number of accounts that can publish now. */
export const canPublish = defineFact<number>({
  id: 'can-publish',
  onlyOf: 'npm',
  label: 'can publish',
  of: 'package',
  maxAgeHours: 12,
});

/**
 * The accounts that can publish now, in lower case and each once: what is needed to tell whether two packages are in the same hands. Counted and
 * compared within one run; never shown, never kept.
 */
export const publishAccounts = defineFact<readonly string[]>({
  id: 'publish-accounts',
  label: 'accounts that can publish',
  of: 'package',
  maxAgeHours: 12,
  inMemoryOnly: true,
  expose: (accounts) => accounts.length,
});

/** Who published, as runs of change in order of publication (`from`/`to` by date), stable releases only; the newest 40 runs. */
export const publisherRuns = defineFact<readonly (Run<Publisher> & { readonly since: Instant; readonly until: Instant })[]>({
  id: 'publisher-runs',
  onlyOf: 'npm',
  label: 'publishers',
  of: 'package',
  maxAgeHours: 12,
  expose: (runs) => ({ changes: Math.max(0, runs.length - 1), accounts: new Set(runs.map((run) => run.value.account)).size }),
});

/** When each account that ever published did so last, and first for those of the last 400 days; a workflow counts as one. People are shown as a count only. */
export const releasers = defineFact<readonly { readonly account: string; readonly last: Instant; readonly first?: Instant }[]>({
  id: 'releasers',
  onlyOf: 'npm',
  label: 'proven releasers',
  of: 'package',
  maxAgeHours: 12,
  expose: (all) => ({
    ever: all.length,
    last:
      all
        .map(({ last }) => last)
        .sort()
        .at(-1) ?? null,
  }),
});

/** The last 40 stable releases, oldest first, and how many there were in all. */
export const releases = defineFact<{ readonly stable: readonly Release[]; readonly total: number }>({
  id: 'releases',
  label: 'releases',
  of: 'package',
  maxAgeHours: 12,
  expose: ({ stable, total }) => ({ total, newest: stable.at(-1) ?? null, first: stable[0] ?? null }),
  // Of releases that were not kept, or have no date, nobody knows whether they were there.
  then({ stable, total }, at) {
    if (stable.length < total) return UNDATED;
    const before = stable.filter((release) => isBefore(release.at, at));
    return before.length === 0 ? NOT_YET : { value: { stable: before, total: before.length } };
  },
});

/** The version the registry offers first (npm `latest`, Go's newest release), with its date where served. */
export const latest = defineFact<{ readonly version: string; readonly at: Instant | null }>({
  id: 'latest',
  label: 'newest version',
  of: 'package',
  maxAgeHours: 12,
  // What is offered today and was there was offered then, unless something newer was withdrawn since: of that no list tells.
  then: (offered, at) => shown(offered.at !== null && isBefore(offered.at, at), offered),
});

/** Whether the newest version has an open security advisory. */
export const latestVulnerable = defineFact<boolean>({
  id: 'latest-vulnerable',
  label: 'advisories on the newest version',
  of: 'package',
  maxAgeHours: 12,
});

/** The version a bulk service takes for the one offered first: it can tell that nothing newer is there without asking the registry again. */
export const seenLatest = defineFact<string>({
  id: 'seen-latest',
  label: 'newest version seen in bulk',
  of: 'package',
  maxAgeHours: 12,
});

/** Every line of versions with its last release, newest line first; at most 60. */
export const releaseLines = defineFact<readonly ReleaseLine[]>({
  id: 'release-lines',
  label: 'version lines',
  of: 'package',
  maxAgeHours: 12,
  // A line with a release since had another last one, or none.
  then: (lines, at) =>
    shown(
      lines.every((line) => line.at !== null && isBefore(line.at, at)),
      lines,
    ),
});

/**
 * Highest release of each minor (`4.17` → `4.17.21`), newest first, at most 150: what requirements are resolved by. Prereleases stand in
 * only for a package without stable releases; above the highest stable release the highest prerelease of each version to come, at most five.
 */
export const minorHeads = defineFact<readonly string[]>({
  id: 'minor-heads',
  label: 'newest of each minor',
  of: 'package',
  maxAgeHours: 12,
  expose: (heads) => heads.length,
});

/** The deprecation notice of the newest release, in the owner's words, empty where no reason was given; null where the registry serves the field and there is none. */
export const deprecation = defineFact<string | null>({
  id: 'deprecation',
  label: 'deprecation of the newest release',
  of: 'package',
  maxAgeHours: 12,
});

/** Deprecation notices as runs over all versions in order of version; empty where no reason was given, null for stretches without one. */
export const deprecationRuns = defineFact<readonly Run<string | null>[]>({
  id: 'deprecation-runs',
  label: 'deprecated versions',
  of: 'package',
  maxAgeHours: 12,
  expose: (runs) => runs.filter((run) => run.value !== null).map(({ from, to, value }) => ({ from, to, notice: value })),
});

/** Licences (as published, SPDX where it is) as runs over versions in order of version. */
export const licenceRuns = defineFact<readonly Run<string | null>[]>({
  id: 'licence-runs',
  label: 'licence',
  of: 'package',
  maxAgeHours: 12,
});

/** Whether stable releases carry a build attestation, as runs in order of version. */
export const attestationRuns = defineFact<readonly Run<boolean>[]>({
  id: 'attestation-runs',
  onlyOf: 'npm',
  label: 'provenance',
  of: 'package',
  maxAgeHours: 12,
});

/** Install scripts of the newest 40 stable versions as runs, in order of version. */
export const installScriptRuns = defineFact<readonly Run<boolean>[]>({
  id: 'install-script-runs',
  onlyOf: 'npm',
  label: 'install scripts',
  of: 'package',
  maxAgeHours: 12,
});

/** Pages where money is asked for; https or http with a host, in the owner's order, at most 10. */
export const funding = defineFact<readonly string[]>({
  id: 'funding',
  onlyOf: 'npm',
  label: 'asks for funding',
  of: 'package',
  maxAgeHours: 24,
});

/** Retracted ranges of a Go module (`low` to `high`, both included) with the rationale given. */
export const retractions = defineFact<
  readonly { readonly low: string; readonly high: string; readonly rationale: string | null }[]
>({
  id: 'retractions',
  label: 'retractions',
  of: 'package',
  maxAgeHours: 24,
});

/** Versions taken down by their owner after publication (npm unpublish); the whole package where `all`. */
export const unpublished = defineFact<{ readonly all: boolean; readonly versions: readonly string[] }>({
  id: 'unpublished',
  onlyOf: 'npm',
  label: 'unpublished versions',
  of: 'package',
  maxAgeHours: 12,
});
