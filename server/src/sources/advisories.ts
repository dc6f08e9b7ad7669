import { latest, latestVulnerable, releaseLines, releases } from '../facts/package.ts';
import { advisories, fixTimes } from '../facts/packageSecurity.ts';
import type { FactKey, FactView, FactOf } from '../model/fact.ts';
import { defineSource, missing, observe, type Observation } from '../model/source.ts';
import type { PackageSubject } from '../model/subject.ts';
import { datesIn, fixTimesOf } from './advisories/fixTimes.ts';
import { isWithin } from './advisories/versionOrder.ts';
import { advisedPackage, type AdvisedPackage } from './githubAdvisories/question.ts';

/** What the two have in common: they ask nobody, and what they go by may be read anew before the advisories are. */
const DERIVED = {
  subject: 'package',
  maxBatch: 100,
  concurrency: 1,
  timeoutMs: 5_000,
  depth: 'direct',
  freshHours: 1,
  needs: [],
  covers: ({ purl }: PackageSubject) => advisedPackage(purl) !== undefined,
} as const;

type Advised = Extract<FactOf<typeof advisories>, { state: 'known' }>;

/**
 * Whether the newest version has an open advisory, by GitHub's own list and the version that the registry offers. Said only where every range
 * of every advisory can be compared with it, or one is known to hold it.
 */
export const newestVersionAdvisories = defineSource({
  ...DERIVED,
  id: 'newest-version-advisories',
  after: [advisories, latest],
  provides: [latestVulnerable],
  collect: ({ subjects, view }) =>
    fromAdvisories(subjects, view, latestVulnerable, (known, around, { ecosystem }) => {
      const newest = around.get(latest);
      return newest.state === 'known' ? isOpen(known.value, newest.value.version, ecosystem) : undefined;
    }),
});

/** The days from the last advisories to their fixes, by the dates of the package's own releases. */
export const advisoryFixTimes = defineSource({
  ...DERIVED,
  id: 'advisory-fix-times',
  after: [advisories, releases, releaseLines, latest],
  provides: [fixTimes],
  collect: ({ subjects, view }) =>
    fromAdvisories(subjects, view, fixTimes, (known, around, { ecosystem }) =>
      fixTimesOf(known.value, datesIn(around, ecosystem)),
    ),
});

/** One fact worked out of each package's advisories, with their provenance; where they are not known, for their reason. */
// eslint-disable-next-line @typescript-eslint/require-await -- sources are asynchronous by contract; this one has nothing to wait for
async function* fromAdvisories<T>(
  subjects: readonly PackageSubject[],
  view: (subject: PackageSubject) => FactView,
  key: FactKey<T>,
  workOut: (known: Advised, around: FactView, named: AdvisedPackage) => T | undefined,
): AsyncGenerator<Observation> {
  for (const subject of subjects) {
    const around = view(subject);
    const known = around.get(advisories);
    const named = advisedPackage(subject.purl);
    if (known.state === 'unknown' || named === undefined) {
      yield missing(subject, key, known.state === 'unknown' ? known.why : 'unsupported');
      continue;
    }
    const value = workOut(known, around, named);
    const { source, url, asOf } = known.from;
    yield value === undefined
      ? missing(subject, key, 'not-served')
      : observe(subject, key, value, url, { via: source, ...(asOf === undefined ? {} : { asOf }) });
  }
}

function isOpen(
  { all, wholeSince }: Advised['value'],
  version: string,
  ecosystem: AdvisedPackage['ecosystem'],
): boolean | undefined {
  const within = all.flatMap(({ affected }) => affected.map(({ range }) => isWithin(version, range, ecosystem)));
  if (within.includes(true)) return true;
  return wholeSince !== null || within.includes(undefined) ? undefined : false;
}
