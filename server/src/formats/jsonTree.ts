import type { Problem, Span } from '../model/manifest.ts';
import { JsonTokens } from './jsonTokens.ts';

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
  readonly #tokens: JsonTokens;

  constructor(text: string) {
    this.#tokens = new JsonTokens(text);
  }

  root(): JsonObject {
    const entries: JsonEntry[] = [];
    if (this.#tokens.kind === '{') this.#tokens.next();
    else this.#report('expected {');
    this.#members(entries, 0);
    while (this.#tokens.kind !== 'end') {
      this.#report('text after the closing }');
      this.#members(entries, 0);
    }
    return { kind: 'object', entries, span: { start: 0, end: this.#tokens.length } };
  }

  /** Reads entries up to and with the closing brace. */
  #members(entries: JsonEntry[], depth: number): void {
    let needsComma = false;
    for (;;) {
      switch (this.#tokens.kind) {
        case 'end':
          this.#report('expected }');
          return;
        case '}':
          this.#tokens.next();
          return;
        case ',':
          if (!needsComma) this.#report('a comma too many');
          needsComma = false;
          this.#tokens.next();
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
    const line = this.#tokens.line;
    const key = this.#string();
    const colon = this.#tokens.kind === ':';
    if (colon) this.#tokens.next();
    const follows = this.#tokens.line === line || (colon && !this.#tokens.isNameAhead());
    const value =
      follows && (colon || this.#tokens.kind === 'string' || this.#tokens.kind === '{') ? this.#value(depth) : undefined;
    if (!colon || value === undefined)
      this.problems.push({ message: colon ? 'expected a value' : 'expected a colon and a value', span: key.span });
    return { key, value };
  }

  #value(depth: number): JsonNode | undefined {
    const span = this.#tokens.span;
    switch (this.#tokens.kind) {
      case 'string':
        return this.#string();
      case '{': {
        if (depth >= MAX_DEPTH) {
          this.#skip(depth);
          return undefined;
        }
        const entries: JsonEntry[] = [];
        this.#tokens.next();
        this.#members(entries, depth + 1);
        return { kind: 'object', entries, span: { start: span.start, end: this.#tokens.end } };
      }
      case '[':
        if (depth < MAX_DEPTH) return this.#array(depth + 1);
        this.#skip(depth);
        return undefined;
      case 'number':
        return this.#literal(Number(this.#tokens.value));
      case 'true':
      case 'false':
        return this.#literal(this.#tokens.kind === 'true');
      case 'null':
        return this.#literal(null);
      case '}':
      case ']':
      case ',':
      case 'end':
        return undefined;
      case ':':
      case 'unknown':
        this.#tokens.next();
        return undefined;
    }
  }

  #array(depth: number): JsonNode {
    const { start } = this.#tokens.span;
    const items: JsonNode[] = [];
    this.#tokens.next();
    while (this.#tokens.kind !== ']' && this.#tokens.kind !== '}' && this.#tokens.kind !== 'end') {
      if (this.#tokens.kind === ',') this.#tokens.next();
      else {
        const item = this.#value(depth);
        if (item !== undefined) items.push(item);
      }
    }
    if (this.#tokens.kind === ']') this.#tokens.next();
    else this.#report('expected ]');
    return { kind: 'array', items, span: { start, end: this.#tokens.end } };
  }

  #string(): JsonString {
    const span = this.#tokens.span;
    const closed = !this.#tokens.isUnclosed;
    if (!closed) this.#report('expected a closing "');
    const value = this.#tokens.value;
    this.#tokens.next();
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
    const span = this.#tokens.span;
    this.#tokens.next();
    return { kind: 'literal', value, span };
  }

  /** Passes over one token, or over all between two brackets. */
  #skip(depth: number): void {
    let open = 0;
    do {
      if (this.#tokens.kind === '{' || this.#tokens.kind === '[') open += 1;
      if (this.#tokens.kind === '}' || this.#tokens.kind === ']') open -= 1;
      this.#tokens.next();
    } while (open > 0 && this.#tokens.kind !== 'end');
    if (depth >= MAX_DEPTH) this.#report('nested too deeply to be read');
  }

  #report(message: string): void {
    this.problems.push({ message, span: this.#tokens.span });
  }
}
