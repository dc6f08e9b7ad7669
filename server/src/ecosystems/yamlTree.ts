import { isAlias, isMap, isScalar, isSeq, parseDocument, type Document } from 'yaml';
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
export function readYaml(text: string): { readonly root: YamlNode | undefined; readonly problems: readonly Problem[] } {
  const first = parsed(text);
  if ('message' in first) return { root: undefined, problems: [first] };
  const problems = first.errors.map(({ message, pos }) => ({ message, span: within(text, pos) }));
  const second = problems.length === 0 ? first : parsed(withoutOpenQuotes(text));
  const document = 'message' in second ? first : second;
  return { root: nodeOf(text, document, document.contents), problems };
}

function parsed(text: string): Document.Parsed | Problem {
  try {
    return parseDocument(text, { prettyErrors: false, logLevel: 'silent', uniqueKeys: false });
  } catch (error) {
    // The library recurses: text nested some thousand levels deep is too much for it.
    const why = error instanceof RangeError ? 'it is nested too deeply' : String(error);
    return { message: `this could not be read as YAML: ${why}`, span: { start: 0, end: text.length } };
  }
}

/** Takes opening quotes without a closing one on their line out of the text, without moving anything. */
function withoutOpenQuotes(text: string): string {
  const opened = /^([ \t]*(?:- +)?(?:[^\s"'#][^"'#\r\n]*: +)?)(["'])((?:(?!\2)[^\r\n])*)$/gm;
  return text.replace(
    opened,
    (_, lead: string, _quote: string, rest: string) => `${lead}${/[:-] +$/.test(lead) ? ' ' : '_'}${rest}`,
  );
}

function nodeOf(text: string, document: Document.Parsed, node: unknown): YamlNode | undefined {
  if (isAlias(node)) {
    const target = nodeOf(text, document, node.resolve(document));
    return target?.kind === 'text'
      ? { kind: 'text', written: { value: target.written.value, span: within(text, node.range) } }
      : target;
  }
  if (isScalar(node)) {
    const written = writtenOf(text, node.value, node.source, node.range);
    return written.span.start === written.span.end && node.value === null ? undefined : { kind: 'text', written };
  }
  if (isSeq(node)) return { kind: 'list', items: node.items.flatMap((item) => nodeOf(text, document, item) ?? []) };
  if (!isMap(node)) return undefined;
  return {
    kind: 'map',
    entries: node.items.flatMap(({ key, value }) => {
      if (!isScalar(key)) return [];
      const name = lastLine(text, writtenOf(text, key.value, key.source, key.range));
      const read = nodeOf(text, document, value);
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
