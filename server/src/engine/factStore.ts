import type { AnyFactKey, Fact, Missing } from '../model/fact.ts';
import type { Instant } from '../model/instant.ts';
import type { AnySource, Observation } from '../model/source.ts';
import { subjectKey, type Subject } from '../model/subject.ts';
import { NEGATIVE_HOURS, note, settle, type Draft } from './factStore/answer.ts';
import { answeredAt, type Entries, type Entry } from './factStore/entry.ts';
import type { RealmOf } from './factStore/realm.ts';
import { afterSetback, isOwn, type Setback } from './factStore/setbacks.ts';

export type { Entries, Entry } from './factStore/entry.ts';

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
/** Longest that an upstream's own "not before" is believed, hours; and how far a clock may have been wrong when an entry was written. */
const MAX_WAIT_HOURS = 24;
const CLOCK_SLACK_HOURS = 1;
const HOUR_MS = 3_600_000;

/**
 * Facts by source and subject, never merged: who said what stays known, so a closer source can outrank a bulk one whatever the order
 * in which they answered.
 */
export interface FactStore {
  entry(source: string, subject: Subject): Entry | undefined;
  /** Records the answer to one ask: every subject asked about settles, whether the source spoke of it or not. */
  record(source: AnySource, asked: readonly Subject[], observations: readonly Observation[], now: Instant): void;
  /**
   * Settles subjects without an ask, or after one that failed as a whole, `until` being from when it is worth asking again. A failure never
   * replaces facts already held, but `not-found`: what is gone is gone.
   */
  fail(source: AnySource, asked: readonly Subject[], why: Missing, now: Instant, until?: Instant): void;
  clear(): void;
}

/** What was worked out on this machine, and of which entries as answered when: as soon as one of them is another, so may this be. */
interface WorkedOut {
  readonly entry: Entry;
  readonly bases: ReadonlyMap<string, Instant>;
}
const NO_BASES: ReadonlyMap<string, Instant> = new Map();
const NOTHING: Entry = { at: '', facts: new Map() };
const LONG_AGO = '1970-01-01T00:00:00.000Z';

/** Whose answers a store holds. */
export interface Situation {
  readonly realmOf: RealmOf;
  /** Somebody is signed in now: a rate limit then is theirs, not the machine's. */
  readonly isSignedIn: boolean;
}

/** A store in memory. */
export function memoryFactStore(): FactStore {
  return factStoreOver(new Map<string, Entry>(), { realmOf: () => '', isSignedIn: false });
}

/**
 * One session's store over entries that others may share. Its own stay with it: what was worked out on this machine (sources that ask
 * nobody: a new version of Mainstay may say otherwise), and reasons that are its own affair.
 */
