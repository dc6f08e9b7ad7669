import type { Activity } from '../../server/src/facts/repository.ts';
import { countSampled, countYear } from '../../server/src/people/count.ts';
import type { SampledWindow } from '../../server/src/people/year.ts';
import { readHistory, recordedRepositories } from '../histories/folder.ts';
import { dateOf, lastSecondOf, type HistoryCommit } from '../histories/history.ts';
import { busiestShare, monthsActive } from './figures.ts';

const DAY_MS = 86_400_000;
const WHOLE_UP_TO = 100;
const SIZES = [25, 50, 100] as const;

/**
 * What twelve monthly windows of at most 25, 50 or 100 commits (by commit date, newest first, as GitHub serves them) say of a year against the
 * whole of it: every recorded repository at every 1 January with more than 100 commits in the year before.
 */
export function compareSampled(folder: string): readonly string[] {
  const years = recordedRepositories(folder).flatMap((repository) => yearsOf(folder, repository));
  return SIZES.flatMap((size) => {
    const rows = years.map(({ until, whole, windows }) => ({
      whole,
      sample: countSampled(windows.map(reading(size)), { until }),
    }));
    const read = years.map(({ windows }) => windows.reduce((sum, { commits }) => sum + Math.min(size, commits.length), 0));
    const that = (holds: (row: Row) => boolean) => `${rows.filter(holds).length} of ${rows.length}`;
    const off = (figure: (year: Activity) => number) =>
      spread(rows.map(({ whole, sample }) => Math.abs(figure(sample) - figure(whole))));
    return [
      `12 x ${size} (${Math.round(mean(read))} commits read a year)`,
      `  human commits off by ${spread(rows.map(({ whole, sample }) => Math.abs(sample.commits / whole.commits - 1)))}; busiest share by ${off(busiestShare)}`,
      `  absence factor equal ${that(factorWithin(0))}, within one ${that(factorWithin(1))}`,
      `  same months active ${that(({ whole, sample }) => monthsActive(sample) === monthsActive(whole))}; same standing by people alone ${that(({ whole, sample }) => standing(sample) === standing(whole))}`,
      `  more active people than the whole has ${that(({ whole, sample }) => sample.active > whole.active)}; standings that differ: ${changes(rows)}`,
    ];
  });
}

interface Year {
  readonly until: string;
  readonly whole: Activity;
  readonly windows: readonly SampledWindow[];
}

interface Row {
  readonly whole: Activity;
  readonly sample: Activity;
}

function yearsOf(folder: string, repository: string): readonly Year[] {
  const { commits, observed } = readHistory(folder, repository);
  const dates = Array.from({ length: 12 }, (_, at) => `${2015 + at}-01-01`).filter((date) => date <= dateOf(observed));
  return dates.flatMap((until) => {
    const windows = windowsOf(commits, Date.parse(until));
    if (windows.reduce((sum, { total }) => sum + total, 0) <= WHOLE_UP_TO) return [];
    const whole = countYear(commits, { until });
    return whole.commits === 0 ? [] : [{ until, whole, windows }];
  });
}

/** The year's windows by commit date, newest commit first, all read. */
function windowsOf(all: readonly HistoryCommit[], end: number): readonly SampledWindow[] {
  const length = (365 * DAY_MS) / 12;
  const edges = Array.from({ length: 13 }, (_, at) => new Date(end - (12 - at) * length).toISOString());
  const commits = all.map((commit) => ({ ...commit, landed: lastSecondOf(commit.landed) }));
  const year = commits.filter(({ landed }) => landed >= (edges[0] ?? '') && landed < (edges[12] ?? ''));
  return edges.slice(1).map((until, at) => {
    const from = edges[at] ?? until;
    const within = year.filter(({ landed }) => landed >= from && landed < until).sort((a, b) => (a.landed < b.landed ? 1 : -1));
    return { from, until, total: within.length, commits: within };
  });
}

function reading(size: number): (window: SampledWindow) => SampledWindow {
  return (window) => ({ ...window, commits: window.commits.slice(0, size) });
}

function factorWithin(steps: number): (row: Row) => boolean {
  return ({ whole, sample }) => Math.abs((sample.absenceFactor ?? 0) - (whole.absenceFactor ?? 0)) <= steps;
}

/** The part of PRODUCT.md's standings that an activity alone can tell. */
function standing(year: Activity): string {
  const share = busiestShare(year);
  if (year.active <= 1 && monthsActive(year) <= 6) return 'fading';
  if (year.commits >= 10 && (share >= 0.8 || (year.active === 1 && share >= 0.5))) return 'one-person';
  if (year.active <= 1) return 'light';
  return year.active <= 3 ? 'small-team' : 'sustained';
}

function changes(rows: readonly Row[]): string {
  const counts = new Map<string, number>();
  for (const { whole, sample } of rows) {
    if (standing(whole) === standing(sample)) continue;
    const change = `${standing(whole)} to ${standing(sample)}`;
    counts.set(change, (counts.get(change) ?? 0) + 1);
  }
  return [...counts].map(([change, count]) => `${change} ${count}`).join(', ') || 'none';
}

function spread(errors: readonly number[]): string {
  const ranked = [...errors].sort((a, b) => a - b);
  return `${percent(ranked[ranked.length >> 1] ?? 0)} (median), ${percent(ranked.at(-1) ?? 0)} (most)`;
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0) / Math.max(1, numbers.length);
}

function percent(part: number): string {
  return `${(100 * part).toFixed(1)} %`;
}
