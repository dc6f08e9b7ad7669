import semver from 'semver';
import { parseGoVersion, pseudoVersionTime } from '../../formats/goVersion.ts';
import type { Instant } from '../../model/instant.ts';
import type { AdvisedPackage } from '../githubAdvisories/question.ts';

type Kind = AdvisedPackage['ecosystem'];

/** A version that can be put in order. */
interface Ordered {
  readonly version: semver.SemVer;
  /** It names a commit, not a tag. */
  readonly isPseudo: boolean;
}

/** Advisories write Go's versions without their `v`, releases with it; words after `+` play no part in the order. */
function ordered(text: string, kind: Kind): Ordered | undefined {
  if (kind === 'NPM') {
    // A bound may be short, `< 2`: as for Go, what is not written is 0.
    const version = semver.parse(/^\d+(?:\.\d+)?$/.test(text) ? `${text}${text.includes('.') ? '.0' : '.0.0'}` : text);
    return version === null ? undefined : { version, isPseudo: false };
  }
  const go = parseGoVersion(goSpelling(text));
  const version = go && semver.parse(go.canonical.slice(1));
  return version ? { version, isPseudo: go.pseudo !== null } : undefined;
}

function goSpelling(text: string): string {
  return text.startsWith('v') ? text : `v${text}`;
}

/** Below 0 where `a` comes first; undefined where the order is not sure. */
function order(a: string, b: string, kind: Kind): number | undefined {
  const [one, other] = [ordered(a, kind), ordered(b, kind)];
  if (one === undefined || other === undefined) return undefined;
  // `0.0.0-20220314` may stand for a commit of that day, and would come before every commit whatever its day.
  const isPrerelease = one.version.prerelease.length > 0 && other.version.prerelease.length > 0;
  if (isPrerelease && one.isPseudo !== other.isPseudo && one.version.compareMain(other.version) === 0) return undefined;
  return semver.compare(one.version, other.version);
}

/** Whether two spellings mean one version. */
export function isSameVersion(a: string, b: string, kind: Kind): boolean {
  return order(a, b, kind) === 0;
}

/** The time that a version carries itself: that of its commit, for Go's versions without a tag. */
export function timeInVersion(text: string, kind: Kind): Instant | undefined {
  return kind === 'GO' ? pseudoVersionTime(goSpelling(text)) : undefined;
}

const COMPARISON = /^(=|<=?|>=?)\s*(\S+)$/;
/** All there are, prereleases of the very first included. */
const EVERY = /^>=\s*0(?:\.0){0,2}$/;
const HOLDS: Readonly<Record<string, (order: number) => boolean>> = {
  '=': (it) => it === 0,
  '<': (it) => it < 0,
  '<=': (it) => it <= 0,
  '>': (it) => it > 0,
  '>=': (it) => it >= 0,
};

/**
 * Whether a version is within a range as GitHub writes it (`>= 4.3.0, < 4.3.5`); undefined where that is not sure. A prerelease is within
 * wherever it comes in order: it is as old as what it leads up to. Source: `vulnerableVersionRange` in GitHub's GraphQL schema.
 */
export function isWithin(version: string, range: string, kind: Kind): boolean | undefined {
  const parts = range.split(',').map((part) => {
    if (EVERY.test(part.trim())) return true;
    const [, sign = '', bound = ''] = COMPARISON.exec(part.trim()) ?? [];
    const at = order(version, bound, kind);
    return at === undefined ? undefined : HOLDS[sign]?.(at);
  });
  if (parts.includes(false)) return false;
  return parts.includes(undefined) ? undefined : true;
}
