import { describe, expect, test } from 'vitest';
import { createQuota } from '../../../server/src/platform/httpQuota.ts';
import type { WireAnswer, WireRequest } from '../../../server/src/platform/transport.ts';
import { failure, get, httpWith } from './localServer.ts';

/** 2026-11-21T00:40:00Z, forty minutes after the tests' clock begins. */
const RESET_S = Date.parse('2026-11-21T00:40:00Z') / 1000;
const HOUR_MS = 3_600_000;

const answer = (status: number, headers: Record<string, string> = {}): WireAnswer => ({
  status,
  headers,
  text: '{}',
  bytesReceived: 2,
});
const left = (remaining: number, more: Record<string, string> = {}) => ({
  'x-ratelimit-limit': '5000',
  'x-ratelimit-remaining': String(remaining),
  'x-ratelimit-reset': String(RESET_S),
  'x-ratelimit-resource': 'graphql',
  ...more,
});

/** GitHub as scripted: what it answers, and what it was asked. */
function github(script: (request: WireRequest, asked: number) => WireAnswer) {
  const asked: WireRequest[] = [];
  const made = httpWith({
    transport: (request) => {
      asked.push(request);
      return Promise.resolve(script(request, asked.length));
    },
  });
  return { ...made, asked };
}

const GRAPHQL = 'https://api.github.example.org/graphql';
const REST = 'https://api.github.example.org/repos/example/left';
const query = (authorization = 'bearer mine', url = GRAPHQL) => get(url, { method: 'POST', body: '{}', authorization });

describe('the reserve', () => {
  test('with a token the last tenth is left untouched, until the reset that is named', async () => {
    const { http, asked, clock } = github((_, n) => answer(200, left(502 - n)));
    for (let n = 0; n < 2; n += 1) await http('github').send(query());
    const refused = await failure(http('github').send(query()));
    expect(refused).toMatchObject({ why: 'rate-limited', until: '2026-11-21T00:40:00.000Z' });
    expect(refused.message).toBe('api.github.example.org allows more after 00:40 UTC; the last 500 of 5000 are left untouched');
    expect(asked).toHaveLength(2);

    clock.now = RESET_S * 1000;
    await http('github').send(query());
    expect(asked).toHaveLength(3);
  });

  test('without a token the last five are', async () => {
    const { http, asked } = github((_, n) =>
      answer(200, left(8 - n, { 'x-ratelimit-limit': '60', 'x-ratelimit-resource': 'core' })),
    );
    for (let n = 0; n < 3; n += 1) await http('github-rest').send(get(REST));
    expect(await failure(http('github-rest').send(get(REST)))).toMatchObject({ why: 'rate-limited' });
    expect(asked).toHaveLength(3);
  });

  test('is each user’s, each resource’s and each host’s own', async () => {
    const { http, asked } = github(() => answer(200, left(10)));
    await http('github').send(query());
    await failure(http('github-detail').send(query())); // another source of the same user
    await http('github').send(query('bearer yours'));
    await http('github').send(get(GRAPHQL, { method: 'POST', body: '{}' })); // limit 5000 and 10 left: five of them may still go
    await http('github').send(query('bearer mine', 'https://ghe.example.org/api/graphql'));
    await http('github-rest').send(get(REST, { authorization: 'bearer mine' }));
    expect(asked).toHaveLength(5);
  });

  test('failures count too: what is left is read from every answer', async () => {
    const { http, asked } = github(() => answer(404, left(500)));
    expect(await failure(http('github').send(query()))).toMatchObject({ why: 'not-found' });
    expect(await failure(http('github').send(query()))).toMatchObject({ why: 'rate-limited' });
    expect(asked).toHaveLength(1);
  });

  test('a redirect’s answer is its own host’s word, of a user who is nobody there', () => {
    const quota = createQuota(() => 0);
    const headers = { 'x-ratelimit-limit': '5000', 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '60' };
    quota.note({ url: new URL('https://elsewhere.example.org/repos/x/y'), authorization: undefined }, headers);
    expect(quota.refusal({ url: new URL(REST), authorization: 'bearer mine' })).toBeUndefined();
    expect(quota.refusal({ url: new URL('https://elsewhere.example.org/repos/x/y') })).toMatchObject({ why: 'rate-limited' });
  });

  test('a reset that is years ahead is not believed; headers that are no numbers say nothing', () => {
    const clock = { now: 0 };
    const quota = createQuota(() => clock.now);
    const sent = { url: new URL(REST), authorization: 'bearer mine' };
    quota.note(sent, { 'x-ratelimit-limit': '5000', 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '99999999999' });
    clock.now = 2 * HOUR_MS;
    expect(quota.refusal(sent)).toBeUndefined();
    quota.note(sent, { 'x-ratelimit-limit': '5000', 'x-ratelimit-remaining': 'none', 'x-ratelimit-reset': 'later' });
    expect(quota.refusal(sent)).toBeUndefined();
  });

  test('hosts that are not metered keep their own ways', async () => {
    const { http, asked } = github(() => answer(200, left(0)));
    for (let n = 0; n < 3; n += 1) await http('deps-dev').send(query());
    expect(asked).toHaveLength(3);
  });
});

