/** A moment as an ISO 8601 date-time in UTC (`2026-11-21T00:00:00.000Z`), or a day of it (`2026-11-21`). */
export type Instant = string;

/** Milliseconds of a day. */
export const DAY_MS = 86_400_000;

/** Whole days from one instant to another; negative when `to` is the earlier one, `NaN` when either is no date. */
export function daysBetween(from: Instant, to: Instant): number {
  return Math.floor((Date.parse(to) - Date.parse(from)) / DAY_MS);
}

/** Whether a date lies before a moment, a day, month (`2022-05`) or year all of it. False for what is no date. */
export function isBefore(date: Instant, moment: Instant): boolean {
  return endOf(date) <= Date.parse(moment);
}

/** The first millisecond after what a date names. */
function endOf(date: Instant): number {
  const [, year, month, day] = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/.exec(date) ?? [];
  if (year === undefined) return Date.parse(date) + 1;
  if (day !== undefined) return Date.parse(date) + DAY_MS;
  return month === undefined ? Date.UTC(Number(year) + 1, 0) : Date.UTC(Number(year), Number(month));
}

/** The calendar day of an instant, `YYYY-MM-DD` in UTC. */
export function dayOf(instant: Instant): string {
  return instant.slice(0, 10);
}

/** The day so many months later, `YYYY-MM-DD` in UTC; the month's last where it has fewer days. */
export function monthsAfter(instant: Instant, months: number): string {
  const day = new Date(`${dayOf(instant)}T00:00:00.000Z`);
  const wanted = day.getUTCDate();
  day.setUTCDate(1);
  day.setUTCMonth(day.getUTCMonth() + months);
  const last = new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + 1, 0)).getUTCDate();
  day.setUTCDate(Math.min(wanted, last));
  return dayOf(day.toISOString());
}
