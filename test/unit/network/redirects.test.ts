import type { LookupAddress } from 'node:dns';
import type { RequestListener } from 'node:http';
import type { LookupFunction } from 'node:net';
import { describe, expect, test } from 'vitest';
import { UpstreamFailure } from '../../../server/src/model/failure.ts';
import { nodeTransport, type WireRequest } from '../../../server/src/platform/transport.ts';
import { get, httpWith, network, serversOfTests, type LocalServer } from './localServer.ts';

const local = serversOfTests();
const whyOf = (sent: Promise<unknown>) =>
  sent.then(
    () => 'answered',
    (error: unknown) => (error instanceof UpstreamFailure ? `${error.why}: ${error.message}` : `odd: ${String(error)}`),
  );
const moved =
  (to: string | ((url: string) => string), status = 302): RequestListener =>
  (request, response) =>
    response.writeHead(status, { location: typeof to === 'string' ? to : to(request.url ?? '') }).end();

describe('redirects', () => {
  test('credentials stay at their own origin, and do not come back', async () => {
    const last = await local((_, response) => response.end('there'));
    const elsewhere = await local(moved(() => `${home.base}/again`));
    const home: LocalServer = await local((request, response) =>
      response
        .writeHead(302, { location: request.url === '/start' ? '/next' : request.url === '/next' ? elsewhere.base : last.base })
        .end(),
    );
    const { http, book } = httpWith();
    const answer = await http('x').send(
      get(`${home.base}/start`, { authorization: 'Bearer secret', headers: { Cookie: 'a=b', 'X-Kept': '1' } }),
    );
    expect(answer.text).toBe('there');
    expect(home.seen.map(({ url, headers }) => [url, headers.authorization])).toEqual([
      ['/start', 'Bearer secret'],
      ['/next', 'Bearer secret'],
      ['/again', undefined],
    ]);
    for (const { headers } of [...elsewhere.seen, ...last.seen]) {
      expect(headers.authorization).toBeUndefined();
      expect(headers.cookie).toBeUndefined();
      expect(headers['x-kept']).toBe('1');
    }
    expect(book.entries().map(({ host }) => host)).toEqual(
      [home, home, elsewhere, home, last].map(({ base }) => new URL(base).host),
    );
  });

  test('credentials in the address do not travel at all', async () => {
    const { base, seen } = await local((_, response) => response.end());
    await httpWith()
      .http('x')
      .send(get(base.replace('//', '//me:secret@')));
    expect(seen[0]?.headers.authorization).toBeUndefined();
  });

  test('six are too many', async () => {
    const { base, seen } = await local(moved((url) => `${url}x`));
    expect(await whyOf(httpWith().http('x').send(get(base)))).toMatch(/^malformed: .*more than 5 redirects/);
    expect(seen).toHaveLength(6);
  });

  test.each(['file:///etc/hosts', 'javascript:0', 'http://['])('to %s: not followed', async (to) => {
    const { base } = await local(moved(to));
    expect(await whyOf(httpWith().http('x').send(get(base)))).toMatch(/^unsupported/);
  });

  test('a list of names goes to no other host, and a same-origin 307 keeps it', async () => {
    const other = await local((_, response) => response.end());
    const { base, seen } = await local((request, response) =>
      request.url === '/here'
        ? response.writeHead(307, { location: '/there' }).end()
        : request.url === '/there'
          ? response.end('ok')
          : moved(other.base, 307)(request, response),
    );
    const post = { method: 'POST', body: '[]' } as const;
    expect(
      await whyOf(
        httpWith()
          .http('x')
          .send(get(`${base}/away`, post)),
      ),
    ).toMatch(/^unsupported: .*redirected to another place/);
    expect(other.seen).toHaveLength(0);
    expect(
      (
        await httpWith()
          .http('x')
          .send(get(`${base}/here`, post))
      ).text,
    ).toBe('ok');
    expect(seen.at(-1)?.method).toBe('POST');
  });
});

