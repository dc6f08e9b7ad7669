import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { historyFile } from '../../upstream/world/historyFile.ts';
import { recordedRepositories } from '../../upstream/world/recordedRepositories.ts';
import { NotRecorded } from '../../upstream/world/repository.ts';
import type { Repository } from '../../upstream/world/repository.ts';
import { worldAt } from '../../upstream/world/index.ts';
import { startUpstream } from '../../upstream/server.ts';
import { errorsOf, query } from './githubAsking.ts';
import counts from './recorded/counts.json';

const folder = new URL('../../upstream/world/histories/', import.meta.url);
const files = readdirSync(folder);
const iso = (day: number) => new Date(day * 86_400_000).toISOString();
const at = (day: number, fullName: string): Repository => {
  const make = recordedRepositories(iso(day), 0).get(fullName.toLowerCase());
  if (make === undefined) throw new Error(`${fullName} is not recorded`);
  return make();
};

test('every recorded year holds as many commits, merges and people as the raw history', () => {
  const differing = counts.filter(({ repository, day, ...expected }) => {
    const { before, commits } = at(day, repository);
    const year = commits().filter(({ committedAt }) => committedAt >= (day - 365) * 86_400_000);
    const human = year.filter(({ merge, author }) => !merge && !author.bot);
    const by = new Map<string, number>();
    for (const { author } of human) by.set(author.login, (by.get(author.login) ?? 0) + 1);
    const found = {
      commits: year.length,
      merges: year.filter(({ merge }) => merge).length,
      people: by.size,
      busiest: Math.max(0, ...by.values()),
      ever: before.commits + commits().length,
    };
    return JSON.stringify(found) !== JSON.stringify(expected);
  });

  expect([files.length, counts.length, differing]).toEqual([58, 174, []]);
});

test.each(
  counts
    .filter(({ day }) => day === 18_628)
    .map((one) => [one.repository, one] as const)
    .slice(0, 12),
)(
  '%s: GitHub counts the same year, and page after page brings every commit of it once',
  async (repository, { day, commits, merges, ever }) => {
    const upstream = await startUpstream({ now: iso(day) });
    const [owner, name] = repository.split('/');
    const text = `query ($o: String!, $n: String!, $since: GitTimestamp!, $after: String) { repository(owner: $o, name: $n) {
      defaultBranchRef { target { ... on Commit { all: history { totalCount } history(first: 100, since: $since, after: $after) {
        totalCount pageInfo { hasNextPage endCursor } nodes { oid committedDate parents { totalCount } } } } } } } }`;
    const path = ['data', 'repository', 'defaultBranchRef', 'target', 'history'] as const;
    const seen = new Map<string, number>();
    let after: unknown = null;
    let total: unknown;
    do {
      const answer = await query(upstream, text, { o: owner, n: name, since: iso(day - 365), after });
      total = [answer.at(...path, 'totalCount'), answer.at(...path.slice(0, -1), 'all', 'totalCount')];
      const nodes = answer.at(...path, 'nodes') as readonly { oid: string; parents: { totalCount: number } }[];
      for (const node of nodes) seen.set(node.oid, node.parents.totalCount);
      after = answer.at(...path, 'pageInfo', 'hasNextPage') === true ? answer.at(...path, 'pageInfo', 'endCursor') : undefined;
    } while (after !== undefined);
    await upstream.close();

    expect(total).toEqual([commits, ever]);
    expect([seen.size, [...seen.values()].filter((parents) => parents === 2).length]).toEqual([commits, merges]);
  },
);

test('what came after the moment is not known: commits, tags, licences', () => {
  const then = at(18_000, 'hashicorp/terraform'); // 2019-04-14
  const now = at(20_600, 'hashicorp/terraform');

  expect(then.commits()[0]?.committedAt).toBeLessThan(18_000 * 86_400_000);
  expect([then.licence, now.licence]).toEqual(['MPL-2.0', 'BUSL-1.1']);
  expect([then.tags.at(-1)?.name, now.tags.length > then.tags.length]).toEqual(['v0.11.13', true]);
  expect(then.tags.every(({ at: day }) => day <= 18_000 * 86_400_000)).toBe(true);
});

