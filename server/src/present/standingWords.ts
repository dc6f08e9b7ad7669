import type { RemainderWord } from '../model/portfolio.ts';
import { activity } from '../facts/repository.ts';
import type { Assessment } from '../model/assessment.ts';
import type { StandingWord } from '../model/standing.ts';
import { LIVELY_FROM } from './activityWords.ts';

/** Standings as groups are headed, facts without a verdict (PRODUCT.md, "Standings"). */
export const STANDING_WORDS: Readonly<Record<StandingWord, string>> = {
  // By its owners, by its forge, or by their word: which, the row says.
  ended: 'Ended',
  new: 'New, under 12 months',
  finished: 'Finished, not abandoned',
  fading: 'Little recent work',
  'one-person': 'Most work is one person’s',
  light: 'Lightly kept',
  'small-team': '2 or 3 active people',
  sustained: '4 or more active people',
  unknown: 'Not enough known',
};

/**
 * Why people who were counted are not what a project stands by, `whether its owners ended it is not known`; nothing where the standing is known, where
 * people are what is not known, and where few were seen and their own phrase says that not all was read.
 */
export function unsettledWords({ standing, facts }: Pick<Assessment, 'standing' | 'facts'>): readonly string[] {
  const year = facts.get(activity);
  if (standing.word !== 'unknown' || year.state === 'unknown') return [];
  return year.value.sampled && year.value.active < LIVELY_FROM ? [] : [standing.because];
}

/** What would remain, as a column is headed. */
export const REMAINDER_WORDS: Readonly<Record<RemainderWord, string>> = {
  little: 'under 10 % remains',
  some: '10 to 49 % remains',
  most: '50 % or more remains',
  few: 'too few commits to tell',
  unknown: 'not known',
};
