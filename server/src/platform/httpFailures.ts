import type { Missing } from '../model/fact.ts';
import { UpstreamFailure } from '../model/failure.ts';
import { redactUrl } from './redact.ts';
import type { WireAnswer } from './transport.ts';

/** How long a limit is taken to last that does not say for how long, and the longest that one is believed to, ms. */
const LIMIT_MS = 60_000;
const MAX_LIMIT_MS = 24 * 3_600_000;

/**
 * The failure that an unsuccessful status means, with the address redacted; a limit says until when. `now` in ms since 1970.
 */
export function failureOf({ status, headers }: WireAnswer, url: URL, now: number): UpstreamFailure {
  const why = whyOf(status, headers);
  const until = why === 'rate-limited' ? new Date(limitedUntil(headers, now)).toISOString() : undefined;
  return new UpstreamFailure(why, `${status} from ${redactUrl(url.href)}`, status, until);
}

function whyOf(status: number, headers: WireAnswer['headers']): Missing {
  switch (status) {
    case 404:
    case 410:
    case 451:
      return 'not-found';
    case 403:
      return isRateLimit(headers) ? 'rate-limited' : 'unauthorized';
    case 401:
    case 407:
      return 'unauthorized';
    case 408:
      return 'timeout';
    case 429:
      return 'rate-limited';
    default:
      return status >= 500 ? 'offline' : 'malformed';
  }
}

/** Forges answer 403 for both "you may not" and "not so often"; the headers tell which. */
function isRateLimit(headers: WireAnswer['headers']): boolean {
  return headers['retry-after'] !== undefined || isUsedUp(headers);
}

function isUsedUp(headers: WireAnswer['headers']): boolean {
  return headers['x-ratelimit-remaining'] === '0' || headers['ratelimit-remaining'] === '0';
}

/**
 * Until when a limit lasts, ms since 1970: as `Retry-After` says, else till the reset of a limit that is used up, else a minute.
 * Source: GitHub's REST reference, "exceeding the rate limit"; the same order serves other forges.
 */
function limitedUntil(headers: WireAnswer['headers'], now: number): number {
  const asked = retryAfterMs(headers['retry-after'], now);
  const reset = isUsedUp(headers) ? resetMs(headers, now) : undefined;
  return now + Math.min(asked ?? reset ?? LIMIT_MS, MAX_LIMIT_MS);
}

/** Ms from now till the reset; the headers hold seconds since 1970 or, in the IETF's draft, seconds from now. */
function resetMs(headers: WireAnswer['headers'], now: number): number | undefined {
  const given = headers['x-ratelimit-reset'] ?? headers['ratelimit-reset'];
  if (given === undefined || !/^\d{1,12}$/.test(given)) return undefined;
  const seconds = Number(given);
  const ms = seconds > 1_000_000_000 ? seconds * 1000 - now : seconds * 1000;
  return ms > 0 ? ms : undefined;
}

/** What a `Retry-After` header asks for, in ms from now; undefined without one that can be read. Source: RFC 9110, 10.2.3. */
export function retryAfterMs(value: string | undefined, now: number): number | undefined {
  if (value === undefined) return undefined;
  if (/^\s*\d{1,9}\s*$/.test(value)) return Number(value) * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
