import { createScanner, type JSONScanner } from 'jsonc-parser';
import type { Problem, Span } from '../model/manifest.ts';

/** A JSON string: what it says, and where its text stands with and without the quotes. */
export interface JsonString {
  readonly kind: 'string';
  readonly value: string;
  readonly span: Span;
  readonly inner: Span;
}
/** A name in an object with its value; undefined while that is not yet typed. */
export interface JsonEntry {
  readonly key: JsonString;
  readonly value: JsonNode | undefined;
}
export interface JsonObject {
  readonly kind: 'object';
  readonly entries: readonly JsonEntry[];
  readonly span: Span;
}
export type JsonNode =
  | JsonString
  | JsonObject
  | { readonly kind: 'array'; readonly items: readonly JsonNode[]; readonly span: Span }
  | { readonly kind: 'literal'; readonly value: number | boolean | null; readonly span: Span };

type Token = '{' | '}' | '[' | ']' | ',' | ':' | 'null' | 'true' | 'false' | 'string' | 'number' | 'unknown' | 'end';
/** jsonc-parser's SyntaxKind in order of its numbers; trivia never comes up. */
const TOKENS: readonly Token[] = [
  ...(['unknown', '{', '}', '[', ']', ',', ':', 'null', 'true', 'false', 'string', 'number'] as const),
  ...(['unknown', 'unknown', 'unknown', 'unknown', 'unknown', 'end'] as const),
];
/** jsonc-parser's ScanError.UnexpectedEndOfString. */
const UNCLOSED_STRING = 2;
/** Deeper than any manifest; what lies deeper is passed over. */
const MAX_DEPTH = 100;

/**
 * Reads JSON with comments and trailing commas. Never throws. Half-typed text costs the line it stands in: strings end with their line,
 * a name without a value does not take the next line's, and text after the last brace still belongs to the outermost object.
 */
export function readJson(text: string): { readonly root: JsonObject; readonly problems: readonly Problem[] } {
  const reader = new JsonReader(text);
  return { root: reader.root(), problems: reader.problems };
}

class JsonReader {
  readonly problems: Problem[] = [];
  readonly #text: string;
  readonly #scanner: JSONScanner;
  #token: Token;
  /** Where the last token taken ended. */
  #end = 0;

  constructor(text: string) {
    this.#text = text;
    this.#scanner = createScanner(text, true);
    // A byte-order mark is nothing to JSON, but a unit to the document.
    if (text.charCodeAt(0) === 0xfeff) this.#scanner.setPosition(1);
    this.#token = this.#scan();
  }