export function factStoreOver(shared: Entries, situation: Situation): FactStore {
  const workedOut = new Map<string, WorkedOut>();
  const setbacks = new Map<string, Setback>();

  /** Keys by the very object they name: one judgement asks of few subjects hundreds of times, and a text made anew is hashed anew. */
  const keys = new WeakMap<Subject, Map<string, string>>();
  function keyOf(source: string, subject: Subject): string {
    const ofSubject = keys.get(subject) ?? new Map<string, string>();
    keys.set(subject, ofSubject);
    const known = ofSubject.get(source);
    if (known !== undefined) return known;
    const realm = situation.realmOf(subject);
    const key = realm === '' ? `${source} ${subjectKey(subject)}` : `${source} ${subjectKey(subject)} @${realm}`;
    ofSubject.set(source, key);
    return key;
  }
  function entryAt(key: string): Entry | undefined {
    const own = workedOut.get(key);
    if (own) return isOutOfDate(own) ? { ...own.entry, at: LONG_AGO } : own.entry;
    const held = shared.get(key);
    const setback = setbacks.get(key);
    const entry = held?.failure !== undefined && isOwn(held.failure, situation.isSignedIn) ? withoutFailure(held) : held;
    return setback ? afterSetback(entry, setback) : entry;
  }
  function keep(key: string, entry: Entry, hasNews: boolean): void {
    const { at, failure, until } = entry;
    if (failure === undefined || !isOwn(failure, situation.isSignedIn)) {
      setbacks.delete(key);
      shared.set(key, entry);
      return;
    }
    if (hasNews) shared.set(key, { ...withoutFailure(entry), at, until: at });
    setbacks.set(key, { at, failure, ...(until === undefined ? {} : { until }) });
  }
  /** The entry that a value was worked out of: another source's, about the same or, for a version, about its package. */
  function basisOf(observation: Observation): string | undefined {
    if (observation.kind !== 'value' || observation.via === undefined) return undefined;
    const { subject, via } = observation;
    return keyOf(via, subject.kind === 'version' ? { kind: 'package', purl: subject.purl } : subject);
  }
  const answered = (key: string) => answeredAt(entryAt(key) ?? NOTHING);
  const isOutOfDate = ({ bases }: WorkedOut) => [...bases].some(([key, at]) => answered(key) !== at);

  return {
    entry: (source, subject) => entryAt(keyOf(source, subject)),
    record(source, asked, observations, now) {
      const drafts = new Map<string, Draft>();
      const draftOf = (subject: Subject): Draft => {
        const key = keyOf(source.id, subject);
        const draft = drafts.get(key) ?? { facts: new Map<string, Fact<unknown>>(), previous: entryAt(key) };
        drafts.set(key, draft);
        return draft;
      };
      for (const subject of asked) draftOf(subject).asked = true;
      const bases = new Map<Draft, Map<string, Instant>>();
      for (const observation of observations) {
        const draft = draftOf(observation.subject);
        const basis = basisOf(observation);
        const readAt = basis === undefined ? '' : answered(basis);
        if (basis !== undefined) bases.set(draft, (bases.get(draft) ?? new Map<string, Instant>()).set(basis, readAt));
        note(draft, observation, source.id, readAt === '' ? now : readAt);
      }
      for (const [key, draft] of drafts) {
        const entry = settle(draft, source, now);
        if (isShared(source)) keep(key, entry, draft.facts.size > 0);
        else workedOut.set(key, { entry, bases: bases.get(draft) ?? NO_BASES });
      }
    },
    fail(source, asked, why, now, until) {
      for (const subject of asked) {
        const key = keyOf(source.id, subject);
        const failing: Draft = { facts: new Map(), previous: entryAt(key), asked: true, failure: why, until };
        const entry = settle(failing, source, now);
        if (isShared(source)) keep(key, entry, false);
        else workedOut.set(key, { entry, bases: NO_BASES });
      }
    },
    clear() {
      workedOut.clear();
      setbacks.clear();
      shared.clear();
    },
  };
}

/** Whether what a source says is for others too: it asked somebody, and something of it may be kept. */
function isShared({ clearance, provides }: AnySource): boolean {
  return clearance !== undefined && provides.some(({ inMemoryOnly }) => inMemoryOnly !== true);
}

/** The entry as it was when the source last answered. */
function withoutFailure(entry: Entry): Entry {
  const { failure: _, until: __, ...held } = entry;
  return { ...held, at: answeredAt(entry) };
}

/**
 * Whether an entry still needs no asking at `now`: until the time it names, a day at most; else as long as its shortest-lived fact is fresh,
 * or for `freshHours` where its source says so, and an hour where something failed that may pass.
 */
export function isFresh(entry: Entry, provides: readonly AnyFactKey[], now: Instant, freshHours?: number): boolean {
  const age = Date.parse(now) - Date.parse(entry.at);
  const wait = entry.until === undefined ? NaN : Date.parse(entry.until) - Date.parse(entry.at);
  if (!(age >= -CLOCK_SLACK_HOURS * HOUR_MS)) return false;
  if (!Number.isNaN(wait)) return age < Math.min(wait, MAX_WAIT_HOURS * HOUR_MS);
  if (entry.failure !== undefined) return age <= NEGATIVE_HOURS * HOUR_MS;
  const hours = provides.flatMap((key) => {
    const fact = entry.facts.get(key.id);
    return fact === undefined
      ? []
      : [fact.state === 'known' || !PASSING.has(fact.why) ? (freshHours ?? key.maxAgeHours) : NEGATIVE_HOURS];
  });
  return age <= Math.min(...hours, 24 * 30) * (entry.spread ?? 1) * HOUR_MS;
}
