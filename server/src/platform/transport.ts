import { lookup } from 'node:dns';
import { request as httpRequest, type Agent, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { LookupFunction } from 'node:net';
import { agentsFor, type Network, type Trust } from './transportAgents.ts';
import { bodyReader } from './transportBody.ts';
import { wireFailure } from './transportFailure.ts';

/** One exchange with one host: no retries, no redirects, no policy. */
export interface WireRequest {
  readonly url: URL;
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | undefined;
  /** Bytes of decoded body of a 2xx answer after which it is given up; other bodies are not kept. */
  readonly maxBytes: number;
  readonly trust: Trust;
  readonly signal: AbortSignal;
}

/** What came back, whatever the status. Header names are lower case. */
export interface WireAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  /** Bytes of the body as they came, before decoding. */
  readonly bytesReceived: number;
}

/** The way to the network: in this process, or through somebody else's (an editor's own). Throws `WireFailure`. */
export type Transport = (request: WireRequest) => Promise<WireAnswer>;

/** What this process itself can send beside: the Action mends its own comment. */
export interface NodeRequest extends Omit<WireRequest, 'method'> {
  readonly method: WireRequest['method'] | 'PATCH';
}

/** Asks the network from this process, through npm's own agent: its proxies, certificates and connection limits. */
export function nodeTransport(network: Network, resolve: LookupFunction = lookup): (request: NodeRequest) => Promise<WireAnswer> {
  const agentFor = agentsFor(network, resolve);

  return async (request) => {
    const reader = bodyReader(request.maxBytes);
    try {
      if (request.signal.aborted) throw request.signal.reason;
      const agent = await agentFor(request.url, request.trust);
      const response = await exchange(request, agent);
      const text = await reader.read(response, request.signal);
      return { status: response.statusCode ?? 0, headers: plainHeaders(response), text, bytesReceived: reader.bytesReceived() };
    } catch (error) {
      throw wireFailure(error, request.signal, reader.bytesReceived());
    }
  };
}

function exchange({ url, method, headers, body, signal }: NodeRequest, agent: Agent): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
    const sent = send(
      url,
      {
        method,
        agent,
        signal,
        headers: { ...headers, 'accept-encoding': 'gzip, br', ...(body && { 'content-length': String(body.byteLength) }) },
      },
      resolve,
    );
    sent.once('error', reject);
    sent.end(body);
  });
}

function plainHeaders({ headers }: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value]],
    ),
  );
}
