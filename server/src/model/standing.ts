/** PRODUCT.md's standings; the first that is known to be true wins. */
export const STANDINGS = [
  'ended',
  'new',
  'finished',
  'fading',
  'one-person',
  'light',
  'small-team',
  'sustained',
  'unknown',
] as const;
/** One of {@link STANDINGS}. */
export type StandingWord = (typeof STANDINGS)[number];

/** The standing and the fact it rests on, in words; for `unknown`, what is missing. */
export interface Standing {
  readonly word: StandingWord;
  readonly because: string;
  /** Of `fading`: what would make it `finished` is not all known, so it may be. */
  readonly mayBeFinished?: boolean;
}
