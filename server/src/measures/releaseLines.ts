import { major } from 'semver';
import type { ReleaseLine } from '../facts/package.ts';
import { daysBetween, type Instant } from '../model/instant.ts';

/** The newest dated release of one major version. */
export interface MajorLine {
  readonly major: number;
  readonly newest: string;
  readonly at: Instant;
}

/** Lines by major version, newest major first; lines without a date are left out, 0.x counts as one. */
export function majorLines(lines: readonly ReleaseLine[]): readonly MajorLine[] {
  const byMajor = new Map<number, MajorLine>();
  for (const { newest, at } of lines) {
    const number = majorOf(newest);
    if (at === null || number === undefined) continue;
    const held = byMajor.get(number);
    if (!held || held.at < at) byMajor.set(number, { major: number, newest, at });
  }
  return [...byMajor.values()].sort((a, b) => b.major - a.major);
}

/** The major of a version, undefined where it is no semantic version. */
function majorOf(version: string): number | undefined {
  const digits = /^v?(\d{1,9})\./.exec(version);
  return digits?.[1] === undefined ? undefined : major(`${digits[1]}.0.0`);
}

/** A line that ended: its last release, and the newest of a later line that still gets them. */
export interface EndedLine {
  readonly line: MajorLine;
  readonly successor: MajorLine;
  /** Days since the line's last release. */
  readonly silentDays: number;
}

/**
 * Whether the line of a version has had no release for `minDays` while a later major had one within as many days; undefined where its line or
 * its dates are not among those known.
 */
export function endedLine(
  lines: readonly ReleaseLine[],
  version: string,
  now: Instant,
  minDays: number,
): EndedLine | 'alive' | undefined {
  const wanted = majorOf(version);
  const majors = majorLines(lines);
  const line = majors.find(({ major: number }) => number === wanted);
  if (wanted === undefined || !line) return undefined;
  const silentDays = daysBetween(line.at, now);
  const successor = majors.find(({ major: number, at }) => number > wanted && daysBetween(at, now) <= minDays);
  return silentDays >= minDays && successor ? { line, successor, silentDays } : 'alive';
}
