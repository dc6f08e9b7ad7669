import type { Missing } from '../../model/fact.ts';
import { withoutProblems } from './answers.ts';
import { isTooHeavy, whyOf, type GraphQLAnswer } from './question.ts';

/** What an answer says of one alias. */
export interface Told {
  /** The data; null where GitHub gave none. Fields it had a problem with are left out, so null in it means "there is none". */
  readonly value: unknown;
  /** Why something is missing: the first problem's reason, or `not-served`. */
  readonly why: Missing;
  /** Something is missing only because too much was asked for at once. */
  readonly isTooHeavy: boolean;
}

/** Reads one alias out of an answer, with the problems that are its own. */
export function toldOf({ data, problems }: GraphQLAnswer, alias: string): Told {
  const own = problems.filter(({ path }) => path?.[0] === alias);
  const value = withoutProblems({ [alias]: data[alias] ?? null }, own)[alias] ?? null;
  // A problem that names no alias is about whatever has no data.
  const mine = own.length > 0 ? own : value === null ? problems.filter(({ path }) => path === undefined) : [];
  const why = mine.length > 0 ? whyOf(mine[0]) : value === null ? 'timeout' : 'not-served';
  return {
    value,
    why,
    isTooHeavy: mine.length > 0 ? mine.some((problem) => isTooHeavy({ why: whyOf(problem), status: undefined })) : value === null,
  };
}
