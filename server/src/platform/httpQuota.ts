import { UpstreamFailure } from '../model/failure.ts';
import type { HttpAnswer } from '../model/ports.ts';
import type { Sent } from './httpJourney.ts';

/** The share of a signed-in user's limit that is left to their other tools, and the requests left to whoever is not signed in. */
const RESERVED_SHARE = 0.1;
const RESERVED_ANONYMOUS = 5;
/** The longest a reset is believed to lie ahead, ms: limits are by the hour. */
const MAX_WINDOW_MS = 2 * 3_600_000;

/** What metered hosts still allow, by host, user and resource; kept in memory only, and never told. */
export interface Quota {
  /** `rate-limited` until the reset, where the request would take from the reserve; undefined where it may be sent. */
  refusal(request: Sent): UpstreamFailure | undefined;
  /** Reads the answer's `x-ratelimit-*` headers, whatever its status. */
  note(request: Sent, headers: HttpAnswer['headers']): void;
}

/**
 * Stops well before a limit: a tenth of it stays untouched with a token, five requests without. `now` in ms since 1970. Source: GitHub's
 * REST and GraphQL references, "rate limits": `x-ratelimit-limit`, `-remaining`, `-reset` (seconds since 1970), `-resource`.
 */
export function createQuota(now: () => number): Quota {
  const allowances = new Map<string, Allowance>();
  return {
    refusal(request) {
      const held = allowances.get(keyOf(request, resourceOf(request.url)));
      if (held === undefined || held.resetAt <= now()) return undefined;
      const reserve = request.authorization === undefined ? RESERVED_ANONYMOUS : Math.ceil(held.limit * RESERVED_SHARE);
      if (held.remaining > reserve) return undefined;
      const until = new Date(held.resetAt).toISOString();
      return new UpstreamFailure(
        'rate-limited',
        `${request.url.host} allows more after ${until.slice(11, 16)} UTC; the last ${reserve} of ${held.limit} are left untouched`,
        undefined,
        until,
      );
    },
    note(request, headers) {
      const allowance = allowanceIn(headers, now());
      if (allowance) allowances.set(keyOf(request, headers['x-ratelimit-resource'] ?? resourceOf(request.url)), allowance);
    },
  };
}

interface Allowance {
  readonly limit: number;
  readonly remaining: number;
  /** Ms since 1970. */
  readonly resetAt: number;
}

function allowanceIn(headers: HttpAnswer['headers'], now: number): Allowance | undefined {
  const [limit, remaining, reset] = ['limit', 'remaining', 'reset'].map((name) => count(headers[`x-ratelimit-${name}`]));
  if (limit === undefined || remaining === undefined || reset === undefined) return undefined;
  return { limit, remaining, resetAt: Math.min(reset * 1000, now + MAX_WINDOW_MS) };
}

function count(value: string | undefined): number | undefined {
  return value !== undefined && /^\d{1,12}$/.test(value) ? Number(value) : undefined;
}

function keyOf({ url, authorization }: Sent, resource: string): string {
  return `${url.host} ${resource} ${authorization ?? ''}`;
}

/** The resource a request will count against, as the header of its answer will name it. */
function resourceOf({ pathname }: URL): string {
  if (pathname.endsWith('/graphql')) return 'graphql';
  return /\/search\/[^/]+$/.test(pathname) ? 'search' : 'core';
}
