import semver from 'semver';
import type { GoRow, NpmRow } from './mapping.ts';
import type { RecordedHistory } from './history.ts';

/** A version and the day of its git tag (days since 1970-01-01). */
export interface DatedVersion {
  readonly version: string;
  readonly day: number;
}

/** Go 1.11, the first release with modules, came on 2018-08-24: a tag before it has no go.mod that counts. */
const GO_MODULES_DAY = Date.UTC(2018, 7, 24) / 86_400_000;

/** Tags that are builds of the same release for other uses (lodash), not versions of the package. */
const VARIANTS = /-(?:es|npm|npm-packages|amd|invalid)$/;

/** The npm versions among a repository's tags: strict semver after the prefix and an optional `v`, in order of date, then of version. */
export function npmVersions({ tagPrefix = '' }: NpmRow, { tags }: RecordedHistory): readonly DatedVersion[] {
  const all = tags.flatMap(({ name, day }) => {
    if (!name.startsWith(tagPrefix) || VARIANTS.test(name)) return [];
    const version = name.slice(tagPrefix.length).replace(/^v/, '');
    return semver.parse(version)?.raw === version && !version.includes('+') ? [{ version, day }] : [];
  });
  return dated(all, (a, b) => semver.compare(a, b));
}

/**
 * The Go versions of one module among a repository's tags, by the go command's rules: `v` and strict semver behind the folder; the
 * major that the path's suffix names, 0 and 1 without one; and, from before Go modules, other majors as `+incompatible`.
 */
export function goVersions(
  { path, folder, incompatible = [], majors }: GoRow,
  { tags }: RecordedHistory,
): readonly DatedVersion[] {
  const major = /[/.]v(\d+)$/.exec(path)?.[1];
  const prefix = tagPrefixOf(folder);
  const all = tags.flatMap(({ name, day }) => {
    const version = name.startsWith(prefix) ? name.slice(prefix.length) : '';
    const parsed = version.startsWith('v') ? semver.parse(version.slice(1)) : null;
    if (parsed?.raw !== version.slice(1) || version.includes('+') || VARIANTS.test(version)) return [];
    if (majors?.includes(parsed.major) === false) return [];
    if (major === undefined ? parsed.major < 2 : parsed.major === Number(major)) return [{ version, day }];
    const old = major === undefined && folder === undefined && (day < GO_MODULES_DAY || incompatible.includes(version));
    return old ? [{ version: `${version}+incompatible`, day }] : [];
  });
  return dated(all, (a, b) => semver.compare(a, b));
}

/** What a module's tags begin with: its folder, less a last folder that is only the major version. */
export function tagPrefixOf(folder: string | undefined): string {
  const bare = folder?.replace(/\/?v\d+$/, '') ?? '';
  return bare === '' ? '' : `${bare}/`;
}

/** Each version once (the earliest tag of it), oldest first. */
function dated(all: readonly DatedVersion[], compare: (a: string, b: string) => number): readonly DatedVersion[] {
  const first = new Map<string, number>();
  for (const { version, day } of all) first.set(version, Math.min(day, first.get(version) ?? Infinity));
  return [...first].map(([version, day]) => ({ version, day })).sort((a, b) => a.day - b.day || compare(a.version, b.version));
}

/**
 * The versions whose licence the recorded licence file cannot tell: tagged on or after a change of it, yet perhaps from a maintenance
 * branch that never saw the change (terraform 1.5.7). Certain are versions that were the highest of all when tagged, and those of a
 * minor line that began after the change.
 */
export function licenceUncertain(versions: readonly DatedVersion[], { licences }: RecordedHistory): readonly string[] {
  const changes = licences.slice(1).map(([day]) => day);
  return versions
    .filter(({ version, day }) => {
      const passed = changes.filter((change) => change <= day);
      if (passed.length === 0) return false;
      if (passed.includes(day)) return true;
      const highest = versions.every((other) => other.day > day || semver.compare(other.version, version) <= 0);
      return (
        !highest &&
        passed.some(
          (change) =>
            !isNewLine(
              version,
              versions.filter((other) => other.day <= change),
            ),
        )
      );
    })
    .map(({ version }) => version);
}

function isNewLine(version: string, before: readonly DatedVersion[]): boolean {
  return before.every((other) => {
    const [own, theirs] = [semver.parse(version), semver.parse(other.version)];
    if (own === null || theirs === null) return false;
    return own.major > theirs.major || (own.major === theirs.major && own.minor > theirs.minor);
  });
}
