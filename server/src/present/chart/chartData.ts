import { releases as releasesFact } from '../../facts/package.ts';
import { activity, type Activity } from '../../facts/repository.ts';
import { monthlyCommits, type MonthOfCommits } from '../../facts/repositoryDetail.ts';
import { busiest } from '../../measures/activity.ts';
import type { FactView } from '../../model/fact.ts';
import { DAY_MS } from '../../model/instant.ts';
import { reading, type Evidence, type ValueOf } from '../cardReading.ts';

/** Commits of one month, whole and not negative; undefined: not known. */
export interface ChartMonth {
  /** As people are counted: without merges, bots and other machines. */
  readonly human: number | undefined;
  /** Merges and bots too. */
  readonly all: number | undefined;
  /** Those of the year's busiest person: of the human ones where these are known, else of all; never more than that. */
  readonly busiest: number | undefined;
}

/** What a picture of commits shows: numbers only, each of them sane whatever the facts held. */
export interface ChartData {
  /** Equal parts of the time shown, oldest first; at most 24, and in one at least there were commits. Human ones are known of the last twelve at most. */
  readonly months: readonly ChartMonth[];
  /** Of human commits. `about`: estimated from samples. `at-least`: only the newest were read. */
  readonly precision: 'exact' | 'about' | 'at-least';
  /** The busiest person's part of the last year's human commits as the headline has it: a share, 0 up to 1, of so many; undefined where they are too few for shares. */
  readonly busiest: { readonly share: number; readonly of: number } | undefined;
  /** Releases within the time shown, each as a part of it from 0 to 1; undefined where they are not known. `isAll`: there were no more in it. */
  readonly releases: { readonly at: readonly number[]; readonly isAll: boolean } | undefined;
  readonly evidence: readonly Evidence[];
}

/** Most months of a picture, and how many of them people are counted in. */
const MOST_MONTHS = 24;
const MONTHS_OF_YEAR = 12;
const YEAR_MS = 365 * DAY_MS;
/** Two ways of counting that end further apart than half a month do not speak of the same months. */
const APART_MS = YEAR_MS / MONTHS_OF_YEAR / 2;

/** A stretch of time, in milliseconds since 1970; `NaN` where it is not known. */
interface Stretch {
  readonly from: number;
  readonly until: number;
}

type Commits = Omit<ChartData, 'releases' | 'evidence'> & { readonly time: Stretch };

/**
 * The year that people were counted in, so that the picture adds up to what the headline says; where a closer look told of two years, these around
 * it with merges and bots: nobody told those apart. Undefined where nothing is known, and where nobody committed: words say that better than an
 * empty picture, and the headline has them, with the day of the last commit.
 */
export function chartData(facts: FactView): ChartData | undefined {
  const { get, say, row } = reading(facts);
  const [counted, looked] = [facts.get(activity), facts.get(monthlyCommits)];
  const year = counted.state === 'known' ? ofYear(counted.value) : undefined;
  const years = looked.state === 'known' ? ofMonths(looked.value) : undefined;
  const both = year && years && together(years, year);
  const alone = years && { ...years, months: withoutShares(years.months) };
  const shown = [both, year, alone].find((one) => one?.months.some(({ human, all }) => (human ?? all ?? 0) > 0));
  if (!shown) return undefined;
  if (shown !== alone) get(activity);
  if (shown !== year) get(monthlyCommits);
  const { time, ...drawn } = shown;
  let releases: ChartData['releases'];
  say(releasesFact, (held) => {
    releases = releasesWithin(time, held);
    return releases === undefined ? '' : 'ticks';
  });
  return { ...drawn, releases, evidence: row('', []).evidence };
}

/** The two years with the last one's human commits in them; undefined where the two do not end together, or only the newest commits were read. */
function together(years: Commits, year: Commits): Commits | undefined {
  const isOneEnd = Math.abs(years.time.until - year.time.until) <= APART_MS;
  const before = years.months.length - MONTHS_OF_YEAR;
  const isTold = years.months.some(({ all }) => all !== undefined);
  if (!isOneEnd || !isTold || before < 0 || year.months.length !== MONTHS_OF_YEAR || year.precision === 'at-least')
    return undefined;
  const { busiest: top, precision } = year;
  const older = years.months.slice(0, before);
  // Where one month's is not known, none would read as nobody's work.
  const isShared = top !== undefined && older.every(({ busiest: own }) => own !== undefined);
  const months = [
    ...(isShared ? older : withoutShares(older)),
    ...year.months.map(({ human, busiest: own }, at) => ({ human, all: years.months[before + at]?.all, busiest: own })),
  ];
  return { months, precision, busiest: top, time: years.time };
}

function withoutShares(months: readonly ChartMonth[]): readonly ChartMonth[] {
  return months.map((month) => ({ ...month, busiest: undefined }));
}

function ofMonths(told: readonly MonthOfCommits[]): Commits {
  const given = told.slice(-MOST_MONTHS);
  const starts = given.map(({ from }) => Date.parse(from));
  const [from = Number.NaN, last = Number.NaN] = [starts[0], starts.at(-1)];
  return {
    months: given.map(({ commits, busiest: own }) => {
      const all = countOf(commits);
      return { human: undefined, all, busiest: atMost(all, countOf(own)) };
    }),
    precision: 'exact',
    busiest: undefined,
    time: { from, until: last + (last - from) / (given.length - 1) },
  };
}

function ofYear(year: Activity): Commits {
  const until = Date.parse(year.until);
  const time = { from: until - YEAR_MS, until };
  const size = year.months.length;
  // Of the months before the oldest commit that was read nothing is known.
  const since = year.readSince === undefined ? time.from : Date.parse(year.readSince);
  const [share, of] = [shareFrom(busiest(year)?.share), countOf(year.commits)];
  const top = share === undefined || of === undefined ? undefined : { share, of };
  const months = year.months.map((commits, at): ChartMonth => {
    const end = time.from + (YEAR_MS * (at + 1)) / size;
    const human = end > since ? countOf(commits) : undefined;
    return { human, all: undefined, busiest: top && atMost(human, countOf(year.busiestMonths[at])) };
  });
  return {
    months: months.slice(-MOST_MONTHS),
    precision: year.readSince !== undefined ? 'at-least' : year.sampled ? 'about' : 'exact',
    busiest: top,
    time,
  };
}

function atMost(all: number | undefined, own: number | undefined): number | undefined {
  return all === undefined || own === undefined ? undefined : Math.min(all, own);
}

function countOf(number: number | null | undefined): number | undefined {
  if (typeof number !== 'number' || !(number >= 0) || number > Number.MAX_SAFE_INTEGER) return undefined;
  return Math.round(number);
}

function shareFrom(share: number | undefined): number | undefined {
  return share !== undefined && share >= 0 && share <= 1 ? share : undefined;
}

function releasesWithin({ from, until }: Stretch, { stable, total }: ValueOf<typeof releasesFact>): ChartData['releases'] {
  if (!(until > from)) return undefined;
  const times = stable.map(({ at }) => Date.parse(at)).filter((time) => !Number.isNaN(time));
  return {
    at: times.filter((time) => time >= from && time <= until).map((time) => (time - from) / (until - from)),
    // Only the last releases are held: there were no more where they reach back far enough, or are all there were.
    isAll: total <= stable.length || times.some((time) => time < from),
  };
}
