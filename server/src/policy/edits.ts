import type { TextEdit } from '../formats/textEdits.ts';
import { readJson, type JsonNode, type JsonObject } from '../formats/jsonTree.ts';
import type { Decision } from '../model/decision.ts';
import type { Span } from '../model/manifest.ts';
import { entryOf } from './jsonValue.ts';
import { beginsLine, indentAt, layoutOf, lineEnd, lineStart, nextMark, type Layout } from './layout.ts';

/** Edits of a text, or why there can be none. */
export type Edits = { readonly edits: readonly TextEdit[] } | { readonly problem: string };

/** Adds a decision at the end of the list; the list, or the whole file, where it is not there. Whatever else the text holds stays to the letter. */
export function addDecision(text: string, decision: Decision): Edits {
  const layout = layoutOf(text);
  if (nextMark(text, 0) === text.length) {
    // A last line of its own may be a comment, which would swallow what follows.
    const eol = beginsLine(text, text.length) ? '' : layout.eol;
    return { edits: [put(text.length, `${eol}${wholeFile(decision, layout)}`)] };
  }
  const { root, problems } = readJson(text);
  if (problems.length > 0) return { problem: 'the file is no JSON yet: mend that first' };
  const list = entryOf(root, 'decisions')?.value;
  if (list === undefined) {
    const open = nextMark(text, 0);
    return {
      edits: insertLast(text, open, spansOf(root), layout, (indent) => `"decisions": ${listOf(decision, layout, indent)}`),
    };
  }
  if (list.kind !== 'array') return { problem: '“decisions” is no list: mend that first' };
  const items = list.items.map(({ span }) => span);
  const isFlat = items.length > 0 && items.every(({ start, end }) => !/[\n\r]/.test(text.slice(start, end)));
  const write = (indent: string | undefined) => objectOf(decision, layout, isFlat ? undefined : indent);
  return { edits: insertLast(text, list.span.start, items, layout, write) };
}

/** Says parts of the decision that begins at an offset anew; those it has not are added at its end. */
export function changeDecision(text: string, at: number, changes: Partial<Decision>): Edits {
  const found = itemAt(text, at);
  if ('problem' in found) return found;
  const { item } = found;
  const layout = layoutOf(text);
  const given = Object.entries(changes);
  const replaced = given.flatMap(([name, value]): TextEdit[] => {
    const node = entryOf(item, name)?.value;
    return node ? [{ span: node.span, text: JSON.stringify(value) }] : [];
  });
  const added = given.filter(([name]) => entryOf(item, name)?.value === undefined);
  if (added.length === 0) return { edits: replaced };
  const write = (indent: string | undefined) =>
    added
      .map(([name, value]) => `"${name}": ${JSON.stringify(value)}`)
      .join(indent === undefined ? ', ' : `,${layout.eol}${indent}`);
  return { edits: [...replaced, ...insertLast(text, item.span.start, spansOf(item), layout, write)] };
}

/** Takes out the decision that begins at an offset, with its lines where they are its own, and one comma. */
export function removeDecision(text: string, at: number): Edits {
  const found = itemAt(text, at);
  if ('problem' in found) return found;
  const { item, before } = found;
  const mark = nextMark(text, item.span.end);
  const hasComma = text[mark] === ',';
  const end = hasComma ? mark + 1 : item.span.end;
  const commaBefore = before && !hasComma ? nextMark(text, before.span.end) : undefined;
  const line = lineEnd(text, end);
  const rest = text.slice(end, line.before);
  const isOwn = beginsLine(text, item.span.start) && /^\s*(?:\/\/.*|\/\*[^*]*\*\/\s*)?$/.test(rest);
  const whole = isOwn ? { start: lineStart(text, item.span.start), end: line.behind } : { start: item.span.start, end };
  const comma = commaBefore === undefined ? [] : [{ span: { start: commaBefore, end: commaBefore + 1 }, text: '' }];
  return { edits: [...comma, { span: whole, text: '' }] };
}

function itemAt(
  text: string,
  at: number,
): { readonly item: JsonObject; readonly before: JsonNode | undefined } | { readonly problem: string } {
  const { root, problems } = readJson(text);
  if (problems.length > 0) return { problem: 'the file is no JSON yet: mend that first' };
  const list = entryOf(root, 'decisions')?.value;
  const items = list?.kind === 'array' ? list.items : [];
  const index = items.findIndex(({ span }) => span.start === at);
  const item = items[index];
  return item?.kind === 'object' ? { item, before: items[index - 1] } : { problem: 'the decision is no longer there' };
}

/**
 * Puts something behind the last of the items between two brackets, of which the first is at `open`. Where the closing one begins its line, what is
 * put has lines of its own; else it stands on the line there is, and `write` gets no indentation.
 */
function insertLast(
  text: string,
  open: number,
  items: readonly Span[],
  { eol, step }: Layout,
  write: (indent: string | undefined) => string,
): readonly TextEdit[] {
  const last = items.at(-1);
  const mark = nextMark(text, last?.end ?? open + 1);
  const hasComma = last !== undefined && text[mark] === ',';
  const close = hasComma ? nextMark(text, mark + 1) : mark;
  const outer = indentAt(text, open);
  const indent = last && beginsLine(text, last.start) ? indentAt(text, last.start) : outer + step;
  const comma = last && !hasComma ? [put(last.end, ',')] : [];
  if (beginsLine(text, close)) return [...comma, put(lineStart(text, close), `${indent}${write(indent)}${eol}`)];
  if (last === undefined) return [put(close, `${eol}${indent}${write(indent)}${eol}${outer}`)];
  return hasComma ? [put(mark + 1, ` ${write(undefined)}`)] : [put(last.end, `, ${write(undefined)}`)];
}

function put(at: number, text: string): TextEdit {
  return { span: { start: at, end: at }, text };
}

function spansOf({ entries }: JsonObject): readonly Span[] {
  return entries.map(({ key, value }) => ({ start: key.span.start, end: (value ?? key).span.end }));
}

/** The parts of a decision in the order in which they are read best. */
const ORDER = [
  'rule',
  'purl',
  'reason',
  'owner',
  'until',
  'accepted',
  'standing',
  'severity',
  'subject',
] as const satisfies readonly (keyof Decision)[];

/** A decision as an object; on one line where there is no indentation. */
function objectOf(decision: Decision, { eol, step }: Layout, indent: string | undefined): string {
  const parts = ORDER.flatMap((name) => (decision[name] === undefined ? [] : [`"${name}": ${JSON.stringify(decision[name])}`]));
  return indent === undefined
    ? `{ ${parts.join(', ')} }`
    : `{${eol}${parts.map((part) => `${indent}${step}${part}`).join(`,${eol}`)}${eol}${indent}}`;
}

function listOf(decision: Decision, layout: Layout, indent: string | undefined): string {
  if (indent === undefined) return `[${objectOf(decision, layout, undefined)}]`;
  const { eol, step } = layout;
  return `[${eol}${indent}${step}${objectOf(decision, layout, indent + step)}${eol}${indent}]`;
}

function wholeFile(decision: Decision, layout: Layout): string {
  const { eol, step } = layout;
  return `{${eol}${step}"decisions": ${listOf(decision, layout, step)}${eol}}${eol}`;
}
