import { DAY_MS, dayOf, monthsAfter, type Instant } from '../model/instant.ts';
import type { ReviewCommand } from './reviewArguments.ts';
import { UsageError } from './usageError.ts';

/** `mainstay approve`: the change to sign off, by whom and until when. */
export interface ApproveCommand extends Omit<ReviewCommand, 'command'> {
  readonly command: 'approve';
  /** The approver; undefined for the name git knows the user by. */
  readonly owner: string | undefined;
  readonly reason: string | null;
  readonly until: Expiry;
  /** Where the record goes; undefined for the repository's folder of them. */
  readonly output: string | undefined;
}

/** The last day an approval holds, or for how many days. */
export type Expiry = { readonly day: string } | { readonly days: number } | 'default';

/** Options that only `approve` takes. */
export const APPROVE_OPTIONS = {
  owner: { type: 'string' },
  reason: { type: 'string' },
  until: { type: 'string' },
  for: { type: 'string' },
  output: { type: 'string' },
} as const;

/** Options of `review` that say how to report or when to fail: an approval does neither. */
const FOREIGN: readonly string[] = ['format', 'fail-on', 'require-known', 'rule-pages'];
/** Months that an approval holds where nothing else is said: as long as a decision. */
const MONTHS = 6;
/** Days that an approval can hold: ten years, and nobody looks again so late. */
const MOST_DAYS = 3_660;
const MAX_TEXT = { owner: 100, reason: 500 };

interface GivenOptions {
  readonly owner?: string | undefined;
  readonly reason?: string | undefined;
  readonly until?: string | undefined;
  readonly for?: string | undefined;
  readonly output?: string | undefined;
}

/** The first option of `approve` among those given to another command. */
export function approveOption(given: readonly string[]): string | undefined {
  return given.find((name) => Object.keys(APPROVE_OPTIONS).includes(name));
}

/** Reads what is said to `approve` beside what `review` takes too. Throws {@link UsageError}. */
export function readApprove(
  values: GivenOptions,
  given: readonly string[],
  { command: _, ...asking }: ReviewCommand,
): ApproveCommand {
  const foreign = given.find((name) => FOREIGN.includes(name));
  if (foreign !== undefined) throw new UsageError(`approve takes no --${foreign}`);
  return {
    ...asking,
    command: 'approve',
    owner: worded('owner', values.owner),
    reason: worded('reason', values.reason) ?? null,
    until: expiry(values.until, values.for),
    output: worded('output', values.output),
  };
}

/** The last day of an approval given today. Throws {@link UsageError} for a day that has passed, and for one further off than `--for` reaches. */
export function lastDay(until: Expiry, now: Instant): string {
  if (until === 'default') return monthsAfter(now, MONTHS);
  const dayIn = (days: number) => dayOf(new Date(Date.parse(now) + days * DAY_MS).toISOString());
  if ('days' in until) return dayIn(until.days);
  if (until.day < dayOf(now)) throw new UsageError(`--until takes a day to come; ${until.day} has passed`);
  if (until.day > dayIn(MOST_DAYS))
    throw new UsageError(`--until takes a day within ${MOST_DAYS} days, ${dayIn(MOST_DAYS)} at the latest; not “${until.day}”`);
  return until.day;
}

function expiry(until: string | undefined, days: string | undefined): Expiry {
  if (until !== undefined && days !== undefined) throw new UsageError('--until and --for exclude each other');
  if (days !== undefined) {
    const count = Number(/^(\d{1,4})d$/.exec(days)?.[1] ?? NaN);
    if (!(count >= 1 && count <= MOST_DAYS))
      throw new UsageError(`--for takes a number of days such as 90d, ${MOST_DAYS}d at most; not “${days}”`);
    return { days: count };
  }
  if (until === undefined) return 'default';
  const read = /^\d{4}-\d\d-\d\d$/.test(until) ? new Date(`${until}T00:00:00.000Z`) : undefined;
  if (read === undefined || Number.isNaN(read.getTime()) || dayOf(read.toISOString()) !== until)
    throw new UsageError(`--until takes a day as YYYY-MM-DD; not “${until}”`);
  return { day: until };
}

function worded(name: keyof GivenOptions, text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const most = name === 'owner' || name === 'reason' ? MAX_TEXT[name] : Infinity;
  if (text.trim() === '' || text.length > most)
    throw new UsageError(`--${name} takes some text${most === Infinity ? '' : `, ${most} characters at most`}`);
  return text.trim();
}
