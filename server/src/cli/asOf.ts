import { dayOf, isBefore, type Instant } from '../model/instant.ts';
import { UsageError } from './arguments.ts';

/** Nothing that is read bears an older date. */
const FIRST = '1990-01-01';

/** The first moment of the day that `--as-of` names, before which everything told must be dated; undefined where none is named. Throws {@link UsageError}. */
export function asOfMoment(given: string | undefined, now: Instant): Instant | undefined {
  if (given === undefined) return undefined;
  const time = /^\d{4}-\d\d-\d\d$/.test(given) ? Date.parse(given) : NaN;
  const moment = Number.isNaN(time) ? undefined : new Date(time).toISOString();
  if (moment === undefined || dayOf(moment) !== given)
    throw new UsageError(`--as-of takes a day of the calendar such as 2024-02-29; not “${given}”`);
  if (isBefore(moment, FIRST) || isBefore(now, moment))
    throw new UsageError(`--as-of takes a day from ${FIRST} to today, ${dayOf(now)} (UTC); not “${given}”`);
  return moment;
}
