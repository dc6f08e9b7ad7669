import type { Assessment } from '../model/assessment.ts';
import type { AnyFactKey } from '../model/fact.ts';
import { speaking } from '../model/finding.ts';
import { CARD_SECTIONS, type CardSection } from '../model/cardSections.ts';
import { dayOf, type Instant } from '../model/instant.ts';
import { cardMarkdown } from './cardMarkdown.ts';
import { cardCoverage } from './cardCoverage.ts';
import { detailFacts, reportFacts } from './cardFacts.ts';
import { homeOf } from './home.ts';
import { whatHelps } from './howToKnow.ts';
import { linksOf } from './links.ts';
import { escapeMarkdown, linkTo } from './markdown.ts';
import { counted } from './numbers.ts';
import { OWNERS_HEADING, ownersPart } from './ownersPart.ts';
import { isOfForge, whyUnknown } from './unknown.ts';

/** A document of its own: what it is about, and its Markdown. */
export interface Document {
  readonly title: string;
  readonly markdown: string;
}

/** Where and when it is told. */
export interface DocumentOptions {
  /** The manifest's file name. */
  readonly file: string;
  readonly now: Instant;
}

/** The card's sections that a document has in its own words. */
const OWN: readonly CardSection[] = ['coverage', 'links'];

/**
 * The whole card of a dependency as a document that can be read from top to bottom, also by a screen reader: everything the card may show, then each
 * fact that is not known under its reason, then every page, and what its owner can correct or add. Foreign text is escaped.
 */
export function dependencyDocument(assessment: Assessment, { file, now }: DocumentOptions): Document {
  const { dependency } = assessment;
  const coverage = cardCoverage(assessment);
  const { name, requirement } = dependency;
  const sections = CARD_SECTIONS.filter((section) => !OWN.includes(section));
  const owners = ownersPart(assessment, now);
  const isAsked = coverage.needed > 0 && dependency.target.kind !== 'local';
  return {
    title: name,
    markdown: blocks([
      `# ${escapeMarkdown(name)}${requirement === null ? '' : ` ${escapeMarkdown(requirement, 80)}`}`,
      `In ${escapeMarkdown(file, 80)}, as of ${dayOf(now)}.`,
      cardMarkdown(assessment, { now, icons: false, pictures: true, headed: true, sections }),
      isAsked
        ? `## Not known\n\n${coverage.known} of the ${coverage.needed} facts a card counts are known.${standingWords(assessment)}`
        : '',
      isAsked ? unknownList(assessment, now) : '',
      pages(assessment),
      owners === '' ? '' : `## ${OWNERS_HEADING}\n\n${owners}`,
    ]),
  };
}

/** The same for who owns it, and nothing else: where each value is read from and changed. Undefined where nobody was asked about it. */
export function ownersDocument(assessment: Assessment, { now }: Pick<DocumentOptions, 'now'>): Document | undefined {
  const { name } = assessment.dependency;
  const owners = ownersPart(assessment, now);
  if (owners === '') return undefined;
  return { title: `${name} (your project)`, markdown: blocks([`# ${escapeMarkdown(name)}`, `## ${OWNERS_HEADING}`, owners]) };
}

/** The findings of a manifest that speak, a heading for each dependency: its one decisive line, and what the rules say. */
export function findingsDocument(all: readonly Assessment[], { file, now }: DocumentOptions): Document {
  const count = all.reduce((sum, { findings }) => sum + speaking(findings).length, 0);
  return {
    title: `Findings in ${file}`,
    markdown: blocks([
      `# Findings in ${escapeMarkdown(file, 80)}`,
      `${counted(count, 'finding')} in ${counted(all.length, 'dependency', 'dependencies')}, as of ${dayOf(now)}.`,
      ...all.flatMap((assessment) => [
        `## ${escapeMarkdown(assessment.dependency.name)}`,
        cardMarkdown(assessment, { now, icons: false, sections: ['findings'] }),
      ]),
    ]),
  };
}

/**
 * Facts by the reason why they are not known, in the card's order, each reason with what helps where something does. What nobody could tell of such a package is left out, but not that its forge is none
 * that is read.
 */
function unknownList(assessment: Assessment, now: Instant): string {
  const isHomeless = homeOf(assessment) === undefined;
  const keys: readonly AnyFactKey[] = [...reportFacts, ...detailFacts];
  const isForgeRead = keys.some((key) => isOfForge(key.id) && assessment.facts.get<unknown>(key).state === 'known');
  const byReason = new Map<string, { readonly labels: string[]; readonly helps: string | undefined }>();
  for (const key of keys) {
    const fact = assessment.facts.get<unknown>(key);
    if (fact.state === 'known' || (fact.why === 'unsupported' && (isForgeRead || !isOfForge(key.id)))) continue;
    const isWithoutHome = isHomeless && isOfForge(key.id);
    const why = isWithoutHome ? 'no repository is known' : whyUnknown({ id: key.id, ...fact }, assessment, now);
    const same = byReason.get(why) ?? {
      labels: [],
      helps: isWithoutHome ? undefined : whatHelps({ id: key.id, why: fact.why }, assessment),
    };
    byReason.set(why, { ...same, labels: [...same.labels, key.label] });
  }
  return [...byReason]
    .map(([why, { labels, helps }]) => {
      const what = `- ${escapeMarkdown(why)}: ${escapeMarkdown(labels.join(', '), 2000)}.`;
      return helps === undefined ? what : `${what}\n  What helps: ${helps}.`;
    })
    .join('\n');
}

/** Why no standing is given; the rest of the document says which one is. */
function standingWords({ standing }: Assessment): string {
  return standing.word === 'unknown' ? ` Not enough for a standing: ${standing.because}.` : '';
}

function pages(assessment: Assessment): string {
  const links = linksOf(assessment);
  if (links.length === 0) return '';
  return `## Pages\n\n${links.map(({ title, url }) => `- ${linkTo(title, url)}`).join('\n')}`;
}

function blocks(all: readonly string[]): string {
  return `${all.filter((block) => block !== '').join('\n\n')}\n`;
}