describe('limits', () => {
  test.each([403, 429])('the primary limit as %i: not tried again, and left alone until the reset', async (status) => {
    const { http, asked, clock } = github(() => answer(status, left(0)));
    const first = await failure(http('github').send(query()));
    expect(first).toMatchObject({ why: 'rate-limited', status, until: '2026-11-21T00:40:00.000Z' });
    clock.now += 39 * 60_000;
    expect(await failure(http('github').send(query()))).toMatchObject({ why: 'rate-limited', until: first.until });
    expect(asked).toHaveLength(1);
    await failure(http('github').send(query('bearer yours')));
    expect(asked).toHaveLength(2);
  });

  test('a secondary limit rests the host for everybody, for as long as it asks', async () => {
    const { http, asked, clock } = github((_, n) => (n === 1 ? answer(403, { 'retry-after': '1200' }) : answer(200)));
    const until = '2026-11-21T00:20:00.000Z';
    expect(await failure(http('github').send(query()))).toMatchObject({ why: 'rate-limited', status: 403, until });
    expect(await failure(http('github-detail').send(query('bearer yours')))).toMatchObject({ why: 'rate-limited', until });
    expect(asked).toHaveLength(1);
    clock.now += 1_200_000;
    await http('github').send(query());
  });

  test('a limit without a word for how long lasts a minute', async () => {
    const { http, asked, clock } = github((_, n) => (n === 1 ? answer(429) : answer(200)));
    const until = '2026-11-21T00:01:00.000Z';
    expect(await failure(http('github').send(query()))).toMatchObject({ why: 'rate-limited', until });
    expect(await failure(http('github').send(query()))).toMatchObject({ why: 'rate-limited', until });
    expect(asked).toHaveLength(1);
    clock.now += 60_000;
    await http('github').send(query());
  });

  test('“not so often” in an answer of status 200 counts as well', async () => {
    const { http, asked } = github(() => answer(200, { 'retry-after': '60' }));
    await http('github').send(query());
    expect(await failure(http('github').send(query()))).toMatchObject({ until: '2026-11-21T00:01:00.000Z' });
    expect(asked).toHaveLength(1);
  });

  test.each<[string, Record<string, string>, number, string]>([
    ['Retry-After', { 'retry-after': '90' }, 429, '00:01:30'],
    ['an hour that was used up elsewhere', { 'ratelimit-remaining': '0', 'ratelimit-reset': '600' }, 403, '00:10:00'],
    ['the longest that is believed', { 'retry-after': '999999999' }, 429, '24 h'],
  ])('every limit says until when: %s', async (_, headers, status, expected) => {
    const { http } = github(() => answer(status, headers));
    const { until } = await failure(http('some-forge').send(get(REST)));
    expect(until).toBe(expected === '24 h' ? '2026-11-22T00:00:00.000Z' : `2026-11-21T${expected}.000Z`);
  });

  test('a plain 403 is no limit', async () => {
    const { http } = github(() => answer(403, left(4000)));
    const { why, until } = await failure(http('github').send(query()));
    expect([why, until]).toEqual(['unauthorized', undefined]);
  });
});

test.each([502, 504])('%i is a question that was too big: asked once, and no sign that GitHub is down', async (status) => {
  const { http, asked } = github((_, n) => (n <= 5 ? answer(status) : answer(200)));
  for (let n = 0; n < 5; n += 1) expect(await failure(http('github').send(query()))).toMatchObject({ why: 'offline', status });
  await http('github').send(query());
  expect(asked).toHaveLength(6);
});

test('503 is a sign that it is down, as elsewhere', async () => {
  const { http, asked } = github(() => answer(503));
  for (let n = 0; n < 5; n += 1) await failure(http('github').send(query()));
  expect(asked).toHaveLength(9);
});

test('the sources of GitHub ask one after the other, together', async () => {
  let under = 0;
  let most = 0;
  const { http } = httpWith({
    transport: async () => {
      most = Math.max(most, (under += 1));
      await new Promise((turn) => setImmediate(turn));
      under -= 1;
      return answer(200);
    },
  });
  const sources = ['github', 'github-directory', 'github-detail', 'github-advisories', 'github-rest'];
  await Promise.all(sources.flatMap((source) => [1, 2, 3].map(() => http(source).send(query()))));
  expect(most).toBe(1);
});
