import type { Fact, FactView, Missing } from './fact.ts';
import type { Finding } from './finding.ts';
import type { Dependency } from './manifest.ts';
import type { Governance } from './governance.ts';
import type { RulingOnLine } from './decision.ts';
import type { Instant } from './instant.ts';
import type { Standing } from './standing.ts';

/** What is left if the busiest person stops, from a year of human commits; undefined figures say nothing. */
export interface Impact {
  /** Contributor Absence Factor (CHAOSS); null below ten commits. */
  readonly absenceFactor: number | null;
  /** Made by everyone but the busiest person: commits, and their share of all, 0 up to 1; undefined below ten commits. */
  readonly remains: { readonly commits: number; readonly share: number; readonly people: number } | undefined;
}

/** What catches the project then, each as far as known and never added up. */
export interface SafetyNet {
  /** The foundation that stands behind it: known null is "none known", which is neutral. */
  readonly foundation: Fact<Governance | null>;
  /** Accounts that can publish. */
  readonly publishers: Fact<number>;
  /** People who merged changes within 12 months. */
  readonly mergers: Fact<number>;
  /** Kinds of documents that say how it is governed and how to report a vulnerability: `governance`, `security`, … */
  readonly documents: Fact<readonly string[]>;
  /** `mostShare`: of the commits of known employers, those of one; null where too few are known to speak of one. As told by addresses. */
  readonly employers: Fact<{ readonly known: number; readonly commits: number; readonly mostShare: number | null }>;
  /** Pages where money is asked for. */
  readonly money: Fact<number>;
}

/** Everything said about one dependency: never added up to a number. */
export interface Assessment {
  readonly dependency: Dependency;
  /** The version the line resolves to, where known. */
  readonly version: string | undefined;
  readonly standing: Standing;
  readonly impact: Fact<Impact>;
  readonly safetyNet: SafetyNet;
  /** Loudest first; accepted ones among them. */
  readonly findings: readonly Finding[];
  /** What every decision about this package does to this line. */
  readonly rulings: readonly RulingOnLine[];
  readonly facts: FactView;
  /** The foreign host that a lockfile takes it from, for which nobody was asked about its name. */
  readonly foreignHost?: string;
  /** The version that a change comes from, and what is known around it; absent where nobody knows it, or nothing changed. */
  readonly before?: { readonly version: string; readonly facts: FactView } | undefined;
  /** Facts looked for and not known, in the order of the card; `until`: from when it is worth asking again, where an upstream said so. */
  readonly unknown: readonly { readonly id: string; readonly label: string; readonly why: Missing; readonly until?: Instant }[];
  /** Facts of the card: those its kind of package can have, known or not; a repository it has, whoever reads its forge. */
  readonly coverage: { readonly known: number; readonly needed: number };
}
