import { describe, expect, test } from 'vitest';
import { factsThen } from '../../../scripts/histories/factsThen.ts';
import { foundationThen } from '../../../scripts/histories/foundationThen.ts';
import { commitBy, dayNumber, type History } from '../../../scripts/histories/history.ts';
import { contextThen, caseThen } from '../../../scripts/histories/judgedThen.ts';
import { licenceRunsOf, licensedVersions, stableTags } from '../../../scripts/histories/releases.ts';
import * as ofPackage from '../../../server/src/facts/package.ts';
import * as ofRepository from '../../../server/src/facts/repository.ts';
import * as detail from '../../../server/src/facts/repositoryDetail.ts';
import type { AnyFactKey, FactKey } from '../../../server/src/model/fact.ts';
import { rules } from '../../../server/src/rules/index.ts';
import { standingKeys } from '../../../server/src/measures/standing/standing.ts';
import { daily, history, person } from './invented.ts';

const lead = person('0');
const second = person('1');
const machine = person('2', { isBot: true });

function told<T>(of: History, date: string, key: FactKey<T>): T | undefined {
  const fact = factsThen(of, dayNumber(date)).get(key);
  return fact.state === 'known' ? fact.value : undefined;
}

describe('a moment after the history was read', () => {
  const read = history({
    commits: daily(lead, '2020-01-01', 30),
    observed: dayNumber('2020-03-01'),
    tags: [{ name: 'v1.0.0', day: 18_290 }],
  });
  const keys: readonly AnyFactKey[] = [
    ...new Set<AnyFactKey>([...rules.flatMap((rule) => rule.keys), ...standingKeys, detail.leadHistory, ofPackage.licenceRuns]),
  ];

  test('tells nothing at all', () => {
    const after = factsThen(read, dayNumber('2020-03-02'));

    expect(keys.filter((key) => after.get<unknown>(key).state === 'known')).toEqual([]);
    expect(contextThen(caseThen(read, dayNumber('2020-03-02'))).standing.word).toBe('unknown');
    expect(told(read, '2020-03-01', ofRepository.activity)?.commits).toBe(30);
  });
});

describe('what is older than the records', () => {
  const old = history({ commits: daily(lead, '2014-01-01', 1000), before2014: { commits: 90, firstDay: 15_000 } });

  test('a year that reaches back into 2013 is not counted, the next is', () => {
    expect(told(old, '2014-12-31', ofRepository.activity)).toBeUndefined();
    expect(told(old, '2015-01-01', ofRepository.activity)?.commits).toBe(365);
  });

  test('who leads is not told over years whose authors are not recorded', () => {
    expect(told(old, '2016-01-01', detail.leadHistory)).toBeUndefined();
    expect(told(old, '2017-01-01', detail.leadHistory)).toMatchObject({ totalEver: 1090 });
  });

  test('the age of the history counts its first commit', () => {
    expect(told(old, '2015-01-01', ofRepository.identity)).toMatchObject({ olderThanAYear: true, olderThanThreeYears: true });
    const young = history({ commits: daily(lead, '2020-01-01', 5) });
    expect(told(young, '2020-12-31', ofRepository.identity)).toMatchObject({ olderThanAYear: false });
    expect(told(young, '2021-12-31', ofRepository.identity)).toMatchObject({ olderThanAYear: true, olderThanThreeYears: false });
  });
});

describe('how the busiest came to lead', () => {
  const merge = commitBy(second, { day: dayNumber('2021-06-01'), lag: 0, merge: true });
  const changed = history({
    commits: [
      ...daily(lead, '2018-02-01', 40),
      ...daily(lead, '2019-02-01', 20),
      ...daily(second, '2020-11-01', 4),
      ...daily(second, '2021-03-01', 30),
      ...daily(machine, '2021-04-01', 10),
      merge,
    ],
  });

  test('counts every commit by quarter, merges and machines too, and people alone in the two years before', () => {
    const facts = told(changed, '2022-01-01', detail.leadHistory);

    expect(facts).toMatchObject({
      commitsEver: 35,
      totalEver: 105,
      commitsBefore: 0,
      yearsBefore: { active: 1, busiestShare: 20 / 24 },
    });
    expect(facts?.quarters).toHaveLength(12);
    expect(facts?.quarters.reduce((sum, { total }) => sum + total, 0)).toBe(65);
    expect(facts?.quarters.slice(-4).reduce((sum, { commits }) => sum + commits, 0)).toBe(31);
  });

  test('months add up to two years of all commits, and say nothing of the time after', () => {
    const months = told(changed, '2021-04-06', detail.monthlyCommits);

    expect(months).toHaveLength(24);
    expect(months?.reduce((sum, { commits }) => sum + commits, 0)).toBe(4 + 30 + 5);
    expect(months?.reduce((sum, { busiest }) => sum + (busiest ?? 0), 0)).toBe(34);
  });
});

