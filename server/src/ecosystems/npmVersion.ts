import semver from 'semver';
import { latest, minorHeads, releaseLines, releases } from '../facts/package.ts';
import type { FactKey, FactView } from '../model/fact.ts';
import type { Dependency } from '../model/manifest.ts';

/** How every version begins, as loosely as it may be written: of most requirements it can be told without reading, and failing to read is dear. */
const BEGINS_A_VERSION = /^[v=\s]*\d/;

/**
 * The version an npm requirement resolves to: the lockfile's where it fits, the one named, else the highest that satisfies among the
 * releases known (not `latest` first, as npm has it), prereleases only of a version that the requirement names one of. Undefined while
 * nothing known fits, for tags other than `latest`, and where a higher release that nobody listed could fit as well.
 */
export function npmVersion({ target }: Dependency, view: FactView, locked: string | undefined): string | undefined {
  if (target.kind !== 'registry') return undefined;
  const range = semver.validRange(target.range, true);
  if (locked !== undefined && (range === null || semver.satisfies(locked, range, { loose: true, includePrerelease: true })))
    return locked;
  const exact = BEGINS_A_VERSION.test(target.range) ? semver.valid(target.range.replace(/^\s*=/, ''), true) : null;
  if (exact !== null) return exact;

  const newest = known(view, latest)?.version;
  if (range === null) return target.range === 'latest' ? newest : undefined;
  // Of prereleases alone `*` takes the tagged one, as npm does.
  return highest(view, newest, range) ?? (range === '*' ? newest : undefined);
}

function highest(view: FactView, newest: string | undefined, range: string): string | undefined {
  const stable = known(view, releases);
  const lines = known(view, releaseLines) ?? [];
  const heads = [...(known(view, minorHeads) ?? []), ...lines.map((line) => line.highest ?? line.newest)];
  const candidates = [
    ...(stable?.stable ?? []).map(({ version }) => version),
    ...heads,
    ...(newest === undefined ? [] : [newest]),
  ];
  const best = semver.maxSatisfying(candidates, range, true);
  if (best === null) return undefined;
  // The list of releases holds stable ones only; where it is whole, nothing but a prerelease can hide.
  const hiding = stable?.total === undefined || stable.total > stable.stable.length ? heads : heads.filter(isPrerelease);
  return hiding.some((head) => mayHideBetter(head, best, range)) ? undefined : best;
}

/** Whether releases below the head of their minor, or prereleases below that of their version, could fit the range and be higher than `best`. */
function mayHideBetter(head: string, best: string, range: string): boolean {
  const parsed = semver.parse(head, true);
  if (parsed === null || semver.lte(parsed, best, true)) return false;
  const { major, minor, patch, version } = parsed;
  const isStable = parsed.prerelease.length === 0;
  if (!isStable && !namesPrereleaseOf(parsed, range)) return false;
  const lowest = isStable ? `${major}.${minor}.0` : `${major}.${minor}.${patch}-0`;
  return semver.intersects(range, `>${best} >=${lowest} <${version}`, true);
}

function isPrerelease(version: string): boolean {
  return semver.prerelease(version, true) !== null;
}

/** Whether a range lets in prereleases of a version: one of its own bounds is one. Source: node-semver, "Prerelease Tags". */
function namesPrereleaseOf(version: semver.SemVer, range: string): boolean {
  return new semver.Range(range, true).set
    .flat()
    .some(
      ({ semver: bound }) => bound instanceof semver.SemVer && bound.prerelease.length > 0 && bound.compareMain(version) === 0,
    );
}

function known<T>(view: FactView, key: FactKey<T>): T | undefined {
  const fact = view.get(key);
  return fact.state === 'known' ? fact.value : undefined;
}
