import type { ReleaseLine, Run } from '../facts/package.ts';
import type { Instant } from '../model/instant.ts';
import { isStableVersion, lineOfVersion, runIndexOf } from './versionRuns.ts';

/** Attested releases in a row that make attesting a habit: one may have been a trial. */
const HABIT = 2;

/** The newest release of a line without the attestation that its predecessors carry. */
export interface LostProvenance {
  readonly line: string;
  /** The release of the line published last, and when. */
  readonly version: string;
  readonly at: Instant;
  /** The first of the line without attestation, and when; the same where only one is. */
  readonly first: string;
  readonly since: Instant;
  /** Stable releases in a row before that one that were all attested. */
  readonly attested: number;
}

/**
 * Whether the line of a version lost its provenance: its newest release is not attested, while all before the stretch of releases without, at least
 * two in a row, were; a second release without does not clear it. `kept` where it is known not to be so, undefined where line, place or date of its
 * newest release is not known. Versions above the newest (a backport's) do not count: only what came before it in the order of numbers.
 */
export function lostProvenance(
  lines: readonly ReleaseLine[],
  runs: readonly Run<boolean>[],
  version: string,
): LostProvenance | 'kept' | undefined {
  const line = lineOfVersion(version);
  const newest = lines.find((one) => one.line === line);
  if (line === undefined || newest === undefined) return undefined;
  const at = runIndexOf(runs, newest.newest);
  const [run, before] = at === undefined ? [] : [runs[at], runs[at - 1]];
  if (run === undefined) return undefined;
  if (run.value || !isStableVersion(newest.newest) || before?.value !== true || before.releases < HABIT) return 'kept';
  // The line began without, or releases without stand further down in it.
  if (lineOfVersion(before.to) !== line || (at !== undefined && lineOfVersion(runs[at - 2]?.to ?? '') === line)) return 'kept';
  const since = run.from === newest.newest ? newest.at : run.since;
  if (newest.at === null || since === null || since === undefined) return undefined;
  return { line, version: newest.newest, at: newest.at, first: run.from, since, attested: before.releases };
}
