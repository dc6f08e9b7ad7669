import type { Fact, FactKey } from '../model/fact.ts';
import { isBefore, type Instant } from '../model/instant.ts';

/**
 * A fact as of an earlier moment. What an upstream says was true by then stands; what was true later is read back by its key, and is `undated`
 * where that shows nothing of then. So nothing shown rests on anything dated at or after the moment.
 */
export function factAsOf<T>(fact: Fact<T>, key: FactKey<T>, at: Instant): Fact<T> {
  if (fact.state === 'unknown' || isOfThen(fact.from.asOf, at)) return fact;
  const was = key.then?.(fact.value, at) ?? { why: 'undated' };
  return 'value' in was
    ? { state: 'known', value: was.value, from: { ...fact.from, asOf: at } }
    : { state: 'unknown', why: was.why };
}

/** Sources that ask about the moment say so by that very instant. */
function isOfThen(asOf: Instant | undefined, at: Instant): boolean {
  return asOf !== undefined && (asOf === at || isBefore(asOf, at));
}
