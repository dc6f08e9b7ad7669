import type { BackTest } from './backtest.ts';
import type { Interval } from './draws.ts';
import type { Figures } from './figures.ts';

/** A table: a title, heads of columns, rows of cells. */
export interface Table {
  readonly title: string;
  readonly heads: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

const HEADS = ['flagged', 'dormant', 'precision', 'recall', 'lift', 'F1', 'could be told'];

/** What the back-test found, as tables; 90 % intervals in brackets. */
export function tablesOf(result: BackTest): readonly Table[] {
  const { snapshots, standings, measures } = result;
  return [
    signalTable('Rules', result.rules, snapshots),
    signalTable('Parts of rules', result.variants, snapshots),
    signalTable('What others use', result.baselines, snapshots),
    {
      title: 'Measures',
      heads: ['measure', 'AUC'],
      rows: Object.entries(measures).map(([id, { auc, interval }]) => [id, withInterval(auc, interval, part)]),
    },
    {
      title: 'Standings',
      heads: ['standing', 'snapshots', 'dormant', 'share'],
      rows: Object.entries(standings).map(([word, { snapshots: count, dormant }]) => [
        word,
        String(count),
        String(dormant),
        `${Math.round((100 * dormant) / count)} %`,
      ]),
    },
  ];
}

/** One sentence on what was looked at. */
export function summaryOf({ histories, repositories, snapshots, positives, dormantRepositories }: BackTest): string {
  const share =
    snapshots === 0 ? '' : ` (${((100 * positives) / snapshots).toFixed(1)} %, of ${dormantRepositories} repositories)`;
  return `${counted(histories, 'history', 'histories')}: ${counted(snapshots, 'snapshot', 'snapshots')} of ${counted(repositories, 'repository', 'repositories')} at every 1 January 2016-2024, ${positives} of them dormant after${share}.`;
}

/** What could not be judged, and how often the rules of rare events fired; a line each. */
export function notesOf({ notJudged, quarterly }: BackTest): readonly string[] {
  const missing = Object.entries(notJudged).map(([id, why]) => `\`${id}\` (${why})`);
  return [
    ...(missing.length === 0 ? [] : [`Not judged, for no history tells the fact: ${missing.join(', ')}.`]),
    ...Object.entries(quarterly).map(([id, { snapshots, judged, fires, where }]) => {
      const places = Object.entries(groupedDates(where)).map(([repository, dates]) => `${repository} ${dates.join(', ')}`);
      const list = places.length === 0 ? '' : `: ${places.join('; ')}`;
      return `\`${id}\` at every quarter since 2016 fires ${counted(fires, 'time', 'times')} of ${snapshots} (${judged} could be told)${list}.`;
    }),
  ];
}

function groupedDates(where: readonly { readonly repository: string; readonly asOf: string }[]): Record<string, string[]> {
  const dates: Record<string, string[]> = {};
  for (const { repository, asOf } of where) (dates[repository] ??= []).push(asOf);
  return dates;
}

function signalTable(title: string, signals: Readonly<Record<string, Figures>>, snapshots: number): Table {
  return {
    title,
    heads: ['signal', ...HEADS],
    rows: Object.entries(signals).map(([id, { flagged, dormant, judged, intervals, ...ratios }]) => [
      id,
      String(flagged),
      String(dormant),
      withInterval(ratios.precision, intervals.precision, part),
      withInterval(ratios.recall, intervals.recall, part),
      withInterval(ratios.lift, intervals.lift, times),
      withInterval(ratios.f1, intervals.f1, part),
      judged === snapshots ? 'all' : String(judged),
    ]),
  };
}

function withInterval(value: number | null, interval: Interval | null, word: (value: number) => string): string {
  if (value === null) return '-';
  return interval === null ? word(value) : `${word(value)} [${word(interval[0])}-${word(interval[1])}]`;
}

/** `.44`, as the design's tables write it. */
function part(value: number): string {
  return value.toFixed(2).replace(/^0/, '');
}

function times(value: number): string {
  return value.toFixed(1);
}

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}
