import { hash } from './world/repository.ts';

/** An hour's allowance of one caller, as of the moment it was looked at. */
export interface Quota {
  readonly limit: number;
  readonly used: number;
  /** When the hour is over, ms. */
  readonly resetAt: number;
}

/** The allowances of a running upstream, by caller and resource. */
export interface Quotas {
  /** Takes `points` if there are so many, and tells what is left; `refused` where there are not. */
  take(caller: string, resource: 'core' | 'graphql', limit: number, points: number): Quota & { readonly refused: boolean };
}

const HOUR = 3_600_000;

/** Nobody has used anything yet. An hour begins with a caller's first request; `clock` answers ms. */
export function newQuotas(clock: () => number): Quotas {
  const held = new Map<string, { used: number; readonly resetAt: number }>();
  return {
    take(caller, resource, limit, points) {
      const key = `${resource} ${hash(caller)}`;
      const now = clock();
      const before = held.get(key);
      const current = before !== undefined && before.resetAt > now ? before : { used: 0, resetAt: now + HOUR };
      held.set(key, current);
      const refused = current.used + points > limit;
      if (!refused) current.used += points;
      return { limit, used: refused ? limit : current.used, resetAt: current.resetAt, refused };
    },
  };
}
