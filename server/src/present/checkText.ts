import type { Assessment } from '../model/assessment.ts';
import { SEVERITIES, speaking, type Finding, type Severity } from '../model/finding.ts';
import { dayOf, type Instant } from '../model/instant.ts';
import { carriedWords } from './carriedWords.ts';
import type { Reported } from './checkJson.ts';
import { rowOf, type Row } from './checkRow.ts';
import { decisionWords } from './decisionWords.ts';
import { folded, pad, plain, type Painter } from './terminal.ts';
import { unknownLines } from './unknownLines.ts';

/** How the report is laid out. */
export interface TextOptions {
  readonly now: Instant;
  readonly paint: Painter;
  /** Width of the terminal in columns; Infinity where there is none. */
  readonly columns: number;
  /** Nobody was to be asked. */
  readonly offline: boolean;
  /** `now` is an earlier day, and said to be. */
  readonly isPast?: boolean;
}

/** Widest name and foundation, in columns; longer ones are cut in the middle. */
const WIDEST = 48;

/** The report a person reads: per manifest one line a dependency, its findings below it, and what is not known, by reason. */
export function checkText(manifests: readonly string[], reported: readonly Reported[], options: TextOptions): string {
  const sections = manifests.map((manifest) => {
    const lines = reported.filter((one) => one.manifest === manifest).map(({ assessment }) => assessment);
    return sectionText(manifest, lines, options);
  });
  return folded([...sections, summary(reported, options)].join('\n\n') + '\n', options.columns);
}

function sectionText(manifest: string, lines: readonly Assessment[], options: TextOptions): string {
  const { paint, now, isPast = false } = options;
  const heading = paint.bold(plain(manifest)) + (isPast ? ` as of ${dayOf(now)}` : '');
  if (lines.length === 0) return `${heading}: no dependencies`;
  const rows = lines.map((assessment) => rowOf(assessment, options.now));
  const layout = layoutOf(rows, options);
  const body = lines.flatMap((assessment, index) => [
    ...layout(rows[index] ?? rowOf(assessment, options.now)),
    ...assessment.findings.flatMap((finding) => findingLines(finding, paint)),
  ]);
  return [heading, ...body, ...unknownLines(lines, options).map((line) => paint.dim(`  ${line}`))].join('\n');
}

/** What was found; accepted or returned, what was decided on a line of its own. */
export function findingLines(finding: Finding, paint: Painter, indent = '      '): readonly string[] {
  const { rule, severity, message, accepted } = finding;
  const line = `${indent}${accepted ? paint.dim('accepted') : mark(severity, paint)}  ${message} ${paint.dim(`[${rule}]`)}`;
  const decided = decisionWords(finding);
  return decided === '' ? [line] : [line, `${indent}  ${paint.dim(plain(decided))}`];
}

/** Columns where they fit; on a narrow terminal the name with its version, and the rest below it. */
function layoutOf(rows: readonly Row[], { paint, columns }: TextOptions): (row: Row) => readonly string[] {
  const widest = (cell: (row: Row) => string) => Math.min(WIDEST, Math.max(0, ...rows.map((row) => cell(row).length)));
  const [name, version, net] = [widest((row) => row.name), widest((row) => row.version), widest((row) => row.net)];
  const rest = Math.max(0, ...rows.map((row) => row.rest.length));
  if (2 + name + 2 + version + 2 + net + 2 + rest > columns) {
    return (row) => {
      const more = [row.net, row.rest].filter((cell) => cell !== '').join(' · ');
      return [`  ${row.name}  ${paint.dim(row.version)}`.trimEnd(), ...(more === '' ? [] : [`      ${more}`])];
    };
  }
  return (row) => [
    [`  ${pad(row.name, name)}`, paint.dim(pad(row.version, version)), pad(row.net, net), row.rest].join('  ').trimEnd(),
  ];
}

/** A severity in its colour. */
function mark(severity: Severity, paint: Painter): string {
  switch (severity) {
    case 'warning':
      return paint.yellow('warning');
    case 'information':
      return paint.blue('information');
    case 'hint':
      return paint.dim('hint');
  }
}

/** How many findings there are of each severity, and how many more are accepted: `2 warnings, 1 hint, 1 accepted`. */
export function severityCounts(findings: readonly Finding[]): string {
  const loud = speaking(findings);
  const counts = SEVERITIES.flatMap((severity) => {
    const count = loud.filter((finding) => finding.severity === severity).length;
    return count === 0 ? [] : [`${count} ${severity}${count > 1 && severity !== 'information' ? 's' : ''}`];
  });
  const accepted = findings.length - loud.length;
  return [counts.length === 0 ? 'No findings' : counts.join(', '), ...(accepted > 0 ? [`${accepted} accepted`] : [])].join(', ');
}

function summary(reported: readonly Reported[], { now, paint }: TextOptions): string {
  const all = reported.map(({ assessment }) => assessment);
  if (all.length === 0) return 'Nothing to check.';
  const findings = all.flatMap((assessment) => assessment.findings);
  return [
    paint.bold(severityCounts(findings)),
    ` in ${all.length} ${all.length === 1 ? 'dependency' : 'dependencies'}, as of ${dayOf(now)}.`,
    ` ${carriedWords(all)}.`,
  ].join('');
}
