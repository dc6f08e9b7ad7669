import type { AllowedHosts, HttpExchange, HttpOutcome } from '../../server/src/protocol.ts';
import { BodyTooLarge, readBounded } from './boundedBody.ts';
import { whyNotAllowed } from './hostRules.ts';
import { network } from './messages.ts';

/** Longest time in ms that one exchange may take, whatever is asked for. */
const MAX_MS = 120_000;
/** Most decoded bytes of one answer, whatever is asked for. */
const MAX_BYTES = 256 * 1024 * 1024;
/** Headers that belong to the connection: the host's own business, and refused by `fetch`. */
const CONNECTION_HEADERS =
  /^(?:connection|content-length|expect|host|keep-alive|te|trailer|transfer-encoding|upgrade|proxy-.*)$/i;

/** What one exchange needs beside its parameters. */
export interface HttpWorld {
  /** The extension host's own `fetch`, which VS Code equips with its proxy, certificates and authentication. */
  readonly fetch: typeof globalThis.fetch;
  readonly allowed: AllowedHosts;
  /** Ends the exchange early. */
  readonly signal?: AbortSignal;
}

/**
 * Carries out one exchange for the server. Never rejects: what went wrong is part of the outcome, and no message holds more of the
 * address than its host. No redirect is followed, so that each hop passes the list of hosts. Only bodies of 2xx answers are read.
 */
export async function carryOut(exchange: HttpExchange, world: HttpWorld): Promise<HttpOutcome> {
  const refusal = whyNotAllowed(exchange.url, world.allowed);
  if (refusal !== undefined) return { kind: 'failure', why: 'offline', message: refusal };

  const overtime = AbortSignal.timeout(Math.min(Math.max(exchange.timeoutMs, 1), MAX_MS));
  const signal = world.signal ? AbortSignal.any([overtime, world.signal]) : overtime;
  try {
    const response = await world.fetch(exchange.url, {
      method: exchange.method,
      headers: ownHeaders(exchange.headers),
      redirect: 'manual',
      signal,
      ...(exchange.body === undefined ? {} : { body: exchange.body }),
    });
    const { status } = response;
    const headers = plainHeaders(response.headers);
    if (!response.ok) {
      await response.body?.cancel();
      return { kind: 'answer', status, headers, text: '', bytes: 0 };
    }
    const body = await readBounded(response.body, Math.min(exchange.maxBytes, MAX_BYTES));
    return { kind: 'answer', status, headers, ...body };
  } catch (error) {
    return failure(error, signal);
  }
}

function ownHeaders(headers: HttpExchange['headers']): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !CONNECTION_HEADERS.test(name)));
}

/** Header names in lower case; cookies stay here: the server keeps none. */
function plainHeaders(headers: Headers): Record<string, string> {
  return Object.fromEntries([...headers].filter(([name]) => name !== 'set-cookie'));
}

function failure(error: unknown, signal: AbortSignal): HttpOutcome {
  if (error instanceof BodyTooLarge) return { kind: 'failure', why: 'too-large', message: error.message };
  if (signal.aborted) return { kind: 'failure', why: 'timeout', message: network.timeout };
  return { kind: 'failure', why: 'offline', message: network.noConnection(codeOf(error)) };
}

/** The system's own word for what happened, such as `ECONNREFUSED`; a message could hold the address. */
function codeOf(error: unknown): string | undefined {
  const causes = [error, error instanceof Error ? error.cause : undefined];
  const code = causes.flatMap((cause) => (cause instanceof Error && 'code' in cause ? [cause.code] : []))[0];
  return typeof code === 'string' && /^[A-Z0-9_]{2,60}$/.test(code) ? code : undefined;
}
