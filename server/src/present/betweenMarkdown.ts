import type { Assessment } from '../model/assessment.ts';
import type { Change } from '../model/change.ts';
import { betweenLines, betweenPage } from './betweenWords.ts';
import { forgeText } from './forgeMarkdown.ts';
import { linkTo } from './markdown.ts';

/** What changed between two versions for the cell of a comment: phrases, then the page to read; foreign text defused. */
export function betweenMarkdown(change: Change, assessment: Assessment | undefined): readonly string[] {
  const lines = betweenLines(change, assessment).map((line) => forgeText(line));
  const page = betweenPage(assessment);
  return [...(lines.length === 0 ? [] : [lines.join(' · ')]), ...(page === undefined ? [] : [linkTo('release notes', page)])];
}
