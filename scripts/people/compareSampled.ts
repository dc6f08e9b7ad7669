import type { Activity } from '../../server/src/facts/repository.ts';
import { countSampled, countYear, type SampledWindow } from '../../server/src/people/count.ts';
import { busiestShare, monthsActive } from './figures.ts';
import { readHistory, recordedRepositories, type RecordedCommit, type RecordedHistory } from './history.ts';

const DAY_MS = 86_400_000;
const READ = 25;
const WHOLE_UP_TO = 100;

/**
 * What twelve monthly windows of at most 25 commits (by commit date, newest first, as GitHub serves them) say of a year against the whole, for
 * every recorded repository and 1 January with more than 100 commits in the year.
 */
export function compareSampled(folder: string): readonly string[] {
  const rows = recordedRepositories(folder).flatMap((repository) => compareOne(readHistory(folder, repository)));
  const errors = rows.map(({ whole, sample }) => Math.abs(sample.commits / whole.commits - 1));
  const shareErrors = rows.map(({ whole, sample }) => Math.abs(busiestShare(sample) - busiestShare(whole)));
  const apart = (allowed: number) =>
    rows.filter(({ whole, sample }) => Math.abs((sample.absenceFactor ?? 0) - (whole.absenceFactor ?? 0)) <= allowed).length;
  const odd = rows.filter(({ whole, sample }) => team(whole) !== team(sample) || onePerson(whole) !== onePerson(sample));
  return [
    ...odd.map(({ title, whole, sample }) => `${title}: ${shown(whole)} whole, ${shown(sample)} sampled`),
    `${rows.length} years sampled; human commits off by ${percent(median(errors))} (median), ${percent(Math.max(...errors))} (most)`,
    `busiest share off by ${percent(median(shareErrors))} (median), ${percent(Math.max(...shareErrors))} (most)`,
    `absence factor equal ${apart(0)}, within one ${apart(1)}, of ${rows.length}`,
    `months active equal ${rows.filter(({ whole, sample }) => monthsActive(whole) === monthsActive(sample)).length} of ${rows.length}`,
    `fading in the sample though not in the whole: ${rows.filter(({ whole, sample }) => fading(sample) && !fading(whole)).length}`,
    `same team (am5 0-1, 2-3, 4 and more) and same answer to "one person": ${rows.length - odd.length} of ${rows.length}`,
  ];
}

interface Row {
  readonly title: string;
  readonly whole: Activity;
  readonly sample: Activity;
}

function compareOne({ repository, observedUntil, commits }: RecordedHistory): readonly Row[] {
  const dates = Array.from({ length: 12 }, (_, at) => `${2015 + at}-01-01`).filter((date) => date <= observedUntil);
  return dates.flatMap((until) => {
    const windows = windowsOf(commits, Date.parse(until));
    if (windows.reduce((sum, { total }) => sum + total, 0) <= WHOLE_UP_TO) return [];
    const whole = countYear(commits, { until });
    return whole.commits === 0 ? [] : [{ title: `${repository} ${until}`, whole, sample: countSampled(windows, { until }) }];
  });
}

function windowsOf(commits: readonly RecordedCommit[], end: number): readonly SampledWindow[] {
  const length = (365 * DAY_MS) / 12;
  return Array.from({ length: 12 }, (_, at) => {
    const [from, until] = [end - (12 - at) * length, end - (11 - at) * length];
    const all = commits
      .filter(({ landed }) => Date.parse(landed) >= from && Date.parse(landed) < until)
      .sort((a, b) => (a.landed < b.landed ? 1 : -1));
    return {
      from: new Date(from).toISOString(),
      until: new Date(until).toISOString(),
      total: all.length,
      commits: all.slice(0, READ),
    };
  });
}

function team({ active }: Activity): string {
  return active <= 1 ? 'at most one' : active <= 3 ? 'small' : 'sustained';
}

function onePerson(year: Activity): boolean {
  const share = busiestShare(year);
  return year.commits >= 10 && (share >= 0.8 || (year.active === 1 && share >= 0.5));
}

/** Of PRODUCT.md's test the part that an activity alone can tell. */
function fading(year: Activity): boolean {
  return year.active <= 1 && monthsActive(year) <= 6;
}

function shown(year: Activity): string {
  return `${year.commits} commits, am5 ${year.active}, ${monthsActive(year)} months, busiest ${percent(busiestShare(year))}, factor ${year.absenceFactor ?? '-'}`;
}

function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[numbers.length >> 1] ?? 0;
}

function percent(part: number): string {
  return `${(100 * part).toFixed(1)} %`;
}
