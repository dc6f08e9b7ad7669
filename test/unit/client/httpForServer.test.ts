import { createServer as createTcpServer, type AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { carryOut } from '../../../client/src/httpForServer.ts';
import { NO_HOSTS } from '../../../client/src/hostRules.ts';
import type { HttpExchange } from '../../../server/src/protocol.ts';
import { serve, type LocalServer } from '../network/localServer.ts';

const servers: LocalServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function local(...[answer]: Parameters<typeof serve>): Promise<LocalServer> {
  const server = await serve(answer);
  servers.push(server);
  return server;
}

const exchange = (url: string, more: Partial<HttpExchange> = {}): HttpExchange => ({
  url,
  method: 'GET',
  headers: {},
  maxBytes: 1000,
  timeoutMs: 5000,
  ...more,
});
/** The extension host's fetch, with exactly the hosts of these addresses allowed. */
const world = (...addresses: readonly string[]) => ({
  fetch: globalThis.fetch,
  allowed: { hosts: addresses.map((address) => new URL(address).host), anyHttps: false },
});

describe('an exchange carried out for the server', () => {
  test('brings back status, headers in lower case and text', async () => {
    const { base, seen } = await local((_, response) => response.setHeader('ETag', '"7"').end('häll'));
    const outcome = await carryOut(exchange(`${base}/left`, { headers: { authorization: 'Bearer x' } }), world(base));
    expect(outcome).toMatchObject({ kind: 'answer', status: 200, text: 'häll', bytes: 5 });
    expect(outcome).toHaveProperty('headers.etag', '"7"');
    expect(seen.map(({ method, url, headers }) => [method, url, headers.authorization])).toEqual([['GET', '/left', 'Bearer x']]);
  });

  test('sends a body, and leaves the headers of the connection to the connection', async () => {
    const { base, seen } = await local((request, response) => request.pipe(response));
    const headers = {
      'content-type': 'application/json',
      'Content-Length': '999',
      Host: 'other.example.org',
      connection: 'close',
    };
    const outcome = await carryOut(exchange(base, { method: 'POST', body: '{"a":1}', headers }), world(base));
    expect(outcome).toMatchObject({ status: 200, text: '{"a":1}' });
    expect(seen[0]?.headers).toMatchObject({
      'content-length': '7',
      host: new URL(base).host,
      'content-type': 'application/json',
    });
  });

  test('follows no redirect: where to go next is the server’s to decide', async () => {
    const { base, seen } = await local((_, response) => response.writeHead(302, { location: '/elsewhere' }).end('moved'));
    const outcome = await carryOut(exchange(base), world(base));
    expect(outcome).toMatchObject({ kind: 'answer', status: 302, text: '', headers: { location: '/elsewhere' } });
    expect(seen).toHaveLength(1);
  });

  test('keeps the body of no refusal, and no cookie', async () => {
    const { base } = await local((_, response) =>
      response.writeHead(404, { 'set-cookie': 'a=b', 'retry-after': '3' }).end('x'.repeat(5000)),
    );
    const outcome = await carryOut(exchange(base), world(base));
    expect(outcome).toMatchObject({ kind: 'answer', status: 404, text: '', bytes: 0, headers: { 'retry-after': '3' } });
    expect(outcome).not.toHaveProperty('headers.set-cookie');
  });

  test('gives a large answer up while it comes, without its end', async () => {
    let closed: (() => void) | undefined;
    const ended = new Promise<void>((resolve) => (closed = resolve));
    const { base } = await local((_, response) => {
      response.on('close', () => closed?.());
      response.write('x'.repeat(1001)); // and never ends
    });
    const outcome = await carryOut(exchange(base), world(base));
    expect(outcome).toEqual({ kind: 'failure', why: 'too-large', message: 'the answer is larger than 1000 bytes' });
    await ended; // the connection is closed
  });

  test('counts what a small answer unpacks into', async () => {
    const bomb = gzipSync('x'.repeat(1_000_000));
    const { base } = await local((_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb));
    expect(await carryOut(exchange(base, { maxBytes: 100_000 }), world(base))).toMatchObject({
      kind: 'failure',
      why: 'too-large',
    });
    expect(await carryOut(exchange(base, { maxBytes: 1_000_000 }), world(base))).toMatchObject({
      kind: 'answer',
      bytes: 1_000_000,
    });
  });

  test('ends in time, before an answer or in the middle of one', async () => {
    const silent = await local(() => undefined);
    const slow = await local((_, response) => response.write('{'));
    for (const { base } of [silent, slow]) {
      expect(await carryOut(exchange(base, { timeoutMs: 50 }), world(base))).toMatchObject({ kind: 'failure', why: 'timeout' });
    }
  });

  test('ends when the server no longer wants it', async () => {
    const giveUp = new AbortController();
    const { base } = await local(() => giveUp.abort());
    expect(await carryOut(exchange(base), { ...world(base), signal: giveUp.signal })).toMatchObject({ why: 'timeout' });
  });

  test('says what the system says where nobody answers, and no more of the address', async () => {
    const closed = createTcpServer();
    await new Promise<void>((ready) => closed.listen(0, '127.0.0.1', ready));
    const { port } = closed.address() as AddressInfo;
    await new Promise((done) => closed.close(done));
    const url = `http://127.0.0.1:${port}/@acme%2Fsecret`;
    expect(await carryOut(exchange(url), world(url))).toEqual({
      kind: 'failure',
      why: 'offline',
      message: 'no connection (ECONNREFUSED)',
    });
  });

  test('never starts for a host that was not named, and nothing is named before the server has spoken', async () => {
    const { base, seen } = await local((_, response) => response.end());
    for (const allowed of [NO_HOSTS, { hosts: ['registry.example.org'], anyHttps: true }]) {
      const outcome = await carryOut(exchange(`${base}/@acme%2Fsecret`), { fetch: globalThis.fetch, allowed });
      expect(outcome).toMatchObject({ kind: 'failure', why: 'offline' });
      expect(JSON.stringify(outcome)).not.toContain('secret');
    }
    expect(seen).toEqual([]);
  });
});
