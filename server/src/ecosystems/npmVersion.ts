import semver from 'semver';
import { latest, minorHeads, releaseLines, releases } from '../facts/package.ts';
import type { FactKey, FactView } from '../model/fact.ts';
import type { Dependency } from '../model/manifest.ts';

/**
 * The version an npm requirement resolves to: the lockfile's where it fits, the one named, else what npm would choose among the releases
 * known (`latest` where that fits, else the highest that does). Undefined while nothing known fits, for tags other than `latest`, and where
 * a higher release that nobody listed could fit as well.
 */
export function npmVersion({ target }: Dependency, view: FactView, locked: string | undefined): string | undefined {
  if (target.kind !== 'registry') return undefined;
  const range = semver.validRange(target.range, true);
  if (locked !== undefined && (range === null || semver.satisfies(locked, range, { loose: true, includePrerelease: true })))
    return locked;
  const exact = semver.valid(target.range.replace(/^\s*=/, ''), true);
  if (exact !== null) return exact;

  const newest = known(view, latest)?.version;
  if (range === null) return target.range === 'latest' ? newest : undefined;
  if (newest !== undefined && (range === '*' || semver.satisfies(newest, range, true))) return newest;
  return highest(view, newest, range);
}

function highest(view: FactView, newest: string | undefined, range: string): string | undefined {
  const stable = known(view, releases);
  const heads = [...(known(view, minorHeads) ?? []), ...(known(view, releaseLines) ?? []).map((line) => line.newest)];
  const candidates = [
    ...(stable?.stable ?? []).map(({ version }) => version),
    ...heads,
    ...(newest === undefined ? [] : [newest]),
  ];
  const best = semver.maxSatisfying(candidates, range, true);
  if (best === null || stable?.total === stable?.stable.length) return best ?? undefined;
  return heads.some((head) => mayHideBetter(head, best, range)) ? undefined : best;
}

/** Whether releases of a minor below its newest one, which are not listed, could fit the range and be higher than `best`. */
function mayHideBetter(head: string, best: string, range: string): boolean {
  const parsed = semver.parse(head, true);
  if (parsed === null || semver.lte(parsed, best, true)) return false;
  return semver.intersects(range, `>=${parsed.major}.${parsed.minor}.0 <${parsed.version}`, true);
}

function known<T>(view: FactView, key: FactKey<T>): T | undefined {
  const fact = view.get(key);
  return fact.state === 'known' ? fact.value : undefined;
}
