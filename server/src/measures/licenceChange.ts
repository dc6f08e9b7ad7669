import type { Run } from '../facts/package.ts';
import { LICENCE_FILE_CHANGES } from '../facts/repositoryDetail.ts';
import type { Instant } from '../model/instant.ts';
import { licenceCategory } from './licence.ts';
import type { LicenceCategory } from './licenceTable.ts';

/** A licence with the category it is in. */
export interface Licence {
  readonly name: string;
  readonly category: LicenceCategory;
}

/** One category became another. */
export interface LicenceChange {
  readonly from: Licence;
  readonly to: Licence;
}

/** A change between published versions: the first one under the new licence, and when it was published, where known. */
export interface PublishedChange extends LicenceChange {
  readonly version: string;
  readonly at: Instant | undefined;
}

/** A licence as published; undefined where it is none, or in no known category. */
export function licenceOf(name: string | null | undefined): Licence | undefined {
  const category = name === null || name === undefined ? undefined : licenceCategory(name);
  return name === null || name === undefined || category === undefined ? undefined : { name, category };
}

/**
 * The last change of category at or below a run, of runs in order of version; runs of unknown category are passed over. `none` where all before it
 * are known to be alike, undefined where what is not known could hide one.
 */
export function lastChange(runs: readonly Run<string | null>[], until: number): PublishedChange | 'none' | undefined {
  const licences = runs.slice(0, until + 1).map(({ value }) => licenceOf(value));
  const current = licences[until];
  if (current === undefined) return undefined;
  const before = licences.findLastIndex((one) => one !== undefined && one.category !== current.category);
  const first = licences.findIndex((one, at) => at > before && one !== undefined);
  const [from, to, run] = [licences[before], licences[first], runs[first]];
  if (from === undefined || to === undefined || run === undefined) return licences.includes(undefined) ? undefined : 'none';
  return { from, to, version: run.from, at: run.since };
}

/** Whether a change takes a work out of what may be used, changed and passed on freely. */
export function leavesOpen({ from, to }: LicenceChange): boolean {
  return from.category !== 'non-open' && to.category === 'non-open';
}

/** What a licence file calls itself after each of its changes, newest first. */
export type FileNames = readonly { readonly at: Instant; readonly licences: readonly string[] }[];

/** The licence that a file names now, and since which of its changes. */
export interface FileLicence {
  readonly licence: Licence;
  /** Undefined where all changes that were read named one of its category, and older ones were not. */
  readonly since: Instant | undefined;
  /** What it named before, where that was of another category; undefined where it named nothing known, or nothing is before it. */
  readonly before: Licence | undefined;
}

/**
 * The licence a file names now, from the first change on after which it named one of that category and went on doing so; undefined where what it
 * names now is in no known category.
 */
export function fileLicence(names: FileNames): FileLicence | undefined {
  const licences = names.map(({ licences: all }) => licenceOfAll(all));
  const [licence] = licences;
  if (licence === undefined) return undefined;
  const end = licences.findIndex((one) => one?.category !== licence.category);
  if (end < 0 && names.length >= LICENCE_FILE_CHANGES) return { licence, since: undefined, before: undefined };
  return { licence, since: names.at(end < 0 ? -1 : end - 1)?.at, before: licences[end] };
}

/** Several that a file joins or offers are one where all are in one category: which of the two it does, nobody told. */
function licenceOfAll(names: readonly string[]): Licence | undefined {
  const all = names.map(licenceOf);
  const [first] = all;
  if (first === undefined || all.some((one) => one?.category !== first.category)) return undefined;
  return { name: names.join(', '), category: first.category };
}
