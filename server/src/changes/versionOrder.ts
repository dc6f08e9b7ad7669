import semver from 'semver';
import { canonicalGoVersion, compareGoVersions } from '../formats/goVersion.ts';
import { isOtherContent } from '../formats/integrity.ts';
import type { Stand } from '../model/change.ts';
import type { Target } from '../model/manifest.ts';
import { subjectKey } from '../model/subject.ts';

/** How what is asked for after stands to what was asked for before. `else`: other words that order nothing. */
export type Order = 'same' | 'newer' | 'older' | 'else' | 'elsewhere';

/**
 * Orders two stands of one name. Versions decide where both are known and differ; else what the requirements let in, lowest first; ranges
 * that begin alike are the same where they let in the same, and otherwise `else`. Another package, place or commit is `elsewhere`. Swapping
 * the stands swaps newer and older and nothing else.
 */
export function orderOf(before: Stand, after: Stand): Order {
  if (placeKey(before) !== placeKey(after) || comesFromElsewhere(before.origin, after.origin)) return 'elsewhere';
  const isGo = after.dependency.ecosystem === 'golang';
  if (before.version !== undefined && after.version !== undefined && before.version !== after.version) {
    const order = isGo ? compareGoVersions(after.version, before.version) : compareNpm(after.version, before.version);
    if (order !== 0) return order > 0 ? 'newer' : 'older';
  }
  if (isOtherCommit(before.origin, after.origin) || isOtherArchive(before, after)) return 'elsewhere';
  // The catalog's own line tells what changed in the catalog.
  if (isCatalogWord(after) && before.dependency.requirement === after.dependency.requirement) return 'same';
  return isGo ? goOrder(before, after) : npmOrder(wordsOf(before), wordsOf(after));
}

/** What is asked for, whatever the version: equal where it is the same thing from the same place. */
function placeKey({ dependency: { target, requirement } }: Stand): string {
  switch (target.kind) {
    case 'registry':
    case 'catalog':
      return `package ${target.purl}`;
    case 'forge':
      return subjectKey(target.repository);
    case 'url':
      return `url ${requirement ?? ''}`;
    case 'local':
    case 'none':
      return target.kind;
  }
}

/** Whether two lockfiles have it from places of two kinds, from two hosts or repositories. What one of them does not say tells nothing. */
function comesFromElsewhere(before: Stand['origin'], after: Stand['origin']): boolean {
  if (before === undefined || after === undefined) return false;
  if (before.origin !== after.origin) return true;
  if (before.origin === 'file' || before.origin === 'link') return false;
  const otherHost = before.host !== undefined && after.host !== undefined && before.host !== after.host;
  return otherHost || (before.origin === 'git' && repositoryIn(before.place) !== repositoryIn(after.place));
}

function isOtherCommit(before: Stand['origin'], after: Stand['origin']): boolean {
  return before?.origin === 'git' && after?.origin === 'git' && before.place !== after.place;
}

/** Whether two lockfiles pin other contents of one published version. What is packed from a path or a repository may differ from time to time. */
export function isOtherArchive(before: Pick<Stand, 'version' | 'origin'>, after: Pick<Stand, 'version' | 'origin'>): boolean {
  if (before.version === undefined || before.version !== after.version) return false;
  const arePublished = [before, after].every(({ origin }) => origin?.origin === 'registry' || origin?.origin === 'url');
  return arePublished && isOtherContent(before.origin, after.origin);
}

function repositoryIn(place: string | undefined): string | undefined {
  return place?.split('#')[0];
}

function isCatalogWord({ dependency: { requirement } }: Stand): boolean {
  return /^\s*catalog:/i.test(requirement ?? '');
}

/** What orders the versions of a stand: its range, or what stands behind the # of an address. */
function wordsOf({ dependency: { target, requirement } }: Stand): string {
  return target.kind === 'registry' ? target.range : committishOf(target, requirement ?? '');
}

function committishOf({ kind }: Target, requirement: string): string {
  const hash = requirement.indexOf('#');
  if (kind !== 'forge' || hash === -1) return requirement;
  return requirement.slice(hash + 1).replace(/^semver:/, '');
}

function goOrder(before: Stand, after: Stand): Order {
  const [from, to] = [wordsOf(before), wordsOf(after)];
  if (from === to) return 'same';
  const [older, newer] = [canonicalGoVersion(from), canonicalGoVersion(to)];
  if (older === undefined || newer === undefined) return 'else';
  if (older === newer) return 'same';
  const order = compareGoVersions(newer, older);
  return order === 0 ? 'else' : order > 0 ? 'newer' : 'older';
}

function npmOrder(from: string, to: string): Order {
  if (from === to) return 'same';
  const [before, after] = [rangeOf(from), rangeOf(to)];
  if (before === undefined || after === undefined) return 'else';
  if (before.range === after.range) return 'same';
  const [lowest, now] = [lowestOf(before), lowestOf(after)];
  if (lowest === undefined || now === undefined) return 'else';
  const order = semver.compareBuild(now, lowest);
  return order === 0 ? 'else' : order > 0 ? 'newer' : 'older';
}

function rangeOf(text: string): semver.Range | undefined {
  if (semver.validRange(text, true) === null) return undefined;
  return new semver.Range(text, true);
}

/** Lowest version a range lets in; undefined where it lets in none. */
function lowestOf(range: semver.Range): semver.SemVer | undefined {
  return semver.minVersion(range, true) ?? undefined;
}

/** Things in the order of their npm versions: what is none before all, then lowest first; the same for the same set. */
export function inVersionOrder<T>(things: readonly T[], versionOf: (thing: T) => string | undefined): readonly T[] {
  const parsed = things.map((thing) => {
    const text = versionOf(thing) ?? '';
    return { thing, text, version: semver.parse(text, true) };
  });
  const order = (a: (typeof parsed)[number], b: (typeof parsed)[number]): number => {
    if (a.version === null || b.version === null) return Number(a.version !== null) - Number(b.version !== null);
    return semver.compareBuild(a.version, b.version);
  };
  return parsed.sort((a, b) => order(a, b) || (a.text < b.text ? -1 : Number(a.text > b.text))).map(({ thing }) => thing);
}

function compareNpm(a: string, b: string): number {
  const [left, right] = [semver.parse(a, true), semver.parse(b, true)];
  return left === null || right === null ? 0 : semver.compareBuild(left, right);
}
