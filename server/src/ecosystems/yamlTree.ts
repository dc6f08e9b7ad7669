import { isAlias, isMap, isScalar, isSeq, parseDocument, visit, type Document, type Scalar } from 'yaml';
import type { Problem, Span } from '../model/manifest.ts';
import type { Written } from './npmEntry.ts';

/** A name of a YAML mapping and what stands beside it; undefined while nothing does. */
export interface YamlEntry {
  readonly key: Written;
  /** From the key's first letter or quote to the value's end. */
  readonly whole: Span;
  readonly value: YamlNode | undefined;
}
/** What is read of YAML: scalars as text, mappings and lists. */
export type YamlNode =
  | { readonly kind: 'text'; readonly written: Written }
  | { readonly kind: 'map'; readonly entries: readonly YamlEntry[] }
  | { readonly kind: 'list'; readonly items: readonly YamlNode[] };

/**
 * Reads YAML with places. Never throws. Half-typed text costs as little as the library allows: a quote left open ends with its line, and
 * a name without its colon does not take the next line's.
 */
export function readYaml(text: string): YamlReading {
  try {
    return read(text);
  } catch (error) {
    // The library recurses: text nested some thousand levels deep is too much for it.
    const why = error instanceof RangeError ? 'it is nested too deeply' : String(error);
    return {
      root: undefined,
      problems: [{ message: `this could not be read as YAML: ${why}`, span: { start: 0, end: text.length } }],
    };
  }
}

interface YamlReading {
  readonly root: YamlNode | undefined;
  readonly problems: readonly Problem[];
}

function read(text: string): YamlReading {
  const first = parsed(text);
  const problems = first.errors.map(({ message, pos }) => ({ message, span: within(text, pos) }));
  const document = problems.length === 0 ? first : parsed(withoutHalfTyped(text));
  const anchored = new Map<string, Scalar>();
  visit(document, {
    Scalar(_, node) {
      if (node.anchor !== undefined) anchored.set(node.anchor, node);
    },
  });
  return { root: nodeOf({ text, anchored }, document.contents), problems };
}

function parsed(text: string): Document.Parsed {
  return parseDocument(text, { prettyErrors: false, logLevel: 'silent', uniqueKeys: false });
}

/** Takes what is half-typed out of a text that has errors, without moving anything: quotes open at their line's end, unfinished lines. */
function withoutHalfTyped(text: string): string {
  return text.replace(/[^\r\n]+/g, (line) => {
    if (isFinished(line)) return line;
    const closed = withoutOpenQuote(line);
    return isFinished(closed) ? closed : ' '.repeat(line.length);
  });
}

function withoutOpenQuote(line: string): string {
  const quote = Math.max(line.lastIndexOf('"'), line.lastIndexOf("'"));
  if (quote === -1) return line;
  const isValue = /[:-][ \t]$/.test(line.slice(0, quote));
  return line.slice(0, quote) + (isValue ? ' ' : '_') + line.slice(quote + 1);
}

/** A comment, bracket, list item or document mark; or a name with its colon and perhaps a value, with nothing behind closed quotes. */
function isFinished(line: string): boolean {
  const text = line.trim();
  if (text === '' || /^(?:[#{}[\]%]|-(?:[ \t]|$)|---|\.\.\.)/.test(text)) return true;
  const afterName = afterQuotes(text) ?? text;
  const colon = afterName.search(/:(?:[ \t]|$)/);
  if (colon === -1 || (afterName !== text && afterName.slice(0, colon).trim() !== '') || /["']/.test(afterName.slice(0, colon)))
    return false;
  const value = afterName.slice(colon + 1).trim();
  return !/^["']/.test(value) || /^[,}\]#]|^$/.test(afterQuotes(value)?.trim() ?? 'open');
}

/** What follows a quoted beginning; undefined where there is none, or no end to it. */
function afterQuotes(text: string): string | undefined {
  const end = /^["']/.test(text) ? text.indexOf(text.charAt(0), 1) : -1;
  return end === -1 ? undefined : text.slice(end + 1);
}

interface Context {
  readonly text: string;
  readonly anchored: ReadonlyMap<string, Scalar>;
}

function nodeOf(context: Context, node: unknown): YamlNode | undefined {
  const { text, anchored } = context;
  if (isAlias(node)) {
    // An alias of more than a text could hold itself, or grow without bound.
    const target = nodeOf(context, anchored.get(node.source));
    return target?.kind === 'text'
      ? { kind: 'text', written: { value: target.written.value, span: within(text, node.range) } }
      : undefined;
  }
  if (isScalar(node)) {
    const written = writtenOf(text, node.value, node.source, node.range);
    return written.span.start === written.span.end && node.value === null ? undefined : { kind: 'text', written };
  }
  if (isSeq(node)) return { kind: 'list', items: node.items.flatMap((item) => nodeOf(context, item) ?? []) };
  if (!isMap(node)) return undefined;
  return {
    kind: 'map',
    entries: node.items.flatMap(({ key, value }) => {
      if (!isScalar(key)) return [];
      const name = lastLine(text, writtenOf(text, key.value, key.source, key.range));
      const read = nodeOf(context, value);
      const outer = within(text, key.range).start;
      const start = outer === name.span.start - 1 ? outer : name.span.start;
      const end = read === undefined ? within(text, key.range).end : endOf(value, text);
      return [{ key: name, whole: { start, end }, value: read }];
    }),
  };
}

function endOf(node: unknown, text: string): number {
  return isScalar(node) || isMap(node) || isSeq(node) || isAlias(node) ? within(text, node.range).end : text.length;
}

function writtenOf(
  text: string,
  value: unknown,
  source: string | undefined,
  range: readonly number[] | null | undefined,
): Written {
  const { start, end } = within(text, range);
  const quote = text.charAt(start);
  const isQuoted = (quote === '"' || quote === "'") && end - start > 1 && text.charAt(end - 1) === quote;
  const span = isQuoted ? { start: start + 1, end: end - 1 } : { start, end };
  return { value: typeof value === 'string' ? value : (source ?? text.slice(span.start, span.end)), span };
}

/** A plain key over several lines is a half-typed line and the next one's key. */
function lastLine(text: string, { value, span }: Written): Written {
  const raw = text.slice(span.start, span.end);
  const last = /[^\r\n]*$/.exec(raw.trimEnd())?.[0].trimStart() ?? raw;
  if (last.length === raw.length) return { value, span };
  const start = span.start + raw.lastIndexOf(last);
  return { value: last, span: { start, end: start + last.length } };
}

function within(text: string, range: readonly number[] | null | undefined): Span {
  const start = Math.min(range?.[0] ?? 0, text.length);
  return { start, end: Math.max(start, Math.min(range?.[1] ?? start, text.length)) };
}
