import type { Purl } from './purl.ts';
import type { Severity } from './severity.ts';
import type { StandingWord } from './standing.ts';

/**
 * Somebody's word that a rule's finding about one package is accepted, until a day. Days are `YYYY-MM-DD` in UTC. What was recorded of the finding
 * at the time (`standing`, `severity`, `subject`) is what "worse" is measured by; what was not recorded is not compared.
 */
export interface Decision {
  readonly rule: string;
  readonly purl: Purl;
  readonly reason: string;
  /** Who answers for it, as the team writes it. */
  readonly owner: string;
  /** The last day it holds: the day to look again. */
  readonly until: string;
  /** The day it was made. */
  readonly accepted?: string;
  readonly standing?: StandingWord;
  readonly severity?: Severity;
  readonly subject?: string;
}

/** For whom a decision holds: everybody who reads the team's file, or the one person who made it. */
export type DecisionScope = 'team' | 'personal';

/** A decision and for whom it holds. */
export interface Ruling {
  readonly scope: DecisionScope;
  readonly decision: Decision;
}

/**
 * What a decision does to one line. `holds`: the finding is accepted. `expired`: its day has passed. `worse`: the finding is worse than what was
 * accepted, `because` says how. `quiet`: known that there is nothing to accept. `unknown`: whether there is, is not known.
 */
export interface RulingOnLine extends Ruling {
  readonly outcome: 'holds' | 'expired' | 'worse' | 'quiet' | 'unknown';
  readonly because?: string;
}

/**
 * What a decision came to over all lines that were judged. `used`: it accepts something. `expired`: its day has passed. `worse`: nothing it could
 * accept is as it was. `unused`: known that there is nothing to accept. `unknown`: whether there is, is not known.
 */
export type DecisionState = 'used' | 'expired' | 'worse' | 'unused' | 'unknown';

/** A decision with what it came to, and why where that takes words. */
export interface DecisionStanding {
  readonly decision: Decision;
  readonly state: DecisionState;
  readonly because?: string;
}
