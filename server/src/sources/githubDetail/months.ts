import { DAY_MS, type Instant } from '../../model/instant.ts';

/** A stretch of time, half-open. */
export interface Stretch {
  readonly from: Instant;
  readonly until: Instant;
}

/** Months asked about: three years of twelve equal parts. */
export const MONTHS = 36;
const YEAR_MS = 365 * DAY_MS;

/** The three years before `now` in 36 equal months, oldest first: a year is twelve of them, a quarter three. */
export function monthsBefore(now: Instant): readonly Stretch[] {
  const end = Math.floor(Date.parse(now) / 1000) * 1000; // git knows whole seconds
  const edge = (at: number) => new Date(end - ((MONTHS - at) * YEAR_MS) / 12).toISOString();
  return Array.from({ length: MONTHS }, (_, at) => ({ from: edge(at), until: edge(at + 1) }));
}

/** The moment so many times 365 days before. */
export function yearsBefore(now: Instant, years: number): Instant {
  return new Date(Date.parse(now) - years * YEAR_MS).toISOString();
}
