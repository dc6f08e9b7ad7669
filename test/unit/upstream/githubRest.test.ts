import { expect, test } from 'vitest';
import { startUpstream } from '../../upstream/server.ts';
import type { Upstream } from '../../upstream/server.ts';
import { anUpstream, ask, NOW } from './asking.ts';

const upstream = anUpstream();
const get = (path: string, headers: Record<string, string> = { authorization: 'bearer invented' }) =>
  ask(upstream(), 'github', path, { headers });

test('a repository, its commits of a year and its funding file: three requests', async () => {
  const repository = await get('/repos/example-solo/one-person');
  const commits = await get('/repos/example-solo/one-person/commits?since=2025-11-21T12:00:00Z&per_page=100');
  const funding = await get('/repos/example-solo/one-person/contents/.github/FUNDING.yml');

  expect(repository.at()).toMatchObject({
    full_name: 'example-solo/one-person',
    owner: { type: 'User' },
    archived: false,
    fork: false,
    license: { spdx_id: 'MIT' },
    pushed_at: '2026-11-17T12:00:00Z',
  });
  expect(commits.at('length')).toBe(96);
  expect(commits.at(0)).toMatchObject({
    author: { login: 'example-ada', type: 'User' },
    commit: { author: { date: '2026-11-17T12:00:00Z' } },
  });
  expect(Buffer.from(String(funding.at('content')), 'base64').toString()).toContain('github: example-ada');
});

test('commits come in pages, may be those to one path, and link to the next page', async () => {
  const first = await get('/repos/example-org/monorepo/commits?path=packages/part&per_page=50');
  const [, next = ''] = /<[^>]*\/github([^>]*)>; rel="next"/.exec(first.headers.get('link') ?? '') ?? [];
  const second = await get(next);

  expect([first.at('length'), second.at('length')]).toEqual([50, 50]);
  expect(second.at(0, 'sha')).not.toBe(first.at(0, 'sha'));
});

test('a former name is 301 to the number of the repository, which answers with the new name', async () => {
  const moved = await get('/repos/example-org/renamed/commits?per_page=1');
  const location = moved.headers.get('location') ?? '';

  expect([moved.status, location]).toEqual([301, expect.stringMatching(/\/github\/repositories\/\d+\/commits\?per_page=1$/)]);
  expect((await get(location.replace(/.*\/github/, '').replace(/\/commits.*/, ''))).at('full_name')).toBe(
    'example-next/new-name',
  );
});

test('without a token sixty an hour; what has not changed costs nothing only with one', async () => {
  const other: Upstream = await startUpstream({ now: NOW });
  const remaining = async (headers: Record<string, string>) => {
    const { status, headers: answered } = await ask(other, 'github', '/repos/example-org/team', { headers });
    return [status, answered.get('x-ratelimit-remaining'), answered.get('etag')] as const;
  };
  const [, , etag] = await remaining({});
  const validator = { 'if-none-match': etag ?? '' };

  expect((await remaining(validator)).slice(0, 2)).toEqual([304, '58']);
  expect((await remaining({ authorization: 'bearer a' })).slice(0, 2)).toEqual([200, '4999']);
  expect((await remaining({ authorization: 'bearer a', ...validator })).slice(0, 2)).toEqual([304, '4999']);
  for (let asked = 0; asked < 58; asked += 1) await remaining({});
  expect((await remaining({})).slice(0, 2)).toEqual([403, '0']);
  await other.close();
});

test.each([
  ['/repos/example-org/gone', 404],
  ['/repos/example-org/team/contents/nothing', 404],
  ['/repos/example-org/empty/commits', 409],
  ['/repos/expressjs/nobody-recorded-this', 501],
  ['/user', 404],
])('%s is %i', async (path, status) => {
  expect((await get(path)).status).toBe(status);
});

test('of a real repository only recorded facts are said', async () => {
  const then = await startUpstream({ now: '2026-08-08T00:00:00.000Z' });
  const { at } = await ask(then, 'github', '/repos/expressjs/express');
  await then.close();

  expect(Object.keys(at() as object).sort()).toEqual([
    'default_branch',
    'full_name',
    'html_url',
    'id',
    'license',
    'name',
    'owner',
    'private',
    'pushed_at',
    'url',
  ]);
});
