import { describe, expect, test } from 'vitest';
import { backTest } from '../../../scripts/backtest/backtest.ts';
import { FORKS } from '../../../scripts/backtest/forks.ts';
import { quarterly } from '../../../scripts/backtest/quarters.ts';
import { snapshotsOf } from '../../../scripts/backtest/snapshots.ts';
import { COMMITTED, readHistory } from '../../../scripts/histories/folder.ts';
import { dateOf, dayNumber, type History, type HistoryCommit } from '../../../scripts/histories/history.ts';
import type { Rule } from '../../../server/src/model/finding.ts';
import { rules } from '../../../server/src/rules/index.ts';
import { daily, history, person } from '../histories/invented.ts';

const one = person('0');

/** 2018-01-01: from there, the second year after begins on 2019-01-01. */
const seenAt = (of: History) =>
  snapshotsOf([of], []).map(({ day, isDormant }) => `${dateOf(day)} ${isDormant ? 'dormant' : 'awake'}`);

describe('which days count', () => {
  const year = daily(one, '2017-02-01', 50);

  test('fifty commits before, one in the year, two years after', () => {
    expect(seenAt(history({ commits: year }))).toEqual(['2018-01-01 dormant']);
    expect(seenAt(history({ commits: year.slice(1) }))).toEqual([]);
    expect(seenAt(history({ commits: year, observed: dayNumber('2019-12-31') }))).toEqual([]);
    expect(seenAt(history({ commits: year, observed: dayNumber('2020-01-01') }))).toEqual(['2018-01-01 dormant']);
  });

  test('commits before 2014 count towards the fifty, machines never', () => {
    expect(seenAt(history({ commits: year.slice(40), before2014: { commits: 40, firstDay: 15_000 } }))).toHaveLength(1);
    expect(seenAt(history({ commits: daily(person('1', { isBot: true }), '2017-02-01', 90) }))).toEqual([]);
  });

  test('a fork counts from the fork on', () => {
    const [fork] = FORKS;
    const commits = daily(one, '2015-02-01', 60);
    expect(seenAt(history({ commits }))).toEqual(['2016-01-01 dormant']);
    expect(seenAt(history({ commits, repository: fork?.repository ?? '' }))).toEqual([]);
  });
});

test.each([
  [4, 'dormant'],
  [5, 'awake'],
])('%d commits in the second year after are %s', (count, outcome) => {
  const commits = [...daily(one, '2017-02-01', 50), ...daily(one, '2019-01-01', count)];

  expect(seenAt(history({ commits }))[0]).toBe(`2018-01-01 ${outcome}`);
});

test('what came in the first year after, or in the third, is not looked at', () => {
  const commits = [...daily(one, '2017-02-01', 50), ...daily(one, '2018-12-01', 31), ...daily(one, '2020-01-01', 20)];

  expect(seenAt(history({ commits }))[0]).toBe('2018-01-01 dormant');
});

describe('rules', () => {
  const kept = [...daily(one, '2016-02-01', 60), ...daily(person('1'), '2017-02-01', 3)];
  const always: Rule = {
    id: 'always',
    title: 'Always',
    tier: 'batch',
    keys: [],
    recommended: { standing: 'off', added: 'off' },
    judge: () => ({ outcome: 'fires', because: '', evidence: [] }),
  };

  test('every rule given is told of, be it off, and one without its facts is named with the fact', () => {
    const result = backTest([history({ commits: kept })], [...rules, always]);

    expect(result.rules['always']).toMatchObject({ flagged: 2, dormant: 2, precision: 1, recall: 1, lift: 1 });
    expect(result.rules['fading']).toMatchObject({ flagged: 1 }); // in its first year it is new
    expect(result.notJudged).toMatchObject({ 'no-source': 'names its source' });
    expect(Object.keys({ ...result.rules, ...result.notJudged }).sort()).toEqual([...rules, always].map(({ id }) => id).sort());
  });

  test('no history gives nothing, and no error', () => {
    expect(backTest([], rules)).toMatchObject({ rules: {}, snapshots: 0, positives: 0 });
  });

  test('a rule of events is told of every quarter up to the day the history was read', () => {
    const found = quarterly([history({ commits: kept, observed: dayNumber('2016-10-01') })], always);

    expect(found.where.map(({ asOf }) => asOf)).toEqual(['2016-04-01', '2016-07-01', '2016-10-01']);
    expect(found).toMatchObject({ snapshots: 3, judged: 3, fires: 3 });
  });
});

describe.each(FORKS)('$repository was $of until $from', ({ repository, of, from }) => {
  const key = ({ day, landed, parents, person: { isBot } }: HistoryCommit) => `${day} ${landed} ${parents} ${String(isBot)}`;
  const others = new Map<string, number>();
  for (const commit of readHistory(COMMITTED, of).commits) others.set(key(commit), (others.get(key(commit)) ?? 0) + 1);
  const own = readHistory(COMMITTED, repository).commits.filter((commit) => {
    const left = others.get(key(commit)) ?? 0;
    others.set(key(commit), left - 1);
    return left <= 0;
  });

  test('but for one change at most, every commit that came before is the other’s too', () => {
    expect(own.filter(({ landed }) => landed < dayNumber(from)).length).toBeLessThanOrEqual(1);
  });

  test('on that day came one that is not', () => {
    expect(own.some(({ landed }) => landed === dayNumber(from))).toBe(true);
  });
});
