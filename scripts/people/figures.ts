import type { Activity } from '../../server/src/facts/repository.ts';

/** How many of the year's months had a human commit. */
export function monthsActive({ months }: Activity): number {
  return months.filter((count) => count > 0).length;
}

/** The busiest person's share of the year, 0 up to 1. */
export function busiestShare({ shares, commits }: Activity): number {
  return (shares[0] ?? 0) / Math.max(1, commits);
}
