import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { DetailAnswer } from '../../../server/src/sources/githubDetail/answer.ts';
import { leadHistoryOf, monthlyCommitsOf } from '../../../server/src/sources/githubDetail/histories.ts';
import { listedMaintainersOf } from '../../../server/src/sources/githubDetail/listedMaintainers.ts';
import { mergersOf } from '../../../server/src/sources/githubDetail/mergers.ts';
import { newcomersOf } from '../../../server/src/sources/githubDetail/newcomers.ts';
import { responsivenessOf } from '../../../server/src/sources/githubDetail/responses.ts';
import { NOW } from '../github/asking.ts';

/** Days ago as GitHub writes it. */
const ago = (days: number) => new Date(Date.parse(NOW) - days * 86_400_000).toISOString();
const user = (login: string) => ({ __typename: 'User', login });
const bot = { __typename: 'Bot', login: 'example-updates' };
const page = (nodes: readonly unknown[], hasNextPage = false) => ({ pageInfo: { hasNextPage }, nodes });
const says = (login: string, days: number, authorAssociation = 'NONE') => ({
  createdAt: ago(days),
  author: user(login),
  authorAssociation,
});
const asks = (days: number, more: object = {}) => ({
  ...says('example-asker', days),
  closedAt: null,
  comments: { nodes: [] },
  timelineItems: { nodes: [] },
  ...more,
});
const comments = (...nodes: readonly unknown[]) => ({ comments: { nodes } });
const closed = (login: string, days: number) => ({
  closedAt: ago(days),
  timelineItems: { nodes: [{ createdAt: ago(days), actor: user(login) }] },
});

/** An answer read as the source reads it. */
const read = (answer: object) => z.parse(DetailAnswer, answer);
const met = (issues: readonly unknown[], changes: readonly unknown[] = [], merged: readonly unknown[] = []) =>
  responsivenessOf(read({ issues: page(issues), changes: page(changes), merged: page(merged) }), NOW);

describe('how questions and changes are met', () => {
  test('answered are those somebody else with write access spoke to, merged or closed', () => {
    const issues = [
      asks(5),
      asks(10, comments(says('example-passer-by', 9))),
      asks(20, comments(says('example-ada', 19, 'MEMBER'))),
      asks(30, closed('example-ben', 25)),
      { ...asks(40, comments(says('example-ada', 39, 'MEMBER'))), ...says('example-ada', 40, 'MEMBER') },
    ];
    const changes = [asks(50, { mergedAt: ago(49), mergedBy: user('example-cleo'), closedAt: ago(49), reviews: { nodes: [] } })];
    expect(met(issues, changes)).toEqual({
      sample: 6,
      closed: 2,
      answered: 3,
      firstResponseHours: 24,
      keeperSeen: ago(19),
      closureRatio: 0.33,
    });
  });

  test('who merged elsewhere is known to have write access, though the membership is hidden', () => {
    const issues = [asks(10, comments(says('example-ada', 8, 'CONTRIBUTOR')))];
    expect(met(issues)).toMatchObject({ answered: 0, keeperSeen: null });
    const merged = [{ updatedAt: ago(200), mergedAt: ago(200), author: user('example-dora'), mergedBy: user('Example-Ada') }];
    expect(met(issues, [], merged)).toMatchObject({ answered: 1, keeperSeen: ago(8) });
  });

  test('machines, accounts that are gone and those who answer themselves answer nobody', () => {
    const issues = [
      asks(10, comments({ createdAt: ago(10), author: bot, authorAssociation: 'MEMBER' })),
      asks(11, comments({ createdAt: ago(10), author: null, authorAssociation: 'MEMBER' })),
      asks(12, comments(says('example-asker', 11))),
      asks(13, closed('example-asker', 12)),
    ];
    expect(met(issues)).toMatchObject({ sample: 4, answered: 0, firstResponseHours: null, keeperSeen: null, closed: 1 });
  });

  test('a team’s own bots answer nobody, and merge as nobody', () => {
    const answered = comments(says('example-helper', 9, 'MEMBER'));
    const answer = read({ issues: page([asks(10, answered)]), changes: page([]), merged: page([]) });
    expect(responsivenessOf(answer, NOW)).toMatchObject({ answered: 1 });
    expect(responsivenessOf(answer, NOW, ['example-help*'])).toMatchObject({ answered: 0, keeperSeen: null });
    const { merged } = read({
      merged: page([{ updatedAt: ago(3), mergedAt: ago(3), author: null, mergedBy: user('example-helper') }]),
    });
    expect([merged && mergersOf(merged, NOW), merged && mergersOf(merged, NOW, ['example-helper'])]).toMatchObject([
      { merged: 1, people: 1 },
      { merged: 1, people: 0 },
    ]);
  });

  test('what is older than 24 months is not looked at', () => {
    expect(met([asks(10), asks(900)])).toMatchObject({ sample: 1 });
  });

  test('a full page of the last days says nothing of closing', () => {
    const issues = Array.from({ length: 15 }, (_, at) => asks(at / 5));
    const answer = (more: boolean) => read({ issues: page(issues, more), changes: page([]), merged: page([]) });
    expect(responsivenessOf(answer(true), NOW)?.closureRatio).toBeNull();
    expect(responsivenessOf(answer(false), NOW)?.closureRatio).toBe(0);
  });

  test('none was opened: no ratio; none was told: nothing is known', () => {
    expect(met([])).toMatchObject({ sample: 0, closureRatio: null });
    expect(responsivenessOf(read({ issues: page([]) }), NOW)).toBeUndefined();
  });
});

