import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect } from 'vitest';
import { ledger, type PrivacyLedger } from '../../../server/src/engine/ledger.ts';
import { UpstreamFailure } from '../../../server/src/model/failure.ts';
import type { HttpRequest } from '../../../server/src/model/ports.ts';
import { createHttp, type HttpOptions } from '../../../server/src/platform/http.ts';
import type { Network } from '../../../server/src/platform/transportAgents.ts';

/** A server on this machine that remembers what it was asked. */
export interface LocalServer {
  readonly base: string;
  readonly seen: IncomingMessage[];
  close(): Promise<void>;
}

/** Starts a server on a free port. */
export async function serve(answer: RequestListener): Promise<LocalServer> {
  const seen: IncomingMessage[] = [];
  const server: Server = createServer((request, response) => {
    seen.push(request);
    answer(request, response);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  return {
    base: `http://127.0.0.1:${port}`,
    seen,
    async close() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

/** Starts servers that end with the test they were started in. */
export function serversOfTests(): typeof serve {
  const open: LocalServer[] = [];
  afterEach(async () => {
    await Promise.all(open.splice(0).map((server) => server.close()));
  });
  return async (answer) => {
    const server = await serve(answer);
    open.push(server);
    return server;
  };
}

/** The failure a request ends with. */
export async function failure(sent: Promise<unknown>): Promise<UpstreamFailure> {
  const error = await sent.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(UpstreamFailure);
  return error as UpstreamFailure;
}

/** npm's settings as they are without any configuration. */
export const network: Network = {
  proxy: false,
  httpsProxy: false,
  noProxy: [],
  ca: [],
  strictSsl: true,
  maxSockets: 15,
  fetchTimeoutMs: 5000,
  fetchRetries: 2,
  clientCertificate: () => undefined,
};

/** HTTP as composed for real, with a clock that tests move, pauses that only note themselves, and the ledger. */
export function httpWith(more: Partial<HttpOptions> = {}): {
  readonly http: ReturnType<typeof createHttp>;
  readonly book: PrivacyLedger;
  readonly pauses: number[];
  readonly clock: { now: number };
} {
  const book = ledger();
  const pauses: number[] = [];
  const clock = { now: Date.parse('2026-11-21T00:00:00.000Z') };
  const http = createHttp({
    network,
    ledger: book,
    now: () => new Date(clock.now).toISOString(),
    random: () => 0.5,
    offline: false,
    userAgent: 'mainstay/0.0.0 (+https://example.org/mainstay)',
    wait: (ms) => {
      pauses.push(ms);
      clock.now += ms;
      return Promise.resolve();
    },
    ...more,
  });
  return { http, book, pauses, clock };
}

/** A request for the name `left`. */
export function get(url: string, more: Partial<HttpRequest> = {}): HttpRequest {
  return { url, names: ['left'], maxBytes: 100_000, signal: new AbortController().signal, ...more };
}
