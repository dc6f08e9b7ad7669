import { lookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { CancellationTokenSource, type Connection } from 'vscode-languageserver';
import * as z from 'zod/mini';
import type { Transport } from '../platform/transport.ts';
import { refusePrivateHost } from '../platform/transportAgents.ts';
import { WireFailure } from '../platform/transportFailure.ts';
import { HTTP_REQUEST, type HttpExchange } from '../protocol.ts';

/** Time in ms after which the client gives up; the server itself usually does so before. */
const CLIENT_TIMEOUT_MS = 60_000;

const Outcome = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('answer'),
    status: z.int(),
    headers: z.record(z.string(), z.string()),
    text: z.string(),
    bytes: z.number(),
  }),
  z.object({ kind: z.literal('failure'), why: z.enum(['offline', 'timeout', 'too-large']), message: z.string() }),
]);

/**
 * The way to the network through the client, so that the editor's proxy, certificates and sign-in apply. Every policy stays on this side:
 * names, ledger, redirects and bounds are settled before and after. Throws `WireFailure`.
 */
export function httpThroughClient(connection: Pick<Connection, 'sendRequest'>, resolve: LookupFunction = lookup): Transport {
  return async ({ url, method, headers, body, maxBytes, trust, signal }) => {
    if (signal.aborted) throw new WireFailure('timeout', 'given up before it was sent');
    if (trust === 'web') await refusePrivateHost(url.hostname, resolve);
    const exchange: HttpExchange = {
      url: url.href,
      method,
      headers,
      ...(body ? { body: Buffer.from(body).toString('utf8') } : {}),
      maxBytes,
      timeoutMs: CLIENT_TIMEOUT_MS,
    };
    const cancelling = new CancellationTokenSource();
    const cancel = () => cancelling.cancel();
    signal.addEventListener('abort', cancel, { once: true });
    try {
      const given = await connection.sendRequest(HTTP_REQUEST, exchange, cancelling.token);
      return answerIn(given, maxBytes);
    } catch (error) {
      if (error instanceof WireFailure) throw error;
      if (cancelling.token.isCancellationRequested) throw new WireFailure('timeout', 'no complete answer in time');
      throw new WireFailure('offline', `the editor could not ask: ${error instanceof Error ? error.message : 'no reason given'}`);
    } finally {
      signal.removeEventListener('abort', cancel);
      cancelling.dispose();
    }
  };
}

function answerIn(given: unknown, maxBytes: number) {
  const outcome = z.safeParse(Outcome, given);
  if (!outcome.success) throw new WireFailure('malformed', 'the editor answered with something that is no HTTP');
  if (outcome.data.kind === 'failure') throw new WireFailure(outcome.data.why, outcome.data.message);
  const { status, headers, text, bytes } = outcome.data;
  if (text.length > maxBytes)
    throw new WireFailure('too-large', `the answer is larger than ${maxBytes} bytes`, { bytesReceived: bytes });
  const lower = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value] as const);
  return { status, headers: Object.fromEntries(lower), text, bytesReceived: bytes };
}
