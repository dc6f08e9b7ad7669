import { describe, expect, test } from 'vitest';
import { createBreaker } from '../../../server/src/platform/httpBreaker.ts';
import { createBudget } from '../../../server/src/platform/httpBudget.ts';
import { retryAfterMs } from '../../../server/src/platform/httpFailures.ts';
import type { Transport } from '../../../server/src/platform/transport.ts';
import { WireFailure } from '../../../server/src/platform/transportFailure.ts';
import { get, httpWith, network } from './localServer.ts';

const outcome = (sent: Promise<unknown>) =>
  sent.then(
    () => 'ok',
    (error: unknown) => (error as WireFailure).why,
  );
const answer = (status: number, bytesReceived = 0) => ({ status, headers: {}, text: '', bytesReceived });

describe('a host that does not answer', () => {
  test('is left alone for five minutes after three failures in a row, then gets one chance', async () => {
    let asked = 0;
    let status = 500;
    const { http, clock } = httpWith({
      transport: () => {
        asked += 1;
        return Promise.resolve(answer(status));
      },
    });
    const ask = () => outcome(http('x').send(get('https://a.example.org/')));
    for (let n = 0; n < 5; n += 1) expect(await ask()).toBe('offline');
    expect(asked).toBe(3);
    expect(await outcome(http('x').send(get('https://b.example.org/')))).toBe('offline');
    expect(asked).toBe(4); // another host is another matter

    clock.now += 5 * 60_000;
    expect(await ask()).toBe('offline');
    expect(await ask()).toBe('offline');
    expect(asked).toBe(5);

    clock.now += 5 * 60_000;
    status = 200;
    expect([await ask(), await ask()]).toEqual(['ok', 'ok']);
  });

  test('says until when', async () => {
    const { http } = httpWith({ transport: () => Promise.resolve(answer(500)) });
    for (let n = 0; n < 3; n += 1) await outcome(http('x').send(get('https://a.example.org/')));
    await expect(http('x').send(get('https://a.example.org/'))).rejects.toThrow(
      'a.example.org did not answer three times and is left alone until 2026-11-21T00:05:00.000Z',
    );
  });

  test('answers of any kind set it back: "not found" is an answer', async () => {
    const statuses = [500, 500, 404, 500, 500, 200];
    const { http } = httpWith({ transport: () => Promise.resolve(answer(statuses.shift() ?? 200)) });
    const seen: string[] = [];
    for (let n = 0; n < 7; n += 1) seen.push(await outcome(http('x').send(get('https://a.example.org/'))));
    expect(seen).toEqual(['offline', 'offline', 'not-found', 'offline', 'offline', 'ok', 'ok']);
  });

  test('a request taken back does not count, one that ran out of time does', async () => {
    const stalled: Transport = ({ signal }) =>
      new Promise((_, reject) =>
        signal.addEventListener('abort', () => reject(new WireFailure('timeout', 'late')), { once: true }),
      );
    let reached = 0;
    const { http } = httpWith({
      transport: (request) => {
        reached += 1;
        return stalled(request);
      },
    });
    async function abortWith(reason?: Error): Promise<void> {
      const controller = new AbortController();
      const before = reached;
      const sent = outcome(http('x').send(get('https://a.example.org/', { signal: controller.signal })));
      while (reached === before) await new Promise((turn) => setImmediate(turn));
      controller.abort(reason);
      expect(await sent).toBe('timeout');
      await new Promise((turn) => setImmediate(turn));
    }
    for (let n = 0; n < 4; n += 1) await abortWith();
    for (let n = 0; n < 3; n += 1) await abortWith(new DOMException('late', 'TimeoutError'));
    const before = reached;
    expect(await outcome(http('x').send(get('https://a.example.org/')))).toBe('offline');
    expect(reached).toBe(before);
  });

  test('the breaker by itself', () => {
    const clock = { now: 0 };
    const breaker = createBreaker(() => clock.now);
    breaker.failed('a');
    breaker.failed('a');
    expect(breaker.openUntil('a')).toBeUndefined();
    breaker.failed('a');
    expect(breaker.openUntil('a')).toBe(300_000);
  });
});

