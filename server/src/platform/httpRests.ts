import { retryAfterMs } from './httpFailures.ts';

/** How long a host rests that does not say for how long, and the longest rest, ms. */
const REST_MS = 60_000;
const MAX_REST_MS = 5 * 60_000;

/** Hosts that said "not so often": left alone for as long as they ask, and tried again by one request at a time. */
export interface Rests {
  /** Until when (ms since 1970) the host is left alone; undefined where it may be asked. */
  until(host: string): number | undefined;
  /** Leaves the host alone for what its `Retry-After` asks, up to five minutes; for a minute without one that can be read. */
  begin(host: string, retryAfter: string | undefined): void;
  /** Settles when the request that tries the host again has ended; undefined where there is none. */
  trial(host: string): Promise<void> | undefined;
  /** Makes the caller the one that tries the host again; it calls the answer when it has ended, however that was. */
  tryAgain(host: string): () => void;
}

/** Rests by host, of one process. */
export function createRests(now: () => number): Rests {
  const rests = new Map<string, number>();
  const trials = new Map<string, Promise<void>>();
  return {
    until(host) {
      const until = rests.get(host);
      return until !== undefined && now() < until ? until : undefined;
    },
    begin(host, retryAfter) {
      rests.set(host, now() + Math.min(retryAfterMs(retryAfter, now()) ?? REST_MS, MAX_REST_MS));
    },
    trial: (host) => trials.get(host),
    tryAgain(host) {
      let settle = (): void => undefined;
      const trial = new Promise<void>((resolve) => (settle = resolve));
      trials.set(host, trial);
      return () => {
        if (trials.get(host) === trial) trials.delete(host);
        settle();
      };
    },
  };
}
