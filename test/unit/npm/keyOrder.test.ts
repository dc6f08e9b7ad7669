import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fullDocument, reduce, type Story } from './invented.ts';

/** Published under several licences, and twice in two spellings of one version number, as the registry's early years allowed. */
const STORY: Story = [
  ['1.0.0', '2020-01-10', { license: 'MIT' }],
  ['1.1.0beta', '2020-02-01', { license: 'ISC', deprecated: 'use the other' }],
  ['1.1.0-beta', '2020-03-01', { license: 'GPL-3.0-only' }],
  ['1.1.0', '2021-01-10', { license: 'Apache-2.0' }],
  ['1.1.1', '2022-02-01'],
  ['2.0.0', '2022-02-01', { license: 'BUSL-1.1' }],
];

const shuffled = (entries: Readonly<Record<string, unknown>>) => {
  const all = Object.entries(entries);
  return fc.shuffledSubarray(all, { minLength: all.length }).map((some) => Object.fromEntries(some));
};

test('facts of a document are the same in whatever order its versions and dates stand', () => {
  const document = fullDocument(STORY);
  const { versions, time } = document as Record<'versions' | 'time', Record<string, unknown>>;
  const gone = { ...time, '0.9.0rc': '2019-01-01T10:00:00.000Z', '0.9.0-rc': '2019-01-02T10:00:00.000Z' };
  const told = reduce({ ...document, time: gone });
  fc.assert(
    fc.property(shuffled(versions), shuffled(gone), (otherVersions, otherTime) => {
      expect(reduce({ ...document, versions: otherVersions, time: otherTime })).toEqual(told);
    }),
  );
});
