import type { Assessment } from '../model/assessment.ts';
import { CARD_SECTIONS, type CardSection } from '../model/cardSections.ts';
import type { Finding, Severity } from '../model/finding.ts';
import type { Instant } from '../model/instant.ts';
import { headline } from './cardHeadline.ts';
import type { Row } from './cardReading.ts';
import { cardRows } from './cardRows.ts';
import { coverageWords, notKnownLine } from './cardCoverage.ts';
import { cardSince } from './cardSince.ts';
import { sourcesOf } from './cardSources.ts';
import { chartMarkdown } from './chart/chart.ts';
import { decisionWords } from './decisionWords.ts';
import { linksOf, type CardLink } from './links.ts';
import { escapeMarkdown, linkTo } from './markdown.ts';
import { hasOwnersPart } from './ownersPart.ts';
import type { ReasonWords } from './unknown.ts';

/** How a card is laid out. */
export interface CardOptions {
  readonly now: Instant;
  /** `$(icon)`s are drawn by whoever shows it. */
  readonly icons: boolean;
  /** Pictures (SVG data URIs) are drawn by whoever shows it; not where absent. */
  readonly pictures?: boolean;
  /** What the reader wants to see beside the headline; all where absent. */
  readonly sections?: readonly CardSection[];
  /** Reasons as whoever shows it says them; an editor's where absent. */
  readonly reasons?: ReasonWords;
  /** Columns of the table have names: for a document that is read from top to bottom. */
  readonly headed?: boolean;
  /** Whoever shows it has an action for the project's owner, which the last line names; the reader may not want `links`. */
  readonly hasOwnersAction?: boolean;
  /** `now` is an earlier day: it is no "today". */
  readonly isPast?: boolean;
}

/**
 * The card of one dependency as Markdown without HTML: one decisive line, findings, a picture of the commits, what is known with source and date,
 * what is not known and why, links, coverage. All foreign text in it is escaped; it needs no trust. Far below the 100,000 characters after which
 * VS Code cuts a hover off.
 */
export function cardMarkdown(assessment: Assessment, options: CardOptions): string {
  const { now, icons, pictures = false, sections = CARD_SECTIONS, reasons = {} } = options;
  const { headed = false, hasOwnersAction = false, isPast = false } = options;
  const shows = (section: CardSection) => sections.includes(section);
  const only = (section: CardSection, block: () => string) => (shows(section) ? block() : '');
  return [
    `**${headline(assessment, now, reasons)}**`,
    only('findings', () => assessment.findings.map((finding) => findingLine(finding, icons)).join('\n')),
    only('since', () => cardSince(assessment, now, isPast)),
    pictures ? only('chart', () => chartMarkdown(assessment, now)) : '',
    table(cardRows(assessment, now, shows), now, { headed, isPast }),
    only('coverage', () => notKnownLine(assessment, now, reasons)),
    only('links', () => links(assessment, shows)),
    [
      only('coverage', () => coverageWords(assessment)),
      hasOwnersAction && hasOwnersPart(assessment) ? only('links', () => 'this is about your project? See actions') : '',
    ]
      .filter((words) => words !== '')
      .join(' · '),
  ]
    .filter((block) => block !== '')
    .join('\n\n');
}

const ICONS: Readonly<Record<Severity, string>> = { warning: '$(warning)', information: '$(info)', hint: '$(lightbulb)' };
const WORDS: Readonly<Record<Severity, string>> = { warning: 'Warning', information: 'Information', hint: 'Hint' };

function findingLine(finding: Finding, icons: boolean): string {
  const { rule, severity, message, accepted } = finding;
  const icon = accepted ? '$(pass)' : ICONS[severity];
  const decided = decisionWords(finding);
  return [
    `- ${icons ? `${icon} ` : ''}${WORDS[severity]}: ${escapeMarkdown(message, 400)} (${escapeMarkdown(rule)})`,
    ...(decided === '' ? [] : [`; ${escapeMarkdown(decided, 600)}`]),
  ].join('');
}

function table(
  rows: readonly Row[],
  now: Instant,
  { headed, isPast }: { readonly headed: boolean; readonly isPast: boolean },
): string {
  if (rows.length === 0) return '';
  return [
    headed ? '| What | Known | Source |' : '| | | |',
    '|:--|:--|:--|',
    ...rows.map(({ label, value, evidence }) => `| ${label} | ${value} | ${sourcesOf(evidence, now, isPast)} |`),
  ].join('\n');
}

/** Most pages of funding among the links of a card; the actions have them all. */
const MAX_FUND = 2;

/** Sections whose own rows lead to pages of a kind. */
const IN_ROWS: Readonly<Partial<Record<CardLink['kind'], CardSection>>> = {
  fund: 'funding',
  document: 'documents',
  repository: 'repository',
};

/** Pages that the actions have and a card has no room for. */
const IN_ACTIONS: ReadonlySet<CardLink['kind']> = new Set(['unverified', 'issues', 'moved']);

/** Where to go, beside the pages that rows lead to. */
function links(assessment: Assessment, shows: (section: CardSection) => boolean): string {
  const all = linksOf(assessment).filter(({ kind }) => {
    const section = IN_ROWS[kind];
    return !IN_ACTIONS.has(kind) && (section === undefined || !shows(section));
  });
  const fund = all.filter(({ kind }) => kind === 'fund');
  return [...fund.slice(0, MAX_FUND), ...all.filter(({ kind }) => kind !== 'fund')]
    .map(({ title, url }) => linkTo(title, url))
    .join(' · ');
}
