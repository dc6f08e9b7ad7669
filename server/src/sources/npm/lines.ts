import type { Release, ReleaseLine } from '../../facts/package.ts';
import { lineOf } from '../../formats/versionOrder.ts';
import type { Instant } from '../../model/instant.ts';
import { keptDate } from './keptDate.ts';
import type { PublishedVersion } from './packument.ts';
import { stableOrAll } from './runs.ts';

/** The newest `most` stable releases with a date, oldest first. */
export function stableReleases(versions: readonly PublishedVersion[], now: Instant, most: number): readonly Release[] {
  return versions
    .flatMap(({ version, isStable, at }) => (isStable && at !== undefined ? [{ version, at }] : []))
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
    .slice(-most)
    .map(({ version, at }) => ({ version, at: keptDate(at, now) }));
}

/**
 * The last release of every major, or of every minor below 1.0, newest line first; stable ones, or prereleases where there is nothing else.
 * Without believable dates, or a date of the highest version, the highest counts as the last.
 */
export function linesOf(
  versions: readonly PublishedVersion[],
  dated: boolean,
  now: Instant,
  most: number,
): readonly ReleaseLine[] {
  const lines = groupsBy(stableOrAll(versions), ({ semver }) => lineOf(semver));
  return [...lines]
    .reverse()
    .slice(0, most)
    .map(([line, { highest, last }]) => {
      if (!dated || highest.at === undefined) return { line, newest: highest.version, at: null };
      const kept = { line, newest: last.version, at: keptDate(last.at ?? highest.at, now) };
      return last === highest ? kept : { ...kept, highest: highest.version };
    });
}

/** Versions to come whose prereleases are kept: more would crowd out the minors that nearly all requirements are about. */
const MAX_COMING = 5;

/** The highest release of each minor, newest first; above the highest stable release the highest prerelease of each version to come. */
export function minorHeadsOf(versions: readonly PublishedVersion[], most: number): readonly string[] {
  const minors = groupsBy(stableOrAll(versions), ({ semver: { major, minor } }) => `${major}.${minor}`);
  const coming = groupsBy(
    versions.slice(versions.findLastIndex(({ isStable }) => isStable) + 1),
    ({ semver: { major, minor, patch } }) => `${major}.${minor}.${patch}`,
  );
  const heads = [...[...coming.values()].reverse().slice(0, MAX_COMING), ...[...minors.values()].reverse()];
  return [...new Set(heads.map(({ highest }) => highest.version))].slice(0, most);
}

/** The highest version of a group, and the one published last. */
interface Group {
  readonly highest: PublishedVersion;
  readonly last: PublishedVersion;
}

/** Groups versions that are in order of version, the groups in that order too. */
function groupsBy(
  versions: readonly PublishedVersion[],
  group: (version: PublishedVersion) => string,
): ReadonlyMap<string, Group> {
  const groups = new Map<string, Group>();
  for (const version of versions) {
    const name = group(version);
    const last = groups.get(name)?.last;
    groups.set(name, { highest: version, last: last?.at !== undefined && last.at > (version.at ?? '') ? last : version });
  }
  return groups;
}
