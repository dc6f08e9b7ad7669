import type { SafetyNet } from '../model/assessment.ts';

/**
 * What would catch a project, as groups are headed: a foundation by its relation (PRODUCT.md, "Safety net"), else that several can publish or merge,
 * else that no foundation is known, else that nobody could tell. A package is in the first that is known of it; nothing is added up.
 */
export const NET_GROUPS = ['governs', 'hosts', 'fiscal', 'affiliated', 'steward', 'left', 'several', 'none', 'unknown'] as const;
/** One of {@link NET_GROUPS}. */
export type NetGroup = (typeof NET_GROUPS)[number];

/** Groups in words. */
export const NET_GROUP_WORDS: Readonly<Record<NetGroup, string>> = {
  governs: 'Governed by a foundation',
  hosts: 'Hosted by a foundation',
  fiscal: 'A foundation as fiscal sponsor',
  affiliated: 'Affiliated with a foundation',
  steward: 'A foundation as steward',
  left: 'Left or retired by a foundation',
  several: 'Several can publish or merge',
  none: 'No foundation known',
  unknown: 'Not known',
};

/** From how many on an account or person that stops leaves others. */
const SEVERAL = 2;

/** The group of a project. That one account publishes says nothing of others who could: it never proves that there is no net. */
export function netGroupOf({ foundation, publishers, mergers }: SafetyNet): NetGroup {
  if (foundation.state === 'known' && foundation.value !== null)
    return foundation.value.ended === null ? foundation.value.relation : 'left';
  const isSeveral = (fact: SafetyNet['publishers']) => fact.state === 'known' && fact.value >= SEVERAL;
  if (isSeveral(publishers) || isSeveral(mergers)) return 'several';
  return foundation.state === 'known' ? 'none' : 'unknown';
}
