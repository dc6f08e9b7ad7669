import type { Problem, Span } from '../model/manifest.ts';
import { canonicalGoVersion } from './goVersion.ts';
import { scanGomod, type GomodLine, type GomodWord } from './gomodScanner.ts';

/** The directives of Go 1.26. */
export const VERBS = [
  'module',
  'go',
  'toolchain',
  'godebug',
  'require',
  'exclude',
  'replace',
  'retract',
  'tool',
  'ignore',
] as const;
export type GomodVerb = (typeof VERBS)[number];

/** One directive: a line of its own, or one line of its block. */
export interface GomodDirective {
  readonly verb: GomodVerb;
  /** The words after the verb; empty where the line is only begun. */
  readonly words: readonly GomodWord[];
  /** The comment at the line's end, null where there is none. */
  readonly suffix: string | null;
  /** Comments that speak of it: those right above and at its end, else those of its block; without blank lines. */
  readonly notes: readonly string[];
  readonly span: Span;
}

interface Block {
  readonly verb: GomodVerb | undefined;
  readonly notes: readonly string[];
  readonly opened: Span;
  lines: number;
  /** Its end was already found missing. */
  reported: boolean;
}

const BLOCKS_OF_NONE: readonly string[] = ['go', 'toolchain'];

/**
 * Puts the lines of a go.mod text together to directives. A block whose end is missing ends where the next block begins, and a line of
 * another directive may stand inside it, so a half-typed file keeps its other entries. Source: go.dev/ref/mod#go-mod-file-grammar.
 */
export function readDirectives(text: string): {
  readonly directives: readonly GomodDirective[];
  readonly problems: readonly Problem[];
} {
  const { lines, problems: scanProblems } = scanGomod(text);
  const problems: Problem[] = [...scanProblems];
  const directives: GomodDirective[] = [];
  let block: Block | undefined;
  /** Comment lines waiting for what they stand above; null is a blank line, which inside a block is no end to them. */
  let above: (string | null)[] = [];

  for (const line of lines) {
    const { comment } = line;
    let { words } = line;
    if (words.length === 0) {
      if (comment !== null) above.push(comment);
      else if (block === undefined) above = [];
      else if (above.length === 0 ? block.lines > 0 : above.at(-1) !== null) above.push(null);
      continue;
    }
    const stray = block !== undefined && beginsAnother(block, words);
    if (block !== undefined && stray) {
      if (!block.reported) problems.push({ message: 'expected ) before the next directive', span: block.opened });
      block.reported = true;
      if (endsWith(words, '(')) block = undefined;
    }
    if (block !== undefined && !stray) {
      const closes = isMark(words[0], ')');
      const closesLate = !closes && endsWith(words, ')') && !words.some((word) => isMark(word, '('));
      if ((closes && words.length > 1) || closesLate)
        problems.push({ message: 'expected ) on a line of its own', span: spanOf(words) });
      if (closesLate) words = words.slice(0, -1);
      if (!closes) {
        if (block.verb !== undefined) directives.push(directive(block.verb, words, line, above, block));
        block.lines += 1;
      }
      if (closes || closesLate) block = undefined;
      above = [];
      continue;
    }
    const opens = endsWith(words, '(');
    const empty = endsWith(words, ')') && isMark(words.at(-2), '(');
    const verb = verbOf(words[0]);
    const inner = opens ? words.slice(1, -1) : empty ? words.slice(1, -2) : words.slice(1);
    if (verb === undefined) problems.push({ message: unknownVerb(words), span: spanOf(words) });
    else if ((opens || empty) && (inner.length > 0 || BLOCKS_OF_NONE.includes(verb))) {
      problems.push({ message: `expected ${verb} without a block here`, span: spanOf(words) });
    }
    if (opens) block = { verb, notes: comments(above), opened: spanOf(words), lines: 0, reported: false };
    else if (!empty && verb !== undefined) directives.push(directive(verb, inner, line, above, undefined));
    above = [];
  }
  if (block?.reported === false) problems.push({ message: 'expected ) at the end of this block', span: block.opened });
  return { directives, problems };
}

function directive(
  verb: GomodVerb,
  words: readonly GomodWord[],
  line: GomodLine,
  above: readonly (string | null)[],
  block: Block | undefined,
): GomodDirective {
  const own = [...comments(above), ...(line.comment === null ? [] : [line.comment])];
  // A blank line above counts as a comment of one's own here: that is how the go command finds a rationale.
  const notes = block !== undefined && above.length === 0 && line.comment === null ? block.notes : own;
  return { verb, words, suffix: line.comment, notes, span: spanOf(line.words) };
}

/** Whether a line of an open block can only be the beginning of something else: its first word is a directive and no entry fits. */
function beginsAnother({ verb }: Block, words: readonly GomodWord[]): boolean {
  if (verbOf(words[0]) === undefined) return false;
  if (endsWith(words, '(')) return true;
  const [, second, third] = words;
  switch (verb) {
    case 'require':
    case 'exclude':
      return words.length !== 2 || second === undefined || canonicalGoVersion(second.value) === undefined;
    case 'replace':
      if (second?.value === '=>') return false;
      return third?.value !== '=>' || second === undefined || canonicalGoVersion(second.value) === undefined;
    case 'tool':
    case 'ignore':
    case 'module':
      return words.length > 1;
    case 'retract':
    case 'godebug':
    case 'go':
    case 'toolchain':
    case undefined:
      return true;
  }
}

function verbOf(word: GomodWord | undefined): GomodVerb | undefined {
  return word?.quote !== null ? undefined : VERBS.find((verb) => verb === word.value);
}

function unknownVerb(words: readonly GomodWord[]): string {
  return isMark(words[0], ')') ? 'a ) without its (' : `expected a directive, one of ${VERBS.join(', ')}`;
}

function isMark(word: GomodWord | undefined, mark: string): boolean {
  return word?.quote === null && word.value === mark;
}

function endsWith(words: readonly GomodWord[], mark: string): boolean {
  return isMark(words.at(-1), mark);
}

function comments(above: readonly (string | null)[]): readonly string[] {
  return above.filter((text) => text !== null);
}

function spanOf(words: readonly GomodWord[]): Span {
  return { start: words[0]?.outer.start ?? 0, end: words.at(-1)?.outer.end ?? 0 };
}
