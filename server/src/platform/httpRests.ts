import type { Instant } from '../model/instant.ts';

/** The longest a host rests, ms; one that counts what it allows is left alone for as long as it says, which is an hour at most. */
const MAX_REST_MS = 5 * 60_000;
const MAX_METERED_REST_MS = 2 * 3_600_000;

/** Hosts that said "not so often": left alone for as long as they ask, and tried again by one request at a time. */
export interface Rests {
  /** Until when (ms since 1970) the host is left alone; undefined where it may be asked. */
  until(host: string): number | undefined;
  /** Leaves the host alone until the limit ends, at most five minutes; two hours where it is `metered`. */
  begin(host: string, until: Instant, metered: boolean): void;
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
    begin(host, until, metered) {
      rests.set(host, Math.min(Date.parse(until), now() + (metered ? MAX_METERED_REST_MS : MAX_REST_MS)));
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
