import { describe, expect, test } from 'vitest';
import { cardMarkdown } from '../../../server/src/present/cardMarkdown.ts';
import { NOW, restingYear, sampledYear, supposedCase, wellKept } from './cards.ts';

const made = { until: NOW, commits: 781, known: 700, most: { domain: 'example.org', commits: 574, people: 9 } };

/** The card's row of people. */
function peopleRow(facts: Readonly<Record<string, unknown>>): string {
  const card = cardMarkdown(supposedCase({ ...wellKept, ...facts }), { now: NOW, icons: false });
  return card.split('\n').find((line) => line.startsWith('| People |')) ?? '';
}

describe('employers on a card', () => {
  test('are a share of what is known, with how much that is', () => {
    expect(peopleRow({ activity: { ...sampledYear, sampled: false }, affiliations: made })).toContain(
      '82 % of commits made for example.org, of the 90 % whose employer is known',
    );
  });

  test('are estimates where the year was read in part', () => {
    expect(peopleRow({ activity: sampledYear, affiliations: made })).toContain(
      'about 82 % of commits made for example.org, of the about 90 % whose employer is known',
    );
  });

  test('all known: no word of how much is', () => {
    const row = peopleRow({ activity: { ...sampledYear, sampled: false }, affiliations: { ...made, known: 781 } });
    expect(row).toMatch(/ · 73 % of commits made for example\.org \|/);
  });

  test.each([
    ['one person is active, whose own affair it is', made],
    ['most addresses name none', { ...made, known: 460, most: { ...made.most, commits: 400 } }],
    ['no two people share one', { ...made, known: 0, most: null }],
    ['there are too few commits', { until: NOW, commits: 9, known: 9, most: { domain: 'example.org', commits: 9, people: 2 } }],
    ['nobody could tell', { unknown: 'rate-limited' }],
  ])('are not spoken of where %s', (_, affiliations) => {
    const row = peopleRow({ activity: restingYear, affiliations });
    expect(row).toContain('6 commits');
    expect(row).not.toMatch(/employer|made for/);
  });
});
