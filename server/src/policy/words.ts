import type * as z from 'zod/mini';
import { THRESHOLDS } from '../model/thresholds.ts';

/** Most letters of a foreign word that a message repeats. */
const MAX_QUOTED = 60;

/** A foreign word as a message repeats it, on one line. */
export function quoted(word: string): string {
  const line = word.slice(0, MAX_QUOTED + 1).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ');
  return `“${line.length > MAX_QUOTED ? `${line.slice(0, MAX_QUOTED)}…` : line}”`;
}

/** What a schema expected instead of a value, in words that say the mend; `of`: whose value it is, by which a threshold's range is told. */
export function expectedWords(issue: z.core.$ZodIssue, value: unknown, of: string): string {
  const threshold = Object.entries(THRESHOLDS).find(([name]) => name === of)?.[1];
  if (threshold) return `expected a number from ${threshold.least} to ${threshold.most}`;
  switch (issue.code) {
    case 'invalid_type':
      return `expected ${TYPES[issue.expected] ?? issue.expected}`;
    case 'invalid_value': {
      const words = issue.values.map(String);
      const said = typeof value === 'string' ? `not ${quoted(value)}; ` : '';
      const near = typeof value === 'string' ? nearest(value, words) : undefined;
      return near === undefined
        ? `${said}expected ${joined(words, 'or')}`
        : `${said}did you mean “${near}”? There are ${joined(words, 'and')}`;
    }
    case 'too_small':
      return `expected at least ${String(issue.minimum)} entries`;
    case 'too_big':
      return `expected at most ${String(issue.maximum)} ${issue.origin === 'string' ? 'characters' : 'entries'}`;
    case 'invalid_format':
    case 'custom':
      return issue.message;
    case 'invalid_key':
    case 'invalid_element':
    case 'invalid_union':
    case 'not_multiple_of':
    case 'unrecognized_keys':
      return 'not a valid value'; // no schema here can say so
  }
}

/** What a misspelt word may mean, else every word there is. */
export function didYouMean(word: string, words: readonly string[]): string {
  const near = nearest(word, words);
  return near === undefined ? `there are ${joined(words, 'and')}` : `did you mean “${near}”?`;
}

/** `a, b or c`. */
export function joined(words: readonly string[], by: 'or' | 'and'): string {
  const last = words.at(-1) ?? 'none';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} ${by} ${last}`;
}

/** The one word that is close enough to be meant; undefined where none is. */
function nearest(word: string, words: readonly string[]): string | undefined {
  const given = word.slice(0, MAX_QUOTED).toLowerCase();
  const [best] = words
    .map((other) => ({ other, distance: editDistance(given, other.toLowerCase()) }))
    .filter(({ other, distance }) => distance <= Math.max(1, Math.floor(other.length / 3)))
    .sort((a, b) => a.distance - b.distance);
  return best?.other;
}

const TYPES: Readonly<Record<string, string | undefined>> = {
  string: 'text in double quotes',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list in square brackets',
  object: 'an object in braces',
};

/** Levenshtein's distance. */
function editDistance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (one[i - 1] === other[j - 1] ? 0 : 1);
      next[j] = Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1);
    }
    row = next;
  }
  return row[other.length] ?? 0;
}
