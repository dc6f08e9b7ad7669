import type { publisherRuns, releasers } from '../facts/package.ts';
import type { FactOf } from '../model/fact.ts';
import { daysBetween, type Instant } from '../model/instant.ts';
import type { Thresholds } from '../model/thresholds.ts';

/** An account whose first release of a package came after a silence. */
export interface NewPublisher {
  readonly account: string;
  /** Its first stable release. */
  readonly version: string;
  readonly at: Instant;
  /** Days without a stable release before the account was first seen. */
  readonly silentDays: number;
}

/** The facts of who publishes. */
export interface PublishingFacts {
  readonly releasers: FactOf<typeof releasers>;
  readonly publisherRuns: FactOf<typeof publisherRuns>;
}

/**
 * The newest account that published a stable release within the last year, and whose first release of this package came after half a year's silence
 * (PRODUCT.md, `new-publisher`); later releases of its own do not clear it, and a workflow is no account. Null where there is none, undefined where
 * the registry does not tell.
 */
export function newPublisher(
  facts: PublishingFacts,
  now: Instant,
  thresholds: Pick<Thresholds, 'new-publisher.silentDays' | 'new-publisher.withinDays'>,
): NewPublisher | null | undefined {
  if (facts.releasers.state === 'unknown' || facts.publisherRuns.state === 'unknown') return undefined;
  const first = new Map(facts.releasers.value.map((one) => [one.account, one.first]));
  const runs = facts.publisherRuns.value;
  const found = runs.flatMap(({ value: { account, trusted }, from, since }, at): NewPublisher[] => {
    const before = runs[at - 1];
    const seen = first.get(account);
    // Of an account seen longer ago the first release is not kept; of one seen before the last release of others it is no silence.
    if (before === undefined || seen === undefined || trusted || from.includes('-')) return [];
    const silentDays = daysBetween(before.until, seen);
    if (!(silentDays >= thresholds['new-publisher.silentDays'])) return [];
    return daysBetween(since, now) <= thresholds['new-publisher.withinDays']
      ? [{ account, version: from, at: since, silentDays }]
      : [];
  });
  return found.at(-1) ?? null;
}
