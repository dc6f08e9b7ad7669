import type { Table } from '../backtest/layout.ts';
import { aboveHint, percent, warned, type Corpus } from './aims.ts';
import type { ProjectRow } from './projects.ts';
import type { Volume } from './said.ts';
import type { Sampled } from './sample.ts';
import type { Share } from './shares.ts';

/** What corpora say, a row for each moment: counts of diagnostics and their part of the repositories. */
export function corpusTable(title: string, corpora: readonly Corpus[]): Table {
  return {
    title,
    heads: ['what is known', 'lines', 'repositories', 'warning', 'information', 'hint', 'nothing', 'above hint', 'by rule'],
    rows: corpora.flatMap((corpus) => [
      row(`${corpus.title}, standing`, corpus.standing, aboveHint(corpus)),
      row(`${corpus.title}, added`, corpus.added, aboveHint({ ...corpus, standing: corpus.added }), warned(corpus)),
    ]),
  };
}

function row(name: string, said: Volume, above: number, warnings?: number): readonly string[] {
  const { lines, repositories, warnings: warning, informations, hints, byRule } = said;
  const rules = Object.entries(byRule).sort(([a, many], [b, few]) => few - many || (a < b ? -1 : 1));
  return [
    name,
    ...[lines, repositories, warning, informations, hints, repositories - warning - informations - hints].map(String),
    warnings === undefined ? percent(above) : `${percent(above)} (warnings ${percent(warnings)})`,
    rules.map(([rule, count]) => `${rule} ${count}`).join(', '),
  ];
}

/** Where the shares of the invented world come from. */
export function sharesTable(shares: readonly Share[]): Table {
  return {
    title: 'What is laid over the snapshots',
    heads: ['what', 'share', 'counted'],
    rows: shares.map(({ what, of, among, because }) => [what, `${of} of ${among} (${percent(of / among)})`, because]),
  };
}

/** Every project as of the day it was read. */
export function projectsTable(rows: readonly ProjectRow[]): Table {
  return {
    title: 'The recorded projects as of the day each was read',
    heads: ['project', 'read', 'commits/am5/months/busiest', 'standing', 'on a line that stood', 'on an added line'],
    rows: rows.map(({ repository, asOf, figures, standing, onStanding, onAdded }) => [
      repository,
      asOf,
      figures,
      standing,
      onStanding.join(', ') || '-',
      onAdded.join(', ') || '-',
    ]),
  };
}

/** Findings with what they rest on and what came after. */
export function sampleTable(sample: readonly Sampled[]): Table {
  return {
    title: 'The sample',
    heads: ['no', 'project, as of', 'said on an added line', 'standing', 'message', 'what came after', 'drawn from'],
    rows: sample.map(({ repository, asOf, finding, standing, message, after, where }, at) => [
      String(at + 1),
      `${repository} ${asOf}`,
      finding,
      standing,
      message,
      after,
      where,
    ]),
  };
}
