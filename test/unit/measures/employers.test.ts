import { expect, test } from 'vitest';
import { knownShare, mainEmployer } from '../../../server/src/measures/employers.ts';

const year = {
  until: '2026-01-01T00:00:00.000Z',
  commits: 100,
  known: 80,
  most: { domain: 'example.org', commits: 60, people: 4 },
};

test('the main employer is told as a share of what is known, and that as a share of all', () => {
  expect(mainEmployer(year)).toEqual({ domain: 'example.org', commits: 60, people: 4, share: 0.75 });
  expect(knownShare(year)).toBe(0.8);
});

test('below ten commits, and where no two people share an employer, nothing is told', () => {
  const few = { ...year, commits: 9, known: 9, most: { domain: 'example.org', commits: 9, people: 3 } };
  expect([mainEmployer(few), knownShare(few)]).toEqual([undefined, 0]);
  expect(mainEmployer({ ...year, known: 0, most: null })).toBeUndefined();
  expect(knownShare({ ...year, commits: 0, known: 0 })).toBe(0);
});
