import type { Instant } from '../../model/instant.ts';
import type { Merged } from './answer.ts';
import { yearsBefore } from './months.ts';
import { humanOf } from './people.ts';

/**
 * Changes merged within 12 months, of the hundred merged ones last touched, and the people who pressed merge (a merge queue's bot is none).
 * `sampled` where there may be more of the year: those read do not reach back to its start.
 */
export function mergersOf(
  { nodes, pageInfo }: Merged,
  now: Instant,
  bots?: readonly string[],
): { readonly merged: number; readonly people: number; readonly sampled: boolean } {
  const from = Date.parse(yearsBefore(now, 1));
  const within = (at: Instant | null | undefined) =>
    typeof at === 'string' && Date.parse(at) >= from && Date.parse(at) <= Date.parse(now);
  const ofYear = nodes.filter(({ mergedAt }) => within(mergedAt));
  const people = new Set(ofYear.flatMap(({ mergedBy }) => humanOf(mergedBy, bots)?.login?.toLowerCase() ?? []));
  return {
    merged: ofYear.length,
    people: people.size,
    // What was merged in the year was touched in it.
    sampled: pageInfo.hasNextPage && within(nodes.at(-1)?.updatedAt),
  };
}
