import type { Packument, PublishedVersion } from './packument.ts';

/** Later releases dated more than this before earlier ones count as out of order, ms: clocks and slow uploads stay below. */
const TOLERANCE_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** Fewer neighbours prove nothing: of five dates drawn at random (four pairs) one set in 120 is in order. */
const ENOUGH_PAIRS = 4;

/**
 * Whether a document's dates can be those of publication. Many mirrors put the date on which they first fetched a version in its place,
 * and people then fetch old versions late and in any order. A registry that takes a version number only once gives itself away by order:
 * within one minor line, from one minor to the next and from one major to the next, a higher number was published later.
 *
 * - Never believed: at least two and more than a tenth of such neighbours out of order. (Mirrors that were looked at: 30 to 60 %.)
 * - Never believed: at least three such neighbours over two majors, every one within an hour: a mirror, or a history moved over from
 *   elsewhere, in one go. (Within one major it may be a package's busy first day.)
 * - Where the document is also otherwise stripped and does not know when the package was created, believed only when the order proves
 *   it: at least four neighbours, at most one in twenty out of order, and not three quarters of them within an hour (a mirror filled in one go).
 * - Otherwise believed.
 */
export function areDatesPlausible({ versions, hasCreated }: Packument, isStripped: boolean): boolean {
  const gaps = neighbours(versions);
  const backwards = gaps.filter((gap) => gap < -TOLERANCE_MS).length;
  if (backwards >= 2 && backwards * 10 > gaps.length) return false;
  const atOnce = gaps.filter((gap) => Math.abs(gap) < HOUR_MS).length;
  const majors = new Set(versions.filter(({ isStable }) => isStable).map(({ semver }) => semver.major));
  if (gaps.length >= 3 && atOnce === gaps.length && majors.size > 1) return false;
  if (!isStripped || hasCreated) return true;
  return gaps.length >= ENOUGH_PAIRS && backwards * 20 <= gaps.length && atOnce * 4 < gaps.length * 3;
}

/** Time in ms from one stable release to the one that must be younger: next patch, next minor's first, next major's first. */
function neighbours(versions: readonly PublishedVersion[]): readonly number[] {
  const previous = new Map<string, number>();
  const gaps: number[] = [];
  for (const { semver, isStable, at } of versions) {
    if (!isStable || at === undefined) continue;
    const { major, minor, patch } = semver;
    const date = Date.parse(at);
    for (const [line, isStep] of [
      [`patch ${major}.${minor}`, true],
      [`minor ${major}`, patch === 0],
      ['major', patch === 0 && minor === 0],
    ] as const) {
      if (!isStep) continue;
      const before = previous.get(line);
      if (before !== undefined) gaps.push(date - before);
      previous.set(line, date);
    }
  }
  return gaps;
}
