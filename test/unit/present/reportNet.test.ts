import { describe, expect, test } from 'vitest';
import { cellsOf, lineOf, NOW, pageOf } from './reportPage.ts';

// “What would catch it” in the table of all packages: only what does, and only what is known.
const made = { until: NOW, commits: 787, known: 223, most: { domain: 'example.org', commits: 215, people: 5 } };
const archived = {
  foundation: 'Example Foundation',
  relation: 'hosts',
  stage: 'archived',
  ended: 'archived',
  since: null,
  via: 'repository',
  project: 'Example',
  parentStage: null,
  links: { home: null, support: null, lifecycle: null },
  listedIn: 'example',
  listedAsOf: '2026-01-01',
};

/** The cells “What would catch it” and “More”. */
function cells(facts: Readonly<Record<string, unknown>>): readonly [string, string] {
  const [, , , catches = '', more = ''] = cellsOf(pageOf([lineOf('x', facts)]), 'packages', 'x');
  return [catches, more];
}

describe('what would catch it', () => {
  test('of an employer nothing is said where most commits name none', () => {
    expect(cells({ affiliations: made })).toEqual(['', '']);
  });

  test('one employer is no catch, and told beside where it is known for 60 %', () => {
    const known = { ...made, known: 700, most: { ...made.most, commits: 574 } };
    expect(cells({ affiliations: known })).toEqual(['', 'one employer behind 82 % of 700 commits of known employers']);
  });

  test('several who publish or merge catch; one, and nobody, do not', () => {
    const merged = (people: number, sampled = false) => ({ merged: people * 3, people, sampled });
    expect(cells({ 'can-publish': 2, mergers: merged(3) })).toEqual([
      '2 accounts can publish · 3 people merged in 12 months',
      '',
    ]);
    expect(cells({ 'can-publish': 1, mergers: merged(0) })).toEqual([
      '',
      '1 account can publish · no change request merged in 12 months',
    ]);
    expect(cells({ mergers: merged(0, true) })).toEqual(['', '']);
  });

  test('a foundation that put it to rest catches it no more', () => {
    expect(cells({ foundation: archived })).toEqual(['', 'Example Foundation archived']);
    expect(cells({ foundation: { ...archived, stage: 'graduated', ended: null } })).toEqual(['Example Foundation graduated', '']);
  });

  test('who can publish, and that money is asked for, stand once', () => {
    const latest = { version: '1.0.0', at: null };
    expect(cells({ latest, 'can-publish': 3, funding: ['https://example.org/give'] })).toEqual([
      '3 accounts can publish',
      'asks for funding',
    ]);
  });
});
