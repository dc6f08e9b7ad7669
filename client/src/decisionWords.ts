import { decisions } from './messages.ts';

/** Months for which a decision is proposed to hold. */
const MONTHS = 6;

/** The day half a year after a moment (milliseconds), `YYYY-MM-DD`; the month's last where it has fewer days. */
export function halfAYearAfter(now: number): string {
  const day = new Date(now);
  const wanted = day.getUTCDate();
  day.setUTCDate(1);
  day.setUTCMonth(day.getUTCMonth() + MONTHS);
  const last = new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + 1, 0)).getUTCDate();
  day.setUTCDate(Math.min(wanted, last));
  return day.toISOString().slice(0, 10);
}

/** Why a text is no day to look again; undefined where it is one. */
export function whyNoDay(text: string, now: number): string | undefined {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN;
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== text) return decisions.noDay;
  return text < new Date(now).toISOString().slice(0, 10) ? decisions.dayPassed : undefined;
}

/** Why a text is no reason, or no owner; undefined where it is one. */
export function whyNoText(text: string, most: number): string | undefined {
  if (text.trim() === '') return decisions.noText;
  return text.length > most ? decisions.textTooLong(most) : undefined;
}
