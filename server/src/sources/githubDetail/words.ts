import type { OwnStatus } from '../../facts/repositoryDetail.ts';
import type { Instant } from '../../model/instant.ts';

/** What a document says of its project's state. */
export interface Said {
  readonly status: OwnStatus;
  /** Verbatim, at most {@link MOST_WORDS} characters. */
  readonly words: string;
  /** Line of the document the words begin on, counted from 1. */
  readonly line?: number;
  /** When they were said, where the document itself tells. */
  readonly since?: Instant;
}

const MOST_WORDS = 160;

/** Words to quote, cut to size; never through a character of two units. */
export function quoted(words: string): string {
  const plain = words.replace(/\s+/g, ' ').trim();
  if (plain.length <= MOST_WORDS) return plain;
  return `${plain
    .slice(0, MOST_WORDS - 1)
    .replace(/[\uD800-\uDBFF]$/, '')
    .trimEnd()}…`;
}

/** The words of repostatus.org, which Security Insights took over; those of a project's beginnings or of a pause are no state we know. */
const REPOSTATUS: Readonly<Record<string, OwnStatus>> = {
  active: 'active',
  inactive: 'maintenance-mode', // "stable, usable […] no longer being actively developed; support/maintenance […] as time allows"
  unsupported: 'unmaintained',
  abandoned: 'unmaintained',
  moved: 'moved',
};
/** Words that Security Insights files use beside them. */
const OTHERS: Readonly<Record<string, OwnStatus>> = {
  archived: 'archived',
  deprecated: 'deprecated',
  unmaintained: 'unmaintained',
  'feature-complete': 'feature-complete',
  maintenance: 'maintenance-mode',
  'maintenance-mode': 'maintenance-mode',
};

/** The state a repostatus.org word stands for. */
export function repostatus(word: string): OwnStatus | undefined {
  return ownOf(REPOSTATUS, word.toLowerCase());
}

/** The state the word of a Security Insights file stands for. */
export function insightsStatus(word: string): OwnStatus | undefined {
  const lower = word.trim().toLowerCase();
  return ownOf(REPOSTATUS, lower) ?? ownOf(OTHERS, lower);
}

function ownOf(words: Readonly<Record<string, OwnStatus>>, word: string): OwnStatus | undefined {
  return Object.hasOwn(words, word) ? words[word] : undefined;
}
