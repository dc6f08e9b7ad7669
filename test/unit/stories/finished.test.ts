import { expect, test } from 'vitest';
import { COMMITTED, readHistory } from '../../../scripts/histories/folder.ts';
import { caseThen, judgedThen } from '../../../scripts/histories/judgedThen.ts';
import { dateOf } from '../../../scripts/histories/history.ts';
import { headline } from '../../../server/src/present/cardHeadline.ts';
import { rules } from '../../../server/src/rules/index.ts';

// What no history tells is supposed here: no open advisory, nothing unreleased that ships, questions answered. Each project as of the day its
// history was read. lodash and google/uuid have too much work to be called finished then; they raise nothing either.
const evidence = (day: string) => ({
  'latest-vulnerable': false,
  'unreleased-work': { tag: 'v1.0.0', commits: 3, shipped: false, oldest: null },
  responsiveness: { sample: 5, closed: 2, answered: 3, firstResponseHours: null, keeperSeen: day, closureRatio: null },
});

test.each([
  ['isaacs/inherits', 'finished'],
  ['chalk/chalk', 'finished'],
  ['moment/moment', 'finished'],
  ['lodash/lodash', 'small-team'],
  ['google/uuid', 'light'],
])('%s: %s, nothing above hint on a line that stood or was added', (repository, word) => {
  const history = readHistory(COMMITTED, repository);
  const now = dateOf(history.observed);
  const told = caseThen(history, history.observed, evidence(now));
  for (const moment of ['standing', 'added'] as const) {
    const assessment = judgedThen(told, rules, { moment });
    expect(assessment.standing.word).toBe(word);
    expect(assessment.findings.filter(({ severity }) => severity !== 'hint')).toEqual([]);
    if (word === 'finished')
      expect(headline(assessment, now)).toMatch(/^Finished, not abandoned · .*owner active \d{4}-\d\d-\d\d/);
  }
});

test.each(['isaacs/inherits', 'chalk/chalk', 'moment/moment'])('%s without that evidence: a hint at most', (repository) => {
  const history = readHistory(COMMITTED, repository);
  const assessment = judgedThen(caseThen(history, history.observed), rules, { moment: 'added' });
  expect(assessment.standing.word).toBe('fading');
  expect(assessment.findings.map(({ rule, severity }) => [rule, severity])).toEqual([['fading', 'hint']]);
});
