import { intervalOf, type Draws, type Interval } from './draws.ts';

type Ratios = Readonly<Record<'precision' | 'recall' | 'lift' | 'f1', number | null>>;

/** What a signal is worth. A ratio is null where nothing was flagged, or nothing was there to find; `lift` is precision against the share of all. */
export interface Figures extends Ratios {
  readonly flagged: number;
  /** Of the flagged, those that went dormant. */
  readonly dormant: number;
  /** Snapshots of which the signal could be told. */
  readonly judged: number;
  /** 90 % intervals, from resampling whole repositories. */
  readonly intervals: Readonly<Record<keyof Ratios, Interval | null>>;
}

/** One snapshot as a signal sees it. */
export interface Seen {
  readonly repository: string;
  readonly isDormant: boolean;
  readonly isFlagged: boolean | undefined;
}

/** Precision, recall, lift and F1 of a signal over snapshots. */
export function figuresOf(seen: readonly Seen[], draws: Draws): Figures {
  const all = countsOf(seen);
  const byRepository = [...groups(seen)].map(([repository, own]) => [repository, countsOf(own)] as const);
  const drawn = draws.map((times) =>
    ratios(summed(byRepository.map(([repository, counts]) => [counts, times.get(repository) ?? 0]))),
  );
  const interval = (of: keyof Ratios) => intervalOf(drawn.map((one) => one[of]));
  return {
    flagged: all.flagged,
    dormant: all.hits,
    judged: seen.filter(({ isFlagged }) => isFlagged !== undefined).length,
    ...ratios(all),
    intervals: {
      precision: interval('precision'),
      recall: interval('recall'),
      lift: interval('lift'),
      f1: interval('f1'),
    },
  };
}

interface Counts {
  readonly snapshots: number;
  readonly positives: number;
  readonly flagged: number;
  readonly hits: number;
}

function countsOf(seen: readonly Seen[]): Counts {
  const flagged = seen.filter(({ isFlagged }) => isFlagged === true);
  const dormant = (of: readonly Seen[]) => of.filter(({ isDormant }) => isDormant).length;
  return { snapshots: seen.length, positives: dormant(seen), flagged: flagged.length, hits: dormant(flagged) };
}

function summed(all: readonly (readonly [counts: Counts, times: number])[]): Counts {
  const sum = { snapshots: 0, positives: 0, flagged: 0, hits: 0 };
  for (const [counts, times] of all)
    for (const key of ['snapshots', 'positives', 'flagged', 'hits'] as const) sum[key] += counts[key] * times;
  return sum;
}

function ratios({ snapshots, positives, flagged, hits }: Counts): Ratios {
  const precision = flagged === 0 ? null : hits / flagged;
  const recall = positives === 0 ? null : hits / positives;
  return {
    precision,
    recall,
    lift: precision === null || positives === 0 ? null : precision / (positives / snapshots),
    // The harmonic mean of both, written so that no hit is 0 and not unknown.
    f1: precision === null || recall === null ? null : (2 * hits) / (flagged + positives),
  };
}

/** Rows by repository. */
export function groups<T extends { readonly repository: string }>(rows: readonly T[]): ReadonlyMap<string, readonly T[]> {
  const all = new Map<string, T[]>();
  for (const row of rows) {
    const own = all.get(row.repository);
    if (own) own.push(row);
    else all.set(row.repository, [row]);
  }
  return all;
}
