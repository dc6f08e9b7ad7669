import { repository } from '../facts/package.ts';
import type { Assessment } from '../model/assessment.ts';
import type { AnyFactKey, Fact } from '../model/fact.ts';
import type { Instant } from '../model/instant.ts';
import { closerFacts } from './cardFacts.ts';
import { homeOf } from './home.ts';
import { escapeMarkdown } from './markdown.ts';
import { isOfForge, storeAge, whyUnknown, type ReasonWords, type Unknown } from './unknown.ts';

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

/**
 * What is not known in one line, grouped by reason in the card's order; nothing where the headline says that all is unknown, and why. Where
 * some of it could not be reached, how old the rest may be.
 */
export function notKnownLine(assessment: Assessment, now: Instant, reasons: ReasonWords): string {
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

/** How much of what a card asks and names is known. */
export function cardCoverage(assessment: Assessment): Assessment['coverage'] {
  const { known, needed } = assessment.coverage;
  const looked = lookedCloser(assessment);
  const told = looked.filter(({ fact }) => fact.state === 'known').length;
  return { known: known + told, needed: needed + looked.length };
}

/** The same as the card says it; of what is the workspace's own nothing was asked. */
export function coverageWords(assessment: Assessment): string {
  const { known, needed } = cardCoverage(assessment);
  return needed === 0 || assessment.dependency.target.kind === 'local' ? '' : `${known} of ${needed} facts known`;
}

/** Facts of a closer look that was taken, known or not; not those that nobody asked yet or nobody can tell. */
function lookedCloser(assessment: Assessment): readonly { readonly key: AnyFactKey; readonly fact: Fact<unknown> }[] {
  if (homeOf(assessment) === undefined) return []; // said once, of the repository
  return closerFacts
    .map((key) => ({ key, fact: assessment.facts.get<unknown>(key) }))
    .filter(({ fact }) => fact.state === 'known' || (fact.why !== 'pending' && fact.why !== 'unsupported'));
}

function closerUnknown(assessment: Assessment): readonly Unknown[] {
  return lookedCloser(assessment).flatMap(({ key: { id, label }, fact }) =>
    fact.state === 'known' ? [] : [{ id, label, why: fact.why, ...(fact.until === undefined ? {} : { until: fact.until }) }],
  );
}
