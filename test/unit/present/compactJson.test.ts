import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compactJson } from '../../../server/src/present/compactJson.ts';

test('what fits on a line stands on one, the rest takes a line a part', () => {
  const long = 'x'.repeat(150);
  expect(compactJson({ a: { b: 1, c: null }, list: [], deep: { e: { f: { g: [1] } } }, far: { long, longer: long } })).toBe(
    [
      '{',
      '  "a": { "b": 1, "c": null },',
      '  "list": [],',
      '  "deep": {',
      '    "e": {',
      '      "f": { "g": [1] }',
      '    }',
      '  },',
      '  "far": {',
      `    "long": "${long}",`,
      `    "longer": "${long}"`,
      '  }',
      '}',
    ].join('\n'),
  );
});

test('it is the JSON of the value, whatever that is', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(JSON.stringify(JSON.parse(compactJson(value)))).toBe(JSON.stringify(value));
    }),
  );
  expect(compactJson({ a: undefined, b: { c: undefined } })).toBe('{\n  "b": {}\n}');
});