describe('requests that reach arbitrary hosts', () => {
  test.each([
    'http://example.org/',
    'https://127.0.0.1/',
    'https://example.org:444/',
    'https://[fd00::1]/',
    'https://localhost/',
    'https://me@example.org/',
  ])('%s is refused before any socket', async (url) => {
    const { http, book } = httpWith({ transport: () => Promise.reject(new Error('must not be reached')) });
    expect(await whyOf(http('go-get').send(get(url, { publicWebOnly: true })))).toMatch(/^unsupported/);
    expect(book.entries()).toHaveLength(0);
  });

  test('a redirect to such a host is refused too', async () => {
    const answers = [{ status: 302, headers: { location: 'https://169.254.169.254/latest/' }, text: '', bytesReceived: 0 }];
    const asked: string[] = [];
    const { http } = httpWith({
      transport: ({ url, trust }) => {
        asked.push(`${trust} ${url.href}`);
        return Promise.resolve(answers.shift() ?? { status: 200, headers: {}, text: 'metadata', bytesReceived: 0 });
      },
    });
    expect(await whyOf(http('go-get').send(get('https://example.org/mod?go-get=1', { publicWebOnly: true })))).toMatch(
      /^unsupported/,
    );
    expect(asked).toEqual(['web https://example.org/mod?go-get=1']);
  });

  test('from https to http: not followed, whoever asks', async () => {
    const { http } = httpWith({
      transport: () => Promise.resolve({ status: 301, headers: { location: 'http://example.org/' }, text: '', bytesReceived: 0 }),
    });
    expect(await whyOf(http('x').send(get('https://example.org/')))).toMatch(/^unsupported: .*insecure/);
  });

  test('a public host cannot send us to this machine', async () => {
    const { http } = httpWith({
      transport: () => Promise.resolve({ status: 301, headers: { location: 'https://localhost/' }, text: '', bytesReceived: 0 }),
    });
    expect(await whyOf(http('x').send(get('https://example.org/')))).toMatch(/^unsupported: .*this very machine/);
  });

  test('what stands in for the web on this machine is reached, its neighbour is not', async () => {
    const standIn = await local((_, response) => response.end('page'));
    const neighbour = await local((_, response) => response.end('secret'));
    const { http } = httpWith({ standIns: new Set([standIn.base]) });
    expect((await http('go-get').send(get(`${standIn.base}/example.org/mod?go-get=1`, { publicWebOnly: true }))).text).toBe(
      'page',
    );
    expect(await whyOf(http('go-get').send(get(neighbour.base, { publicWebOnly: true })))).toMatch(/^unsupported/);
    expect(neighbour.seen).toHaveLength(0);
  });

  const web = (url: string): WireRequest => ({
    url: new URL(url),
    method: 'GET',
    headers: {},
    body: undefined,
    maxBytes: 1000,
    trust: 'web',
    signal: AbortSignal.timeout(5000),
  });
  const resolvesTo =
    (...addresses: string[]): LookupFunction =>
    (_, __, callback) =>
      callback(
        null,
        addresses.map((address): LookupAddress => ({ address, family: address.includes(':') ? 6 : 4 })),
      );

  test.each([['127.0.0.1'], ['10.0.0.8'], ['169.254.169.254'], ['::1'], ['::ffff:192.168.0.1'], ['93.184.216.34', '127.0.0.1']])(
    'a public name that resolves to %s is refused when the connection is made',
    async (...addresses) => {
      const transport = nodeTransport(network, resolvesTo(...addresses));
      expect(await whyOf(transport(web('https://example.org/')))).toBe(
        'unsupported: example.org is no host of the public internet, so it is not asked',
      );
    },
  );

  test('through a proxy it is refused where this machine can tell', async () => {
    const proxy = await local((_, response) => response.end('from the proxy'));
    const transport = nodeTransport({ ...network, httpsProxy: proxy.base }, resolvesTo('10.0.0.8'));
    expect(await whyOf(transport(web('https://example.org/')))).toMatch(/^unsupported/);
    expect(proxy.seen).toHaveLength(0);
  });
});

describe('proxies', () => {
  test('npm’s proxy is used, but for hosts that need none and for this machine', async () => {
    const proxy = await local((request, response) => response.end(`proxied ${request.url ?? ''}`));
    const here = await local((_, response) => response.end('direct'));
    const { http } = httpWith({ network: { ...network, proxy: proxy.base, noProxy: ['intranet.invalid'], fetchRetries: 0 } });
    expect((await http('npm-registry').send(get('http://registry.example.org/left'))).text).toBe(
      'proxied http://registry.example.org/left',
    );
    expect((await http('npm-registry').send(get(here.base))).text).toBe('direct');
    expect(await whyOf(http('npm-registry').send(get('http://npm.intranet.invalid/left')))).toMatch(/^offline/);
    expect(proxy.seen).toHaveLength(1);
  });
});
