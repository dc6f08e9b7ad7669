import type { RequestListener } from 'node:http';
import { gzipSync } from 'node:zlib';
import { describe, expect, test, vi } from 'vitest';
import { WireFailure } from '../../../server/src/platform/transportFailure.ts';
import { failure, get, httpWith, network, serve, serversOfTests } from './localServer.ts';

const local = serversOfTests();

describe('trying again', () => {
  const busy = (times: number, status: number, headers = {}) => {
    let count = 0;
    return local((_, response) => (count++ < times ? response.writeHead(status, headers).end() : response.end('there')));
  };

  test.each([429, 502, 503, 504])('%i passes: the third try is the last', async (status) => {
    const { base } = await busy(2, status);
    const { http, pauses, book } = httpWith();
    expect((await http('x').send(get(base))).text).toBe('there');
    expect(pauses).toEqual([300, 600]);
    expect(book.entries().map((entry) => entry.status)).toEqual([status, status, 200]);
  });

  test('and a fourth there is not', async () => {
    const { base, seen } = await busy(3, 502);
    expect((await failure(httpWith().http('x').send(get(base)))).why).toBe('offline');
    expect(seen).toHaveLength(3);
  });

  test('Retry-After up to two seconds is obeyed', async () => {
    const { base } = await busy(1, 429, { 'retry-after': '2' });
    const { http, pauses } = httpWith();
    await http('x').send(get(base));
    expect(pauses).toEqual([2000]);
  });

  test('as a date too; a longer one ends it', async () => {
    const { base } = await busy(1, 429, { 'retry-after': 'Sat, 21 Nov 2026 00:00:01 GMT' });
    const { http, pauses } = httpWith();
    await http('x').send(get(base));
    expect(pauses).toEqual([1000]);
    const later = await busy(1, 429, { 'retry-after': 'Sat, 21 Nov 2026 01:00:00 GMT' });
    expect((await failure(httpWith().http('x').send(get(later.base)))).why).toBe('rate-limited');
    expect(later.seen).toHaveLength(1);
  });

  test('a reset connection is tried again, and npm may forbid it', async () => {
    const cut: RequestListener = (request) => request.socket.resetAndDestroy();
    const first = await local(cut);
    expect((await failure(httpWith().http('x').send(get(first.base)))).why).toBe('offline');
    expect(first.seen).toHaveLength(3);
    const second = await local(cut);
    await failure(
      httpWith({ network: { ...network, fetchRetries: 0 } })
        .http('x')
        .send(get(second.base)),
    );
    expect(second.seen).toHaveLength(1);
  });
});

describe('bad answers cost one row and bounded time', () => {
  test('silence ends with the try', async () => {
    const { base } = await local(() => undefined);
    const error = await failure(
      httpWith({ network: { ...network, fetchTimeoutMs: 60 } })
        .http('x')
        .send(get(base)),
    );
    expect(error.why).toBe('timeout');
  });

  test('however patient npm is, a try ends after fifteen seconds, and silence is not tried again', async () => {
    const limits = vi.spyOn(AbortSignal, 'timeout');
    const { http, book } = httpWith({
      network: { ...network, fetchTimeoutMs: 300_000 },
      transport: () => Promise.reject(new WireFailure('timeout', 'late')),
    });
    expect((await failure(http('x').send(get('https://a.example.org/')))).why).toBe('timeout');
    expect(limits.mock.calls).toEqual([[15_000]]);
    expect(book.entries()).toHaveLength(1);
    limits.mockRestore();
  });

  test('silence after the headers too', async () => {
    const { base } = await local((_, response) => response.writeHead(200).write('half'));
    const error = await failure(
      httpWith({ network: { ...network, fetchTimeoutMs: 60 } })
        .http('x')
        .send(get(base)),
    );
    expect(error.why).toBe('timeout');
  });

  test('the caller’s signal ends it at once', async () => {
    const controller = new AbortController();
    const { base } = await local(() => controller.abort());
    expect(
      (
        await failure(
          httpWith()
            .http('x')
            .send(get(base, { signal: controller.signal })),
        )
      ).why,
    ).toBe('timeout');
  });

  test('a body cut off, packed or not', async () => {
    const { base } = await local((request, response) => {
      if (request.url === '/plain') {
        response.writeHead(200, { 'content-length': '100' });
        response.write('half', () => request.socket.destroy());
      } else {
        response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('x'.repeat(5000)).subarray(0, 20));
      }
    });
    const { http } = httpWith({ network: { ...network, fetchRetries: 0 } });
    expect((await failure(http('x').send(get(`${base}/plain`)))).why).toBe('offline');
    expect(await failure(http('x').send(get(`${base}/packed`)))).toMatchObject({
      why: 'offline',
      message: expect.stringContaining('cut off') as string,
    });
  });

  test('garbled packing, an unknown one, no HTTP at all', async () => {
    const { base } = await local((request, response) => {
      if (request.url === '/gz') response.writeHead(200, { 'content-encoding': 'gzip' }).end('not gzip at all');
      else if (request.url === '/br') response.writeHead(200, { 'content-encoding': 'br' }).end('not brotli at all');
      else if (request.url === '/zstd') response.writeHead(200, { 'content-encoding': 'zstd' }).end('?');
      else request.socket.end('garbage\r\n\r\n');
    });
    const { http } = httpWith();
    for (const path of ['/gz', '/br', '/zstd', '/raw']) {
      expect((await failure(http(path).send(get(base + path)))).why, path).toBe('malformed');
    }
  });

  test('a bomb: ten megabytes in ten kilobytes', async () => {
    const bomb = gzipSync(Buffer.alloc(10_000_000));
    const { base } = await local((_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb));
    const { http, book } = httpWith();
    expect((await failure(http('x').send(get(base)))).why).toBe('too-large');
    expect(book.entries()[0]?.bytesReceived).toBeLessThanOrEqual(bomb.length);
  });

  test('an endless body', async () => {
    const { base } = await local((_, response) => {
      const more = () => response.write(Buffer.alloc(20_000), more);
      more();
    });
    expect((await failure(httpWith().http('x').send(get(base)))).why).toBe('too-large');
  });

  test('nobody there', async () => {
    const gone = await serve(() => undefined);
    await gone.close();
    expect((await failure(httpWith().http('x').send(get(gone.base)))).why).toBe('offline');
  });

  test('no TLS where TLS should be: offline, with a hint', async () => {
    const { base } = await local((_, response) => response.end());
    const error = await failure(
      httpWith()
        .http('x')
        .send(get(base.replace('http:', 'https:'))),
    );
    expect(error.why).toBe('offline');
    expect(error.message).toMatch(/secure connection|ECONNRESET/);
  });

  test('what is no address, or no web address', async () => {
    expect((await failure(httpWith().http('x').send(get('nowhere')))).why).toBe('malformed');
    expect((await failure(httpWith().http('x').send(get('file:///etc/hosts')))).why).toBe('unsupported');
  });
});
