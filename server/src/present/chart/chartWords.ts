import { counted, count, percent } from '../numbers.ts';
import type { ChartData } from './chartData.ts';

/** What the picture shows, for who does not see it: `24 months: 12 to 88 commits a month, busiest person 33 %, 9 releases`. */
export function chartAlternative(data: ChartData): string {
  const { months, counts } = data;
  const known = knownCounts(data);
  const [least, most] = [Math.min(...known), Math.max(...known)];
  const range = least === most ? counted(most, 'commit') : `${count(least)} to ${counted(most, 'commit')}`;
  return [
    `${months.length} months: ${about(data)}${range} a month${seen(data)}${counts === 'all' ? ' with merges and bots' : ''}`,
    ...share(data),
    ...releases(data),
    ...(known.length < months.length ? [`${counted(months.length - known.length, 'month')} not known`] : []),
  ].join(', ');
}

/** How to read the picture, in the order of what is seen: `all commits a month, up to 88 · solid: busiest person · ticks: 9 releases`. */
export function chartLegend(data: ChartData): string {
  const { counts, busiestShare } = data;
  const most = Math.max(...knownCounts(data));
  return [
    `${counts} commits a month, up to ${about(data)}${count(most)}${seen(data)}`,
    ...(busiestShare === undefined ? [] : ['solid: busiest person']),
    ...releases(data).map((words) => (data.releases?.at.length === 0 ? words : `ticks: ${words}`)),
  ].join(' · ');
}

function knownCounts({ months }: ChartData): readonly number[] {
  return months.flatMap(({ commits }) => (commits === undefined ? [] : [commits]));
}

function about({ precision }: ChartData): string {
  return precision === 'about' ? 'about ' : '';
}

/** There may have been more than were read. */
function seen({ precision }: ChartData): string {
  return precision === 'at-least' ? ' seen' : '';
}

function share(data: ChartData): readonly string[] {
  return data.busiestShare === undefined ? [] : [`busiest person ${about(data)}${percent(data.busiestShare)}`];
}

function releases({ releases: known }: ChartData): readonly string[] {
  if (known === undefined) return [];
  if (known.at.length === 0) return known.isAll ? ['no release'] : [];
  return [known.isAll ? counted(known.at.length, 'release') : `last ${counted(known.at.length, 'release')}`];
}
