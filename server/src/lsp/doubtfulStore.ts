import type { Entry, FactStore } from '../engine/factStore.ts';
import { memoryFactStore } from '../engine/factStore.ts';
import type { Subject } from '../model/subject.ts';

/** A store whose answers can be doubted: shown as before, and asked again when next wanted. */
export interface DoubtfulStore extends FactStore {
  /** Doubts what could not be learnt: after settings, credentials or trust changed, "no" may have become "yes". */
  doubtFailures(): void;
  /** Doubts everything. */
  doubtAll(): void;
  /** Grows with every answer recorded. */
  revision(): number;
}

/** A time at which nothing that is held now was fresh. */
const LONG_AGO = '1970-01-01T00:00:00.000Z';

/** Wraps a store; `changed` is called after every answer. */
export function doubtfulStore(changed: () => void, store: FactStore = memoryFactStore()): DoubtfulStore {
  // Entries are values: one recorded since a doubt is another object. Undefined: there was no doubt yet.
  let sinceDoubt: WeakSet<Entry> | undefined;
  let sinceFailureDoubt: WeakSet<Entry> | undefined;
  let revision = 0;

  function settled(source: string, subjects: readonly Subject[]): void {
    for (const subject of subjects) {
      const entry = store.entry(source, subject);
      if (!entry) continue;
      sinceDoubt?.add(entry);
      sinceFailureDoubt?.add(entry);
    }
    revision += 1;
    changed();
  }

  const isDoubted = (entry: Entry) =>
    sinceDoubt?.has(entry) === false || (entry.failure !== undefined && sinceFailureDoubt?.has(entry) === false);

  return {
    entry(source, subject) {
      const entry = store.entry(source, subject);
      return entry && isDoubted(entry) ? { ...entry, at: LONG_AGO } : entry;
    },
    record(source, asked, observations, now) {
      store.record(source, asked, observations, now);
      settled(source.id, asked);
    },
    fail(source, asked, why, now) {
      store.fail(source, asked, why, now);
      settled(source.id, asked);
    },
    clear() {
      store.clear();
      revision += 1;
      changed();
    },
    doubtFailures() {
      sinceFailureDoubt = new WeakSet();
    },
    doubtAll() {
      sinceDoubt = new WeakSet();
    },
    revision: () => revision,
  };
}
