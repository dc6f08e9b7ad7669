import * as ofPackage from '../facts/package.ts';
import type { Assessment } from '../model/assessment.ts';
import type { Missing } from '../model/fact.ts';
import { SEVERITIES, type Severity } from '../model/finding.ts';
import { dayOf, type Instant } from '../model/instant.ts';
import type { Reported } from './checkJson.ts';
import { ago, governancePhrase, whyPhrase } from './phrases.ts';
import { pad, plain, type Painter } from './terminal.ts';

/** How the report is laid out. */
export interface TextOptions {
  readonly now: Instant;
  readonly paint: Painter;
  /** Width of the terminal in columns. */
  readonly columns: number;
}

/** The report a person reads: per manifest one line a dependency, its findings below it, and what is not known in one line. */
export function checkText(reported: readonly Reported[], options: TextOptions): string {
  const manifests = new Map<string, Reported[]>();
  for (const one of reported) manifests.set(one.manifest, (manifests.get(one.manifest) ?? []).concat(one));
  const sections = [...manifests].map(([manifest, lines]) => sectionText(manifest, lines, options));
  return [...sections, summary(reported, options)].join('\n\n') + '\n';
}

function sectionText(manifest: string, lines: readonly Reported[], options: TextOptions): string {
  const { paint } = options;
  const rows = lines.map(({ assessment }) => [assessment, cells(assessment, options)] as const);
  const widths = [0, 1, 2].map((column) =>
    Math.min(column === 0 ? 48 : 44, Math.max(0, ...rows.map(([, row]) => row[column]?.length ?? 0))),
  );
  const body = rows.flatMap(([assessment, [name = '', version = '', net = '', rest = '']]) => [
    ['  ' + pad(name, widths[0] ?? 0), paint.dim(pad(version, widths[1] ?? 0)), pad(net, widths[2] ?? 0), rest]
      .join('  ')
      .trimEnd(),
    ...assessment.findings.map(({ rule, severity, message }) => `      ${mark(severity, paint)} ${message} ${paint.dim(rule)}`),
  ]);
  const why = unknownLine(lines.map(({ assessment }) => assessment));
  return [paint.bold(manifest), ...body, ...(why === '' ? [] : [paint.dim(`  Not known: ${why}`)])].join('\n');
}

function cells({ dependency, version, safetyNet, facts }: Assessment, { now }: TextOptions): readonly string[] {
  const net = safetyNet.state === 'known' && safetyNet.value !== null ? governancePhrase(safetyNet.value) : '';
  const stable = facts.get(ofPackage.releases);
  const last = stable.state === 'known' ? stable.value.stable.at(-1) : undefined;
  const publishers = facts.get(ofPackage.canPublish);
  const funded = facts.get(ofPackage.funding);
  const rest = [
    ...(last ? [`released ${ago(last.at, now)}`] : []),
    ...(publishers.state === 'known' ? [`${publishers.value} can publish`] : []),
    ...(funded.state === 'known' && funded.value.length > 0 ? ['asks for funding'] : []),
    ...(dependency.indirect ? ['indirect'] : []),
  ];
  return [plain(dependency.name), plain(version ?? dependency.requirement ?? ''), net, rest.join(' · ')];
}

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

/** What is not known, grouped by reason: each reason with the facts it keeps back, most frequent first. */
function unknownLine(assessments: readonly Assessment[]): string {
  const byReason = new Map<Missing, Map<string, number>>();
  for (const { unknown } of assessments) {
    for (const { label, why } of unknown) {
      const labels = byReason.get(why) ?? new Map<string, number>();
      byReason.set(why, labels.set(label, (labels.get(label) ?? 0) + 1));
    }
  }
  return [...byReason]
    .map(([why, labels]) => {
      const names = [...labels].sort((a, b) => b[1] - a[1]).map(([label, count]) => `${label} ${count}`);
      return `${names.slice(0, 4).join(', ')}${names.length > 4 ? `, ${names.length - 4} more` : ''} (${whyPhrase[why]})`;
    })
    .join(' · ');
}

function summary(reported: readonly Reported[], { now, paint }: TextOptions): string {
  const all = reported.map(({ assessment }) => assessment);
  const count = (severity: Severity) =>
    all.flatMap(({ findings }) => findings).filter((finding) => finding.severity === severity).length;
  const found = SEVERITIES.map((severity) => [severity, count(severity)] as const).filter(([, n]) => n > 0);
  const findings = found.map(([severity, n]) => `${n} ${severity}${n > 1 && severity !== 'information' ? 's' : ''}`).join(', ');
  const homes = all.filter(({ facts }) => facts.get(ofPackage.repository).state === 'known').length;
  const governed = all.filter(({ safetyNet }) => safetyNet.state === 'known' && safetyNet.value !== null).length;
  return [
    paint.bold(findings === '' ? 'No findings' : findings) +
      ` in ${all.length} ${all.length === 1 ? 'dependency' : 'dependencies'}, as of ${dayOf(now)}.`,
    `Repository known for ${homes}; a foundation stands behind ${governed}. Unknown is neither good nor bad.`,
  ].join('\n');
}
