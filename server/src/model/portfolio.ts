import type { Assessment } from './assessment.ts';
import type { Finding } from './finding.ts';
import type { Governance } from './governance.ts';
import type { Purl } from './purl.ts';
import type { StandingWord } from './standing.ts';

/** One line of one manifest, judged. */
export interface PortfolioLine {
  readonly manifest: string;
  readonly assessment: Assessment;
}

/** One package as a workspace uses it, whatever versions its manifests ask for. */
export interface Holding {
  readonly purl: Purl;
  /** Its name as the first manifest writes it. */
  readonly name: string;
  /** Manifests that ask for it, each once, in their order. */
  readonly manifests: readonly string[];
  /** At least one of them asks for it outside development. */
  readonly isRuntime: boolean;
  /** As judged at the line where most is known of it. */
  readonly assessment: Assessment;
  /** What was found at any of its lines, each once, loudest first; accepted ones among them. */
  readonly findings: readonly Finding[];
}

/**
 * What is left if the busiest person stops, by the share of a year's commits that others made: `little` under a tenth, `some` under half, `most`
 * from half on (PRODUCT.md, "Counting": what would remain); `few` where fewer than ten commits say nothing.
 */
export const REMAINDERS = ['little', 'some', 'most', 'few', 'unknown'] as const;
/** One of {@link REMAINDERS}. */
export type RemainderWord = (typeof REMAINDERS)[number];

/** Everything that stands alike: likelihood (a standing) by impact (what would remain). The safety net is each holding's own. */
export interface MapCell {
  readonly standing: StandingWord;
  readonly remains: RemainderWord;
  readonly holdings: readonly Holding[];
}

/** A foundation and what it carries here, by its own words. */
export interface Carrier {
  readonly foundation: string;
  /** Of each holding how the foundation stands to it. */
  readonly carries: readonly { readonly holding: Holding; readonly governance: Governance }[];
}

/** A package that asks for money, with what makes it need some and who here uses it. */
export interface Fundable {
  readonly holding: Holding;
  /** Work hangs on one person, or is little: the people who could answer for it are one at most. */
  readonly need: 'one' | 'few';
  /** A foundation is known to stand behind it. */
  readonly isCarried: boolean;
}

/** How many packages a few accounts can publish. Counts only, and only of packages that accounts publish: those of npm. */
export interface Concentration {
  readonly accounts: number;
  /** Packages that they can publish, of `known` whose accounts are known, of `all` there are. */
  readonly reached: number;
  readonly known: number;
  readonly all: number;
}

/** A workspace's dependencies as a whole: side by side, never added up to a number. */
export interface Portfolio {
  readonly holdings: readonly Holding[];
  /** Lines that no package stands behind: paths, addresses, what cannot be read. */
  readonly apart: number;
  /** In the order of standings, then of what would remain; empty ones left out. */
  readonly map: readonly MapCell[];
  /** Most carried first, then by name. */
  readonly carriers: readonly Carrier[];
  /** In the order in which to look at them. */
  readonly fundable: readonly Fundable[];
  /** Undefined where too little is known, and where nothing is concentrated. */
  readonly concentration: Concentration | undefined;
}
