import type { Rule } from '../../server/src/model/finding.ts';
import { dateOf, type History } from '../histories/history.ts';
import { tell } from '../stories/judge.ts';
import { endingsBefore, type Events } from './events.ts';

/** What is said of one recorded project as of the day it was read. */
export interface ProjectRow {
  readonly repository: string;
  readonly asOf: string;
  /** Human commits, active people, months active, busiest share. */
  readonly figures: string;
  readonly standing: string;
  readonly onStanding: readonly string[];
  readonly onAdded: readonly string[];
}

/** Every project as of the day it was read, with the endings that are recorded of before. */
export function projectRows(histories: readonly History[], events: Events, rules: readonly Rule[]): readonly ProjectRow[] {
  return histories.map((history) => {
    const asOf = dateOf(history.observed);
    const facts = endingsBefore(events.get(history.repository) ?? [], asOf, history);
    const { figures, standing, findings } = tell(history, { asOf, supposed: { facts, from: 'known_events.json' } }, rules);
    return { repository: history.repository, asOf, figures, standing, onStanding: findings.standing, onAdded: findings.added };
  });
}
