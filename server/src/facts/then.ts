import type { Then } from '../model/fact.ts';

/** Nothing shows how it was then. */
export const UNDATED: Then<never> = { why: 'undated' };
/** There was no such thing yet. */
export const NOT_YET: Then<never> = { why: 'not-found' };

/** The value where it is shown to have been so then; `undated` otherwise. */
export function shown<T>(isShown: boolean, value: T): Then<T> {
  return isShown ? { value } : UNDATED;
}
