import fc from 'fast-check';
import { expect, test } from 'vitest';
import { unescaped } from '../../../server/src/formats/percentEscapes.ts';

test.each([
  ['npm%3A1.2.3', 'npm:1.2.3'],
  ['50%', '50%'],
  ['%zz%20', '%zz%20'],
  ['%C3%BC', 'ü'],
])('%s is %s', (text, expected) => expect(unescaped(text)).toBe(expected));

test('what was escaped comes back, and no text throws', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => unescaped(encodeURIComponent(text)) === text));
  fc.assert(fc.property(fc.string(), (text) => typeof unescaped(text) === 'string'));
});
