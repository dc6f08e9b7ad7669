import type { Assessment } from '../model/assessment.ts';
import type { Change } from '../model/change.ts';
import { betweenLines, betweenPage } from './betweenWords.ts';
import { plain } from './terminal.ts';

/** What changed between two versions for a terminal: one line of phrases, and one with the page to read; none where nothing is known. */
export function betweenText(change: Change, assessment: Assessment | undefined): readonly string[] {
  const lines = betweenLines(change, assessment).map(plain);
  const page = betweenPage(assessment);
  return [...(lines.length === 0 ? [] : [lines.join(' · ')]), ...(page === undefined ? [] : [`notes: ${plain(page)}`])];
}
