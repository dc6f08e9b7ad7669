import type { Publisher, publisherRuns, releasers, releases } from '../facts/package.ts';
import type { FactOf } from '../model/fact.ts';
import { dayOf, daysBetween, type Instant } from '../model/instant.ts';
import type { Thresholds } from '../model/thresholds.ts';
import { isStableVersion } from './versionRuns.ts';

/** An account whose first release of a package ended a silence. */
export interface NewPublisher {
  readonly account: string;
  /** The day of its first release, a prerelease counted too. */
  readonly first: Instant;
  /** Days without a stable release by anybody before that. */
  readonly silentDays: number;
  /** Its newest stable release, and the day of that. */
  readonly version: string;
  readonly at: Instant;
}

/** The facts of who publishes, and of when anybody did. */
export interface PublishingFacts {
  readonly releasers: FactOf<typeof releasers>;
  readonly publisherRuns: FactOf<typeof publisherRuns>;
  readonly releases: FactOf<typeof releases>;
}

/**
 * The latest account whose first release here, within the last year, came after half a year's silence, and which made a stable one (PRODUCT.md,
 * `new-publisher`); later releases of its own do not clear it. A workflow is no account; who published first of all ended no silence. Null where there
 * is none, undefined where the registry does not tell, or did not tell all that came before.
 */
export function newPublisher(
  facts: PublishingFacts,
  now: Instant,
  thresholds: Pick<Thresholds, 'new-publisher.silentDays' | 'new-publisher.withinDays'>,
): NewPublisher | null | undefined {
  if (facts.releasers.state === 'unknown' || facts.publisherRuns.state === 'unknown') return undefined;
  const withinDays = thresholds['new-publisher.withinDays'];
  const firsts = new Map(facts.releasers.value.map(({ account, first }) => [account, first]));
  const newest = new Map(
    facts.publisherRuns.value
      .filter(({ value, to }) => isAccount(value) && isStableVersion(to))
      .map(({ value, to, until }) => [value.account, { version: to, at: dayOf(until) }]),
  );
  const came = [...newest].flatMap(([account, release]) => {
    const seen = firsts.get(account);
    // Of an account that made none for long the first release is not kept.
    if (seen === undefined || daysBetween(seen, now) > withinDays) return [];
    const first = dayOf(seen);
    return [{ account, first, silentDays: silenceBefore(facts, account, first), ...release }];
  });
  const found = came.filter(
    (one): one is NewPublisher => one.silentDays !== undefined && one.silentDays >= thresholds['new-publisher.silentDays'],
  );
  const latest = found.sort((a, b) => (a.first < b.first ? -1 : 1)).at(-1);
  return latest ?? (came.some(({ silentDays }) => silentDays === undefined) ? undefined : null);
}

function isAccount({ account, trusted }: Publisher): boolean {
  return account !== '' && !trusted;
}

/**
 * Days from the last stable release to an account's first, none where that was the first of all; undefined where what came before was not kept. Of
 * what was released on one day the publishers' own order tells what came before.
 */
function silenceBefore({ publisherRuns: runs, releases: all }: PublishingFacts, account: string, first: Instant) {
  const byAccount = runs.state === 'known' ? runs.value : [];
  const [stable, total] = all.state === 'known' ? [all.value.stable, all.value.total] : [[], Infinity];
  const earlier = byAccount.slice(
    0,
    byAccount.findIndex(({ value }) => value.account === account),
  );
  const days = [
    ...stable.map(({ at }) => dayOf(at)).filter((day) => day < first),
    ...earlier.map(({ until }) => dayOf(until)).filter((day) => day !== '' && day <= first),
  ];
  const last = days.sort().at(-1);
  if (last !== undefined) return daysBetween(last, first);
  return stable.length >= total ? 0 : undefined;
}
