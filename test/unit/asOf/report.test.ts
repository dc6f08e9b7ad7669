import { describe, expect, test } from 'vitest';
import { assess } from '../../../server/src/assess/assess.ts';
import { asOfMoment } from '../../../server/src/cli/asOf.ts';
import { readArguments } from '../../../server/src/cli/arguments.ts';
import { cardFacts } from '../../../server/src/present/cardFacts.ts';
import { checkText } from '../../../server/src/present/checkText.ts';
import { painter } from '../../../server/src/present/terminal.ts';
import { rules } from '../../../server/src/rules/index.ts';
import { defaultThresholds } from '../../../server/src/model/thresholds.ts';
import { dependencyOn, viewOver } from '../assess/supposed.ts';

const now = '2022-07-01T00:00:00.000Z';
const undated = { unknown: 'undated' };
const year = {
  until: now,
  commits: 120,
  people: 6,
  active: 5,
  months: Array<number>(12).fill(10),
  busiestMonths: Array<number>(12).fill(3),
  shares: [36, 30, 24, 20, 8, 2],
  absenceFactor: 2,
  lastCommit: '2022-06-30T00:00:00.000Z',
  sampled: false,
  leftOut: { botCommits: 0, botAccounts: 0, merges: 0 },
  busiestId: null,
};
const judged = (facts: Readonly<Record<string, unknown>>, name = 'x') =>
  assess(
    { dependency: dependencyOn(name), version: '1.2.3', view: viewOver(facts), moment: 'standing', now },
    rules,
    { preset: 'recommended', rules: {}, thresholds: defaultThresholds },
    cardFacts,
  );

describe('the report of an earlier day', () => {
  const text = (...facts: readonly Readonly<Record<string, unknown>>[]) =>
    checkText(
      ['package.json'],
      facts.map((some, nth) => ({ manifest: 'package.json', assessment: judged(some, `x${nth}`) })),
      { now, paint: painter(false), columns: 100, offline: false, isPast: true },
    );

  test('says the day in its heading, and in one line what cannot be dated, of how many', () => {
    const lines = text({ 'can-publish': undated, deprecation: undated }, { 'can-publish': undated }).split('\n');
    expect(lines[0]).toBe('package.json as of 2022-07-01');
    expect(lines.filter((line) => line.includes('dated'))).toEqual([
      '  Cannot be dated: can publish, deprecation of the newest release (of 1)',
    ]);
  });

  test('has no such line where all can be', () => expect(text({ funding: [] })).not.toContain('dated'));
});

test('nobody can be asked whether it was over then: that hides nothing, as where nobody can tell', () => {
  const known = { activity: year, 'repository-identity': { olderThanAYear: true, forkOf: null, createdAt: '2015-01-01' } };
  const standing = (archival: unknown) => judged({ ...known, archival, deprecation: undated, 'own-word': undated }).standing.word;
  expect(standing(undated)).toBe('sustained');
  expect(standing({ unknown: 'offline' })).toBe('unknown');
  expect(standing({ archived: true, disabled: false, at: '2022-01-01' })).toBe('ended');
});

describe('--as-of', () => {
  test('is for check and explain', () => {
    expect(readArguments(['check', '.', '--as-of', '2022-07-01'])).toMatchObject({ asOf: '2022-07-01' });
    expect(readArguments(['explain', 'x', '--as-of', '2022-07-01'])).toMatchObject({ asOf: '2022-07-01' });
    expect(() => readArguments(['manifest', 'go.mod', '--as-of', '2022-07-01'])).toThrow('manifest takes no --as-of');
  });

  test('is the first moment of a day up to today', () => {
    const today = '2024-02-29T13:00:00.000Z';
    expect(asOfMoment(undefined, today)).toBeUndefined();
    expect(asOfMoment('2024-02-29', today)).toBe('2024-02-29T00:00:00.000Z');
    expect(asOfMoment('1990-01-01', today)).toBe('1990-01-01T00:00:00.000Z');
    for (const given of ['', '2024-03-01', '2023-02-29', '2024-2-29', '20240229', '+002024-02-29', '1989-12-31', 'today'])
      expect(() => asOfMoment(given, today)).toThrow('--as-of takes a day');
  });
});
