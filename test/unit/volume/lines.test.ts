import { describe, expect, test } from 'vitest';
import { COMMITTED, readHistory } from '../../../scripts/histories/folder.ts';
import { dayNumber } from '../../../scripts/histories/history.ts';
import { readArguments } from '../../../scripts/volume/arguments.ts';
import { afterwards } from '../../../scripts/volume/afterwards.ts';
import { endingsBefore } from '../../../scripts/volume/events.ts';
import { linesCorpus, recordedLines } from '../../../scripts/volume/lines.ts';
import { openText } from '../../../scripts/volume/manifests.ts';
import { readLocal } from '../../upstream/root.ts';
import { rules } from '../../../server/src/rules/index.ts';

const histories = ['left-pad/left-pad', 'etcd-io/etcd'].map((repository) => readHistory(COMMITTED, repository));

describe('lines of a manifest', () => {
  const manifest = {
    file: 'go.mod',
    date: '2022-07-01',
    open: openText(
      'go.mod',
      [
        'module example.org/service',
        'require (',
        '\tgo.etcd.io/etcd/api/v3 v3.5.4',
        '\tgo.etcd.io/etcd/client/v3 v3.5.4',
        '\tgo.etcd.io/etcd/pkg/v3 v3.5.4 // indirect',
        '\texample.org/other v1.0.0',
        ')',
      ].join('\n'),
    ),
  };

  test('are those of recorded projects, direct ones; others are counted', () => {
    const [found] = recordedLines([manifest], histories);
    expect(found?.lines.map(({ dependency }) => dependency.name)).toEqual([
      'go.etcd.io/etcd/api/v3',
      'go.etcd.io/etcd/client/v3',
    ]);
    expect(found?.others).toBe(1);
  });

  test('of one repository get one diagnostic', () => {
    const events = new Map([['etcd-io/etcd', [{ month: '2022-06', kind: 'archived', words: 'for this test' }]]]);
    const recorded = recordedLines([manifest], histories);
    const { standing } = linesCorpus('', recorded, { events, rules }, { at: 'own', finished: 'open' });
    expect(standing).toMatchObject({ lines: 2, repositories: 1, warnings: 1, byRule: { 'archived:warning': 1 } });
  });
});

describe('an ending', () => {
  const events = [
    { month: '2020-02', kind: 'archived', words: '' },
    { month: '2021-02', kind: 'rescued', words: '' },
    { month: '2022-02', kind: 'deprecated', words: '' },
  ];

  test.each([
    ['2020-02-28', []],
    ['2020-03-01', ['archival']],
    ['2021-03-01', []],
    ['2022-03-01', ['deprecation']],
  ])('is known from the month after on, until it is undone: %s', (day, ids) =>
    expect(Object.keys(endingsBefore(events, day, { commits: [] }))).toEqual(ids),
  );
});

test('an archival that a much later commit contradicts is not supposed', () => {
  const [leftPad] = histories;
  const archived = [{ month: '2018-06', kind: 'archived', words: '' }];
  const at = (day: string) => Object.keys(endingsBefore(archived, day, leftPad ?? { commits: [] }));
  expect([at('2018-08-01'), at('2019-06-01')]).toEqual([['archival'], []]); // commits came until 2019-03
});

test('what came after is told as far as it was read', () => {
  const [leftPad] = histories;
  const told = leftPad === undefined ? '' : afterwards(leftPad, dayNumber('2020-01-01'), []);
  expect(told).toBe('next years: 0 commits, 0 commits in 200 days · last human commit 2019-03-13 · read to 2021-07-19');
});

test.each([
  [['--frob'], /--frob/],
  [['stray'], /stray/],
])('%j is refused with a reason', (given, reason) => expect(readArguments(given)).toMatch(reason));

test('the judgement on the page is of the sample on the page: else judge the new one', () => {
  const rows = readLocal('docs/volume.md')
    .replaceAll('`', '')
    .split('\n')
    .filter((line) => /^\| \d+ /.test(line))
    .map((line) => line.split('|').map((cell) => cell.trim()));
  const [sample, judged] = [rows.slice(0, 30), rows.slice(30)];
  expect(judged.map(([, no]) => no)).toEqual(Array.from({ length: 30 }, (_, at) => String(at + 1)));
  for (const [at, [, , what = '', verdict = '']] of judged.entries()) {
    const [rule = ''] = sample[at]?.[3]?.split(':') ?? [];
    expect(rule).not.toBe('');
    expect(what).toContain(` ${rule}`);
    expect(verdict).toMatch(/^(?:right|\*\*wrong\*\*)$/);
  }
});
