import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cardRows } from '../../../server/src/present/cardRows.ts';
import { cardFacts } from '../../../server/src/present/cardFacts.ts';
import { healthy, NOW, supposedCase } from './cards.ts';

const took = (days: readonly (number | null)[]) => ({
  advisories: days.length,
  atLeast: false,
  last: days.map((known, at) => ({
    id: `GHSA-0000-0000-010${at}`,
    publishedAt: '2025-09-01T00:00:00.000Z',
    fixedIn: '1.1.0',
    fixedAt: known === null ? null : '2025-09-05',
    days: known,
  })),
});
const security = (facts: Readonly<Record<string, unknown>>) =>
  cardRows(supposedCase({ ...healthy, ...facts }), NOW).find(({ label }) => label === 'Security')?.value;
const quiet = 'no open advisory for 1.2.3 · build attested';

describe('days to fix, in the row about security', () => {
  test.each<[readonly (number | null)[], string]>([
    [[0, 4, 12], 'last 3 fixed advisories took 0, 4 and 12 days'],
    [[12, 0], 'last 2 fixed advisories took 12 and 0 days'],
    [[4], 'last fixed advisory took 4 days'],
    [[1], 'last fixed advisory took 1 day'],
    [[0], 'last fixed advisory took 0 days'],
    // as many of the newest as are known: the second is not the last
    [[4, null, 12], 'last fixed advisory took 4 days'],
    [[0, 1, null], 'last 2 fixed advisories took 0 and 1 days'],
  ])('%j: %s', (days, words) =>
    expect(security({ 'fix-times': took(days) })).toBe(`no open advisory for 1.2.3 · ${words} · build attested`),
  );

  test.each<[string, unknown]>([
    ['the newest is not known', took([null, 4, 12])],
    ['none was fixed', took([])],
    ['nobody is signed in', { unknown: 'unauthorized' }],
    ['not asked', undefined],
  ])('silent where %s', (_, fact) => {
    const facts = fact === undefined ? {} : { 'fix-times': fact };
    expect(security(facts)).toBe(quiet);
    const { coverage } = supposedCase({ ...healthy, ...facts });
    expect(coverage).toEqual(supposedCase(healthy).coverage);
  });

  test('the row rests on them, and a card does not count them among what it asks', () => {
    const rows = cardRows(supposedCase({ 'fix-times': took([0]) }), NOW);
    expect(rows.find(({ label }) => label === 'Security')?.evidence).toHaveLength(1);
    expect(cardFacts.map(({ id }) => id)).not.toContain('fix-times');
  });

  test('however many there are, the row stays short', () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.nat(99_999)), { maxLength: 3 }), (days) => {
        expect((security({ 'fix-times': took(days) }) ?? '').length).toBeLessThan(quiet.length + 65);
      }),
    );
  });
});
