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
      'employer known for 90 % of commits, 82 % of those one: example.org',
    );
  });

  test('are estimates where the year was read in part', () => {
    expect(peopleRow({ activity: sampledYear, affiliations: made })).toContain(
      'employer known for about 90 % of commits, about 82 % of those one: example.org',
    );
  });

  test.each([
    ['most addresses name none', { ...made, known: 460, most: { ...made.most, commits: 400 } }],
    ['no two people share one', { ...made, known: 0, most: null }],
    ['there are too few commits', { until: NOW, commits: 9, known: 9, most: { domain: 'example.org', commits: 9, people: 2 } }],
    ['nobody could tell', { unknown: 'rate-limited' }],
  ])('are not spoken of where %s', (_, affiliations) => {
    const row = peopleRow({ activity: restingYear, affiliations });
    expect(row).toContain('6 commits');
    expect(row).not.toContain('employer');
  });
});
