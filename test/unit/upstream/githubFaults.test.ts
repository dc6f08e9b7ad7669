import { afterEach, expect, test } from 'vitest';
import type { Rule } from '../../upstream/misbehaviour.ts';
import { startUpstream } from '../../upstream/server.ts';
import { anUpstream, ask, NOW } from './asking.ts';
import { aliases, errorsOf, query } from './githubAsking.ts';

const upstream = anUpstream();
let takenBack: readonly (() => void)[] = [];
afterEach(() => {
  for (const takeBack of takenBack) takeBack();
  takenBack = [];
});
const script = (rule: Rule) => {
  takenBack = [...takenBack, upstream().script({ service: 'github', ...rule })];
};
const three = aliases(['example-org/team', 'example-org/archived', 'example-org/listed']);

test('nobody without a token is answered by GraphQL, and a wrong token is told so', async () => {
  const anonymous = await ask(upstream(), 'github', '/graphql', { method: 'POST', body: '{"query":"{ viewer { login } }"}' });
  script({ kind: 'bad-credentials', times: 1 });
  const wrong = await query(upstream(), three.text, three.variables);

  expect([anonymous.status, wrong.status, wrong.at('message')]).toEqual([401, 401, 'Bad credentials']);
});

test('what is no query is refused: as JSON, as GraphQL, as a change', async () => {
  const headers = { authorization: 'bearer invented' };
  const prose = await ask(upstream(), 'github', '/graphql', { method: 'POST', headers, body: 'no json' });
  const half = await query(upstream(), '{ repository(');
  const change = await query(upstream(), 'mutation { addStar(input: { starrableId: "x" }) { clientMutationId } }');

  expect([prose.status, half.status, change.status]).toEqual([400, 200, 200]);
  expect([errorsOf(half).length, errorsOf(change)]).toMatchObject([1, [{ type: 'FORBIDDEN' }]]);
});

test('points are counted by token and hour, by the world’s clock', async () => {
  let now = Date.parse(NOW);
  const other = await startUpstream({ now: NOW, clock: () => now });
  const left = async (token: string) =>
    (await query(other, '{ rateLimit { cost limit remaining resetAt } }', {}, token)).at('data', 'rateLimit');

  expect([await left('bearer a'), await left('bearer a'), await left('bearer b')]).toEqual([
    { cost: 1, limit: 5000, remaining: 4999, resetAt: '2026-11-21T13:00:00Z' },
    { cost: 1, limit: 5000, remaining: 4998, resetAt: '2026-11-21T13:00:00Z' },
    { cost: 1, limit: 5000, remaining: 4999, resetAt: '2026-11-21T13:00:00Z' },
  ]);
  now += 3_600_000;
  expect(await left('bearer a')).toEqual({ cost: 1, limit: 5000, remaining: 4999, resetAt: '2026-11-21T14:00:00Z' });
  await other.close();
});

test('once the hour is used up GraphQL answers 200 with an error and nothing left', async () => {
  const other = await startUpstream({ now: NOW });
  // 1 + 100 + 10,000 connections: 101 points; nothing is in it.
  const dear =
    '{ repository(owner: "example-org", name: "empty") { pullRequests(first: 100) { nodes { reviews(first: 100) { nodes { comments(first: 48) { nodes { id } } } } } } } }';
  const answers = [];
  for (let asked = 0; asked < 50; asked += 1) answers.push(await query(other, dear));
  const rest = await ask(other, 'github', '/repos/example-org/team', { headers: { authorization: 'bearer invented' } });
  await other.close();

  const left = answers.map(({ headers }) => headers.get('x-ratelimit-remaining'));
  expect([left[0], left[48], left[49]]).toEqual(['4899', '51', '0']);
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
  expect(answers.flatMap(errorsOf)).toMatchObject([{ type: 'RATE_LIMITED' }]);
  expect(rest.headers.get('x-ratelimit-remaining')).toBe('4999');
});

test.each([
  [undefined, 200],
  [403, 403],
] as const)('a used-up hour on command: status %s', async (status, expected) => {
  script({ kind: 'rate-limit', ...(status === undefined ? {} : { status }) });
  const answer = await query(upstream(), three.text, three.variables);
  const rest = await ask(upstream(), 'github', '/repos/example-org/team');

  expect([answer.status, answer.headers.get('x-ratelimit-remaining')]).toEqual([expected, '0']);
  expect(Number(answer.headers.get('x-ratelimit-reset'))).toBe(Date.parse(NOW) / 1000 + 3600);
  if (expected === 200) expect(errorsOf(answer)).toMatchObject([{ type: 'RATE_LIMITED' }]);
  expect([rest.status, rest.headers.get('x-ratelimit-remaining')]).toEqual([status ?? 403, '0']);
});

