import { brotliCompressSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { failure, get, httpWith, serversOfTests } from './localServer.ts';

const local = serversOfTests();

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
