import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Fault } from '../upstream/misbehaviour.ts';
import { startUpstream, type Upstream } from '../upstream/server.ts';
import { folderWith, mainstay } from './runCli.ts';

/** Nothing gives it away as a token but where it stands. */
const TOKEN = 'opaque-0123456789-sentinel';
/** The token as it is, and as it would look inside of basic credentials or an address. */
const TRACES = [TOKEN, encodeURIComponent(TOKEN), Buffer.from(TOKEN).toString('base64').slice(0, 20), 'sentinel'];

/** One request as it came over the wire, credentials included. */
interface Seen {
  readonly url: string;
  readonly authorization: string | undefined;
  /** All else of it, as text. */
  readonly rest: string;
}

/** A host that hands on what it is asked to the local upstream, and remembers every word. */
async function eavesdropper(upstream: () => string) {
  const seen: Seen[] = [];
  const server = createServer(
    (request, response) =>
      void handOn(request).then(
        ({ status, headers, body }) => response.writeHead(status, headers).end(body),
        (error: unknown) => response.destroy(error instanceof Error ? error : undefined),
      ),
  );

  async function handOn(request: IncomingMessage) {
    const parts: Buffer[] = [];
    for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
    const body = Buffer.concat(parts).toString();
    const {
      authorization,
      host: _,
      connection: __,
      'content-length': ___,
      'accept-encoding': ____,
      ...headers
    } = request.headers;
    seen.push({ url: request.url ?? '', authorization, rest: JSON.stringify([request.url, headers, body]) });
    const answer = await fetch(`${upstream()}${request.url ?? ''}`, {
      method: request.method ?? 'GET',
      headers: { ...(headers as Record<string, string>), ...(authorization === undefined ? {} : { authorization }) },
      redirect: 'manual',
      ...(body === '' ? {} : { body }),
    });
    const kept = [...answer.headers].filter(([name]) => /^(?:x-ratelimit|retry-after|location|etag|content-type)/.test(name));
    return { status: answer.status, headers: Object.fromEntries(kept), body: Buffer.from(await answer.arrayBuffer()) };
  }

  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', () => listening()));
  return {
    base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    close: () => new Promise((closed) => server.close(closed)),
  };
}

type Eavesdropper = Awaited<ReturnType<typeof eavesdropper>>;

let upstream: Upstream;
let home: Eavesdropper;
let elsewhere: Eavesdropper;
beforeAll(async () => {
  upstream = await startUpstream();
  home = await eavesdropper(() => upstream.base);
  elsewhere = await eavesdropper(() => upstream.base);
});
afterAll(async () => {
  await Promise.all([upstream.close(), home.close(), elsewhere.close()]);
});

const upstreams = () =>
  Object.fromEntries(Object.entries(upstream.env).map(([key, base]) => [key, base.replace(upstream.base, home.base)]));
const project = () =>
  folderWith({
    'package.json': '{ "dependencies": { "express": "^5.0.0", "@example/steady": "^2.1.0" } }',
    'go.mod': 'module example.org/app\n\nrequire github.com/google/uuid v1.6.0\n',
  });

/** Every file below a folder, as text. */
function filesOf(folder: string): string {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
    .join('\n');
}

async function run(words: readonly string[], env: Readonly<Record<string, string>>) {
  const folder = project();
  const cache = folderWith({});
  const from = [home.seen.length, elsewhere.seen.length] as const;
  const { stdout, stderr } = await mainstay(['check', folder, '--verbose', '--ledger', ...words], {
    upstreams: upstreams(),
    env: { ...env, MAINSTAY_CACHE_DIR: cache },
  });
  return {
    said: stdout + stderr,
    kept: filesOf(cache),
    seen: home.seen.slice(from[0]),
    elsewhere: elsewhere.seen.slice(from[1]),
  };
}

const toGitHub = ({ url }: Seen) => url.startsWith('/github/');

