import { repository } from '../facts/package.ts';
import { mergers, ownWord, unreleasedWork } from '../facts/repositoryDetail.ts';
import type { Assessment } from '../model/assessment.ts';
import type { AnyFactKey } from '../model/fact.ts';
import type { Finding, Severity } from '../model/finding.ts';
import type { Instant } from '../model/instant.ts';
import { headline } from './cardHeadline.ts';
import { cardRows } from './cardRows.ts';
import { sourcesOf } from './cardSources.ts';
import { decisionWords } from './decisionWords.ts';
import { homeOf } from './home.ts';
import { linksOf } from './links.ts';
import { escapeMarkdown, linkTo } from './markdown.ts';
import { isOfForge, storeAge, whyUnknown, type ReasonWords, type Unknown } from './unknown.ts';

/** How a card is laid out. */
export interface CardOptions {
  readonly now: Instant;
  /** `$(icon)`s are drawn by whoever shows it. */
  readonly icons: boolean;
  /** Reasons as whoever shows it says them; an editor's where absent. */
  readonly reasons?: ReasonWords;
}

/**
 * The card of one dependency as Markdown without HTML: one decisive line, findings, what is known with source and date, what is not known
 * and why, links, coverage. All foreign text in it is escaped; it needs no trust.
 */
export function cardMarkdown(assessment: Assessment, { now, icons, reasons = {} }: CardOptions): string {
  return [
    `**${headline(assessment, now, reasons)}**`,
    assessment.findings.map((finding) => findingLine(finding, icons)).join('\n'),
    table(assessment, now),
    notKnown(assessment, now, reasons),
    links(assessment),
    coverage(assessment),
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
  archival: 'archival',
  activity: 'active people',
  mergers: 'who merges',
  'own-word': "the maintainers' own word",
  documents: 'documents',
  'can-publish': 'who can publish',
  releasers: 'who released',
  deprecation: 'deprecation',
  'version-retracted': 'retraction',
  'version-licence': 'licence',
  funding: 'funding',
  'version-attested': 'provenance',
  'version-advisories': 'advisories',
};

/** What only a closer look tells, and what its being unknown keeps back. */
const CLOSER: readonly AnyFactKey[] = [mergers, ownWord, unreleasedWork];

/**
 * What is not known in one line, grouped by reason in the card's order; nothing where the headline says that all is unknown, and why. Where
 * some of it could not be reached, how old the rest may be.
 */
function notKnown(assessment: Assessment, now: Instant, reasons: ReasonWords): string {
  const {
    coverage: { known },
  } = assessment;
  const all = [...assessment.unknown, ...closerUnknown(assessment)];
  if (known === 0 && new Set(assessment.unknown.map(({ why }) => why)).size === 1) return '';
  // Without a repository nobody can be asked about it: said once.
  const isHomeless = homeOf(assessment) === undefined;
  const byReason = new Map<string, string[]>();
  for (const one of all) {
    if (isHomeless && isOfForge(one.id)) continue;
    const label = one.id === repository.id ? 'repository and who keeps it' : (SHORT[one.id] ?? one.label);
    const why = whyUnknown(one, assessment, now, reasons);
    byReason.set(why, [...(byReason.get(why) ?? []), label]);
  }
  if (byReason.size === 0) return '';
  const groups = [...byReason].map(([why, labels]) => `${escapeMarkdown(labels.join(', '))} (${escapeMarkdown(why)})`);
  const age = all.some(({ why }) => why === 'offline') ? (storeAge(assessment, now) ?? 0) : 0;
  const rest = age < 1 ? '' : ` · what is shown is from the store, up to ${age} ${age === 1 ? 'day' : 'days'} old`;
  return `Not known: ${groups.join(' · ')}${rest}`;
}

/** Facts of a closer look that was taken and told nothing; not those that nobody asked yet or nobody can tell. */
function closerUnknown({ facts }: Assessment): readonly Unknown[] {
  return CLOSER.flatMap((key) => {
    const fact = facts.get<unknown>(key);
    if (fact.state === 'known' || fact.why === 'pending' || fact.why === 'unsupported') return [];
    return [{ id: key.id, label: key.label, why: fact.why, ...(fact.until === undefined ? {} : { until: fact.until }) }];
  });
}

/** Most pages of funding on a card; the actions have them all. */
const MAX_FUND = 2;

/** Where to go; documents are linked in their own row. */
function links(assessment: Assessment): string {
  const all = linksOf(assessment).filter(({ kind }) => kind !== 'document');
  const fund = all.filter(({ kind }) => kind === 'fund');
  return [...fund.slice(0, MAX_FUND), ...all.filter(({ kind }) => kind !== 'fund')]
    .map(({ title, url }) => linkTo(title, url))
    .join(' · ');
}

/** How much of what a card asks is known; of what is the workspace's own nothing was asked. */
function coverage({ dependency, coverage: { known, needed } }: Assessment): string {
  return needed === 0 || dependency.target.kind === 'local' ? '' : `${known} of ${needed} facts known`;
}
