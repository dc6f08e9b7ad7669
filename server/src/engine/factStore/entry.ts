import type { Fact, Missing } from '../../model/fact.ts';
import type { Instant } from '../../model/instant.ts';

/** What one source said about one subject, and when. */
export interface Entry {
  /** When it was last asked, be it in vain. */
  readonly at: Instant;
  readonly facts: ReadonlyMap<string, Fact<unknown>>;
  /** Why nothing was learnt of the subject when it was last asked; facts held from before stay. */
  readonly failure?: Missing;
  /** From when it is worth asking again: an upstream said so, or a part of the answer could not be had. */
  readonly until?: Instant;
  readonly validator?: string;
  /** Factor on soft ages, 0.9 to 1.1, where what was learnt together must not age together; 1 where absent. */
  readonly spread?: number;
}

/** Where entries are kept, by key. Reading is synchronous, since everything that is shown is read through it. */
export interface Entries {
  get(key: string): Entry | undefined;
  set(key: string, entry: Entry): void;
  clear(): void;
}

/** When the source last answered about the subject; empty where it never did. That a thing is not there is an answer too. */
export function answeredAt({ at, failure, facts }: Entry): Instant {
  if (failure === undefined || failure === 'not-found') return at;
  let newest = '';
  for (const fact of facts.values()) if (fact.state === 'known' && fact.from.fetchedAt > newest) newest = fact.from.fetchedAt;
  return newest;
}

/**
 * One entry of two about the same: the later answer, with the failure of a later ask. A failure elsewhere takes no facts away, and a
 * validator stays with the answer it came with. Where both are as old, the first.
 */
export function mergedEntry(one: Entry, other: Entry): Entry {
  const [later, earlier] = one.at >= other.at ? [one, other] : [other, one];
  if (answeredAt(later) >= answeredAt(earlier)) return later;
  const { failure: _, until: __, ...answer } = earlier;
  const { at, failure, until } = later;
  return { ...answer, at, ...(failure === undefined ? {} : { failure }), ...(until === undefined ? {} : { until }) };
}

/** The entry without what was last read before `oldest`; undefined where nothing is left of it. */
export function youngerThan(oldest: Instant, entry: Entry): Entry | undefined {
  const isOld = entry.at < oldest;
  if (isOld && entry.failure !== undefined) return undefined;
  const facts = new Map([...entry.facts].filter(([, fact]) => (fact.state === 'known' ? fact.from.fetchedAt >= oldest : !isOld)));
  if (facts.size === entry.facts.size) return entry;
  if (facts.size === 0 && entry.failure === undefined) return undefined;
  // What was taken out must be asked for anew, and an old validator would only be told that nothing changed.
  const { validator: _, ...rest } = entry;
  return { ...rest, facts, ...(entry.failure === undefined ? { until: entry.at } : {}) };
}
