import type { Run } from '../../facts/package.ts';
import { compareVersions, semverOf } from '../../formats/versionOrder.ts';
import type { Fact, Missing } from '../../model/fact.ts';

/** Where a version stands among runs: in one of them, or why that cannot be told. */
export type Place<T> =
  { readonly run: Run<T>; readonly before: Run<T> | undefined; readonly isFirst: boolean } | { readonly why: Missing };

/**
 * Finds a version in runs that are in order of version. Runs do not name every version inside them: one that lies between two ends is taken
 * to exist. `not-found` above the highest or in a gap, `too-large` below the lowest (what is older was not kept) and for a prerelease
 * among runs of stable versions; the runs' own reason where they are not known.
 */
export function locate<T>(runs: Fact<readonly Run<T>[]>, version: string): Place<T> {
  if (runs.state === 'unknown') return { why: runs.why };
  const wanted = semverOf(version);
  if (wanted === undefined) return { why: 'not-found' };
  const ends = runs.value.map((run) => ({ run, from: semverOf(run.from), to: semverOf(run.to) }));
  const isOfStable =
    ends.some(({ from }) => from?.prerelease.length === 0) && !ends.some(({ from, to }) => isPre(from) || isPre(to));
  const at = ends.findIndex(
    ({ from, to }) => from && to && compareVersions(from, wanted) <= 0 && compareVersions(wanted, to) <= 0,
  );
  const found = ends[at];
  if (found === undefined) {
    const lowest = ends[0]?.from;
    return { why: lowest !== undefined && compareVersions(wanted, lowest) < 0 ? 'too-large' : 'not-found' };
  }
  const isEnd = found.run.from === version || found.run.to === version;
  if (isOfStable && isPre(wanted) && !isEnd) return { why: 'too-large' };
  return { run: found.run, before: ends[at - 1]?.run, isFirst: found.run.from === version };
}

function isPre(version: ReturnType<typeof semverOf>): boolean {
  return version !== undefined && version.prerelease.length > 0;
}
