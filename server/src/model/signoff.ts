import type { ChangeKind } from './change.ts';
import type { Purl } from './purl.ts';
import type { StandingWord } from './standing.ts';

/** What somebody signed off, and until when: a record documents, it accepts no finding. Days are `YYYY-MM-DD` in UTC. */
export interface Signoff {
  /** The file it stands in, from the repository's top on. */
  readonly file: string;
  /** The approver as they gave themselves. */
  readonly by: string;
  readonly on: string;
  /** The last day it holds. */
  readonly until: string;
  readonly packages: readonly SignedOff[];
}

/** One package as it was when it was signed off; what was not known then is undefined. */
export interface SignedOff {
  readonly manifest: string;
  readonly purl: Purl;
  /** What was signed off: of what went, or only moved, nothing is approved. */
  readonly change: ChangeKind;
  readonly version: string | undefined;
  readonly standing: StandingWord | undefined;
  /** Number of accounts that could publish. */
  readonly accounts: number | undefined;
  readonly licence: string | undefined;
  /** The rules that had something to say. */
  readonly rules: readonly string[];
}

/** A value then and now, where it is known to be another. */
export interface Since<T> {
  readonly from: T;
  readonly to: T;
}

/** The approval of a package that a change concerns, and what is known to be otherwise since. */
export interface Approval {
  readonly signoff: Signoff;
  readonly of: SignedOff;
  readonly isExpired: boolean;
  readonly since: {
    readonly version?: Since<string>;
    readonly accounts?: Since<number>;
    readonly standing?: Since<StandingWord>;
    readonly licence?: Since<string>;
    /** The change under review has it point elsewhere, or to other contents of the same version. */
    readonly isRepointed: boolean;
    /** Rules that speak now and did not then. */
    readonly rules: readonly string[];
    /** Something that is compared is not known on one of both sides. */
    readonly isOpen: boolean;
  };
}
