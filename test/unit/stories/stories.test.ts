import { describe, expect, test } from 'vitest';
import { COMMITTED, readHistory } from '../../../scripts/histories/folder.ts';
import { differences, expectedOf, tell } from '../../../scripts/stories/judge.ts';
import { both, SILENT } from '../../../scripts/stories/story.ts';
import { STORIES } from '../../../scripts/stories/table.ts';
import { rules } from '../../../server/src/rules/index.ts';

/** A story demands the rules that are registered, and no more: one that comes later is demanded from then on. */
const registered = new Set(rules.map(({ id }) => id));

describe.each(STORIES)('$repository as of $asOf: $standing', (story) => {
  test('figures, standing, safety net and findings are as expected', () => {
    expect(differences(story, tell(readHistory(COMMITTED, story.repository), story, rules), registered)).toEqual([]);
  });
});

test('every project-moment the issue gives figures for is among them', () => {
  expect(STORIES.filter(({ figures }) => figures !== undefined)).toHaveLength(25);
});

test('a story whose money page is known says that funding is asked for', () => {
  const story = STORIES.find(({ repository }) => repository === 'zloirock/core-js');
  const told = story && tell(readHistory(COMMITTED, story.repository), story, rules);

  expect(told?.messages.join(' ')).toContain('91 % of 780 commits');
  expect(told?.messages.join(' ')).toContain('Funding is asked for');
});

describe('comparing', () => {
  const story = {
    repository: 'example-org/invented',
    asOf: '2026-01-01',
    figures: '4/0/1',
    standing: 'fading',
    net: 'none known',
    findings: both('fading:hint', 'to-come:warning'),
    headline: /work/,
  } as const;
  const told = {
    figures: '4/0/1/.50',
    standing: 'fading',
    net: 'none known',
    findings: both('fading:hint'),
    headline: 'Little work',
    messages: [],
  };

  test('what is not registered is not expected, what is registered is demanded', () => {
    expect(expectedOf(story, new Set(['fading']))).toEqual(both('fading:hint'));
    expect(differences(story, told, new Set(['fading']))).toEqual([]);
    expect(differences(story, told, new Set(['fading', 'to-come']))).toEqual([
      'standing line: fading:hint, to-come:warning expected, fading:hint told',
      'added line: fading:hint, to-come:warning expected, fading:hint told',
    ]);
  });

  test.each([
    ['another month', { figures: '4/0/12/.50' }, /^figures/],
    ['another standing', { standing: 'light' }, /^standing light|^standing fading expected/],
    ['another safety net', { net: 'CNCF governs' }, /^net/],
    ['a finding more', { findings: { ...both('fading:hint'), added: ['fading:hint', 'archived:warning'] } }, /^added line/],
    ['silence', { findings: SILENT }, /^standing line/],
    ['another headline', { headline: 'Nothing' }, /^headline/],
  ])('%s is a difference', (_, change, difference) => {
    expect(differences(story, { ...told, ...change }, new Set(['fading']))[0]).toMatch(difference);
  });
});
