import type { Run } from '../../facts/package.ts';
import type { Instant } from '../../model/instant.ts';
import { keptDate } from './keptDate.ts';
import type { PublishedVersion } from './packument.ts';

/** Versions in their given order as runs of one value, compared by JSON; the newest `most` runs. */
export function runsOf<T>(
  versions: readonly PublishedVersion[],
  value: (version: PublishedVersion) => T,
  most: number,
): readonly Run<T>[] {
  const runs: Run<T>[] = [];
  let lastKey: string | undefined;
  for (const version of versions) {
    const current = value(version);
    const key = JSON.stringify(current);
    const last = runs.at(-1);
    if (last !== undefined && key === lastKey) {
      runs[runs.length - 1] = { ...last, to: version.version, releases: last.releases + 1 };
    } else {
      runs.push({ value: current, from: version.version, to: version.version, releases: 1 });
    }
    lastKey = key;
  }
  return runs.slice(-most);
}

/** The same, each run with the date of its first version where the document has one. */
export function datedRunsOf<T>(
  versions: readonly PublishedVersion[],
  value: (version: PublishedVersion) => T,
  most: number,
  now: Instant,
): readonly Run<T>[] {
  const dates = new Map(versions.map(({ version, at }) => [version, at]));
  return runsOf(versions, value, most).map((run) => {
    const at = dates.get(run.from);
    return at === undefined ? run : { ...run, since: keptDate(at, now) };
  });
}

/** The stable versions, or all where there is no stable one: prereleases come from other hands and machines and would cut runs to pieces. */
export function stableOrAll(versions: readonly PublishedVersion[]): readonly PublishedVersion[] {
  const stable = versions.filter(({ isStable }) => isStable);
  return stable.length === 0 ? versions : stable;
}
