import { expect, test } from 'vitest';
import { spokenOf } from '../../../client/src/treeSpoken.ts';

test('a row is heard with its description, which holds the counts of a group', () => {
  expect(spokenOf({ label: 'Governed by a foundation', description: '3 · 1 warning' })).toBe(
    'Governed by a foundation, 3 · 1 warning',
  );
  expect(spokenOf({ label: 'retracted', spoken: 'warning: retracted', description: 'since May' })).toBe(
    'warning: retracted, since May',
  );
  expect(spokenOf({ label: 'a note', spoken: 'note: a note' })).toBe('note: a note');
});
