import type { Assessment } from '../model/assessment.ts';
import type { Instant } from '../model/instant.ts';
import { counted } from './numbers.ts';
import { storeAge, type ReasonWords } from './unknown.ts';

/**
 * That not everybody who was to be asked could be, of how many packages, and how old what is shown may be: without full stop. Undefined where nobody
 * failed to answer, unless `reasons` say that nobody was to be asked.
 */
export function reachWords(assessments: readonly Assessment[], now: Instant, reasons: ReasonWords = {}): string | undefined {
  const unreached = assessments.filter(({ unknown }) => unknown.some(({ why }) => why === 'offline'));
  if (unreached.length === 0 && reasons.offline === undefined) return undefined;
  const ages = assessments.flatMap((one) => storeAge(one, now) ?? []);
  const age = Math.max(0, ...ages);
  const who = reasons.offline ?? (ages.length === 0 ? 'nobody could be reached' : 'some services could not be reached');
  const all = counted(assessments.length, 'package');
  const of = unreached.length === 0 || unreached.length === assessments.length ? '' : `, for ${unreached.length} of ${all}`;
  const shown = age === 0 ? '' : `, what is shown is up to ${counted(age, 'day')} old`;
  return `${who}${of}${shown}`;
}
