import semver from 'semver';
import type { Instant } from '../model/instant.ts';

/** A Go module version taken apart. Source: go.dev/ref/mod#versions and #pseudo-versions. */
export interface GoVersion {
  /** `vMAJOR.MINOR.PATCH` with pre-release, and `+incompatible` where written; other build words are dropped, as Go does. */
  readonly canonical: string;
  readonly major: number;
  readonly prerelease: boolean;
  /** A version 2 or higher of a module without a go.mod file. */
  readonly incompatible: boolean;
  /** Where the version names a commit instead of a tag: its time (null when the digits are no date) and hash prefix. */
  readonly pseudo: { readonly at: Instant | null; readonly revision: string } | null;
}

const NUMBER = '(?:0|[1-9][0-9]*)';
const IDENTIFIER = '(?:0|[1-9][0-9]*|[0-9]*[A-Za-z-][0-9A-Za-z-]*)';
const VERSION = new RegExp(
  `^v(${NUMBER})(?:\\.(${NUMBER})(?:\\.(${NUMBER})(-${IDENTIFIER}(?:\\.${IDENTIFIER})*)?(\\+[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?)?)?$`,
);
const PSEUDO = /^v[0-9]+\.(?:0\.0-|[0-9]+\.[0-9]+-(?:[^+]*\.)?0\.)([0-9]{14})-([A-Za-z0-9]+)(?:\+|$)/;

/** Takes a version apart; undefined when Go would not call it one (`v1.2` is one: short for `v1.2.0`). */
export function parseGoVersion(text: string): GoVersion | undefined {
  const match = VERSION.exec(text);
  if (match === null) return undefined;
  const [, major = '0', minor = '0', patch = '0', prerelease = '', build = ''] = match;
  const incompatible = build === '+incompatible';
  const pseudo = PSEUDO.exec(text);
  return {
    canonical: `v${major}.${minor}.${patch}${prerelease}${incompatible ? build : ''}`,
    major: Number(major),
    prerelease: prerelease !== '',
    incompatible,
    pseudo: pseudo === null ? null : { at: instantOf(pseudo[1] ?? ''), revision: pseudo[2] ?? '' },
  };
}

/** The full spelling of a version (`v1.2` is `v1.2.0`); undefined when it is none. */
export function canonicalGoVersion(text: string): string | undefined {
  return parseGoVersion(text)?.canonical;
}

/** The commit time a pseudo-version carries; undefined for tags, other text and digits that are no date. */
export function pseudoVersionTime(text: string): Instant | undefined {
  return parseGoVersion(text)?.pseudo?.at ?? undefined;
}

/** Order of versions as Go's: by number, a pre-release before its release, what is no version before all; build words do not count. */
export function compareGoVersions(a: string, b: string): number {
  const left = semverOf(a);
  const right = semverOf(b);
  if (left === null || right === null) return Number(left !== null) - Number(right !== null);
  return semver.compare(left, right);
}

function semverOf(text: string): semver.SemVer | null {
  const canonical = canonicalGoVersion(text);
  return canonical === undefined ? null : semver.parse(canonical.slice(1));
}

function instantOf(digits: string): Instant | null {
  const iso = digits.replace(/^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/, '$1-$2-$3T$4:$5:$6.000Z');
  const time = Date.parse(iso);
  // Date.parse lets 30 February roll over into March; the round trip does not.
  return !Number.isNaN(time) && new Date(time).toISOString() === iso ? iso : null;
}
