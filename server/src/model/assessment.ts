import type { Fact, FactView, Missing } from './fact.ts';
import type { Finding } from './finding.ts';
import type { Dependency } from './manifest.ts';
import type { Governance } from './governance.ts';
import type { Instant } from './instant.ts';

/** PRODUCT.md's standings; the first that is known to be true wins. */
export type StandingWord =
  'ended' | 'new' | 'finished' | 'fading' | 'one-person' | 'light' | 'small-team' | 'sustained' | 'unknown';

/** The standing and the fact it rests on, in words; for `unknown`, what is missing. */
export interface Standing {
  readonly word: StandingWord;
  readonly because: string;
}

/** Everything said about one dependency: never added up to a number. */
export interface Assessment {
  readonly dependency: Dependency;
  /** The version the line resolves to, where known. */
  readonly version: string | undefined;
  readonly standing: Standing;
  /** The foundation that stands behind it: known null is "none known", which is neutral. */
  readonly safetyNet: Fact<Governance | null>;
  readonly findings: readonly Finding[];
  readonly facts: FactView;
  /** Facts looked for and not known, in the order of the card; `until`: from when it is worth asking again, where an upstream said so. */
  readonly unknown: readonly { readonly id: string; readonly label: string; readonly why: Missing; readonly until?: Instant }[];
  readonly coverage: { readonly known: number; readonly needed: number };
}
