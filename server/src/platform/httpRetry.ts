import type { UpstreamFailure } from '../model/failure.ts';
import type { JourneyFailure } from './httpJourney.ts';
import { retryAfterMs } from './httpFailures.ts';

/** First pause and longest pause between two tries, ms. A host that asks for more patience than this is left for later. */
const FIRST_PAUSE_MS = 300;
const MAX_PAUSE_MS = 2000;

const WORTH_A_RETRY: ReadonlySet<number | undefined> = new Set([429, 502, 503, 504]);

/** How long to pause before the next try, ms; undefined when there shall be none. One plan serves one request. */
export type RetryPlan = (outcome: JourneyFailure) => number | undefined;

/**
 * Tries again after 429, 502, 503, 504 and reset connections: what passes by itself within seconds. The host's own `Retry-After`
 * counts up to 2 s; else pauses double from 300 ms, with jitter so that many requests do not come back at once.
 */
export function retryPlan(options: {
  readonly retries: number;
  readonly random: () => number;
  readonly now: () => number;
}): RetryPlan {
  let tried = 0;
  return ({ failure, code, retryAfter }) => {
    if (tried >= options.retries) return undefined;
    if (!WORTH_A_RETRY.has(failure.status) && code !== 'ECONNRESET') return undefined;
    const asked = retryAfterMs(retryAfter, options.now());
    if (asked !== undefined && asked > MAX_PAUSE_MS) return undefined;
    const pause = FIRST_PAUSE_MS * 2 ** tried * (0.5 + options.random());
    tried += 1;
    return asked ?? Math.min(pause, MAX_PAUSE_MS);
  };
}

/** What a metered host means for its source to act on, not to be tried again here: a limit with no short wait, a question too big. */
export function isForTheSource({ failure, retryAfter }: JourneyFailure): boolean {
  return (failure.why === 'rate-limited' && retryAfter === undefined) || isTooBig(failure);
}

/** How GitHub gives up a query after ten seconds: no sign that it is down. Source: its GraphQL reference, "node and rate limits". */
export function isTooBig({ status }: UpstreamFailure): boolean {
  return status === 502 || status === 504;
}
