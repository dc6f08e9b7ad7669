import type { Fact, Missing } from '../model/fact.ts';

/** Three-valued: what is not known proves nothing, good or bad. */
export type Truth = 'holds' | 'fails' | 'unknown';

/** Holds where all hold, fails where one is known to fail. */
export function allOf(truths: readonly Truth[]): Truth {
  if (truths.includes('fails')) return 'fails';
  return truths.includes('unknown') ? 'unknown' : 'holds';
}

/** Holds where one is known to hold, fails where all are known to fail. */
export function anyOf(truths: readonly Truth[]): Truth {
  if (truths.includes('holds')) return 'holds';
  return truths.includes('unknown') ? 'unknown' : 'fails';
}

/** The truth of a plain statement. */
export function truthOf(statement: boolean): Truth {
  return statement ? 'holds' : 'fails';
}

/** What a known value says; unknown where there is none. */
export function told<T>(fact: Fact<T>, says: (value: T) => Truth): Truth {
  return fact.state === 'known' ? says(fact.value) : 'unknown';
}

/** Reasons for which nobody was or could be asked (of then nobody can tell): that a fact is unknown so is no sign that something is hidden. */
const NOT_ASKED: ReadonlySet<Missing> = new Set(['pending', 'unsupported', 'undated']);

/** Whether a fact was looked for and not had: a good word must not be given while it is so. */
export function wasNotHad(fact: Fact<unknown>): boolean {
  return fact.state === 'unknown' && !NOT_ASKED.has(fact.why);
}