test('silence after the day a history was read is not rest: it is not recorded, unless staleness is allowed', () => {
  const world = worldAt('2026-11-21T00:00:00.000Z');
  const etcd = world.repositories?.get('etcd-io/etcd')?.();
  const lenient = worldAt('2026-11-21T00:00:00.000Z', { staleDays: 120 }).repositories;

  expect(() => etcd?.commits()).toThrow('the history of etcd-io/etcd is recorded until 2026-08-22');
  expect(lenient?.get('etcd-io/etcd')?.().commits().length).toBe(24_842 - 889);
  expect(() => lenient?.get('axios/axios')?.().commits()).toThrow(NotRecorded);
});

test('the years before 2014 are a number: who made those commits is not recorded, what came after is', async () => {
  const upstream = await startUpstream({ now: '2015-01-01T00:00:00.000Z' });
  const answer = await query(
    upstream,
    `{ repository(owner: "etcd-io", name: "etcd") { defaultBranchRef { target { ... on Commit {
      all: history { totalCount }
      newest: history(first: 5, until: "2014-06-01T00:00:00Z") { totalCount nodes { oid } }
      hers: history(first: 1, author: { emails: ["a0-etcd@coreos.com"] }) { totalCount }
      old: history(first: 5, until: "2014-01-01T00:00:00Z") { totalCount nodes { oid } }
    } } } } }`,
  );
  await upstream.close();
  const target = answer.at('data', 'repository', 'defaultBranchRef', 'target') as Record<
    string,
    { totalCount: unknown; nodes: unknown }
  >;

  expect(target['all']?.totalCount).toBe(889 + at(16_436, 'etcd-io/etcd').commits().length);
  expect([target['newest']?.nodes, target['hers']?.totalCount, target['old']?.nodes]).toEqual([expect.any(Array), null, null]);
  expect(new Set(errorsOf(answer).map(({ type }) => type))).toEqual(new Set(['NOT_RECORDED']));
});

test('whether a repository is archived is known only where it took commits shortly before and after', () => {
  expect(at(20_600, 'etcd-io/etcd').archived).toBe(false);
  expect(at(20_687, 'etcd-io/etcd').archived).toBeUndefined();
  expect(at(18_000, 'boltdb/bolt').archived).toBeUndefined();
  expect(at(19_400, 'gorilla/mux').archived).toBeUndefined();
});

test('the files a history knows of are those of its last day', async () => {
  const upstream = await startUpstream({ now: '2026-08-22T00:00:00.000Z' });
  const answer = await query(
    upstream,
    '{ repository(owner: "linkerd", name: "linkerd2") { object(expression: "HEAD:") { ... on Tree { entries { name object { ... on Blob { text } } } } } } }',
  );
  await upstream.close();
  const entries = answer.at('data', 'repository', 'object', 'entries') as readonly { name: string; object: unknown }[];

  expect(() => at(20_000, 'linkerd/linkerd2').files(20_000 * 86_400_000)).toThrow(NotRecorded);
  expect(entries.map(({ name }) => name)).toContain('MAINTAINERS.md');
  expect(entries.find(({ name }) => name === 'MAINTAINERS.md')?.object).toEqual({ text: null });
  expect(errorsOf(answer).every(({ type }) => type === 'NOT_RECORDED')).toBe(true);
});

test('work in a module folder is known for the folders recorded, and only for those', () => {
  const babel = at(20_000, 'babel/babel');
  const folders = [...historyFile('babel__babel.txt').directories.keys()];

  expect(folders.length).toBe(8);
  for (const path of folders) expect(babel.commitsTo(path).every(({ merge }) => !merge)).toBe(true);
  expect(babel.commitsTo(folders[0] ?? '').length).toBeGreaterThan(100);
  expect(() => babel.commitsTo('packages/nowhere')).toThrow(NotRecorded);
});

test('the histories are small, hold nobody, and end every line soon', () => {
  const texts = files.map((file) => readFileSync(new URL(file, folder), 'utf8'));

  expect(texts.reduce((sum, text) => sum + text.length, 0)).toBeLessThan(1_500_000);
  const beforeTags = (text: string) => text.slice(0, text.indexOf('\ntags\n'));
  const afterTags = (text: string) => text.slice(text.indexOf('\ncommits\n'));
  expect(texts.flatMap((text) => /.*@.*/.exec(beforeTags(text) + afterTags(text))?.[0] ?? [])).toEqual([]);
  expect(Math.max(...texts.flatMap((text) => text.split('\n').map((line) => line.length)))).toBeLessThan(1500);
});
