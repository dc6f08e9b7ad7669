import type { Entry, FactStore } from '../engine/factStore.ts';
import type { Instant } from '../model/instant.ts';
import { subjectKey, type Subject } from '../model/subject.ts';

/** Doubts about what is held: it is shown as before, and asked again when next wanted. They outlast the store they are about. */
export interface Doubts {
  /** A store seen with these doubts. */
  over(store: FactStore): FactStore;
  /** Doubts what could not be learnt: after settings, credentials or trust changed, "no" may have become "yes". */
  doubtFailures(): void;
  /** Doubts everything. */
  doubtAll(): void;
}

/** A time at which nothing that is held now was fresh. */
const LONG_AGO = '1970-01-01T00:00:00.000Z';

/** A doubt about everything until then, but what was settled here since (the clock may not have moved). */
interface Doubt {
  readonly at: Instant;
  readonly settled: Set<string>;
}

/** No doubts at first; `changed` is called after every answer, with all that something came to be held of. */
export function createDoubts(now: () => Instant, changed: (subjects: readonly Subject[] | 'all') => void): Doubts {
  let doubt: Doubt | undefined;
  let failureDoubt: Doubt | undefined;
  const keyOf = (source: string, subject: Subject) => `${source} ${subjectKey(subject)}`;
  const holds = (one: Doubt | undefined, key: string, entry: Entry) =>
    one !== undefined && entry.at <= one.at && !one.settled.has(key);

  return {
    over(store) {
      function settled(source: string, subjects: readonly Subject[]): void {
        for (const subject of subjects) {
          doubt?.settled.add(keyOf(source, subject));
          failureDoubt?.settled.add(keyOf(source, subject));
        }
      }
      return {
        entry(source, subject) {
          const entry = store.entry(source, subject);
          if (!entry || (!doubt && !failureDoubt)) return entry;
          const key = keyOf(source, subject);
          const isDoubted = holds(doubt, key, entry) || (entry.failure !== undefined && holds(failureDoubt, key, entry));
          return isDoubted ? { ...entry, at: LONG_AGO } : entry;
        },
        record(source, asked, observations, at) {
          store.record(source, asked, observations, at);
          settled(source.id, asked);
          changed([...asked, ...observations.map(({ subject }) => subject)]);
        },
        fail(source, asked, why, at, until) {
          store.fail(source, asked, why, at, until);
          settled(source.id, asked);
          changed(asked);
        },
        clear() {
          store.clear();
          changed('all');
        },
      };
    },
    doubtFailures() {
      failureDoubt = { at: now(), settled: new Set() };
    },
    doubtAll() {
      doubt = { at: now(), settled: new Set() };
    },
  };
}
