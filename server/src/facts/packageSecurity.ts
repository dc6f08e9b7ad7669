import { defineFact } from '../model/fact.ts';
import type { Instant } from '../model/instant.ts';

/** Some versions that an advisory is about. */
export interface AffectedVersions {
  /** As GitHub writes it: comparisons that all hold, `>= 1.2.0, < 1.4.1`. */
  readonly range: string;
  /** The first version that is free of it, without a `v` in front; null where none is known. */
  readonly fixedIn: string | null;
}

/** One published security advisory as it concerns one package. */
export interface Advisory {
  /** `GHSA-…`. */
  readonly id: string;
  readonly publishedAt: Instant;
  /** A release made to do harm: it is taken down, which is no fix. */
  readonly malware: boolean;
  readonly affected: readonly AffectedVersions[];
}

/**
 * Security advisories about a package that are not withdrawn, newest first; `all` is empty where none is known. `wholeSince` null: these are
 * all of them. Else there are more, and only those published after that moment are known to be complete.
 */
export const advisories = defineFact<{ readonly all: readonly Advisory[]; readonly wholeSince: Instant | null }>({
  id: 'advisories',
  label: 'security advisories',
  of: 'package',
  maxAgeHours: 24,
  expose: ({ all, wholeSince }) => ({ known: all.length, complete: wholeSince === null }),
});

/** How long one advisory waited for its fix. */
export interface FixTime {
  readonly id: string;
  readonly publishedAt: Instant;
  /** The release that fixed it: of several lines the one published first, where their dates are known. */
  readonly fixedIn: string;
  /** When that was published; null where it is not known. */
  readonly fixedAt: Instant | null;
  /** Calendar days in UTC from advisory to fix, 0 where the fix came first; null where it is not known. */
  readonly days: number | null;
}

/**
 * The newest three advisories that have a fix, newest first, and how many advisories are known in all, with a fix or without; `atLeast`: there
 * are more. ADR 8 says what is counted.
 */
export const fixTimes = defineFact<{
  readonly advisories: number;
  readonly atLeast: boolean;
  readonly last: readonly FixTime[];
}>({
  id: 'fix-times',
  label: 'days to fix advisories',
  of: 'package',
  maxAgeHours: 24,
});
