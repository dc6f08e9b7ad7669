import type { Rule } from '../../server/src/model/finding.ts';
import { dateOf, dayNumber, type History } from '../histories/history.ts';
import { caseThen, contextThen } from '../histories/judgedThen.ts';

/** How often a rule fires at the beginning of a quarter, and where. */
export interface Quarterly {
  readonly snapshots: number;
  /** Snapshots of which it could be told. */
  readonly judged: number;
  readonly fires: number;
  readonly where: readonly { readonly repository: string; readonly asOf: string }[];
}

/** A rule at every beginning of a quarter since 2016 up to the day each history was read, in every history that had begun. */
export function quarterly(histories: readonly History[], rule: Rule): Quarterly {
  const all = histories.flatMap((history) =>
    quartersUntil(history.observed)
      .filter((day) => day > (history.commits[0]?.day ?? Infinity))
      .map((day) => {
        const then = caseThen(history, day);
        return { repository: history.repository, asOf: dateOf(day), outcome: rule.judge(then.view, contextThen(then)).outcome };
      }),
  );
  const where = all.filter(({ outcome }) => outcome === 'fires').map(({ repository, asOf }) => ({ repository, asOf }));
  return {
    snapshots: all.length,
    judged: all.filter(({ outcome }) => outcome !== 'unknown').length,
    fires: where.length,
    where,
  };
}

function quartersUntil(observed: number): readonly number[] {
  const days: number[] = [];
  for (let at = 0; ; at += 1) {
    const day = dayNumber(new Date(Date.UTC(2016, at * 3, 1)).toISOString());
    if (day > observed) return days;
    days.push(day);
  }
}
