import type { Counting } from './counting.ts';
import type { AnyFactKey, FactKey, FactView, Missing } from './fact.ts';
import type { Instant } from './instant.ts';
import type { Clearance, Endpoints, GitHubClient, GoClient, Http, NpmClient } from './ports.ts';
import type { Subject } from './subject.ts';

/**
 * One thing a source found out about one of the subjects it was asked about: a value, a typed reason why there is none, the validator
 * to send next time, or that nothing changed since the validator sent.
 */
export type Observation =
  | {
      readonly kind: 'value';
      readonly subject: Subject;
      readonly key: AnyFactKey;
      readonly value: unknown;
      readonly url: string;
      readonly asOf?: Instant;
      /** Where the value was derived from facts of another source, that source's id. */
      readonly via?: string;
    }
  | { readonly kind: 'missing'; readonly subject: Subject; readonly key: AnyFactKey; readonly why: Missing }
  | { readonly kind: 'failed'; readonly subject: Subject; readonly why: Missing; readonly until?: Instant }
  | { readonly kind: 'validator'; readonly subject: Subject; readonly validator: string }
  | { readonly kind: 'unchanged'; readonly subject: Subject };

/** A typed value observation; `url` is where a person can see it. */
export function observe<T>(
  subject: Subject,
  key: FactKey<T>,
  value: NoInfer<T>,
  url: string,
  more: { readonly asOf?: Instant; readonly via?: string } = {},
): Observation {
  return { kind: 'value', subject, key, value, url, ...more };
}

/** The observation that one fact is unknown, and why. */
export function missing(subject: Subject, key: AnyFactKey, why: Missing): Observation {
  return { kind: 'missing', subject, key, why };
}

/** The observation that nothing could be learnt of one subject of a batch, the others being unharmed. */
export function failed(subject: Subject, why: Missing, until?: Instant): Observation {
  return { kind: 'failed', subject, why, ...(until === undefined ? {} : { until }) };
}

/** What the engine hands a source: cleared subjects, what is known of them, and the ports. */
export interface Ask<S extends Subject = Subject> {
  readonly subjects: readonly S[];
  view(subject: S): FactView;
  /** The validator stored with the last answer about the subject, if any. */
  validator(subject: S): string | undefined;
  readonly http: Http;
  readonly npm: NpmClient;
  readonly go: GoClient;
  readonly github: GitHubClient;
  readonly endpoints: Endpoints;
  /** Who counts as no human, and who as one, as the team says; what is told of people counts by it. */
  readonly counting?: Counting;
  readonly now: Instant;
  /** The earlier moment that is asked about, where it is not now: what a source tells as of then, it observes with that `asOf`. */
  readonly asOf?: Instant;
  /** Aborts when the ask is cancelled or its time is up. */
  readonly signal: AbortSignal;
}

/** The services that settings can switch off. */
export type Service = 'depsDev' | 'pkgGoDev' | 'goGet' | 'ecosystems' | 'github';

/**
 * How much is asked about a line, each word including those before it: `bulk` batches only (lines nobody chose: indirect ones), `direct`
 * one request per package too, `detail` what a reader asked to see (opened, added, asked for).
 */
export const DEPTHS = ['bulk', 'direct', 'detail'] as const;
/** One of {@link DEPTHS}. */
export type Depth = (typeof DEPTHS)[number];

/**
 * An upstream as a value: which subjects it covers, what it needs to know first and what it provides. It holds no state, cache, clock,
 * retry or log; whatever it throws becomes a {@link Missing} for the subjects of that batch only.
 */
export interface Source<K extends Subject['kind'] = Subject['kind']> {
  readonly id: string;
  readonly subject: K;
  /** Most subjects in one `collect`. */
  readonly maxBatch: number;
  /** Most `collect` calls of this source under way at once. */
  readonly concurrency: number;
  /** Time limit of one `collect`, ms. */
  readonly timeoutMs: number;
  /** What kind of place names go to; absent for sources that ask nobody. */
  readonly clearance?: Clearance;
  /** The setting that switches it off, for services one can do without. */
  readonly service?: Service;
  /** The depth of asking from which it takes part; `bulk`, that is always, where absent. */
  readonly depth?: Depth;
  /** Asked only where a person asked for this very dependency: what it may ask is scarce, and not for whatever a pointer passes over. */
  readonly explicit?: true;
  /** Must be known before this source can be asked. */
  readonly needs: readonly AnyFactKey[];
  readonly provides: readonly AnyFactKey[];
  /** What it can tell of an earlier moment (`Ask.asOf`); without such a list, whatever its keys can be read back by themselves. */
  readonly past?: readonly AnyFactKey[];
  /** Hours for which an answer stays fresh, where that is not as long as its shortest-lived fact: a service that itself looks seldom. */
  readonly freshHours?: number;
  /** Facts another source may give, waited for (settled, known or not) before this one is asked. */
  readonly after?: readonly AnyFactKey[];
  /** What can show that asking again would bring nothing new, so that an aged answer is kept without a question. */
  readonly spared?: Spared;
  covers(subject: Extract<Subject, { kind: K }>, view: FactView): boolean;
  collect(ask: Ask<Extract<Subject, { kind: K }>>): AsyncIterable<Observation>;
}

/** A sign that nothing changed, given by another source: while `by` is known, fresh and equal to what this source said of `of`, its answer is kept for up to `hours`. */
export interface Spared {
  readonly by: FactKey<string>;
  /** This source's own fact, and what of its value is compared. */
  readonly of: AnyFactKey;
  readonly word: (value: unknown) => string | undefined;
  /** Longest age of an answer kept so, in hours. */
  readonly hours: number;
}

/** Declares what spares a source its question; checks it against the fact's type. */
export function sparedBy<T>(
  spared: Omit<Spared, 'of' | 'word'> & { readonly of: FactKey<T>; readonly word: (value: T) => string | undefined },
): Spared {
  return { ...spared, word: (value) => spared.word(value as T) }; // the store holds under a key's id what `observe` typed by that key
}

/** Any source, for the registry and the engine. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- sources of different subject kinds stand in one list
export type AnySource = Source<any>;

/** The deeper of two depths. */
export function deeper(one: Depth, other: Depth | undefined): Depth {
  return other !== undefined && DEPTHS.indexOf(other) > DEPTHS.indexOf(one) ? other : one;
}

/** Whether a source takes part in asking at a depth. */
export function reaches(depth: Depth, source: AnySource): boolean {
  return DEPTHS.indexOf(source.depth ?? 'bulk') <= DEPTHS.indexOf(depth);
}

/** Whether a source can tell anything of an earlier moment. Those that cannot are not asked about it: no name leaves for nothing. */
export function tellsOfPast({ past, provides }: AnySource): boolean {
  return (past ?? provides.filter((key) => key.then !== undefined)).length > 0;
}

/** Declares a source; checks it against its subject kind. */
export function defineSource<K extends Subject['kind']>(source: Source<K>): Source<K> {
  return source;
}