describe('the token is in the Authorization of its own host and nowhere else', () => {
  test.each<[string, Fault | undefined]>([
    ['when all goes well', undefined],
    ['when GitHub sends elsewhere', { kind: 'redirect' }],
    ['when it is refused', { kind: 'bad-credentials' }],
    ['when the hour is used up', { kind: 'rate-limit' }],
    ['when it was too often', { kind: 'secondary-limit', retryAfter: '30' }],
    ['when GitHub is down', { kind: 'status', status: 500 }],
    ['when the answer is garbled', { kind: 'garble' }],
    ['when the line is cut', { kind: 'cut' }],
  ])('%s', async (_, fault) => {
    const rule = fault?.kind === 'redirect' ? { kind: 'redirect' as const, to: `${elsewhere.base}/github/graphql` } : fault;
    const back = rule && upstream.script({ ...rule, service: 'github' });
    for (const format of ['text', 'json']) {
      const ran = await run(['--format', format], { GITHUB_TOKEN: TOKEN });
      expect(ran.seen.filter(toGitHub).length).toBeGreaterThan(0);
      expect(ran.kept).toContain('express'); // something was kept for it to be absent from
      for (const one of ran.seen) {
        expect(one.authorization).toBe(toGitHub(one) ? `bearer ${TOKEN}` : undefined);
        for (const trace of TRACES) expect(one.rest).not.toContain(trace);
      }
      expect(ran.elsewhere.filter(({ authorization }) => authorization !== undefined)).toEqual([]);
      for (const trace of TRACES)
        expect([ran.said, ran.kept, ...ran.elsewhere.map(({ rest }) => rest)].join('\n')).not.toContain(trace);
    }
    back?.();
  });

  test('GH_TOKEN comes first, an enterprise token goes to no public host, and what is no token is named and not used', async () => {
    const first = await run([], { GH_TOKEN: `${TOKEN}-1`, GITHUB_TOKEN: `${TOKEN}-2` });
    expect(new Set(first.seen.filter(toGitHub).map(({ authorization }) => authorization))).toEqual(
      new Set([`bearer ${TOKEN}-1`]),
    );
    const enterprise = await run(['--github-server', 'ghe.example.org'], { GH_ENTERPRISE_TOKEN: TOKEN });
    expect(enterprise.seen.filter(toGitHub)).toEqual([]);
    const broken = await run([], { GITHUB_TOKEN: 'two words' });
    expect(broken.said).toContain('mainstay: GITHUB_TOKEN holds something that is no token; it is not used');
    expect(broken.said).not.toContain('two words');
    expect(broken.seen.filter(toGitHub)).toEqual([]);
  });

  test('the workspace’s own files give no token', async () => {
    const folder = folderWith({
      'package.json': '{ "dependencies": { "express": "^5.0.0" } }',
      '.env': `GITHUB_TOKEN=${TOKEN}\n`,
      '.npmrc': `GITHUB_TOKEN=${TOKEN}\n`,
      '.vscode/settings.json': `{ "terminal.integrated.env.linux": { "GITHUB_TOKEN": "${TOKEN}" } }`,
    });
    const start = home.seen.length;
    await mainstay(['check', folder], { upstreams: upstreams() });
    expect(home.seen.slice(start).filter(toGitHub)).toEqual([]);
  });
});

describe('who is asked', () => {
  const services = ({ seen }: { readonly seen: readonly Seen[] }) =>
    [...new Set(seen.map(({ url }) => url.split('/')[1]))].sort();

  test('strict privacy: registries only, and the ledger has no other host', async () => {
    const ran = await run(['--privacy', 'strict'], { GITHUB_TOKEN: TOKEN });
    expect(services(ran)).toEqual(['goproxy', 'npm']);
  });

  test.each([
    ['github', 'github'],
    ['deps.dev', 'depsdev'],
    ['ecosyste.ms', 'ecosystems'],
    ['pkg.go.dev', 'pkgsite'],
  ])('without %s', async (name, service) => {
    const ran = await run(['--without', name], { GITHUB_TOKEN: TOKEN });
    expect(services(ran)).not.toContain(service);
    expect(services(ran)).toContain('npm');
  });
});