test.each([
  [200, undefined, '0'],
  [403, '30', undefined],
  [429, '60', undefined],
] as const)('a secondary limit with status %i', async (status, retryAfter, remaining) => {
  script({ kind: 'secondary-limit', status, ...(retryAfter === undefined ? {} : { retryAfter }) });
  const answer = await query(upstream(), three.text, three.variables);

  expect([answer.status, answer.headers.get('retry-after')]).toEqual([status, retryAfter ?? null]);
  expect(answer.text).toContain('secondary rate limit');
  if (remaining !== undefined) expect(answer.headers.get('x-ratelimit-remaining')).toBe(remaining);
});

test('a query of too many repositories is 502, half of them is answered', async () => {
  script({ kind: 'too-big', aliases: 2 });
  const two = aliases(['example-org/team', 'example-org/archived']);

  expect((await query(upstream(), three.text, three.variables)).status).toBe(502);
  expect((await query(upstream(), two.text, two.variables)).at('data', 'r1', 'nameWithOwner')).toBe('example-org/archived');
});

test('when resources run out only the first are answered', async () => {
  script({ kind: 'resource-limits', aliases: 2 });
  const answer = await query(upstream(), three.text, three.variables);

  expect([answer.at('data', 'r1', 'nameWithOwner'), answer.at('data', 'r2')]).toEqual(['example-org/archived', null]);
  expect(errorsOf(answer)).toMatchObject([{ type: 'RESOURCE_LIMITS_EXCEEDED', path: ['r2'] }]);
});

test('one repository may be forbidden, by its organisation’s rules, while the others are answered', async () => {
  script({ kind: 'refuse', repositories: ['example-org/archived'], why: 'saml' });
  const answer = await query(upstream(), three.text, three.variables);

  expect([answer.at('data', 'r0', 'nameWithOwner'), answer.at('data', 'r1')]).toEqual(['example-org/team', null]);
  expect(errorsOf(answer)).toMatchObject([{ type: 'FORBIDDEN', path: ['r1'], extensions: { saml_failure: true } }]);
});

test('what does not exist is null with its error; real names that nobody recorded are not called absent', async () => {
  const asked = aliases(['example-org/gone', 'expressjs/nobody-recorded-this', 'example-org/team']);
  const answer = await query(upstream(), asked.text, asked.variables);

  expect([answer.at('data', 'r0'), answer.at('data', 'r1'), answer.at('data', 'r2', 'nameWithOwner')]).toEqual([
    null,
    null,
    'example-org/team',
  ]);
  expect(errorsOf(answer)).toMatchObject([
    { type: 'NOT_FOUND', path: ['r0'] },
    { type: 'NOT_RECORDED', path: ['r1'] },
  ]);
});

test('a renamed and transferred repository answers under its old name with the new one, unless renames are not followed', async () => {
  const answer = await query(
    upstream(),
    '{ a: repository(owner: "example-org", name: "renamed") { id nameWithOwner } b: repository(owner: "example-org", name: "renamed", followRenames: false) { id } c: repository(owner: "Example-Next", name: "NEW-NAME") { id } }',
  );

  expect([answer.at('data', 'a', 'nameWithOwner'), answer.at('data', 'b')]).toEqual(['example-next/new-name', null]);
  expect(answer.at('data', 'a', 'id')).toBe(answer.at('data', 'c', 'id'));
});

test('the log tells which repositories a query named', async () => {
  await query(upstream(), three.text, three.variables);

  expect(upstream().log.at(-1)?.names).toEqual(['example-org/team', 'example-org/archived', 'example-org/listed']);
});

test('a redirect leads to another origin, where a token would be seen', async () => {
  script({ kind: 'redirect', times: 1 });
  const answer = await ask(upstream(), 'github', '/repos/example-org/team', {
    redirect: 'follow',
    headers: { authorization: 'bearer invented' },
  });

  expect(answer.at('full_name')).toBe('example-org/team');
  expect(
    upstream()
      .log.slice(-2)
      .map(({ authorized, redirected }) => [authorized, redirected]),
  ).toEqual([
    [true, false],
    [false, true],
  ]);
});
