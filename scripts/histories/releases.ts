import semver from 'semver';
import type { Release, Run } from '../../server/src/facts/package.ts';
import { dateOf, type History } from './history.ts';

/** A tag that is a stable release. */
export interface StableTag {
  readonly name: string;
  /** `1.2.3` of `v1.2.3`, `kubernetes-1.2.3` or `plugin@1.2.3`. */
  readonly version: string;
  readonly day: number;
  /** Whether nothing but a `v` stands before the version: a release of the repository itself. */
  readonly isPlain: boolean;
}

// Two to four numbers behind an optional name and separator; anything behind them makes it a prerelease or another thing.
const STABLE = /^(?:(.*)[/@_-])?v?(\d+\.\d+(?:\.\d+){0,2})$/;
const UNSTABLE_NAME = /edge|test|alpha|beta|rc|pre|nightly|canary|dev|next|snapshot/i;

const stableOf = new WeakMap<History, readonly StableTag[]>();

/** The stable releases up to the beginning of a day, oldest first, told by their tags' names; a registry may have others. */
export function stableTags(history: History, before: number): readonly StableTag[] {
  const all = stableOf.get(history) ?? allStable(history);
  stableOf.set(history, all);
  return all.filter(({ day }) => day < before);
}

function allStable({ tags }: History): readonly StableTag[] {
  return tags
    .flatMap(({ name, day }): readonly StableTag[] => {
      const [, prefix, version] = STABLE.exec(name) ?? [];
      if (version === undefined || UNSTABLE_NAME.test(prefix ?? '')) return [];
      return [{ name, version, day, isPlain: prefix === undefined }];
    })
    .sort((a, b) => a.day - b.day || compareNumbers(a.version, b.version));
}

function compareNumbers(a: string, b: string): number {
  return semver.compare(semver.coerce(a) ?? '0.0.0', semver.coerce(b) ?? '0.0.0');
}

/** The product's fact of releases: the last 40. */
export function releasesOf(stable: readonly StableTag[]): { readonly stable: readonly Release[]; readonly total: number } {
  return { stable: stable.slice(-40).map(({ version, day }) => ({ version, at: dateOf(day) })), total: stable.length };
}

/** A release of the repository itself and its licence; null where the recorders could not tell it, or its branch may never have seen a change. */
export interface LicensedVersion {
  readonly version: string;
  readonly day: number;
  readonly licence: string | null;
}

/** The repository's own releases with the licence file in force on their day, in order of version. */
export function licensedVersions(history: History, stable: readonly StableTag[]): readonly LicensedVersion[] {
  const first = new Map<string, number>(); // a version tagged twice, `1.0.0` and `v1.0.0`, is one
  for (const { version, day, isPlain } of stable)
    if (isPlain && semver.valid(version) !== null && !first.has(version)) first.set(version, day);
  const own = [...first].map(([version, day]) => ({ version, day }));
  return own
    .map(({ version, day }) => {
      const changes = history.licences.slice(1).filter((change) => change.day <= day);
      const isCertain = changes.every((change) => change.day < day && isNewLine(version, own, change.day));
      return { version, day, licence: isCertain ? licenceOn(history, day) : null };
    })
    .sort((a, b) => semver.compare(a.version, b.version));
}

/** Whether the version opens or continues a minor line that no release up to a day was of: older lines may live on a branch of their own. */
function isNewLine(version: string, all: readonly { readonly version: string; readonly day: number }[], day: number): boolean {
  const line = `${semver.major(version)}.${semver.minor(version)}.0`;
  return all.every((other) => other.day > day || semver.lt(other.version, line));
}

/** Stretches of versions under one licence, in order of version; versions whose licence is not known are in none. */
export function licenceRunsOf(versions: readonly LicensedVersion[]): readonly Run<string | null>[] {
  const runs: { value: string; from: string; to: string; releases: number; since: string }[] = [];
  for (const { version, day, licence } of versions) {
    const last = runs.at(-1);
    if (licence === null) continue;
    if (last?.value === licence) {
      last.to = version;
      last.releases += 1;
    } else runs.push({ value: licence, from: version, to: version, releases: 1, since: dateOf(day) });
  }
  return runs;
}

/** The licence file of a day as an SPDX expression; null where there was none, or the recorders' words name no licence for certain. */
export function licenceOn({ licences }: History, day: number): string | null {
  const words = licences.findLast((one) => one.day <= day)?.words ?? null;
  const parts = words === null ? [] : licenceParts(words);
  return parts.length === 0 ? null : parts.join(words?.includes('|') === true ? ' OR ' : ' AND ');
}

const NO_NUMBER: ReadonlySet<string> = new Set(['0BSD', 'ISC', 'MIT', 'WTFPL']);
/** Licences without an SPDX identifier that the recorders name. */
const NAMED: ReadonlySet<string> = new Set(['RSALv2']);

/** `RSALv2|SSPL-1.0` → both, as SPDX writes them; none where one part is no licence's name (`other`, a bare `LGPL`). */
export function licenceParts(words: string): readonly string[] {
  const parts = words.split(/[+|]/).map((part) => {
    if (NO_NUMBER.has(part) || /^[A-Za-z]+-\d/.test(part)) return part;
    return NAMED.has(part) ? `LicenseRef-${part}` : undefined;
  });
  return parts.every((part) => part !== undefined) ? parts : [];
}
