import { compareVersions, lineOf, semverOf } from '../formats/versionOrder.ts';
import type { Run } from '../facts/package.ts';

/**
 * Which of some runs in order of version holds a version: its index. Runs do not name every version inside them: one that lies between two ends
 * is taken to exist. Undefined outside of all runs, and for what is no version number.
 */
export function runIndexOf(runs: readonly Run<unknown>[], version: string): number | undefined {
  const wanted = semverOf(version);
  if (wanted === undefined) return undefined;
  const at = runs.findIndex(({ from, to }) => {
    const [first, last] = [semverOf(from), semverOf(to)];
    return first && last && compareVersions(first, wanted) <= 0 && compareVersions(wanted, last) <= 0;
  });
  return at < 0 ? undefined : at;
}

/** The line of versions that a version stands in: its major (`4`), or its minor below 1.0 (`0.3`); undefined for what is no version number. */
export function lineOfVersion(version: string): string | undefined {
  const parsed = semverOf(version);
  return parsed && lineOf(parsed);
}

/** Whether a version is no prerelease; false for what is no version number. */
export function isStableVersion(version: string): boolean {
  return semverOf(version)?.prerelease.length === 0;
}