describe('a host that says "not so often"', () => {
  const limited = (retryAfter?: string, status = 429) => ({
    ...answer(status),
    headers: { ...(retryAfter === undefined ? {} : { 'retry-after': retryAfter }) },
  });

  test.each([
    ['for an hour', '3600', 8],
    ['for a second', '1', 10],
    ['without a word for how long', undefined, 10],
  ])('%s: two hundred names cost no more than what is under way at once and two tries more', async (_, retryAfter, most) => {
    let asked = 0;
    const { http } = httpWith({
      transport: async () => {
        asked += 1;
        await new Promise((turn) => setImmediate(turn));
        return limited(retryAfter);
      },
    });
    const sent = Array.from({ length: 200 }, () => outcome(http('x').send(get('https://a.example.org/'))));
    expect(new Set(await Promise.all(sent))).toEqual(new Set(['rate-limited']));
    expect(asked).toBe(most);
  });

  test.each([
    ['as long as it asks', '120', 120_000],
    ['five minutes at most', '86400', 300_000],
    ['a minute where it does not say', undefined, 60_000],
  ])('rests %s, for that service only', async (_, retryAfter, ms) => {
    let status = 429;
    const { http, clock } = httpWith({
      network: { ...network, fetchRetries: 0 },
      transport: () => Promise.resolve(status === 429 ? limited(retryAfter) : answer(status)),
    });
    const ask = (source: string) => outcome(http(source).send(get('https://a.example.org/')));
    expect(await ask('x')).toBe('rate-limited');
    status = 200;
    clock.now += ms - 1;
    expect([await ask('x'), await ask('y')]).toEqual(['rate-limited', 'ok']);
    clock.now += 1;
    expect(await ask('x')).toBe('ok');
  });

  test('says until when; a 403 that means the same counts as one', async () => {
    const { http } = httpWith({ transport: () => Promise.resolve(limited('60', 403)) });
    await outcome(http('x').send(get('https://a.example.org/')));
    await expect(http('x').send(get('https://a.example.org/'))).rejects.toThrow(
      'a.example.org asked for fewer requests and is left alone until 2026-11-21T00:01:00.000Z',
    );
  });

  test('is no sign of health: failures before it count on', async () => {
    const statuses = [500, 500, 429, 500];
    const { http, clock } = httpWith({
      network: { ...network, fetchRetries: 0 },
      transport: () => Promise.resolve(answer(statuses.shift() ?? 200)),
    });
    const seen: string[] = [];
    for (let n = 0; n < 5; n += 1) {
      seen.push(await outcome(http('x').send(get('https://a.example.org/'))));
      clock.now += 60_000;
    }
    expect(seen).toEqual(['offline', 'offline', 'rate-limited', 'offline', 'offline']);
    expect(statuses).toEqual([]);
  });

  test('only for a moment: one request finds out, and the others follow', async () => {
    let asked = 0;
    const { http, pauses } = httpWith({
      transport: async () => {
        asked += 1;
        const first = asked <= 8;
        await new Promise((turn) => setImmediate(turn));
        return first ? limited('1') : answer(200);
      },
    });
    const sent = Array.from({ length: 20 }, () => outcome(http('x').send(get('https://a.example.org/'))));
    expect(new Set(await Promise.all(sent))).toEqual(new Set(['ok']));
    expect([asked, pauses]).toEqual([28, [1000]]);
  });
});

describe('how many at once', () => {
  async function mostAtOnce(source: string): Promise<number> {
    let under = 0;
    let most = 0;
    const release: (() => void)[] = [];
    const { http } = httpWith({
      transport: () => {
        most = Math.max(most, ++under);
        return new Promise((resolve) =>
          release.push(() => {
            under -= 1;
            resolve(answer(200));
          }),
        );
      },
    });
    const sent = Array.from({ length: 12 }, () => http(source).send(get('https://a.example.org/')));
    let settled = 0;
    for (const one of sent) void one.then(() => (settled += 1));
    while (settled < sent.length) {
      await new Promise((turn) => setImmediate(turn));
      for (const go of release.splice(0)) go();
    }
    return most;
  }

  test.each([
    ['anything', 8],
    ['npm-registry', 4],
    ['deps-dev', 2],
    ['ecosystems', 1],
  ])('%s: %i', async (source, most) => expect(await mostAtOnce(source)).toBe(most));
});

describe('budgets', () => {
  test('past the hour’s requests work waits; it never fails', async () => {
    const { http, pauses, book } = httpWith({ requestsPerHour: 2, transport: () => Promise.resolve(answer(200)) });
    for (let n = 0; n < 5; n += 1) expect(await outcome(http('x').send(get('https://a.example.org/')))).toBe('ok');
    expect(pauses).toEqual([3_600_000, 3_600_000]);
    expect(book.entries()).toHaveLength(5);
  });

  test('past the hour’s bytes documents are too large, and an hour later no more', async () => {
    const { http, clock } = httpWith({
      policies: [{ sources: ['npm-registry'], concurrency: 4, bytesPerHour: 1000, trust: 'registry' }],
      transport: () => Promise.resolve(answer(200, 600)),
    });
    const ask = (source: string) => outcome(http(source).send(get('https://a.example.org/')));
    expect([await ask('npm-registry'), await ask('npm-registry'), await ask('npm-registry')]).toEqual(['ok', 'ok', 'too-large']);
    expect(await ask('go-proxy')).toBe('ok');
    clock.now += 3_600_000;
    expect(await ask('npm-registry')).toBe('ok');
  });

  test('the window slides', () => {
    const clock = { now: 0 };
    const budget = createBudget(10, () => clock.now);
    budget.spend(6);
    clock.now = 1000;
    budget.spend(6);
    expect(budget.waitMs()).toBe(3_599_000);
    clock.now = 3_600_000;
    expect(budget.waitMs()).toBe(0);
  });
});

describe('Retry-After', () => {
  test.each([
    ['2', 2000],
    ['0', 0],
    ['Sat, 21 Nov 2026 00:00:05 GMT', 5000],
    ['Fri, 20 Nov 2026 00:00:00 GMT', 0],
    ['soon', undefined],
    ['99999999999', undefined],
    [undefined, undefined],
  ])('%s', (value, expected) => expect(retryAfterMs(value, Date.parse('2026-11-21T00:00:00Z'))).toBe(expected));
});
