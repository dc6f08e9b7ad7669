import { createScanner, type JSONScanner } from 'jsonc-parser';
import type { Span } from '../model/manifest.ts';

/** What a token of JSON is: its mark, or what sort of value. */
export type JsonTokenKind =
  '{' | '}' | '[' | ']' | ',' | ':' | 'null' | 'true' | 'false' | 'string' | 'number' | 'unknown' | 'end';
/** jsonc-parser's SyntaxKind in order of its numbers; trivia never comes up. */
const KINDS: readonly JsonTokenKind[] = [
  ...(['unknown', '{', '}', '[', ']', ',', ':', 'null', 'true', 'false', 'string', 'number'] as const),
  ...(['unknown', 'unknown', 'unknown', 'unknown', 'unknown', 'end'] as const),
];
/** jsonc-parser's ScanError.UnexpectedEndOfString. */
const UNCLOSED_STRING = 2;

/** The tokens of a JSON text one after the other, comments and spaces passed over; the current one is looked at, then taken by `next`. */
export class JsonTokens {
  /** UTF-16 units of the text. */
  readonly length: number;
  readonly #scanner: JSONScanner;
  #kind: JsonTokenKind;
  #end = 0;

  constructor(text: string) {
    this.length = text.length;
    this.#scanner = createScanner(text, true);
    // A byte-order mark is nothing to JSON, but a unit to the document.
    if (text.charCodeAt(0) === 0xfeff) this.#scanner.setPosition(1);
    this.#kind = this.#scan();
  }

  get kind(): JsonTokenKind {
    return this.#kind;
  }

  /** What a string says, or the text of a number. */
  get value(): string {
    return this.#scanner.getTokenValue();
  }

  /** The line it begins in, counted from 0. */
  get line(): number {
    return this.#scanner.getTokenStartLine();
  }

  /** A string that ends with its line instead of a quote. */
  get isUnclosed(): boolean {
    const error: number = this.#scanner.getTokenError();
    return error === UNCLOSED_STRING;
  }

  get span(): Span {
    // The scanner counts one unit too many after a comment that never ends.
    const start = Math.min(this.#scanner.getTokenOffset(), this.length);
    return { start, end: Math.min(start + this.#scanner.getTokenLength(), this.length) };
  }

  /** Where the last token taken ended. */
  get end(): number {
    return this.#end;
  }

  next(): void {
    this.#end = this.span.end;
    this.#kind = this.#scan();
  }

  /** Whether it is a string with a colon behind it. */
  isNameAhead(): boolean {
    if (this.#kind !== 'string') return false;
    const start = this.#scanner.getTokenOffset();
    const isName = this.#scan() === ':';
    this.#scanner.setPosition(start);
    this.#kind = this.#scan();
    return isName;
  }

  #scan(): JsonTokenKind {
    const kind: number = this.#scanner.scan();
    return KINDS[kind] ?? 'unknown';
  }
}