describe('who merges', () => {
  const merge = (login: string | null, days: number, updated = days) => ({
    updatedAt: ago(updated),
    mergedAt: ago(days),
    author: user('example-dora'),
    mergedBy: login === null ? null : login === 'bot' ? bot : user(login),
  });
  const mergers = (nodes: readonly unknown[], more: boolean) => {
    const { merged } = read({ merged: page(nodes, more) });
    return merged && mergersOf(merged, NOW);
  };

  test('people who pressed merge within the year; a machine merges too, but is nobody', () => {
    expect(
      mergers(
        [
          merge('example-ada', 3),
          merge('Example-Ada', 9),
          merge('example-ben', 80),
          merge('bot', 90),
          merge(null, 95),
          merge('example-old', 400, 2),
        ],
        false,
      ),
    ).toEqual({
      merged: 5,
      people: 2,
      sampled: false,
    });
  });

  test('sampled where those read do not reach back a year', () => {
    expect(mergers([merge('example-ada', 3), merge('example-ada', 200)], true)?.sampled).toBe(true);
    expect(mergers([merge('example-ada', 3), merge('example-ada', 380)], true)?.sampled).toBe(false);
  });
});

/** A head of 36 months; `by` says who committed in the nth. */
function headOf(by: (month: number) => readonly string[], more: object = {}) {
  const month = (at: number) => {
    const people = by(at);
    const nodes = people.map((name) => ({
      authoredDate: new Date(Date.parse(NOW) - (35.5 - at) * 30.4 * 86_400_000).toISOString(),
      author: { name: `${name} Example`, email: `${name}@example.org`, user: { id: `U_${name}`, login: `example-${name}` } },
    }));
    return [`m${at}`, { totalCount: people.length, nodes }] as const;
  };
  const counts = Object.fromEntries(
    [...Array.from({ length: 24 }, (_, at) => `b${at + 12}`), 'q0', 'q3', 'q6', 'q9'].map((name) => [name, { totalCount: 2 }]),
  );
  const head = {
    ...Object.fromEntries(Array.from({ length: 36 }, (_, at) => month(at))),
    ...counts,
    ever: { totalCount: 900 },
    busiestEver: { totalCount: 500 },
    busiestBefore: { totalCount: 100 },
    ...more,
  };
  return read({ defaultBranchRef: { target: head } }).defaultBranchRef?.target ?? {};
}

