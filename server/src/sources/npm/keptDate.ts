import { dayOf, daysBetween, type Instant } from '../../model/instant.ts';

/** Dates younger than this keep their time of day (rules speak of hours there); older ones are days, to save space. */
const PRECISE_DAYS = 30;

/** A date as it is kept: to the second while young, by day later. */
export function keptDate(at: Instant, now: Instant): Instant {
  return daysBetween(at, now) < PRECISE_DAYS ? at : dayOf(at);
}
