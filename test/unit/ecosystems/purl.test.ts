import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nameOf, purlOf, typeOf } from '../../../server/src/model/purl.ts';

test('a name comes back from its purl', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (name) => {
      expect(nameOf(purlOf('npm', name))).toBe(name);
      expect(typeOf(purlOf('npm', name))).toBe('npm');
    }),
  );
});

test('half a character, as text being typed may hold, makes a purl all the same', () => {
  expect(purlOf('golang', 'example.org/\ud800x')).toBe('pkg:golang/example.org/%EF%BF%BDx');
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (name) => purlOf('npm', name).startsWith('pkg:npm/')));
});