describe('three years of commits', () => {
  const head = headOf((month) => (month < 12 ? ['ada'] : month < 24 ? ['ada', 'ben', 'cleo'] : ['ada', 'ben']));

  test('newcomers of the year before, and who stayed', () => {
    expect(newcomersOf(head, null)).toEqual({ came: 2, stayed: 1 });
  });

  test('who has work older than three years is no newcomer after a rest', () => {
    const rested = headOf((month) => (month < 12 ? [] : ['ada']));
    expect(newcomersOf(rested, null)).toEqual({ came: 1, stayed: 1 });
    expect(newcomersOf(rested, 'U_ada')).toEqual({ came: 0, stayed: 0 });
  });

  test('a team’s own bots came never, and a human of two accounts once', () => {
    expect(newcomersOf(head, null, { bots: ['example-ben'], aliases: [] })).toEqual({ came: 1, stayed: 0 });
    expect(newcomersOf(head, null, { bots: [], aliases: [['example-ben', 'example-cleo']] })).toEqual({ came: 1, stayed: 1 });
    expect(newcomersOf(head, null, { bots: [], aliases: [['example-ben', 'example-ada']] })).toEqual({ came: 1, stayed: 0 });
  });

  test('24 months and 12 quarters are made of the same windows', () => {
    const months = monthlyCommitsOf(head, NOW);
    expect(months).toHaveLength(24);
    expect(months?.[0]).toEqual({ from: '2024-11-21T12:00:00.000Z', commits: 3, busiest: 2 });
    const lead = leadHistoryOf(head, NOW);
    expect(lead).toMatchObject({ totalEver: 900, commitsEver: 500, commitsBefore: 100 });
    expect(lead?.quarters.map(({ total }) => total)).toEqual([3, 3, 3, 3, 9, 9, 9, 9, 6, 6, 6, 6]);
    expect(lead?.quarters.map(({ commits }) => commits)).toEqual([2, 2, 2, 2, 6, 6, 6, 6, 6, 6, 6, 6]);
  });

  test('the second busiest: what the year counted, what was told of before, and the first commit that was read', () => {
    const given = { id: 'U_ben', commits: 7 };
    const told = headOf((month) => (month < 30 ? ['ada'] : ['ada', 'ben']), {
      secondEver: { totalCount: 9 },
      secondBefore: { totalCount: 0 },
    });
    const second = leadHistoryOf(told, NOW, { second: given })?.second;
    expect(second).toMatchObject({ commits: 7, commitsEver: 9, commitsBefore: 0 });
    expect(second?.firstSeen?.slice(0, 7)).toBe('2026-06');
    expect(
      leadHistoryOf(
        headOf(() => ['ada']),
        NOW,
        { second: given },
      )?.second,
    ).toBeUndefined();
  });

  test('who kept it in the two years before the last: people seen five times, and the busiest of them', () => {
    expect(leadHistoryOf(head, NOW)?.yearsBefore).toEqual({ active: 3, busiestShare: 0.5, sampled: false });
    const few = headOf((month) => (month < 4 ? ['ada'] : month < 7 ? ['ben'] : month < 24 ? [] : ['cleo']));
    expect(leadHistoryOf(few, NOW)?.yearsBefore).toEqual({ active: 0, busiestShare: null, sampled: false });
  });

  test('machines kept nothing, one human under two accounts is one, and a month read in part makes it "at least"', () => {
    const hats = headOf((month) => (month < 12 ? ['ada', 'renovate[bot]'] : ['ada-at-work']));
    // The same full name, by which two accounts are one human.
    const renamed = Object.fromEntries(
      Object.entries(hats).map(([alias, month]) => [
        alias,
        JSON.parse(JSON.stringify(month).replaceAll('ada-at-work Example', 'ada Example')) as unknown,
      ]),
    );
    const { defaultBranchRef } = read({ defaultBranchRef: { target: renamed } });
    expect(leadHistoryOf(defaultBranchRef?.target ?? {}, NOW)?.yearsBefore).toEqual({
      active: 1,
      busiestShare: 1,
      sampled: false,
    });

    const cut = headOf(() => ['ada'], { m20: { totalCount: 40, nodes: [] } });
    expect(leadHistoryOf(cut, NOW)?.yearsBefore).toEqual({ active: 1, busiestShare: 1, sampled: true });
    const cutSince = headOf(() => ['ada'], { m24: { totalCount: 400, nodes: [] } });
    expect(leadHistoryOf(cutSince, NOW)?.yearsBefore).toMatchObject({ sampled: false });
  });

  test('a month that was not answered takes what hangs on it, and no more', () => {
    const early = headOf(() => ['ada'], { m3: null });
    expect([newcomersOf(early, null), leadHistoryOf(early, NOW)]).toEqual([undefined, undefined]);
    expect(monthlyCommitsOf(early, NOW)).toHaveLength(24);
    const untold = headOf(() => ['ada'], { b20: null });
    expect(monthlyCommitsOf(untold, NOW)?.[8]).toMatchObject({ commits: 1, busiest: null });
  });
});

