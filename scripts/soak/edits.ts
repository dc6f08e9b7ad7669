import fc from 'fast-check';
import type { Dependency, Manifest, Span } from '../../server/src/model/manifest.ts';

/** One edit of a text: where (as a share of its length), how much goes, what comes. */
export interface Edit {
  readonly at: number;
  readonly removed: number;
  readonly added: string;
}

/** Anywhere alike: fast-check's own numbers prefer the ends. */
const place = fc.noBias(fc.nat({ max: 999_999 })).map((millionths) => millionths / 1_000_000);
const snippet = fc.oneof(
  {
    arbitrary: fc.constantFrom(
      '"',
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '\n',
      '(',
      ')',
      '\\',
      '//',
      '/*',
      '`',
      '=>',
      ' ',
      '\t',
      '\r\n',
      '\ufeff',
      '\ud83d',
      '\u0000',
    ),
    weight: 4,
  },
  {
    arbitrary: fc.constantFrom(
      '"a": "^1",\n',
      'require (\n',
      '"dependencies": {',
      'replace a => b v1\n',
      'catalog:\n  a: ^1\n',
      '- ',
      '"overrides": {"a": {".": "$b"}}',
      '// indirect',
      '*x',
      '&x ',
      '|\n',
      '>-',
    ),
    weight: 2,
  },
  { arbitrary: fc.string({ unit: 'binary', maxLength: 5 }), weight: 2 },
);
const edit: fc.Arbitrary<Edit> = fc.record({
  at: place,
  removed: fc.oneof({ arbitrary: fc.nat({ max: 3 }), weight: 5 }, { arbitrary: fc.nat({ max: 400 }), weight: 1 }),
  added: snippet,
});

/** Lists of one to six edits, the same for the same seed. */
export function randomEdits(count: number, seed: number): readonly (readonly Edit[])[] {
  return fc.sample(fc.array(edit, { minLength: 1, maxLength: 6 }), { numRuns: count, seed });
}

/** The text after the edits, one upon the other. */
export function edited(text: string, edits: readonly Edit[]): string {
  return edits.reduce((now, { at, removed, added }) => {
    const start = Math.floor(at * now.length);
    return now.slice(0, start) + added + now.slice(start + removed);
  }, text);
}

/** What somebody types into one line: letters and marks, but nothing that opens or closes more than a line. */
export const typing: fc.Arbitrary<Edit> = fc.record({
  at: place,
  removed: fc.nat({ max: 12 }),
  added: fc.string({ unit: fc.constantFrom(...Array.from('abz019 .-^~@"\',:=<>|é')), maxLength: 6 }),
});

/** The line of a text that holds all of an entry, without its line break. */
export function lineOf(text: string, { start, end }: Span): Span {
  const next = text.slice(end).search(/\r?\n/);
  return { start: text.lastIndexOf('\n', start - 1) + 1, end: next === -1 ? text.length : end + next };
}

/** Breaches of the promise about places, in words; empty where it is kept. */
export function brokenSpans(text: string, { dependencies, problems }: Manifest): readonly string[] {
  const isInside = (inner: Span, outer: Span): boolean =>
    outer.start <= inner.start && inner.start <= inner.end && inner.end <= outer.end;
  const all: Span = { start: 0, end: text.length };
  const broken = (dependency: Dependency): boolean => {
    const { spans, name, requirement } = dependency;
    const { whole } = spans;
    if (!isInside(whole, all) || !isInside(spans.name, whole) || text.slice(spans.name.start, spans.name.end) !== name)
      return true;
    if (requirement === null || spans.requirement === null) return requirement !== null || spans.requirement !== null;
    return !isInside(spans.requirement, whole) || text.slice(spans.requirement.start, spans.requirement.end) !== requirement;
  };
  return [
    ...dependencies.filter(broken).map((dependency) => JSON.stringify(dependency)),
    ...problems.filter(({ span }) => !isInside(span, all)).map((problem) => JSON.stringify(problem)),
  ];
}
