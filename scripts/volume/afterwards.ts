import { dateOf, dayNumber, type History } from '../histories/history.ts';
import { ownWordBefore } from '../histories/ownWord.ts';
import { humanCommits, yearBefore } from '../histories/year.ts';
import type { ProjectEvent } from './events.ts';

const YEAR = 365;

/**
 * What the records say came after a day, in words: the first and the second year after as far as the history was read, its last human commit, the
 * README's word at the end where it is younger than the day; and every recorded event, also of before.
 */
export function afterwards(history: History, day: number, events: readonly ProjectEvent[]): string {
  const years = [1, 2].flatMap((at) => (day + at * YEAR <= history.observed ? [yearWords(history, day + at * YEAR)] : []));
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

/** `74 commits (2 active, busiest 70 %)` of the year that ends where a day begins. */
function yearWords(history: History, end: number): string {
  const { commits, active, shares } = yearBefore(history, end);
  const [busiest] = shares;
  return `${commits} commits${busiest === undefined ? '' : ` (${active} active, busiest ${Math.round((100 * busiest) / commits)} %)`}`;
}
