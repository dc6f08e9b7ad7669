import { elsewhereWords } from './elsewhereWords.ts';
import { forgeCode, forgeText } from './forgeMarkdown.ts';
import type { Reviewed } from './reviewJson.ts';

/** Most packages that a line names; of more it says how many. */
const MOST_NAMED = 10;

/** What lockfiles take from elsewhere than its registry, a line for each host or strange package, the one with the fewest packages first. */
export function elsewhereLines(reviewed: readonly Reviewed[]): readonly string[] {
  const byWords = new Map<string, Set<string>>();
  for (const { change, elsewhere } of reviewed) {
    if (elsewhere === undefined) continue;
    const { name } = change.dependency;
    const words = elsewhereWords(elsewhere, name);
    byWords.set(words, (byWords.get(words) ?? new Set()).add(elsewhere.kind === 'host' ? name : ''));
  }
  return [...byWords]
    .sort(([, a], [, b]) => a.size - b.size)
    .map(([words, names]) => `- ${forgeText(words)}${named([...names])}`);
}

function named(names: readonly string[]): string {
  const told = names.filter((name) => name !== '');
  if (told.length === 0) return '';
  const more = told.length > MOST_NAMED ? ` and ${told.length - MOST_NAMED} more` : '';
  return `: ${told.slice(0, MOST_NAMED).map(forgeCode).join(', ')}${more}`;
}
