import { expect, test } from 'vitest';
import { diffsIn } from '../../../client/src/diffTabs.ts';

const told = (...inputs: readonly unknown[]) =>
  diffsIn<string>(inputs, { wanted: (uri) => uri.endsWith('package.json'), address: (uri) => uri });

test('a diff is a pair, told once however many tabs show it; what is no manifest is not told', () => {
  const diff = { original: 'git:/a/package.json', modified: 'file:/a/package.json' };
  expect(told(diff, { ...diff }, { original: 'git:/a/x.ts', modified: 'file:/a/x.ts' })).toEqual({ pairs: [diff], alone: [] });
});

test('an editor of many diffs holds many pairs', () => {
  const one = { original: 'git:/a/package.json', modified: 'file:/a/package.json' };
  const two = { original: 'git:/b/package.json', modified: 'file:/b/package.json' };
  expect(told({ textDiffs: [one, { original: undefined, modified: undefined }, two] }).pairs).toEqual([one, two]);
});

test('a side that also stands in a tab of its own is said to', () => {
  const diff = { original: 'file:/a/package.json', modified: 'file:/b/package.json' };
  expect(told(diff, { uri: 'file:/a/package.json' }, { uri: 'file:/c/package.json' }).alone).toEqual(['file:/a/package.json']);
});

test('tabs that show nothing known are passed over', () => {
  expect(told(undefined, null, 'x', {}, { viewType: 'preview' })).toEqual({ pairs: [], alone: [] });
});
