import type { Fact, Missing } from '../../model/fact.ts';
import type { Instant } from '../../model/instant.ts';
import type { AnySource, Observation } from '../../model/source.ts';
import type { Entry } from './entry.ts';

/** Hours for which "unknown" is believed before it is asked again. */
export const NEGATIVE_HOURS = 1;

/** Reasons that tell of the way to the upstream, not of the fact: what was known before is still the best that is known. */
const CUT_SHORT: ReadonlySet<Missing> = new Set(['offline', 'timeout', 'rate-limited']);

/** What is being gathered of one answer about one subject. */
export interface Draft {
  readonly facts: Map<string, Fact<unknown>>;
  readonly previous: Entry | undefined;
  asked?: boolean;
  failure?: Missing;
  until?: Instant | undefined;
  validator?: string;
  unchanged?: boolean;
}

/** Writes an observation into its draft. `readAt`: when a value that was worked out of another source's facts was read there. */
export function note(draft: Draft, observation: Observation, source: string, readAt: Instant): void {
  switch (observation.kind) {
    case 'value': {
      const { key, value, url, asOf, via } = observation;
      draft.facts.set(key.id, {
        state: 'known',
        value,
        from: { source: via ?? source, url, fetchedAt: readAt, ...(asOf === undefined ? {} : { asOf }) },
      });
      return;
    }
    case 'missing':
      draft.facts.set(observation.key.id, { state: 'unknown', why: observation.why });
      return;
    case 'failed':
      draft.failure = observation.why;
      draft.until = observation.until;
      return;
    case 'validator':
      draft.validator = observation.validator;
      return;
    case 'unchanged':
      draft.unchanged = true;
  }
}

/** What a draft comes to. An ask that ended well says of every fact its source provides either the value or that it is not served. */
export function settle(draft: Draft, source: AnySource, now: Instant): Entry {
  const { previous, failure } = draft;
  if (draft.unchanged === true && previous) return readAgain(previous, now);
  if (failure !== undefined) {
    const { until } = draft;
    // Gone is gone: facts of what is no longer there are not shown on.
    const facts = failure === 'not-found' ? draft.facts : new Map([...(previous?.facts ?? []), ...draft.facts]);
    const validator = failure === 'not-found' ? undefined : previous?.validator;
    return {
      facts,
      at: now,
      failure,
      ...(until === undefined ? {} : { until }),
      ...(validator === undefined ? {} : { validator }),
    };
  }
  const facts = new Map(draft.asked === true ? draft.facts : [...(previous?.facts ?? []), ...draft.facts]);
  let isCutShort = false;
  for (const [id, fact] of facts) {
    const before = previous?.facts.get(id);
    if (fact.state === 'known' || !CUT_SHORT.has(fact.why) || before?.state !== 'known') continue;
    facts.set(id, before);
    isCutShort = true;
  }
  if (draft.asked === true) {
    for (const key of source.provides) {
      if (!facts.has(key.id)) facts.set(key.id, { state: 'unknown', why: 'not-served' });
    }
  }
  return {
    at: now,
    facts,
    ...(isCutShort ? { until: hoursAfter(now, NEGATIVE_HOURS) } : {}),
    ...(draft.validator === undefined ? {} : { validator: draft.validator }),
  };
}

/** "Unchanged" is to have read it all again. */
function readAgain({ failure: _, until: __, facts, ...held }: Entry, now: Instant): Entry {
  return {
    ...held,
    at: now,
    facts: new Map(
      [...facts].map(([id, fact]) => [id, fact.state === 'known' ? { ...fact, from: { ...fact.from, fetchedAt: now } } : fact]),
    ),
  };
}

function hoursAfter(instant: Instant, hours: number): Instant {
  return new Date(Date.parse(instant) + hours * 3_600_000).toISOString();
}
