import type { Release, ReleaseLine } from '../../facts/package.ts';
import { dayOf, daysBetween, type Instant } from '../../model/instant.ts';
import type { PublishedVersion } from './packument.ts';
import { stableOrAll } from './runs.ts';

/** Dates younger than this keep their time of day (rules speak of hours there); older ones are days, to save space. */
const PRECISE_DAYS = 30;

/** A date as it is kept: to the second while young, by day later. */
export function keptDate(at: Instant, now: Instant): Instant {
  return daysBetween(at, now) < PRECISE_DAYS ? at : dayOf(at);
}

/** The newest `most` stable releases with a date, oldest first. */
export function stableReleases(versions: readonly PublishedVersion[], now: Instant, most: number): readonly Release[] {
  return versions
    .flatMap(({ version, isStable, at }) => (isStable && at !== undefined ? [{ version, at }] : []))
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
    .slice(-most)
    .map(({ version, at }) => ({ version, at: keptDate(at, now) }));
}

/** The newest release of every major, or of every minor below 1.0, newest line first; stable ones, or prereleases where there is nothing else. */
export function linesOf(
  versions: readonly PublishedVersion[],
  dated: boolean,
  now: Instant,
  most: number,
): readonly ReleaseLine[] {
  const heads = headsBy(versions, ({ semver: { major, minor } }) => (major === 0 ? `0.${minor}` : String(major)));
  return [...heads]
    .reverse()
    .slice(0, most)
    .map(([line, { version, at }]) => ({ line, newest: version, at: dated && at !== undefined ? keptDate(at, now) : null }));
}

/** The highest release of each minor, newest first. */
export function minorHeadsOf(versions: readonly PublishedVersion[], most: number): readonly string[] {
  const heads = headsBy(versions, ({ semver: { major, minor } }) => `${major}.${minor}`);
  return [...heads.values()]
    .reverse()
    .slice(0, most)
    .map(({ version }) => version);
}

function headsBy(
  versions: readonly PublishedVersion[],
  line: (version: PublishedVersion) => string,
): ReadonlyMap<string, PublishedVersion> {
  const heads = new Map<string, PublishedVersion>();
  for (const version of stableOrAll(versions)) heads.set(line(version), version); // in order of version: the last one wins
  return heads;
}
