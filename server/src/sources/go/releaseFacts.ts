import type { Release, ReleaseLine } from '../../facts/package.ts';
import { compareGoVersions, parseGoVersion } from '../../formats/goVersion.ts';
import { lineOf, semverOf } from '../../formats/versionOrder.ts';
import type { Instant } from '../../model/instant.ts';
import { retractionOf, type Retraction } from './retraction.ts';

/** A version of a module, with the time of its commit where that is known. */
export interface DatedVersion {
  readonly version: string;
  readonly at: Instant | null;
}

/** Most versions read of one module; the busiest real ones have about two thousand. */
const MAX_VERSIONS = 20_000;
const MAX_LINES = 60;
const MAX_RELEASES = 40;

/**
 * Reads a proxy's `@v/list`, newest first: one version a line, some proxies add its time. Pseudo-versions, repeated ones and what is no
 * full version do not count, as for the go command.
 */
export function readVersionList(text: string, plausible: (date: string) => Instant | null): readonly DatedVersion[] {
  const versions = new Map<string, DatedVersion>();
  for (const line of text.split('\n', MAX_VERSIONS)) {
    const [version = '', date] = line.trim().split(/\s+/);
    const parsed = parseGoVersion(version);
    if (parsed?.canonical !== version || parsed.pseudo !== null) continue;
    versions.set(version, { version, at: date === undefined ? null : plausible(date) });
  }
  return newestFirst([...versions.values()]);
}

/** Order of versions, newest first. */
export function newestFirst<T extends DatedVersion>(versions: readonly T[]): readonly T[] {
  return [...versions].sort((a, b) => compareGoVersions(b.version, a.version));
}

/** Neither a pre-release nor a pseudo-version, which is one too. */
export function isStable({ version }: DatedVersion): boolean {
  return parseGoVersion(version)?.prerelease === false;
}

/** Major version 2 or higher of a time before go.mod, under a path without that major. */
export function isIncompatible({ version }: DatedVersion): boolean {
  return parseGoVersion(version)?.incompatible === true;
}

/** The version that the go command reads retractions and deprecation from: the highest release, else the highest pre-release. */
export function headOf<T extends DatedVersion>(versions: readonly T[]): T | undefined {
  return versions.find(isStable) ?? versions[0];
}

/** The line of a release, which is a semantic version. */
function lineOfRelease(version: string): string {
  const parsed = semverOf(version);
  return parsed === undefined ? '' : lineOf(parsed);
}

/** The highest release of each line that is not retracted, newest line first. */
export function lineHeads(versions: readonly DatedVersion[], retractions: readonly Retraction[]): readonly DatedVersion[] {
  return linesOf(versions, retractions).flatMap(([head]) => head ?? []);
}

/** Releases by line, newest line and highest version first; without what is retracted. */
function linesOf(versions: readonly DatedVersion[], retractions: readonly Retraction[]): readonly (readonly DatedVersion[])[] {
  const lines = new Map<string, DatedVersion[]>();
  for (const version of versions) {
    if (!isStable(version) || retractionOf(retractions, version.version) !== null) continue;
    const line = lineOfRelease(version.version);
    const held = lines.get(line);
    if (held) held.push(version);
    else lines.set(line, [version]);
  }
  return [...lines.values()].slice(0, MAX_LINES);
}

/** A line's last release, among those of it with a date; its highest version where that has none. */
function releaseLine([highest, ...others]: readonly DatedVersion[]): readonly ReleaseLine[] {
  if (highest === undefined) return [];
  const line = lineOfRelease(highest.version);
  if (highest.at === null) return [{ line, newest: highest.version, at: null }];
  const last = others.reduce((held, one) => ((one.at ?? '') > (held.at ?? '') ? one : held), highest);
  const kept = { line, newest: last.version, at: last.at };
  return [last === highest ? kept : { ...kept, highest: highest.version }];
}

/** The facts about a module's releases that its versions tell, newest first; `latest` is undefined where all are retracted. */
export function releaseFacts(
  versions: readonly DatedVersion[],
  retractions: readonly Retraction[],
): {
  readonly latest: DatedVersion | undefined;
  readonly lines: readonly ReleaseLine[];
  readonly releases: { readonly stable: readonly Release[]; readonly total: number };
} {
  const offered = headOf(versions.filter(({ version }) => retractionOf(retractions, version) === null));
  const stable = versions.filter(isStable);
  const dated = stable.flatMap(({ version, at }) => (at === null ? [] : [{ version, at }]));
  return {
    latest: offered && { version: offered.version, at: offered.at },
    lines: linesOf(versions, retractions).flatMap(releaseLine),
    releases: { stable: dated.sort((a, b) => a.at.localeCompare(b.at)).slice(-MAX_RELEASES), total: stable.length },
  };
}
