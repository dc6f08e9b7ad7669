import { releases as releasesFact } from '../../facts/package.ts';
import { activity, type Activity } from '../../facts/repository.ts';
import { monthlyCommits, type MonthOfCommits } from '../../facts/repositoryDetail.ts';
import { busiest } from '../../measures/activity.ts';
import type { FactKey, FactView } from '../../model/fact.ts';
import { DAY_MS } from '../../model/instant.ts';
import { reading, type Evidence, type ValueOf } from '../cardReading.ts';

/** Commits of one month, whole and not negative; undefined: not known. `busiest`: those of the year's busiest person, at most all. */
export interface ChartMonth {
  readonly commits: number | undefined;
  readonly busiest: number | undefined;
}

/** What a picture of commits shows: numbers only, each of them sane whatever the facts held. */
export interface ChartData {
  /** Equal parts of the time shown, oldest first; at most 24, and in one at least there were commits. */
  readonly months: readonly ChartMonth[];
  /** `all`: merges and bots too. `human`: as people are counted. */
  readonly counts: 'all' | 'human';
  /** `about`: estimated from samples. `at-least`: only the newest were read. */
  readonly precision: 'exact' | 'about' | 'at-least';
  /** The busiest person's part of the commits shown, 0 up to 1; undefined where it is not known or they are too few for shares. */
  readonly busiestShare: number | undefined;
  /** Releases within the time shown, each as a part of it from 0 to 1; undefined where they are not known. `isAll`: there were no more in it. */
  readonly releases: { readonly at: readonly number[]; readonly isAll: boolean } | undefined;
  readonly evidence: readonly Evidence[];
}

/** Most months of a picture. */
const MOST_MONTHS = 24;
/** Commits from which on shares say something (PRODUCT.md, "Counting"). */
const SHARES_FROM = 10;
const YEAR_MS = 365 * DAY_MS;

/** A stretch of time, in milliseconds since 1970; `NaN` where it is not known. */
interface Stretch {
  readonly from: number;
  readonly until: number;
}

type Commits = Omit<ChartData, 'releases' | 'evidence'> & { readonly time: Stretch };

/**
 * Two years of commits where a closer look told of them, else the year that people were counted in. Undefined where nothing is known, and where
 * nobody committed: words say that better than an empty picture, and the headline has them, with the day of the last commit.
 */
export function chartData(facts: FactView): ChartData | undefined {
  return told(facts, monthlyCommits, ofMonths) ?? told(facts, activity, ofYear);
}

function told<T>(facts: FactView, key: FactKey<T>, read: (value: T) => Commits): ChartData | undefined {
  const { get, say, row } = reading(facts);
  const value = get(key);
  if (value === undefined) return undefined;
  const { time, ...shown } = read(value);
  if (!shown.months.some(({ commits = 0 }) => commits > 0)) return undefined;
  let releases: ChartData['releases'];
  say(releasesFact, (held) => {
    releases = releasesWithin(time, held);
    return releases === undefined ? '' : 'ticks';
  });
  return { ...shown, releases, evidence: row('', []).evidence };
}

function ofMonths(all: readonly MonthOfCommits[]): Commits {
  const given = all.slice(-MOST_MONTHS);
  const months = given.map(({ commits, busiest: own }) => monthOf(commits, own));
  const share = shareOf(months);
  const starts = given.map(({ from }) => Date.parse(from));
  const [from = Number.NaN, last = Number.NaN] = [starts[0], starts.at(-1)];
  return {
    months: withShares(months, share !== undefined),
    counts: 'all',
    precision: 'exact',
    busiestShare: share,
    time: { from, until: last + (last - from) / (given.length - 1) },
  };
}

function ofYear(year: Activity): Commits {
  const until = Date.parse(year.until);
  const time = { from: until - YEAR_MS, until };
  const size = year.months.length;
  // Of the months before the oldest commit that was read nothing is known.
  const since = year.readSince === undefined ? time.from : Date.parse(year.readSince);
  const months = year.months.map((commits, at) => {
    const end = time.from + (YEAR_MS * (at + 1)) / size;
    return end > since ? monthOf(commits, year.busiestMonths[at]) : { commits: undefined, busiest: undefined };
  });
  const share = shareFrom(busiest(year)?.share);
  return {
    months: withShares(months.slice(-MOST_MONTHS), share !== undefined),
    counts: 'human',
    precision: year.readSince !== undefined ? 'at-least' : year.sampled ? 'about' : 'exact',
    busiestShare: share,
    time,
  };
}

/** A month of numbers as they were told; what is no count is not known. */
function monthOf(commits: number, own: number | null | undefined): ChartMonth {
  const all = countOf(commits);
  const most = countOf(own);
  return { commits: all, busiest: all === undefined || most === undefined ? undefined : Math.min(all, most) };
}

function countOf(number: number | null | undefined): number | undefined {
  if (typeof number !== 'number' || !(number >= 0) || number > Number.MAX_SAFE_INTEGER) return undefined;
  return Math.round(number);
}

function withShares(months: readonly ChartMonth[], isTold: boolean): readonly ChartMonth[] {
  return isTold ? months : months.map(({ commits }) => ({ commits, busiest: undefined }));
}

/** Undefined where one month's is not known: part of a share would read as all of it. */
function shareOf(months: readonly ChartMonth[]): number | undefined {
  const known = months.filter(({ commits }) => commits !== undefined);
  if (known.some((month) => month.busiest === undefined)) return undefined;
  const all = known.reduce((sum, { commits = 0 }) => sum + commits, 0);
  const own = known.reduce((sum, month) => sum + (month.busiest ?? 0), 0);
  return all < SHARES_FROM ? undefined : shareFrom(own / all);
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
