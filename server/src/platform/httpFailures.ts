import type { Missing } from '../model/fact.ts';
import { UpstreamFailure } from '../model/failure.ts';
import { redactUrl } from './redact.ts';
import type { WireAnswer } from './transport.ts';

/** The failure that an unsuccessful status means, with the address redacted. */
export function failureOf({ status, headers }: WireAnswer, url: URL): UpstreamFailure {
  return new UpstreamFailure(whyOf(status, headers), `${status} from ${redactUrl(url.href)}`, status);
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
  return (
    headers['retry-after'] !== undefined || headers['x-ratelimit-remaining'] === '0' || headers['ratelimit-remaining'] === '0'
  );
}

/** What a `Retry-After` header asks for, in ms from now; undefined without one that can be read. Source: RFC 9110, 10.2.3. */
export function retryAfterMs(value: string | undefined, now: number): number | undefined {
  if (value === undefined) return undefined;
  if (/^\s*\d{1,9}\s*$/.test(value)) return Number(value) * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
