import type { Release } from '../facts/package.ts';
import type { UnreleasedWork } from '../facts/repositoryDetail.ts';
import { daysBetween, type Instant } from '../model/instant.ts';
import { rhythm } from './rhythm.ts';

/** When there was a release: the newest tag as the forge dates it, and the stable releases in the registry. */
export interface Released {
  readonly tag: { readonly at: Instant | null } | null;
  readonly stable: readonly Release[];
}

/**
 * Since when work that ships waits for a release: since the oldest commit after the newest tag, but never longer than since the last release, of which
 * the registry may know one without a tag, and never longer than since the tag: a change may be written long before it is taken in. Null where
 * nothing waits, undefined where that is not told.
 */
export function waitingSince(
  { shipped, oldest }: UnreleasedWork,
  { tag, stable }: Released,
  now: Instant,
): Instant | null | undefined {
  if (shipped === false) return null;
  const last = [rhythm(stable, now)?.last.at, tag?.at].filter((at) => typeof at === 'string');
  if (shipped === null || oldest === null || last.length === 0) return undefined;
  return last.reduce((latest, at) => (daysBetween(latest, at) > 0 ? at : latest), oldest);
}
