import { repository, sourceDeclared } from '../facts/package.ts';
import { activity } from '../facts/repository.ts';
import { unknownLines } from '../measures/unknownLines.ts';
import type { Assessment } from '../model/assessment.ts';
import type { Instant } from '../model/instant.ts';
import { inTextOrder } from '../model/textOrder.ts';
import { homeOf } from './home.ts';
import { count } from './numbers.ts';
import { plain } from './terminal.ts';
import { whyUnknown, type ReasonWords } from './unknown.ts';

/** Most reasons that are told. */
const MOST = 3;

/**
 * Why the standings of lines are unknown, in a sentence with the reason of most first: `Why: needs a GitHub token (3), not read from git.example.org
 * (1).` Without a number where one reason is all. Empty where no standing is unknown; fit for a terminal.
 */
export function whyStandingsUnknown(assessments: readonly Assessment[], now: Instant, words: ReasonWords): string {
  const counts = new Map<string, number>();
  for (const assessment of unknownLines(assessments)) {
    const why = whyStandingUnknown(assessment, now, words);
    counts.set(why, (counts.get(why) ?? 0) + 1);
  }
  const reasons = [...counts].sort(([a, some], [b, others]) => others - some || inTextOrder(a, b));
  const [only] = reasons;
  if (only === undefined) return '';
  if (reasons.length === 1) return `Why: ${plain(only[0])}.`;
  const told = reasons.slice(0, MOST).map(([why, number]) => `${plain(why)} (${count(number)})`);
  const rest = reasons.slice(MOST).reduce((sum, [, number]) => sum + number, 0);
  return `Why: ${[...told, ...(rest === 0 ? [] : [`other reasons (${count(rest)})`])].join(', ')}.`;
}

/** A standing rests on the year's commits: why those are not known, else what they do not tell. */
function whyStandingUnknown(assessment: Assessment, now: Instant, words: ReasonWords): string {
  const { facts, standing } = assessment;
  const year = facts.get(activity);
  if (year.state === 'known') return standing.because;
  if (homeOf(assessment) !== undefined) return whyUnknown({ ...year, id: activity.id }, assessment, now, words);
  const declared = facts.get(sourceDeclared);
  if (declared.state === 'known' && !declared.value) return 'names no source repository';
  const home = facts.get(repository);
  return whyUnknown({ ...(home.state === 'known' ? year : home), id: repository.id }, assessment, now, words);
}