test('a commit was made for the domain its author wrote from on that day, universities for nobody', () => {
  const at = (domain: string, first: string, last: string) => ({
    domain,
    first: dayNumber(first),
    last: dayNumber(last),
    commits: 9,
  });
  const moved = person('0', {
    spans: [at('example.org', '2020-01-01', '2020-01-10'), at('mit.edu', '2020-01-11', '2020-02-01')],
  });
  const other = person('1', { spans: [at('example.org', '2020-01-01', '2020-12-31')] });
  const alone = person('2', { spans: [at('example.net', '2020-01-01', '2020-12-31')] });
  const made = history({
    commits: [...daily(moved, '2020-01-01', 20), ...daily(other, '2020-03-01', 5), ...daily(alone, '2020-03-01', 3)],
  });

  expect(told(made, '2020-12-31', ofRepository.affiliations)).toMatchObject({
    commits: 28,
    known: 15,
    most: { domain: 'example.org', commits: 15, people: 2 },
  });
});

describe("the maintainers' own word", () => {
  const said = history({
    commits: daily(lead, '2019-01-01', 5),
    notices: [
      { day: dayNumber('2020-01-01'), keys: ['successor', 'maintenance_mode'] },
      { day: dayNumber('2020-06-01'), keys: ['maintenance_mode'] },
      { day: dayNumber('2021-01-01'), keys: ['retired', 'seeking_maintainers'] },
      { day: dayNumber('2022-01-01'), keys: ['successor'] },
    ],
  });

  test.each([
    ['2020-01-01', null],
    ['2020-07-01', { status: 'maintenance-mode', since: '2020-01-01' }],
    ['2021-02-01', { status: 'unmaintained', since: '2021-01-01' }],
    ['2022-02-01', null],
  ])('as of %s', (date, word) => {
    const now = told(said, date, detail.ownWord);
    if (word === null) expect(now).toBeNull();
    else expect(now).toMatchObject({ ...word, words: expect.stringMatching(/^\[recorded kind of phrase: /) as string });
  });
});

test('stable releases are told by their tags, whatever stands before the version', () => {
  const names = ['v1.2.3', '1.2', 'plugin@2.0.0', 'kubernetes-1.9.1', 'v2.0.0-rc.1', 'edge-19.1.1', 'pre-rel-v1.0.0', 'latest'];
  const tags = names.map((name, at) => ({ name, day: 18_000 + at }));

  expect(stableTags(history({ tags }), 19_000).map(({ version }) => version)).toEqual(['1.2.3', '1.2', '2.0.0', '1.9.1']);
  expect(stableTags(history({ tags }), 18_002)).toHaveLength(2);
});

test('a patch of an older line has no known licence after a change, a new line has', () => {
  const changed = history({
    licences: [
      { day: 17_000, words: 'MPL-2.0' },
      { day: 18_000, words: 'RSALv2|SSPL-1.0' },
    ],
    tags: [
      { name: 'v1.5.0', day: 17_900 },
      { name: 'v1.5.1', day: 18_010 },
      { name: 'v1.6.0', day: 18_020 },
      { name: 'v1.6.1', day: 18_030 },
    ],
  });
  const versions = licensedVersions(changed, stableTags(changed, 19_000));

  expect(versions.map(({ licence }) => licence)).toEqual([
    'MPL-2.0',
    null,
    'LicenseRef-RSALv2 OR SSPL-1.0',
    'LicenseRef-RSALv2 OR SSPL-1.0',
  ]);
  expect(licenceRunsOf(versions)).toEqual([
    { value: 'MPL-2.0', from: '1.5.0', to: '1.5.0', releases: 1, since: '2019-01-04' },
    { value: 'LicenseRef-RSALv2 OR SSPL-1.0', from: '1.6.0', to: '1.6.1', releases: 2, since: '2019-05-04' },
  ]);
  expect(told(changed, '2019-05-01', ofRepository.forgeLicence)).toBe('LicenseRef-RSALv2 OR SSPL-1.0');
  expect(told(changed, '2019-05-01', detail.licenceFileChanges)).toEqual(['2019-04-14', '2016-07-18']);
});

describe('the foundation of an earlier day', () => {
  test.each([
    ['a stage counts from the day it began', 'etcd-io/etcd', '2020-11-24', 'CNCF'],
    ['and is not told before', 'etcd-io/etcd', '2020-11-23', undefined],
    ["an organisation's project counts by its own day", 'kubernetes/client-go', '2019-01-01', 'CNCF'],
    ['nothing listed is none known', 'chalk/chalk', '2019-01-01', null],
    ['a listing without a day counts from the day of the list', 'eslint/eslint', '2026-08-01', 'OpenJS Foundation'],
    ['and is not told before', 'eslint/eslint', '2020-01-01', undefined],
  ])('%s: %s %s', (_, repository, then, expected) => {
    const governance = foundationThen(repository, then);
    expect(governance === null || governance === undefined ? governance : governance.foundation).toBe(expected);
  });

  test('what was put to rest later was alive in its project before', () => {
    expect(foundationThen('kubernetes/ingress-nginx', '2025-11-01')).toMatchObject({ relation: 'governs', ended: null });
    expect(foundationThen('kubernetes/ingress-nginx', '2026-04-01')).toMatchObject({ relation: 'governs', ended: 'archived' });
  });
});
