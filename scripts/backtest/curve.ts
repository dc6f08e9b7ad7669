import { intervalOf, type Draws, type Interval } from './draws.ts';

/** One snapshot as a measure sees it; more is more risk. */
export interface Ranked {
  readonly repository: string;
  readonly isDormant: boolean;
  readonly risk: number;
}

/** The area under the ROC curve (0.5 is a coin); null where all or none went dormant. */
export interface Area {
  readonly auc: number | null;
  /** 90 %, from resampling whole repositories. */
  readonly interval: Interval | null;
}

/** How well a measure ranks what went dormant above what did not; equals count half. */
export function areaOf(rows: readonly Ranked[], draws: Draws): Area {
  const ranked = [...rows].sort((a, b) => (a.risk === b.risk ? 0 : a.risk < b.risk ? -1 : 1));
  return {
    auc: area(ranked, () => 1),
    interval: intervalOf(draws.map((times) => area(ranked, ({ repository }) => times.get(repository) ?? 0))),
  };
}

/** Of all pairs of one that went dormant and one that did not, those in the right order. */
function area(ranked: readonly Ranked[], weight: (row: Ranked) => number): number | null {
  let [dormant, awake, pairs] = [0, 0, 0];
  for (let at = 0; at < ranked.length;) {
    const risk = ranked[at]?.risk;
    let [dormantHere, awakeHere] = [0, 0];
    for (; at < ranked.length && ranked[at]?.risk === risk; at += 1) {
      const row = ranked[at];
      if (row?.isDormant === true) dormantHere += weight(row);
      else if (row) awakeHere += weight(row);
    }
    pairs += dormantHere * (awake + awakeHere / 2);
    dormant += dormantHere;
    awake += awakeHere;
  }
  return dormant === 0 || awake === 0 ? null : pairs / (dormant * awake);
}
