import type { Assessment } from '../../server/src/model/assessment.ts';
import type { Finding } from '../../server/src/model/finding.ts';
import { numbersFrom } from '../backtest/draws.ts';
import { dateOf, type History } from '../histories/history.ts';
import { afterwards } from './afterwards.ts';
import type { Events } from './events.ts';

/** Something that was said of a recorded project on a day, where it was found, and what came after: enough for a person to judge it. */
export interface Sampled {
  /** A manifest's file, or an invented package. */
  readonly where: string;
  readonly repository: string;
  readonly asOf: string;
  readonly finding: string;
  readonly message: string;
  readonly standing: string;
  readonly after: string;
}

/** What a sample is drawn from: an assessment of an added line, and what it rests on. */
export interface Candidate {
  readonly where: string;
  readonly history: History;
  readonly day: number;
  readonly assessment: Assessment;
}

const SEED = 30;

/**
 * Draws findings, at most `size`, each a different one: of one project, day and rule; the same in every run. `kept` leaves findings out that rest on
 * what was invented: of those nothing can be right or wrong.
 */
export function sampleOf(
  candidates: readonly Candidate[],
  events: Events,
  { size, kept = () => true }: { readonly size: number; readonly kept?: (rule: string) => boolean },
): readonly Sampled[] {
  const distinct = new Map<string, { readonly of: Candidate; readonly finding: Finding }>();
  for (const of of candidates)
    for (const finding of of.assessment.findings.filter(({ rule }) => kept(rule))) {
      const key = `${of.history.repository} ${of.day} ${finding.rule}`;
      if (!distinct.has(key)) distinct.set(key, { of, finding });
    }
  const random = numbersFrom(SEED);
  const left = [...distinct.values()];
  const drawn: Sampled[] = [];
  while (drawn.length < size && left.length > 0) {
    const [one] = left.splice(Math.floor(random() * left.length), 1);
    if (one !== undefined) drawn.push(sampled(one, events));
  }
  return drawn;
}

function sampled({ of, finding }: { readonly of: Candidate; readonly finding: Finding }, events: Events): Sampled {
  const { where, history, day, assessment } = of;
  return {
    where,
    repository: history.repository,
    asOf: dateOf(day),
    finding: `${finding.rule}:${finding.severity}`,
    message: finding.message,
    standing: assessment.standing.word,
    after: afterwards(history, day, events.get(history.repository) ?? []),
  };
}
