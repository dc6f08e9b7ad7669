import type { RemainderWord } from '../model/portfolio.ts';
import type { StandingWord } from '../model/standing.ts';

/** Standings as groups are headed, facts without a verdict (PRODUCT.md, "Standings"). */
export const STANDING_WORDS: Readonly<Record<StandingWord, string>> = {
  ended: 'Ended by its owners',
  new: 'New, under 12 months',
  finished: 'Finished, not abandoned',
  fading: 'Little recent work',
  'one-person': 'Most work is one person’s',
  light: 'Lightly kept',
  'small-team': '2 or 3 active people',
  sustained: '4 or more active people',
  unknown: 'Not enough known',
};

/** What would remain, as a column is headed. */
export const REMAINDER_WORDS: Readonly<Record<RemainderWord, string>> = {
  little: 'under 10 % remains',
  some: '10 to 49 % remains',
  most: '50 % or more remains',
  few: 'too few commits to tell',
  unknown: 'not known',
};
