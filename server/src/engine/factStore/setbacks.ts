import type { Missing } from '../../model/fact.ts';
import type { Instant } from '../../model/instant.ts';
import type { Entry } from './entry.ts';

/**
 * Reasons that are one session's own: its settings, its names, its credentials, its line. They are never written down and nobody else hears
 * of them, or one window offline would silence the next. A rate limit is as well, but where nobody is signed in: such a limit is the machine's.
 */
const OWN: ReadonlySet<Missing> = new Set(['pending', 'private', 'switched-off', 'offline', 'timeout', 'unauthorized']);

/** Whether a reason holds for this session only. */
export function isOwn(why: Missing, isSignedIn: boolean): boolean {
  return OWN.has(why) || (why === 'rate-limited' && isSignedIn);
}

/** Why something could not be learnt, and when that was. */
export interface Setback {
  readonly at: Instant;
  readonly failure: Missing;
  readonly until?: Instant;
}

/** An entry as it is after a setback; what was learnt since counts more. */
export function afterSetback(entry: Entry | undefined, setback: Setback): Entry {
  if (!entry) return { facts: new Map(), ...setback };
  if (entry.at > setback.at) return entry;
  const { failure: _, until: __, ...held } = entry;
  return { ...held, ...setback };
}

/** An entry without facts that are unknown for reasons of one session; who reads it elsewhere asks for those at once. */
export function forOthers(entry: Entry): Entry {
  const facts = new Map([...entry.facts].filter(([, fact]) => fact.state === 'known' || !isOwn(fact.why, true)));
  if (facts.size === entry.facts.size) return entry;
  // With the validator they would be told that nothing changed, and never what is missing here.
  const { validator: _, ...rest } = entry;
  return { ...rest, facts, ...(entry.failure === undefined ? { until: entry.at } : {}) };
}
