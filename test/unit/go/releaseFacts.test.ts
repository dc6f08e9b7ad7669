import { expect, test } from 'vitest';
import { newestFirst, releaseFacts } from '../../../server/src/sources/go/releaseFacts.ts';

const dated = (versions: Readonly<Record<string, string | null>>) =>
  newestFirst(Object.entries(versions).map(([version, at]) => ({ version, at })));

test('a line is as old as its last release, whichever number that has', () => {
  const versions = dated({ 'v1.27.4': '2022-01-01', 'v1.28.0': '2023-06-01', 'v1.27.5': '2026-04-16', 'v0.9.0': '2020-01-01' });

  expect(releaseFacts(versions, []).lines).toEqual([
    { line: '1', newest: 'v1.27.5', at: '2026-04-16', highest: 'v1.28.0' },
    { line: '0.9', newest: 'v0.9.0', at: '2020-01-01' },
  ]);
});

test('what is retracted is the last release of nothing', () => {
  const versions = dated({ 'v1.28.0': '2023-06-01', 'v1.27.5': '2026-04-16' });
  const retractions = [{ low: 'v1.27.5', high: 'v1.27.5', rationale: null }];

  expect(releaseFacts(versions, retractions).lines).toEqual([{ line: '1', newest: 'v1.28.0', at: '2023-06-01' }]);
});

test('a line whose highest release has no date goes by its number', () => {
  expect(releaseFacts(dated({ 'v1.28.0': null, 'v1.27.5': '2026-04-16' }), []).lines).toEqual([
    { line: '1', newest: 'v1.28.0', at: null },
  ]);
  expect(releaseFacts(dated({ 'v1.28.0': '2023-06-01', 'v1.27.5': null }), []).lines).toEqual([
    { line: '1', newest: 'v1.28.0', at: '2023-06-01' },
  ]);
});