describe('listed maintainers', () => {
  const text = (lines: readonly string[]) => ({ byteSize: 1, isBinary: false, isTruncated: false, text: lines.join('\n') });
  const documents = { maintainers: 'MAINTAINERS.md', codeowners: 'CODEOWNERS' };
  const head = headOf((month) => (month < 20 ? ['ada', 'ben'] : month < 34 ? [] : ['ada']));
  const merged = page([{ updatedAt: ago(50), mergedAt: ago(60), author: null, mergedBy: user('example-fay') }]);
  const changes = page([asks(20, { reviews: { nodes: [says('example-gus', 19)] } })]);
  const listed = (maintainers: readonly string[] | null, more: object = {}) =>
    listedMaintainersOf(
      read({ maintainers: maintainers && text(maintainers), merged, changes, ...more }),
      head,
      { documents },
      NOW,
    );

  test('are there who authored, merged or reviewed in 180 days; the others are counted all the same', () => {
    expect(
      listed([
        '- @example-ada',
        '- @example-ben',
        '- @example-fay',
        '- @example-gus',
        '- @example-hal',
        '- @example-org/keepers',
      ]),
    ).toEqual({
      file: 'MAINTAINERS.md',
      listed: 6,
      matched: 5,
      active: 3,
      sampled: false,
    });
  });

  test('are matched by address or full name where a commit bears it', () => {
    expect(listed(['- <ada@example.org>', '- <nobody-knows@example.org>', '- Ben Example <other@example.org>'])).toMatchObject({
      listed: 3,
      matched: 2,
      active: 1,
    });
  });

  test('are one each, and no machines', () => {
    expect(listed(['- @example-ada', '- Ada Example <ada@example.org>', '- @dependabot[bot]', '- @renovate'])).toMatchObject({
      listed: 1,
      matched: 1,
    });
  });

  test('come from the next file where the first lists nobody; from none where there is none', () => {
    expect(listed(['# Maintainers', 'Ask us.'], { codeowners: text(['* @example-ada']) })).toMatchObject({
      file: 'CODEOWNERS',
      listed: 1,
    });
    expect(listed(['Ask us.'], { codeowners: text(['# nobody']) })).toBeNull();
  });

  test('are unknown where a file that may list them was not answered', () => {
    expect(listedMaintainersOf(read({ merged, changes }), head, { documents }, NOW)).toBeUndefined();
  });

  test('are "at least" active where not all of the recent commits or merges were read', () => {
    const full = headOf(() => ['ada'], { m33: { totalCount: 300, nodes: [] } });
    const answer = read({ maintainers: text(['- @example-ada']), merged, changes });
    expect(listedMaintainersOf(answer, full, { documents }, NOW)?.sampled).toBe(true);
    expect(listed(['- @example-ada'], { merged: { ...merged, pageInfo: { hasNextPage: true } } })?.sampled).toBe(true);
  });
});

test('an odd answer loses the odd part only', () => {
  const answer = read({
    issues: page([asks(3), { createdAt: 'yesterday' }, null]),
    changes: 3,
    merged: page([]),
    headTree: {},
    readme: { byteSize: 'many' },
    nameWithOwner: '../..//x y',
  });
  expect(answer.issues?.nodes).toHaveLength(1);
  expect([answer.changes, answer.headTree, answer.readme, answer.nameWithOwner]).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});
