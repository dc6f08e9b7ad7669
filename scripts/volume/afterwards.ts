import { dateOf, dayNumber, type History } from '../histories/history.ts';
import { ownWordBefore } from '../histories/ownWord.ts';
import { between, humanCommits, yearBefore } from '../histories/year.ts';
import type { ProjectEvent } from './events.ts';

const YEAR = 365;

/**
 * What the records say came after a day, in words: the first and the second year after as far as the history was read, its last human commit, the
 * README's word at the end where it is younger than the day; and every recorded event, also of before.
 */
export function afterwards(history: History, day: number, events: readonly ProjectEvent[]): string {
  const years = [0, 1].flatMap((at) => yearWords(history, day + at * YEAR) ?? []);
  const last = humanCommits(history).at(-1);
  const word = ownWordBefore(history, history.observed + 1);
  return [
    `next years: ${years.join(', ') || 'not read'}`,
    ...(last === undefined ? [] : [`last human commit ${dateOf(last.day)}`]),
    ...(word !== null && dayNumber(word.since) >= day ? [`README ${word.status} since ${word.since}`] : []),
    `read to ${dateOf(history.observed)}`,
    ...events.map(({ month, kind, words }) => `${month} ${kind}${words === '' ? '' : ` (${words})`}`),
  ].join(' · ');
}

/** `74 commits (2 active, busiest 70 %)` of the year that begins on a day; `12 commits in 332 days` where it was not read to its end. */
function yearWords(history: History, from: number): string | undefined {
  const days = history.observed - from;
  if (days <= 0) return undefined;
  if (days < YEAR) return `${between(humanCommits(history), from, history.observed).length} commits in ${days} days`;
  const { commits, active, shares } = yearBefore(history, from + YEAR);
  const [busiest] = shares;
  return `${commits} commits${busiest === undefined ? '' : ` (${active} active, busiest ${Math.round((100 * busiest) / commits)} %)`}`;
}
