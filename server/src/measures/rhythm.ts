import type { Release } from '../facts/package.ts';
import { daysBetween, type Instant } from '../model/instant.ts';

/** A package's own pace (CHAOSS Release Frequency), from its last stable releases. */
export interface Rhythm {
  readonly last: Release;
  /** Days from the last stable release to now; never negative. */
  readonly sinceLast: number;
  /** Median days between consecutive release days of the last ten intervals; null for fewer than three intervals. */
  readonly usualDays: number | null;
}

/** The rhythm of stable releases, oldest first; undefined where there is none. */
export function rhythm(stable: readonly Release[], now: Instant): Rhythm | undefined {
  const dated = stable.filter(({ at }) => at <= now).sort((a, b) => (a.at < b.at ? -1 : 1));
  const last = dated.at(-1);
  if (!last) return undefined;
  const days = [...new Set(dated.map(({ at }) => at.slice(0, 10)))]; // several packages or majors released in one go are one beat
  const gaps = days
    .slice(1)
    .map((day, index) => daysBetween(days[index] ?? day, day))
    .slice(-10);
  return { last, sinceLast: Math.max(0, daysBetween(last.at, now)), usualDays: gaps.length < 3 ? null : median(gaps) };
}

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : Math.round(((sorted[middle - 1] ?? 0) + upper) / 2);
}
