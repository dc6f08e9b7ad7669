import { expect, test } from 'vitest';
import { halfAYearAfter, whyNoDay, whyNoText } from '../../../client/src/decisionWords.ts';
import { monthsAfter } from '../../../server/src/model/instant.ts';

const at = (day: string) => Date.parse(`${day}T22:00:00Z`);

test.each([
  ['2026-01-15', '2026-07-15'],
  ['2026-08-31', '2027-02-28'],
  ['2023-08-31', '2024-02-29'],
  ['2026-12-31', '2027-06-30'],
])('half a year after %s is %s, for client and server alike', (day, later) => {
  expect(halfAYearAfter(at(day))).toBe(later);
  expect(monthsAfter(`${day}T22:00:00Z`, 6)).toBe(later);
});

test('a day to look again is one of the calendar, and not over', () => {
  const now = at('2026-06-15');
  expect([whyNoDay('2026-06-15', now), whyNoDay('2027-02-28', now)]).toEqual([undefined, undefined]);
  expect(whyNoDay('2026-06-14', now)).toBe('That day has passed: today is the earliest.');
  for (const wrong of ['', 'soon', '2027-02-29', '2027-2-1', '2027-13-01', '2027-02-28T00:00'])
    expect(whyNoDay(wrong, now)).toMatch(/YYYY-MM-DD/);
});

test('a reason says something, and not everything', () => {
  expect(whyNoText('frozen', 10)).toBeUndefined();
  expect(whyNoText(' ', 10)).toBe('A few words are needed.');
  expect(whyNoText('x'.repeat(11), 10)).toBe('At most 10 characters.');
});
