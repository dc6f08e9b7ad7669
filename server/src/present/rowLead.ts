import { activity } from '../facts/repository.ts';
import type { Assessment } from '../model/assessment.ts';
import type { StandingWord } from '../model/standing.ts';
import { percent } from './numbers.ts';

/** Rules that say of a package what the heading of its standing says of all below it. */
const RESTATING: Readonly<Partial<Record<StandingWord, string>>> = { 'one-person': 'one-maintainer', fading: 'fading' };

/** The words of a package's row that are not the same in every row: rows are cut at the width of the view. */
export interface RowLead {
  /** Before everything else: what was found, else what differs between the rows of the group. */
  readonly first: readonly string[];
  /** After everything else: what was found and the group's heading says. */
  readonly last: readonly string[];
}

/** How the rules that found something are told in a row; under a heading other than the standing all come first. */
export function rowLead(assessment: Assessment, found: readonly string[], isUnderStanding: boolean): RowLead {
  const { word } = assessment.standing;
  const restating = isUnderStanding ? RESTATING[word] : undefined;
  return {
    first: [
      ...found.filter((rule) => rule !== restating),
      ...(isUnderStanding && word === 'one-person' ? remainWords(assessment) : []),
    ],
    last: found.filter((rule) => rule === restating),
  };
}

function remainWords({ impact, facts }: Assessment): readonly string[] {
  const remains = impact.state === 'known' ? impact.value.remains : undefined;
  if (remains === undefined) return [];
  const year = facts.get(activity);
  return [`${year.state === 'known' && year.value.sampled ? 'about ' : ''}${percent(remains.share)} remains`];
}
