import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { errorReply, garbled, newScript } from './misbehaviour.ts';
import type { Fault, Rule, Script } from './misbehaviour.ts';
import { newQuotas } from './quota.ts';
import type { Quotas } from './quota.ts';
import { readAll, send } from './sending.ts';
import { github } from './services/github.ts';
import { SERVICES } from './services/index.ts';
import type { Reply, Service, ServiceOptions } from './services/service.ts';
import { worldAt } from './world/index.ts';
import type { Iso, World } from './world/world.ts';

/** One request as it was served. Bytes are what went over the wire as bodies, compressed where it was. */
export interface LogEntry {
  readonly service: string;
  readonly method: string;
  /** Path and query, without the service's prefix. */
  readonly path: string;
  readonly names: readonly string[];
  /** 0 where the connection was cut or no answer was given. */
  readonly status: number;
  readonly bytesIn: number;
  readonly bytesOut: number;
  /** An If-None-Match came with it. */
  readonly conditional: boolean;
  /** An Authorization came with it. */
  readonly authorized: boolean;
  /** It came to the second origin, by way of a redirect. */
  readonly redirected: boolean;
  readonly fault: Fault['kind'] | undefined;
}

/** How to start an upstream. */
export interface UpstreamOptions {
  /** Default: the recorded world with the stories, as of `now`. */
  readonly world?: World;
  /** The world's clock; default the wall clock. */
  readonly now?: Iso;
  /** The clock that rate limits run by, ms; default the world's moment, which stands still. */
  readonly clock?: () => number;
  /** Added before every answer, ms. */
  readonly latencyMs?: number;
  /** Default any free port. */
  readonly port?: number;
  readonly options?: Partial<ServiceOptions>;
}

/** A running upstream on loopback. */
export interface Upstream {
  /** `http://127.0.0.1:<port>`. */
  readonly base: string;
  /** The value of MAINSTAY_UPSTREAMS: base addresses by service, without a slash at the end. */
  readonly env: Readonly<Record<string, string>>;
  readonly world: World;
  /** Every request so far, in order of its answer. */
  readonly log: readonly LogEntry[];
  /** Adds a fault; the answer takes it back. */
  script(rule: Rule): () => void;
  close(): Promise<void>;
}

/** Starts the local upstream. It listens on 127.0.0.1 only, on two ports: the second is "another host" for redirects. */
export async function startUpstream(wanted: UpstreamOptions = {}): Promise<Upstream> {
  const world = wanted.world ?? worldAt(wanted.now ?? new Date().toISOString());
  const log: LogEntry[] = [];
  const script = newScript();
  const options: ServiceOptions = { depsdevPage: 250, catalogFile: () => undefined, ...wanted.options };
  const quotas = newQuotas(wanted.clock ?? (() => Date.parse(world.now)));
  const play: Play = { world, log, script, quotas, options, latencyMs: wanted.latencyMs ?? 0, replies: new Map() };
  const first = createServer((request, response) => void serve(play, ends, false, request, response));
  const second = createServer((request, response) => void serve(play, ends, true, request, response));
  const base = await listen(first, wanted.port ?? 0);
  const ends = { base, other: await listen(second, 0) };
  return {
    base,
    env: Object.fromEntries(SERVICES.map(({ id }) => [id, `${base}/${id}`])),
    world,
    log,
    script: (rule) => script.add(rule),
    close: async () => {
      await Promise.all([stop(first), stop(second)]);
    },
  };
}

interface Play {
  readonly world: World;
  readonly log: LogEntry[];
  readonly script: Script;
  readonly quotas: Quotas;
  readonly options: ServiceOptions;
  readonly latencyMs: number;
  /** Answers to GET, by question: the world does not change while it is served. */
  readonly replies: Map<string, Reply>;
}

async function serve(
  play: Play,
  ends: { readonly base: string; readonly other: string },
  redirected: boolean,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await readAll(request);
  const url = new URL(request.url ?? '/', ends.base);
  const service = SERVICES.find(({ id }) => url.pathname.startsWith(`/${id}/`));
  const path = service === undefined ? url.pathname : url.pathname.slice(service.id.length + 1);
  const fault = play.script.next(service?.id ?? '', `${path}${url.search}`);
  const reply = await answer(play, service, { request, path, url, body, base: ends.base, fault });
  const entry = {
    service: service?.id ?? '',
    method: request.method ?? '',
    path: `${path}${url.search}`,
    names: reply.names,
    bytesIn: Buffer.byteLength(body),
    conditional: request.headers['if-none-match'] !== undefined,
    authorized: request.headers.authorization !== undefined,
    redirected,
    fault: fault?.kind,
  };
  const record = (status: number, bytesOut: number) => play.log.push({ ...entry, status, bytesOut });
  if (fault?.kind === 'stall') return void record(0, 0); // the client gives up, or close() ends it
  const pause = play.latencyMs + (fault?.kind === 'slow' ? fault.ms : 0);
  if (pause > 0) await wait(pause);
  if (fault?.kind === 'redirect') {
    const to = 'to' in fault ? fault.to : `${redirected ? ends.base : ends.other}${request.url ?? ''}`;
    record(302, 0);
    return void response.writeHead(302, { location: to }).end();
  }
  const { status, bytes } = send(request, response, reply, fault?.kind === 'cut');
  record(status, bytes);
}

async function answer(
  { world, options, replies, quotas }: Play,
  service: Service | undefined,
  asked: {
    readonly request: IncomingMessage;
    readonly path: string;
    readonly url: URL;
    readonly body: string;
    readonly base: string;
    readonly fault: Fault | undefined;
  },
): Promise<Reply> {
  const { request, path, url, body, base, fault } = asked;
  if (service === undefined) return errorReply(404, undefined, []);
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, value?.toString()]));
  const method = request.method ?? 'GET';
  const stripped = fault?.kind === 'strip';
  const question = [service.id, path, url.search, headers['accept'], stripped].join(' ');
  try {
    const reply =
      (method === 'GET' ? replies.get(question) : undefined) ??
      (await service.answer(
        { method, path, query: url.searchParams, headers, body, base: `${base}/${service.id}`, stripped, fault, quotas, options },
        world,
      ));
    if (method === 'GET' && service.id !== github.id) replies.set(question, reply);
    if (fault?.kind === 'status') return errorReply(fault.status, fault.retryAfter, reply.names);
    return fault?.kind === 'garble' ? garbled(reply, fault.how ?? 'text') : reply;
  } catch (error) {
    // Unreadable escapes in the path are the asker's mistake.
    return { ...errorReply(400, undefined, []), body: String(error) };
  }
}

function listen(server: Server, port: number): Promise<string> {
  // A busy machine may leave a connection idle for longer than Node's five seconds: closed then, the next request would fail.
  server.keepAliveTimeout = 60_000;
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
  });
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
