import type { Problem, Span } from '../model/manifest.ts';
import { decodeGoString } from './goString.ts';

/** One word of a go.mod line. */
export interface GomodWord {
  /** What it says: a quoted string without its quotes and with its escapes read. */
  readonly value: string;
  readonly quote: '"' | '`' | null;
  /** The text itself, for a quoted string the part between the quotes. */
  readonly span: Span;
  /** The text with its quotes. */
  readonly outer: Span;
}

/** One line of a go.mod file, which is all the structure its words have. */
export interface GomodLine {
  readonly words: readonly GomodWord[];
  /** The text after `//`, without spaces at its ends; null where there is no comment. */
  readonly comment: string | null;
  readonly start: number;
}

/** The lines of a text and what no line could hold. */
export interface GomodScan {
  readonly lines: readonly GomodLine[];
  readonly problems: readonly Problem[];
}

const LINE_FEED = 10;
const BYTE_ORDER_MARK = 0xfeff;
const PUNCTUATION = new Set('()[]{},');
/** Go's unicode.IsPrint without the space: letters, marks, numbers, punctuation and symbols. */
const PRINTABLE = /[\p{L}\p{M}\p{N}\p{P}\p{S}]/u;
const WHITE_SPACE_AT_ENDS = /^\p{White_Space}+|\p{White_Space}+$/gu;

/**
 * Splits a go.mod text into lines of words as the go command does, but goes on where that gives up: a string without its end stops at
 * the line's end, a character that cannot stand there is skipped, and each is a problem. Source: go.dev/ref/mod#go-mod-file-lexical.
 */
export function scanGomod(text: string): GomodScan {
  const problems: Problem[] = [];
  const lines: GomodLine[] = [];
  let at = 0;
  if (text.charCodeAt(0) === BYTE_ORDER_MARK) {
    problems.push({ message: 'the go command refuses a byte-order mark: save the file without one', span: { start: 0, end: 1 } });
    at = 1;
  }
  while (at < text.length) {
    const feed = text.indexOf('\n', at);
    const end = feed === -1 ? text.length : feed;
    lines.push(scanLine(text, at, end, problems));
    at = end + 1;
  }
  return { lines, problems };
}

function scanLine(text: string, start: number, end: number, problems: Problem[]): GomodLine {
  const words: GomodWord[] = [];
  let at = start;
  while (at < end) {
    const character = text.charAt(at);
    if (character === ' ' || character === '\t' || character === '\r') {
      at += 1;
    } else if (text.startsWith('//', at)) {
      return { words, comment: text.slice(at + 2, end).replace(WHITE_SPACE_AT_ENDS, ''), start };
    } else if (text.startsWith('/*', at)) {
      problems.push({ message: 'go.mod knows only // comments', span: { start: at, end } });
      return { words, comment: null, start };
    } else if (PUNCTUATION.has(character)) {
      words.push(plainWord(text, at, at + 1));
      at += 1;
    } else if (character === '"' || character === '`') {
      const word = quotedWord(text, at, end, problems);
      words.push(word);
      at = word.outer.end;
    } else {
      const wordEnd = endOfPlainWord(text, at, end);
      if (wordEnd > at) {
        words.push(plainWord(text, at, wordEnd));
        at = wordEnd;
      } else {
        const span = { start: at, end: at + widthAt(text, at) };
        problems.push({ message: 'a character that cannot stand in go.mod', span });
        at = span.end;
      }
    }
  }
  return { words, comment: null, start };
}

function plainWord(text: string, start: number, end: number): GomodWord {
  const span = { start, end };
  return { value: text.slice(start, end), quote: null, span, outer: span };
}

function quotedWord(text: string, start: number, lineEnd: number, problems: Problem[]): GomodWord {
  const quote = text.charAt(start) === '"' ? '"' : '`';
  let at = start + 1;
  while (at < lineEnd && text.charAt(at) !== quote) at += quote === '"' && text.charAt(at) === '\\' ? 2 : 1;
  const closed = at < lineEnd;
  const inner = { start: start + 1, end: closed ? at : withoutReturn(text, start + 1, lineEnd) };
  const outer = { start, end: closed ? at + 1 : inner.end };
  const raw = text.slice(inner.start, inner.end);
  const value = quote === '`' ? raw : decodeGoString(raw);
  if (!closed) problems.push({ message: `expected the closing ${quote}`, span: outer });
  else if (value === undefined) problems.push({ message: 'a string with an escape Go does not know', span: outer });
  return { value: value ?? raw, quote, span: inner, outer };
}

function withoutReturn(text: string, start: number, end: number): number {
  return end > start && text.charAt(end - 1) === '\r' ? end - 1 : end;
}

function endOfPlainWord(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && isWordCharacter(text, at)) {
    if (text.charAt(at) === '/' && (text.charAt(at + 1) === '/' || text.charAt(at + 1) === '*')) break;
    at += widthAt(text, at);
  }
  return at;
}

function isWordCharacter(text: string, at: number): boolean {
  const code = text.codePointAt(at) ?? LINE_FEED;
  if (code < 0x80) return code > 0x20 && code < 0x7f && !PUNCTUATION.has(text.charAt(at));
  return PRINTABLE.test(String.fromCodePoint(code));
}

function widthAt(text: string, at: number): number {
  return (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
}
