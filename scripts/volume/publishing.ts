import { publisherRuns, releasers, releases, type Release } from '../../server/src/facts/package.ts';
import type { Instant } from '../../server/src/model/instant.ts';
import { dateOf, dayNumber } from '../histories/history.ts';

/** Facts by id of a package whose releases one invented account made, all of them. */
export function sameHands(stable: readonly Release[]): Readonly<Record<string, unknown>> {
  const [first, last] = [stable[0], stable.at(-1)];
  if (first === undefined || last === undefined) return { [releasers.id]: [], [publisherRuns.id]: [] };
  return {
    [releasers.id]: [{ account: 'example-keeper', last: last.at }],
    [publisherRuns.id]: [run('example-keeper', first, last, stable.length)],
  };
}

/** Facts by id of a package that another invented account released 100 days ago, after 500 days without any. */
export function changedHands(now: Instant): Readonly<Record<string, unknown>> {
  const day = dayNumber(now);
  const before = { version: '1.0.0', at: dateOf(day - 600) };
  const after = { version: '1.1.0', at: dateOf(day - 100) };
  return {
    [releases.id]: { stable: [before, after], total: 2 },
    [releasers.id]: [
      { account: 'example-keeper', last: before.at },
      { account: 'example-newcomer', last: after.at, first: after.at },
    ],
    [publisherRuns.id]: [run('example-keeper', before, before, 1), run('example-newcomer', after, after, 1)],
  };
}

function run(account: string, from: Release, to: Release, count: number): object {
  const value = { account, trusted: false };
  return { value, from: from.version, to: to.version, releases: count, since: from.at, until: to.at };
}
