import type * as z from 'zod/mini';
import type { JsonNode, JsonObject } from '../formats/jsonTree.ts';
import type { Problem, Span } from '../model/manifest.ts';
import { hasName, nodeAt, plainValue, pointAt } from './jsonValue.ts';
import { purlMend } from './purlText.ts';
import { didYouMean, expectedWords, joined, quoted } from './words.ts';

/** A mistake in a policy: where it is and how to mend it. */
export interface Mistake extends Problem {
  /** JSON itself, or the schema, tells of it too: an editor that validates by them says so already. */
  readonly bySchema: boolean;
}

/** Most names of one object that are looked at for what they may mean. */
const MOST_NAMES = 100;

/** What the parts of a decision are for. */
const PURPOSE: Readonly<Record<string, string | undefined>> = {
  purl: 'the package',
  reason: 'why it is accepted',
  owner: 'who answers for it',
  until: 'the day to look again',
};

/** What a schema found wrong with a part of the text; all that is missing from one object is one mistake. */
export function mistakesOf(issues: readonly z.core.$ZodIssue[], part: JsonNode, what: string): readonly Mistake[] {
  const missing = issues.filter((issue) => isMissing(issue, part));
  const lacking = missing.map(({ path }) => {
    const name = String(path.at(-1));
    const purpose = PURPOSE[name];
    return purpose === undefined ? `“${name}”` : `“${name}” (${purpose})`;
  });
  return [
    ...(lacking.length === 0 ? [] : [mistake(pointAt(part), `${what} needs ${joined(lacking, 'and')}`)]),
    ...issues.flatMap((issue) => {
      if (missing.includes(issue)) return [];
      const node = nodeAt(part, issue.path);
      const value = plainValue(node);
      const isPurl = issue.path.at(-1) === 'purl' && issue.code === 'invalid_format' && typeof value === 'string';
      return [mistake(pointAt(node), isPurl ? purlMend(value) : expectedWords(issue, value, what))];
    }),
  ];
}

/** The names of an object that are not among the known ones, each with what it may mean. */
export function unknownKeys(object: JsonObject, known: readonly string[], what: string): readonly Mistake[] {
  return object.entries
    .filter(({ key }) => !known.includes(key.value))
    .slice(0, MOST_NAMES)
    .map(({ key }) => mistake(key.span, `${quoted(key.value)} is no ${what}; ${didYouMean(key.value, known)}`));
}

/** Names that stand more than once in one object, at each place but the last. */
export function doubled(node: JsonNode): readonly Mistake[] {
  if (node.kind === 'array') return node.items.flatMap(doubled);
  if (node.kind !== 'object') return [];
  const last = new Map(node.entries.map(({ key }) => [key.value, key]));
  return node.entries.flatMap(({ key, value }) => [
    ...(last.get(key.value) === key
      ? []
      : [mistake(key.span, `${quoted(key.value)} stands again further down, and that counts; remove one of them`)]),
    ...(value ? doubled(value) : []),
  ]);
}

/** What is no JSON, once for each place: one slip makes a reader stumble twice. */
export function slips(problems: readonly Problem[]): readonly Mistake[] {
  const byPlace = new Map(problems.toReversed().map((problem) => [problem.span.start, problem]));
  return [...byPlace.values()].map(({ span, message }) => mistake(span, message));
}

/** A mistake that a schema tells of too. */
export function mistake(span: Span, message: string): Mistake {
  return { span, message, bySchema: true };
}

function isMissing({ code, path }: z.core.$ZodIssue, part: JsonNode): boolean {
  const name = path.at(-1);
  if (name === undefined || (code !== 'invalid_type' && code !== 'invalid_value')) return false;
  const parent = nodeAt(part, path.slice(0, -1));
  return parent.kind === 'object' && !hasName(parent, name);
}
