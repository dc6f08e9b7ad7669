import type { Ruling, RulingOnLine } from './decision.ts';
import type { AnyFactKey, Fact, FactKey, Missing, Provenance } from './fact.ts';
import type { Instant } from './instant.ts';
import type { Dependency } from './manifest.ts';
import type { Severity } from './severity.ts';
import type { Standing } from './standing.ts';
import type { Thresholds } from './thresholds.ts';

export { SEVERITIES, type Severity } from './severity.ts';

/** When a line is judged: it stood already, or it was added or bumped since the merge base. */
export type Moment = 'standing' | 'added';

/** What a rule says of one dependency. `because` is a plain fact with numbers and dates; no name, no adjective, no verdict. */
export type Verdict =
  | ({ readonly outcome: 'fires'; readonly because: string; readonly evidence: readonly Provenance[] } & Nuance)
  | { readonly outcome: 'quiet' }
  | { readonly outcome: 'not-applicable' }
  | { readonly outcome: 'unknown'; readonly key: AnyFactKey; readonly why: Missing };

/** Where a message sends a reader of the editor; elsewhere there are no such actions, and on a forge they are something else. */
export const SEE_ACTIONS = ': see actions';

/** A message, or a text with messages in it, for where there are no code actions. */
export function withoutActions(text: string): string {
  return text.replaceAll(SEE_ACTIONS, '');
}

/** What a rule that fires says beside its reason. */
export interface Nuance {
  /** One severity up. */
  readonly louder?: boolean;
  /** Never louder than this: evidence that would speak against it is not known. */
  readonly atMost?: Severity;
  /** What exactly it found, where that can change while the rule still fires: a publisher, a licence, a line. A decision holds for one subject. */
  readonly subject?: string;
}

/** What a rule may look at beside the facts it names. */
export interface RuleContext {
  readonly now: Instant;
  readonly dependency: Dependency;
  /** The version the line resolves to, where known. */
  readonly version: string | undefined;
  readonly thresholds: Thresholds;
  /** What the facts come to as a whole; a rule that judges by it names the facts it rests on. */
  readonly standing: Standing;
}

/** The loudness of a rule by moment; `off` says nothing. */
export type Loudness = Readonly<Record<Moment, Severity | 'off'>>;

/** A rule as a value: ids are stable and the same in every surface. */
export interface Rule {
  readonly id: string;
  readonly title: string;
  /** `batch` runs for every dependency; `detail` for one that is opened, added or asked for. */
  readonly tier: 'batch' | 'detail';
  /** Facts it looks at; the engine gathers them. */
  readonly keys: readonly AnyFactKey[];
  /** Under the preset `recommended`. */
  readonly recommended: Loudness;
  /** Part of the preset `quiet`. */
  readonly inQuiet?: boolean;
  /** About how many people there are: in a governing foundation one severity down, where below hint is off. */
  readonly ofPeople?: boolean;
  /** Loudness under `strict` where it is not "recommended, one up". */
  readonly strict?: Loudness;
  judge(view: { get<T>(key: FactKey<T>): Fact<T> }, context: RuleContext): Verdict;
}

/** A rule that fired, with the severity policy gave it. */
export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  /** What exactly it found; see {@link Nuance}. */
  readonly subject?: string;
  readonly evidence: readonly Provenance[];
  /** The decision that accepts it: it is counted and shown, and speaks no more. */
  readonly accepted?: Ruling;
  /** The decision that accepted it once and holds no longer, and why. */
  readonly returned?: RulingOnLine;
  /** Of a review: the decision about it that the change itself brings. Whether it is accepted by it, {@link accepted} says. */
  readonly proposed?: Ruling;
}

/** The findings that speak: those that nobody accepted. */
export function speaking(findings: readonly Finding[]): readonly Finding[] {
  return findings.filter(({ accepted }) => accepted === undefined);
}

/** Equal for findings that say the same and were decided about alike, at whichever line they were found. */
export function findingKey({ rule, severity, message, accepted, returned }: Finding): string {
  return JSON.stringify([rule, severity, message, accepted ?? null, returned ?? null]);
}
