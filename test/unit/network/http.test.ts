import type { RequestListener } from 'node:http';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { UpstreamFailure } from '../../../server/src/model/failure.ts';
import { get, httpWith, network, serve, type LocalServer } from './localServer.ts';

const open: LocalServer[] = [];
async function local(answer: RequestListener): Promise<LocalServer> {
  const server = await serve(answer);
  open.push(server);
  return server;
}
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

/** The failure a request ends with. */
async function failure(sent: Promise<unknown>): Promise<UpstreamFailure> {
  const error = await sent.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(UpstreamFailure);
  return error as UpstreamFailure;
}

describe('an ordinary answer', () => {
  test('comes back as text with its validator, and both ways of packing are unpacked', async () => {
    const { base, seen } = await local((request, response) => {
      const text = 'größe '.repeat(1000);
      const packed = request.url === '/br' ? brotliCompressSync(text) : gzipSync(text);
      response.writeHead(200, { 'content-encoding': request.url === '/br' ? 'br' : 'gzip', etag: '"v1"' }).end(packed);
    });
    const { http, book } = httpWith();
    for (const path of ['/gz', '/br']) {
      const answer = await http('npm-registry').send(get(base + path));
      expect(answer).toMatchObject({ status: 200, unchanged: false, validator: '"v1"', text: 'größe '.repeat(1000) });
    }
    expect(seen[0]?.headers).toMatchObject({
      'user-agent': 'mainstay/0.0.0 (+https://example.org/mainstay)',
      'accept-encoding': 'gzip, br',
    });
    expect(book.entries()).toHaveLength(2);
    expect(book.entries()[0]).toMatchObject({ host: new URL(base).host, source: 'npm-registry', names: ['left'], status: 200 });
    expect(book.entries()[0]?.bytesReceived).toBe(gzipSync('größe '.repeat(1000)).length);
  });

  test('unchanged: the validator is sent and kept', async () => {
    const { base, seen } = await local((request, response) =>
      response.writeHead(request.headers['if-none-match'] === '"v1"' ? 304 : 200).end(),
    );
    const answer = await httpWith()
      .http('x')
      .send(get(base, { validator: '"v1"' }));
    expect(answer).toMatchObject({ status: 304, unchanged: true, text: '', validator: '"v1"' });
    expect(seen).toHaveLength(1);
  });

  test('304 that nobody asked for is no answer', async () => {
    const { base } = await local((_, response) => response.writeHead(304).end());
    expect((await failure(httpWith().http('x').send(get(base)))).why).toBe('malformed');
  });

  test('a POST carries its body, and its names are in the ledger', async () => {
    const bodies: string[] = [];
    const { base } = await local((request, response) => {
      request.setEncoding('utf8').on('data', (chunk: string) => bodies.push(chunk));
      request.on('end', () => response.end('{}'));
    });
    const { http, book } = httpWith();
    await http('deps-dev').send(get(base, { method: 'POST', body: '{"ä":1}', names: ['a', 'b'] }));
    expect(bodies).toEqual(['{"ä":1}']);
    expect(book.entries()[0]).toMatchObject({ names: ['a', 'b'], bytesSent: 8 });
  });
});

describe('the ledger', () => {
  test('has the name before the host does', async () => {
    const { http, book } = httpWith();
    let written: unknown;
    const { base } = await local((_, response) => {
      written = book.entries();
      response.end('ok');
    });
    await http('x').send(get(base));
    expect(written).toMatchObject([{ names: ['left'], status: undefined }]);
  });

  test('offline: nothing is sent and nothing is written', async () => {
    const { base, seen } = await local((_, response) => response.end());
    const { http, book } = httpWith({ offline: true });
    expect((await failure(http('x').send(get(base)))).why).toBe('offline');
    expect(seen).toHaveLength(0);
    expect(book.entries()).toHaveLength(0);
  });

  test('what was taken back before its turn is not sent', async () => {
    const { base, seen } = await local((_, response) => response.end());
    const { http, book } = httpWith();
    expect((await failure(http('x').send(get(base, { signal: AbortSignal.abort() })))).why).toBe('timeout');
    expect([seen.length, book.entries().length]).toEqual([0, 0]);
  });
});

describe('statuses', () => {
  test.each([
    [404, {}, 'not-found'],
    [410, {}, 'not-found'],
    [451, {}, 'not-found'],
    [401, {}, 'unauthorized'],
    [403, {}, 'unauthorized'],
    [407, {}, 'unauthorized'],
    [403, { 'x-ratelimit-remaining': '0' }, 'rate-limited'],
    [429, { 'retry-after': '60' }, 'rate-limited'],
    [408, {}, 'timeout'],
    [400, {}, 'malformed'],
    [500, {}, 'offline'],
    [503, { 'retry-after': '3' }, 'offline'],
  ])('%i %j is %s', async (status, headers, why) => {
    const { base, seen } = await local((_, response) => response.writeHead(status, headers).end('no'));
    const { http, pauses } = httpWith();
    const error = await failure(http('x').send(get(base)));
    expect([error.why, error.status]).toEqual([why, status]);
    expect([seen.length, pauses.length]).toEqual([1, 0]);
  });

  test('messages hold no credentials', async () => {
    const { base } = await local((_, response) => response.writeHead(404).end());
    const url = `${base.replace('//', '//me:hunter2@')}/left?token=hunter2`;
    const error = await failure(
      httpWith()
        .http('x')
        .send(get(url, { authorization: 'Bearer hunter2' })),
    );
    expect(error.message).toContain('/left');
    expect(error.message).not.toContain('hunter2');
  });
});

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
