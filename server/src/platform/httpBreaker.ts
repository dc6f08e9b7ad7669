/** Failures in a row after which a host is left alone, and for how long (ms). */
const MAX_FAILURES = 3;
const REST_MS = 5 * 60_000;

/** Remembers hosts that do not answer, so that a thousand dependencies do not wait for each of a thousand timeouts. */
export interface Breaker {
  /** Until when (ms since 1970) the host is left alone; undefined where it may be asked. */
  openUntil(host: string): number | undefined;
  answered(host: string): void;
  /** No answer: connection refused or cut, time out, 5xx. */
  failed(host: string): void;
}

/** A circuit breaker per host. After its rest a host gets one chance: the next failure opens it again at once. */
export function createBreaker(now: () => number): Breaker {
  const failures = new Map<string, { readonly count: number; readonly last: number }>();
  return {
    openUntil(host) {
      const held = failures.get(host);
      if (!held || held.count < MAX_FAILURES) return undefined;
      const until = held.last + REST_MS;
      return now() < until ? until : undefined;
    },
    answered: (host) => void failures.delete(host),
    failed(host) {
      failures.set(host, { count: (failures.get(host)?.count ?? 0) + 1, last: now() });
    },
  };
}
