import type { releases } from '../facts/package.ts';
import { type Release } from '../facts/package.ts';
import type { forgeReleases } from '../facts/repository.ts';
import type { FactOf } from '../model/fact.ts';
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

/**
 * When the last stable release came out, by the registry, else by the forge; null where there was none, undefined where nobody can tell.
 */
export function lastReleaseAt(
  facts: { readonly releases: FactOf<typeof releases>; readonly forgeReleases: FactOf<typeof forgeReleases> },
  now: Instant,
): Instant | null | undefined {
  if (facts.releases.state === 'known') return rhythm(facts.releases.value.stable, now)?.last.at ?? null;
  return facts.forgeReleases.state === 'known' ? (facts.forgeReleases.value.newest?.at ?? null) : undefined;
}

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : Math.round(((sorted[middle - 1] ?? 0) + upper) / 2);
}
