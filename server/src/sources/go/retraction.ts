import { compareGoVersions } from '../../formats/goVersion.ts';

/** Versions from `low` to `high`, both included, that the owner withdrew, and why. */
export interface Retraction {
  readonly low: string;
  readonly high: string;
  readonly rationale: string | null;
}

/** Longest rationale or notice kept, in UTF-16 units: owners write a sentence, and a row shows no more. */
const MAX_NOTICE = 2000;
const MAX_RETRACTIONS = 300;

/** The rationale of the version's retraction, empty where none was given; null where nothing retracts it. */
export function retractionOf(retractions: readonly Retraction[], version: string): string | null {
  const found = retractions.filter(
    ({ low, high }) => compareGoVersions(low, version) <= 0 && compareGoVersions(version, high) <= 0,
  );
  if (found.length === 0) return null;
  return found.find(({ rationale }) => rationale !== null && rationale !== '')?.rationale ?? '';
}

/** Retractions as kept: bounded in number and length, an empty rationale as null. */
export function keepRetractions(retractions: readonly Retraction[]): readonly Retraction[] {
  return retractions.slice(0, MAX_RETRACTIONS).map(({ low, high, rationale }) => ({
    low,
    high,
    rationale: rationale === null || rationale.trim() === '' ? null : keepNotice(rationale),
  }));
}

/** A notice in its owner's words, bounded in length. */
export function keepNotice(notice: string): string {
  return notice.trim().slice(0, MAX_NOTICE);
}
