import type { Publisher, Run } from '../../facts/package.ts';
import { semverOf } from '../../formats/versionOrder.ts';
import { dayOf, type Instant } from '../../model/instant.ts';

/**
 * Who published a version, of runs in order of publication: of the run that begins or ends with it, else of the only one whose days hold the day it was
 * published on. Undefined where two could, for a prerelease (they are in no run), and where the runs that are kept begin later.
 */
export function publisherIn(
  runs: readonly (Run<Publisher> & { readonly since: Instant; readonly until: Instant })[],
  version: string,
  at: Instant | undefined,
): Publisher | undefined {
  const named = runs.find(({ from, to }) => from === version || to === version);
  if (named !== undefined) return known(named.value);
  if (at === undefined || semverOf(version)?.prerelease.length !== 0) return undefined;
  const day = dayOf(at);
  const holding = runs.filter(({ since, until }) => since !== '' && since <= day && day <= until);
  const [only] = holding;
  return only === undefined || holding.length > 1 ? undefined : known(only.value);
}

function known(publisher: Publisher): Publisher | undefined {
  return publisher.account === '' ? undefined : publisher;
}
