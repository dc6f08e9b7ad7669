import type { Instant } from './instant.ts';
import type { Subject } from './subject.ts';

/**
 * Why a value is not known.
 * `pending` not asked or not answered yet · `not-found` the upstream has no such thing · `not-served` it answered without this field
 * · `unauthorized` credentials missing or refused · `rate-limited` · `offline` unreachable, cut off, failing (5xx), or offline by choice
 * · `timeout` · `malformed` · `too-large` · `unsupported` nobody can answer for this ecosystem or host · `private` the name may not leave
 * the machine · `switched-off` by a setting · `undated` there, but with dates that cannot be right; or, as of an earlier day, nothing shows
 * how it was then.
 */
export type Missing =
  | 'pending'
  | 'not-found'
  | 'not-served'
  | 'unauthorized'
  | 'rate-limited'
  | 'offline'
  | 'timeout'
  | 'malformed'
  | 'too-large'
  | 'unsupported'
  | 'private'
  | 'switched-off'
  | 'undated';

/** Where a value comes from. `fetchedAt` is when Mainstay read it, `asOf` when the upstream says it was true. */
export interface Provenance {
  readonly source: string;
  /** A page or address a person can open; never with credentials. */
  readonly url: string;
  readonly fetchedAt: Instant;
  readonly asOf?: Instant;
}

/**
 * A value with its provenance, or the reason there is none. Unknown is never good and never bad. `until`: from when it is worth asking
 * again, where an upstream said so (a rate limit's reset).
 */
export type Fact<T> =
  | { readonly state: 'known'; readonly value: T; readonly from: Provenance }
  | { readonly state: 'unknown'; readonly why: Missing; readonly until?: Instant };

/**
 * What a value read later shows of an earlier moment: how it was then; that nothing shows it (`undated`); or that there was no such thing yet
 * (`not-found`).
 */
export type Then<T> = { readonly value: T } | { readonly why: 'undated' | 'not-found' };

/** A typed key: which fact, about which kind of subject, and how long a value of it stays fresh. */
export interface FactKey<T> {
  readonly id: string;
  readonly label: string;
  readonly of: Subject['kind'];
  /** Soft age in hours: older values are shown and asked again. */
  readonly maxAgeHours: number;
  /** What may be shown and printed of a value (people as counts, never names); the value itself when absent. */
  readonly expose?: (value: T) => unknown;
  /** Only packages of this type (of purl) have such a thing: of another's, what nobody told nobody can tell, whoever else was asked. */
  readonly onlyOf?: 'npm';
  /** A value of it lives in the process that asked only: it is never written to disk (docs/adr/0014-sign-off.md). */
  readonly inMemoryOnly?: true;
  /** What a value that was true later shows of `at`, resting on nothing dated at or after it. Absent: nothing. */
  readonly then?: (value: T, at: Instant) => Then<T>;
}

/** Declares a fact key; its type is the type of its values. */
export function defineFact<T>(key: FactKey<T>): FactKey<T> {
  return key;
}

/** The fact under a key. */
export type FactOf<K> = K extends FactKey<infer T> ? Fact<T> : never;

/** Any fact key, for lists in which the value's type does not matter. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- FactKey is invariant in T; a list of keys of all types needs `any`
export type AnyFactKey = FactKey<any>;

/** What is known around one subject: its own facts and those of what it belongs to (a version's package). */
export interface FactView {
  get<T>(key: FactKey<T>): Fact<T>;
}
