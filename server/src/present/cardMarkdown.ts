import type { Assessment } from '../model/assessment.ts';
import type { Missing } from '../model/fact.ts';
import type { Finding, Severity } from '../model/finding.ts';
import type { Instant } from '../model/instant.ts';
import { headline } from './cardHeadline.ts';
import { cardRows } from './cardRows.ts';
import { sourcesOf } from './cardSources.ts';
import { linksOf } from './links.ts';
import { escapeMarkdown, linkTo } from './markdown.ts';
import { whyPhrase } from './phrases.ts';

/** How a card is laid out. */
export interface CardOptions {
  readonly now: Instant;
  /** `$(icon)`s are drawn by whoever shows it. */
  readonly icons: boolean;
}

/**
 * The card of one dependency as Markdown without HTML: one decisive line, findings, what is known with source and date, what is not known
 * and why, links, coverage. All foreign text in it is escaped; it needs no trust.
 */
export function cardMarkdown(assessment: Assessment, { now, icons }: CardOptions): string {
  return [
    `**${headline(assessment, now)}**`,
    assessment.findings.map((finding) => findingLine(finding, icons)).join('\n'),
    table(assessment, now),
    notKnown(assessment),
    links(assessment),
    coverage(assessment),
  ]
    .filter((block) => block !== '')
    .join('\n\n');
}

const ICONS: Readonly<Record<Severity, string>> = { warning: '$(warning)', information: '$(info)', hint: '$(lightbulb)' };
const WORDS: Readonly<Record<Severity, string>> = { warning: 'Warning', information: 'Information', hint: 'Hint' };

function findingLine({ rule, severity, message }: Finding, icons: boolean): string {
  return `- ${icons ? `${ICONS[severity]} ` : ''}${WORDS[severity]}: ${escapeMarkdown(message, 400)} (${escapeMarkdown(rule)})`;
}

function table(assessment: Assessment, now: Instant): string {
  const rows = cardRows(assessment, now);
  if (rows.length === 0) return '';
  return [
    '| | | |',
    '|:--|:--|:--|',
    ...rows.map(({ label, value, evidence }) => `| ${label} | ${value} | ${sourcesOf(evidence, now)} |`),
  ].join('\n');
}

/** Facts as this line calls them, where their own labels are longer. */
const SHORT: Readonly<Record<string, string | undefined>> = {
  'can-publish': 'who can publish',
  releasers: 'who released',
  deprecation: 'deprecation',
  'version-retracted': 'retraction',
  'version-licence': 'licence',
  funding: 'funding',
  'version-attested': 'provenance',
  'version-advisories': 'advisories',
};

/** What is not known in one line, grouped by reason in the card's order; nothing where the headline says that all is unknown, and why. */
function notKnown({ unknown, coverage: { known } }: Assessment): string {
  const byReason = new Map<Missing, string[]>();
  for (const { id, label, why } of unknown) byReason.set(why, [...(byReason.get(why) ?? []), SHORT[id] ?? label]);
  if (known === 0 && byReason.size === 1) return '';
  const groups = [...byReason].map(([why, labels]) => `${escapeMarkdown(labels.join(', '))} (${whyPhrase[why]})`);
  return groups.length === 0 ? '' : `Not known: ${groups.join(' · ')}`;
}

function links(assessment: Assessment): string {
  return linksOf(assessment)
    .slice(0, 6)
    .map(({ title, url }) => linkTo(title, url))
    .join(' · ');
}

function coverage({ coverage: { known, needed } }: Assessment): string {
  return needed === 0 ? '' : `${known} of ${needed} facts known`;
}