  root(): JsonObject {
    const entries: JsonEntry[] = [];
    if (this.#token === '{') this.#next();
    else this.#report('expected {');
    this.#members(entries, 0);
    while (this.#token !== 'end') {
      this.#report('text after the closing }');
      this.#members(entries, 0);
    }
    return { kind: 'object', entries, span: { start: 0, end: this.#text.length } };
  }

  /** Reads entries up to and with the closing brace. */
  #members(entries: JsonEntry[], depth: number): void {
    let needsComma = false;
    for (;;) {
      switch (this.#token) {
        case 'end':
          this.#report('expected }');
          return;
        case '}':
          this.#next();
          return;
        case ',':
          if (!needsComma) this.#report('a comma too many');
          needsComma = false;
          this.#next();
          break;
        case 'string':
          if (needsComma) this.#report('expected a comma');
          entries.push(this.#entry(depth));
          needsComma = true;
          break;
        case '{':
        case '[':
        case ']':
        case ':':
        case 'null':
        case 'true':
        case 'false':
        case 'number':
        case 'unknown':
          this.#report('expected a name in double quotes');
          this.#skip(depth);
      }
    }
  }

  #entry(depth: number): JsonEntry {
    const line = this.#scanner.getTokenStartLine();
    const key = this.#string();
    const colon = this.#token === ':';
    if (colon) this.#next();
    const follows = this.#scanner.getTokenStartLine() === line || (colon && !this.#isNextKey());
    const value = follows && (colon || this.#token === 'string' || this.#token === '{') ? this.#value(depth) : undefined;
    if (!colon || value === undefined)
      this.problems.push({ message: colon ? 'expected a value' : 'expected a colon and a value', span: key.span });
    return { key, value };
  }

  /** Whether a string in the place of a value is the name of the next entry: a colon follows it. */
  #isNextKey(): boolean {
    if (this.#token !== 'string') return false;
    const start = this.#scanner.getTokenOffset();
    const colon = this.#scan() === ':';
    this.#scanner.setPosition(start);
    this.#token = this.#scan();
    return colon;
  }

  #value(depth: number): JsonNode | undefined {
    const span = this.#span();
    switch (this.#token) {
      case 'string':
        return this.#string();
      case '{': {
        if (depth >= MAX_DEPTH) {
          this.#skip(depth);
          return undefined;
        }
        const entries: JsonEntry[] = [];
        this.#next();
        this.#members(entries, depth + 1);
        return { kind: 'object', entries, span: { start: span.start, end: this.#end } };
      }
      case '[':
        if (depth < MAX_DEPTH) return this.#array(depth + 1);
        this.#skip(depth);
        return undefined;
      case 'number':
        return this.#literal(Number(this.#scanner.getTokenValue()));
      case 'true':
      case 'false':
        return this.#literal(this.#token === 'true');
      case 'null':
        return this.#literal(null);
      case '}':
      case ']':
      case ',':
      case 'end':
        return undefined;
      case ':':
      case 'unknown':
        this.#next();
        return undefined;
    }
  }

  #array(depth: number): JsonNode {
    const { start } = this.#span();
    const items: JsonNode[] = [];
    this.#next();
    while (this.#token !== ']' && this.#token !== '}' && this.#token !== 'end') {
      if (this.#token === ',') this.#next();
      else {
        const item = this.#value(depth);
        if (item !== undefined) items.push(item);
      }
    }
    if (this.#token === ']') this.#next();
    else this.#report('expected ]');
    return { kind: 'array', items, span: { start, end: this.#end } };
  }

  #string(): JsonString {
    const span = this.#span();
    const error: number = this.#scanner.getTokenError();
    const closed = error !== UNCLOSED_STRING;
    if (!closed) this.#report('expected a closing "');
    const value = this.#scanner.getTokenValue();
    this.#next();
    if (closed) return { kind: 'string', value, span, inner: { start: span.start + 1, end: span.end - 1 } };
    // A comma at the end of an unclosed string is most likely the one after it.
    const tail = /,?\s*$/.exec(value)?.[0].length ?? 0;
    const end = span.end - tail;
    return {
      kind: 'string',
      value: value.slice(0, value.length - tail),
      span: { start: span.start, end },
      inner: { start: span.start + 1, end },
    };
  }

  #literal(value: number | boolean | null): JsonNode {
    const span = this.#span();
    this.#next();
    return { kind: 'literal', value, span };
  }

  /** Passes over one token, or over all between two brackets. */
  #skip(depth: number): void {
    let open = 0;
    do {
      if (this.#token === '{' || this.#token === '[') open += 1;
      if (this.#token === '}' || this.#token === ']') open -= 1;
      this.#next();
    } while (open > 0 && this.#token !== 'end');
    if (depth >= MAX_DEPTH) this.#report('nested too deeply to be read');
  }

  #next(): void {
    this.#end = this.#span().end;
    this.#token = this.#scan();
  }

  #scan(): Token {
    const kind: number = this.#scanner.scan();
    return TOKENS[kind] ?? 'unknown';
  }

  #span(): Span {
    // The scanner counts one unit too many after a comment that never ends.
    const start = Math.min(this.#scanner.getTokenOffset(), this.#text.length);
    return { start, end: Math.min(start + this.#scanner.getTokenLength(), this.#text.length) };
  }

  #report(message: string): void {
    this.problems.push({ message, span: this.#span() });
  }
}
