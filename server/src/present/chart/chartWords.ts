import { counted, count, percent } from '../numbers.ts';
import type { ChartData, ChartMonth } from './chartData.ts';

/**
 * What the picture shows, for who does not see it, in the headline's own figures: `24 months: 49 to 90 human commits a month in the last 12, busiest
 * person 16 % of 787, 70 to 240 a month with merges and bots, 35 releases`.
 */
export function chartAlternative(data: ChartData): string {
  const { months, busiest } = data;
  const [human, all] = [known(data, 'human'), known(data, 'all')];
  const lacking = months.length - Math.max(human.length, all.length);
  const parts = [
    ...(human.length === 0
      ? []
      : [`${about(data)}${range(human)} human ${noun(human)} a month${seen(data)}${within(human, all)}`]),
    ...(busiest === undefined ? [] : [`busiest person ${about(data)}${percent(busiest.share)} of ${count(busiest.of)}`]),
    ...(all.length === 0 ? [] : [`${range(all)} ${human.length === 0 ? `${noun(all)} ` : ''}a month with merges and bots`]),
    ...releases(data),
    ...(lacking > 0 ? [`${counted(lacking, 'month')} not known`] : []),
  ];
  return `${months.length} months: ${parts.join(', ')}`;
}

/**
 * How to read the picture, in the order of what is seen: `filled: the last year's human commits, up to 90 a month · solid: busiest person · outlined:
 * merges and bots too, up to 240 · ticks: 35 releases`.
 */
export function chartLegend(data: ChartData): string {
  const [human, all] = [known(data, 'human'), known(data, 'all')];
  return [
    ...(human.length === 0 ? [] : [all.length === 0 ? monthsOfPeople(data, human) : yearOfPeople(data, human)]),
    ...(data.busiest === undefined ? [] : ['solid: busiest person']),
    ...(all.length === 0 ? [] : [everything(human.length > 0, Math.max(...all))]),
    ...releases(data).map((words) => (data.releases?.at.length === 0 ? words : `ticks: ${words}`)),
  ].join(' · ');
}

function monthsOfPeople(data: ChartData, human: readonly number[]): string {
  return `human commits a month, up to ${about(data)}${count(Math.max(...human))}${seen(data)}`;
}

function yearOfPeople(data: ChartData, human: readonly number[]): string {
  const most = Math.max(...human);
  if (most === 0) return `no human commit${data.precision === 'exact' ? '' : ' seen'} in the last year`;
  return `filled: the last year's human commits, up to ${about(data)}${count(most)} a month`;
}

function everything(hasPeople: boolean, most: number): string {
  return hasPeople
    ? `outlined: merges and bots too, up to ${count(most)}`
    : `commits a month with merges and bots, up to ${count(most)}`;
}

function known({ months }: ChartData, which: 'human' | 'all'): readonly number[] {
  return months.flatMap((month: ChartMonth) => month[which] ?? []);
}

function range(counts: readonly number[]): string {
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  return least === most ? count(most) : `${count(least)} to ${count(most)}`;
}

function noun(counts: readonly number[]): string {
  return counts.every((commits) => commits === 1) ? 'commit' : 'commits';
}

/** Where people are counted in a part of the picture. */
function within(human: readonly number[], all: readonly number[]): string {
  return all.length > human.length ? ` in the last ${human.length}` : '';
}

function about({ precision }: ChartData): string {
  return precision === 'about' ? 'about ' : '';
}

/** There may have been more than were read. */
function seen({ precision }: ChartData): string {
  return precision === 'at-least' ? ' seen' : '';
}

function releases({ releases: held }: ChartData): readonly string[] {
  if (held === undefined) return [];
  if (held.at.length === 0) return held.isAll ? ['no release'] : [];
  return [held.isAll ? counted(held.at.length, 'release') : `last ${counted(held.at.length, 'release')}`];
}
