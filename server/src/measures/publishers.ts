import type { Publisher, publisherRuns, releasers, releases } from '../facts/package.ts';
import type { FactKey } from '../model/fact.ts';
import { dayOf, daysBetween, type Instant } from '../model/instant.ts';
import { isStableVersion } from './versionRuns.ts';

type ValueOf<K> = K extends FactKey<infer T> ? T : never;

/** What a registry tells of who published, and when anybody did. */
export interface Publishing {
  readonly accounts: ValueOf<typeof releasers>;
  readonly runs: ValueOf<typeof publisherRuns>;
  readonly history: ValueOf<typeof releases>;
}

/** An account whose first release ended a silence. */
export interface NewPublisher {
  readonly account: string;
  /** The day of its first release, a prerelease counted too. */
  readonly first: Instant;
  /** Days without a stable release by anybody before that. */
  readonly silent: number;
  /** Its newest stable release, and the day of that. */
  readonly version: string;
  readonly at: Instant;
}

/**
 * The accounts that made their first release, and a stable one, within so many days and after as many without any by anybody, the latest first.
 * Workflows of trusted publishing are none; nor is who published first of all. Undefined where none is known, and where for one it cannot be told
 * what was released before.
 */
export function newPublishers(
  publishing: Publishing,
  now: Instant,
  { silentDays, withinDays }: { readonly silentDays: number; readonly withinDays: number },
): readonly NewPublisher[] | undefined {
  const { accounts, runs } = publishing;
  const newest = new Map(
    runs
      .filter(({ value, to, until }) => isAccount(value) && isStableVersion(to) && daysBetween(until, now) <= withinDays)
      .map(({ value, to, until }) => [value.account, { version: to, at: until }]),
  );
  const found = [...newest].flatMap(([account, release]) => {
    const first = accounts.find((one) => one.account === account)?.first;
    if (first === undefined || daysBetween(first, now) > withinDays) return [];
    const before = lastBefore(publishing, account, dayOf(first));
    const silent = before == null ? before : daysBetween(before, dayOf(first));
    return [{ account, first: dayOf(first), silent, ...release }];
  });
  const known = found.filter((one): one is NewPublisher => typeof one.silent === 'number' && one.silent >= silentDays);
  if (known.length === 0 && found.some(({ silent }) => silent === undefined)) return undefined;
  return known.sort((a, b) => (a.first < b.first ? 1 : a.first > b.first ? -1 : 0));
}

function isAccount({ account, trusted }: Publisher): boolean {
  return account !== '' && !trusted;
}

/**
 * The day of the last stable release before an account's first, null where that was the first of all, undefined where older ones were not kept. Of
 * what was released on one day the publishers' own order tells what came before.
 */
function lastBefore({ runs, history }: Publishing, account: string, first: Instant): Instant | null | undefined {
  const earlier = runs.slice(
    0,
    runs.findIndex(({ value }) => value.account === account),
  );
  const days = [
    ...history.stable.map(({ at }) => dayOf(at)).filter((day) => day < first),
    ...earlier.map(({ until }) => dayOf(until)).filter((day) => day !== '' && day <= first),
  ];
  return days.sort().at(-1) ?? (history.stable.length >= history.total ? null : undefined);
}
