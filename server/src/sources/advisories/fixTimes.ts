import { latest, releaseLines, releases } from '../../facts/package.ts';
import type { Advisory, advisories, fixTimes, FixTime } from '../../facts/packageSecurity.ts';
import type { FactKey, FactView } from '../../model/fact.ts';
import { dayOf, daysBetween, type Instant } from '../../model/instant.ts';
import type { AdvisedPackage } from '../githubAdvisories/question.ts';
import { isSameVersion, timeInVersion } from './versionOrder.ts';

/** Advisories whose fix is looked at (PRODUCT.md, the card). */
const LAST = 3;

type ValueOf<K> = K extends FactKey<infer T> ? T : never;
type Kind = AdvisedPackage['ecosystem'];

/** When a version was published, as far as it is known. */
export type DateOf = (version: string) => Instant | undefined;

/** Dates by what the package's own facts keep: its last releases, the last of each line, the one offered first; and of a Go version without a tag by itself. */
export function datesIn(view: FactView, kind: Kind): DateOf {
  const [history, lines, newest] = [view.get(releases), view.get(releaseLines), view.get(latest)];
  const dated = [
    ...(history.state === 'known' ? history.value.stable : []),
    ...(lines.state === 'known' ? lines.value.map((line) => ({ version: line.newest, at: line.at })) : []),
    ...(newest.state === 'known' ? [newest.value] : []),
  ];
  return (version) =>
    timeInVersion(version, kind) ??
    dated.find((release) => release.at !== null && isSameVersion(release.version, version, kind))?.at ??
    undefined;
}

/** The days to fix of the newest advisories that have a fix, and how many advisories are known. */
export function fixTimesOf({ all, wholeSince }: ValueOf<typeof advisories>, dateOf: DateOf): ValueOf<typeof fixTimes> {
  return {
    advisories: all.length,
    atLeast: wholeSince !== null,
    last: all
      .filter(({ publishedAt, malware }) => !malware && (wholeSince === null || publishedAt > wholeSince))
      .flatMap((advisory) => fixOf(advisory, dateOf) ?? [])
      .slice(0, LAST),
  };
}

/**
 * The fix of an advisory: of the lines it was fixed in, the release that came first. Where a date is not known that may be the first, neither
 * is the fix's; unless one came before the advisory, which makes it no days whatever the others.
 */
function fixOf({ id, publishedAt, affected }: Advisory, dateOf: DateOf): FixTime | undefined {
  const versions = [...new Set(affected.flatMap(({ fixedIn }) => fixedIn ?? []))];
  const [anyone] = versions;
  if (anyone === undefined) return undefined;
  const dated = versions
    .flatMap((version) => {
      const at = dateOf(version);
      // Dates of releases may be days, an advisory's is a moment: both count by the day.
      return at === undefined ? [] : [{ version, at, days: Math.max(0, daysBetween(dayOf(publishedAt), dayOf(at))) }];
    })
    .sort((a, b) => a.at.localeCompare(b.at));
  const [first] = dated;
  if (first === undefined || (dated.length < versions.length && first.days > 0))
    return { id, publishedAt, fixedIn: anyone, fixedAt: null, days: null };
  return { id, publishedAt, fixedIn: first.version, fixedAt: first.at, days: first.days };
}
