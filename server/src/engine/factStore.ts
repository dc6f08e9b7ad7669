import type { AnyFactKey, Fact, Missing } from '../model/fact.ts';
import type { Instant } from '../model/instant.ts';
import type { AnySource, Observation } from '../model/source.ts';
import { subjectKey, type Subject } from '../model/subject.ts';

/** Hours for which "unknown" is believed before it is asked again. */
const NEGATIVE_HOURS = 1;

/** Reasons that may pass by themselves: asked again soon, whatever the fact. */
const PASSING: ReadonlySet<Missing> = new Set([
  'pending',
  'not-found',
  'rate-limited',
  'offline',
  'timeout',
  'malformed',
  'unauthorized',
]);

/** What one source said about one subject, and when. */
export interface Entry {
  readonly at: Instant;
  readonly facts: ReadonlyMap<string, Fact<unknown>>;
  /** Why nothing was learnt of the subject at all. */
  readonly failure?: Missing;
  /** From when it is worth asking again after that failure, where an upstream said so. */
  readonly until?: Instant;
  readonly validator?: string;
}

/**
 * Facts by source and subject, never merged: who said what stays known, so a closer source can outrank a bulk one whatever the order
 * in which they answered.
 */
export interface FactStore {
  entry(source: string, subject: Subject): Entry | undefined;
  /** Records the answer to one ask: every subject asked about settles, whether the source spoke of it or not. */
  record(source: AnySource, asked: readonly Subject[], observations: readonly Observation[], now: Instant): void;
  /** Settles subjects without an ask, or after one that failed as a whole. A failure never replaces facts already held. */
  fail(source: AnySource, asked: readonly Subject[], why: Missing, now: Instant, until?: Instant): void;
  clear(): void;
}

/** A store in memory. */
export function memoryFactStore(): FactStore {
  const entries = new Map<string, Entry>();
  const keyOf = (source: string, subject: Subject) => `${source} ${subjectKey(subject)}`;

  return {
    entry: (source, subject) => entries.get(keyOf(source, subject)),
    record(source, asked, observations, now) {
      const drafts = new Map<string, Draft>();
      const draftOf = (subject: Subject): Draft => {
        const key = keyOf(source.id, subject);
        const draft = drafts.get(key) ?? { facts: new Map<string, Fact<unknown>>(), previous: entries.get(key) };
        drafts.set(key, draft);
        return draft;
      };
      for (const subject of asked) draftOf(subject).asked = true;
      for (const observation of observations) note(draftOf(observation.subject), observation, source.id, now);
      for (const [key, draft] of drafts) entries.set(key, settle(draft, source, now));
    },
    fail(source, asked, why, now, until) {
      for (const subject of asked) {
        const { until: _, ...previous } = entries.get(keyOf(source.id, subject)) ?? { facts: new Map<string, Fact<unknown>>() };
        entries.set(keyOf(source.id, subject), {
          ...previous,
          at: now,
          failure: why,
          ...(until === undefined ? {} : { until }),
        });
      }
    },
    clear: () => entries.clear(),
  };
}

interface Draft {
  readonly facts: Map<string, Fact<unknown>>;
  readonly previous: Entry | undefined;
  asked?: boolean;
  failure?: Missing;
  until?: Instant | undefined;
  validator?: string;
  unchanged?: boolean;
}

function note(draft: Draft, observation: Observation, source: string, now: Instant): void {
  switch (observation.kind) {
    case 'value': {
      const { key, value, url, asOf, via } = observation;
      draft.facts.set(key.id, {
        state: 'known',
        value,
        from: { source: via ?? source, url, fetchedAt: now, ...(asOf === undefined ? {} : { asOf }) },
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

/** An ask that ended well says of every fact it provides either the value or that it is not served. */
function settle(draft: Draft, source: AnySource, now: Instant): Entry {
  if (draft.unchanged === true && draft.previous) {
    const { failure: _, until: __, ...held } = draft.previous;
    return { ...held, at: now };
  }
  if (draft.failure !== undefined) {
    const { failure, until, validator = draft.previous?.validator } = draft;
    return {
      facts: draft.previous?.facts ?? draft.facts,
      at: now,
      failure,
      ...(until === undefined ? {} : { until }),
      ...(validator === undefined ? {} : { validator }),
    };
  }
  const facts = new Map(draft.asked === true ? draft.facts : [...(draft.previous?.facts ?? []), ...draft.facts]);
  if (draft.asked === true) {
    for (const key of source.provides) {
      if (!facts.has(key.id)) facts.set(key.id, { state: 'unknown', why: 'not-served' });
    }
  }
  return { at: now, facts, ...(draft.validator === undefined ? {} : { validator: draft.validator }) };
}

/** Whether an entry still needs no asking at `now`: as long as its shortest-lived fact is fresh; an hour where something failed that may pass. */
export function isFresh(entry: Entry, provides: readonly AnyFactKey[], now: Instant): boolean {
  if (entry.failure !== undefined && entry.until !== undefined) return Date.parse(now) < Date.parse(entry.until);
  const ages = provides.flatMap((key) => {
    const fact = entry.facts.get(key.id);
    return fact === undefined ? [] : [fact.state === 'known' || !PASSING.has(fact.why) ? key.maxAgeHours : NEGATIVE_HOURS];
  });
  const hours = entry.failure === undefined ? Math.min(...ages, 24 * 30) : NEGATIVE_HOURS;
  return Date.parse(now) - Date.parse(entry.at) <= hours * 3_600_000;
}
