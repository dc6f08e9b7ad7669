import { replacements, type Replacement } from '../facts/replacement.ts';
import type { Successor } from '../measures/successor.ts';
import type { Assessment } from '../model/assessment.ts';
import { speaking } from '../model/finding.ts';
import { reading, type Row } from './cardReading.ts';
import { hostOf, type CardLink } from './links.ts';
import { escapeMarkdown, httpsUrl, oneLine } from './markdown.ts';

/** Most UTF-16 units of a title. */
const MAX_TITLE = 120;
const LABEL = 'In its place';
/** Most UTF-16 units of the suggestions in a row. */
const MAX_ROW = 160;
/** Most suggestions that are named. */
const MOST = 5;

/** What the list suggests for a dependency of which something was found that nobody accepted; nothing otherwise: a suggestion is no finding. */
export function suggestionsFor({ facts, findings }: Assessment): readonly Replacement[] {
  const known = facts.get(replacements);
  return known.state === 'known' && speaking(findings).length > 0 ? known.value.suggested : [];
}

/** A suggestion in few plain words: `ky` · `fetch (built into Node 18)` · what the list says of code, or of why nothing is needed. */
export function suggestionWords(suggestion: Replacement): string {
  switch (suggestion.kind) {
    case 'package':
    case 'other':
      return suggestion.name;
    case 'native':
      return `${suggestion.name} (${builtIn(suggestion.node)})`;
    case 'code':
      return suggestion.words.replaceAll('`', '');
    case 'none':
      return suggestion.why.replaceAll('`', '');
  }
}

/** Which Node has it, where not every one has that anybody still runs. */
function builtIn(node: string | null): string {
  return node === null || Number.parseInt(node, 10) < 18 ? 'built in' : `built into Node ${node.replace(/(?:\.0)+$/, '')}`;
}

/** Several suggestions, the last of them after a count where there are too many. */
export function allSuggestions(suggested: readonly Replacement[]): string {
  const words = suggested.slice(0, MOST).map(suggestionWords);
  const more = suggested.length - words.length;
  return `${words.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** Of a dependency with a finding, what can stand in its place as the list says; no row otherwise. */
export function inItsPlace(assessment: Assessment): Row {
  const { say, row } = reading(assessment.facts);
  const suggested = suggestionsFor(assessment);
  if (suggested.length === 0) return row(LABEL, []);
  const words = escapeMarkdown(allSuggestions(suggested), MAX_ROW);
  return row(LABEL, [say(replacements, ({ list }) => `${words} (suggested by ${escapeMarkdown(list)})`)]);
}

/** The page about what is suggested: the list's own about the package, else the one about what the platform has. */
export function replacementLink(assessment: Assessment): Pick<CardLink, 'title' | 'url'> | undefined {
  const suggested = suggestionsFor(assessment);
  const page = suggested.flatMap((one) => (one.page === null ? [] : (httpsUrl(one.page) ?? [])))[0];
  if (!page) return undefined;
  const where = ` on ${hostOf(page.href)}`;
  const words = oneLine(`Replacement suggested by module-replacements: ${allSuggestions(suggested)}`, MAX_TITLE - where.length);
  return { title: `${words}${where}`, url: page.href };
}

/** What an edit of the manifest leaves to do. */
const LEFT = {
  name: 'imports stay to be changed',
  alias: 'imports stay as they are',
} as const;

/** The title of an edit that asks for what the list suggests. */
export function replaceTitle(name: string, way: keyof typeof LEFT): string {
  return oneLine(`Replace with ${name}, suggested by module-replacements (${LEFT[way]})`, MAX_TITLE + name.length);
}

const SAID_BY: Readonly<Record<Successor['saidBy'], string>> = {
  notice: 'as its deprecation notice says',
  'own-word': 'as its maintainers say',
  renamed: 'as its repository is called now',
};

/** The title of an edit that moves to the successor which the owners name. */
export function moveTitle({ name, saidBy }: Successor, way: keyof typeof LEFT): string {
  return oneLine(`Move to ${name}, ${SAID_BY[saidBy]} (${LEFT[way]})`, MAX_TITLE + name.length);
}

/** The title of an edit that names a git dependency's repository as it is called now. */
export function repointTitle(fullName: string): string {
  return oneLine(`Ask for ${fullName}, as the repository is called now`, MAX_TITLE);
}
