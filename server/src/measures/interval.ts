import { releases } from '../facts/package.ts';
import { versionPublished } from '../facts/version.ts';
import { compareVersions, lineOf, semverOf } from '../formats/versionOrder.ts';
import { daysBetween } from '../model/instant.ts';
import type { TwoVersions } from './betweenVersions.ts';

/** How far two versions are apart. */
export interface Interval {
  /** Days from the one's release to the other's, never negative. */
  readonly days: number | undefined;
  /** Stable releases after the older one, up to the newer; `atLeast` where older releases are not kept. */
  readonly releases: { readonly count: number; readonly atLeast: boolean } | undefined;
}

/** How far two versions are apart, whichever is the older; undefined figures are not known. */
export function intervalOf({ from, to }: TwoVersions): Interval {
  const [a, b] = [from, to].map(({ facts }) => facts.get(versionPublished));
  const days = a?.state === 'known' && b?.state === 'known' ? Math.abs(daysBetween(a.value, b.value)) : undefined;
  return { days, releases: releasesBetween({ from, to }) };
}

function releasesBetween({ from, to }: TwoVersions): Interval['releases'] {
  const known = to.facts.get(releases);
  const ends = [from.version, to.version].flatMap((version) => semverOf(version) ?? []);
  const [low, high] = ends.sort(compareVersions);
  if (known.state === 'unknown' || low === undefined || high === undefined) return undefined;
  const { stable, total } = known.value;
  const read = stable.flatMap(({ version }) => semverOf(version) ?? []);
  const isWhole = stable.length >= total;
  // The newest are kept: where the older end is not among them, how many came after it is not known.
  if (!isWhole && !read.some((one) => compareVersions(one, low) === 0)) return undefined;
  const between = read.filter((one) => compareVersions(one, low) > 0 && compareVersions(one, high) <= 0);
  // Within one line a higher number came later; of another line some may have come before what is kept.
  return { count: between.length, atLeast: !isWhole && lineOf(low) !== lineOf(high) };
}
