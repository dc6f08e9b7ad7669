import type { publishAccounts, publisherRuns, releasers } from '../facts/package.ts';
import type { FactOf } from '../model/fact.ts';
import { dayOf, monthsAfter, type Instant } from '../model/instant.ts';
import type { Purl } from '../model/purl.ts';
import type { StandingWord } from '../model/standing.ts';

/** Months without a release after which an account is told of as not seen. */
const SEEN_MONTHS = 24;

/** The packages of a build before a change and after it: npm packages, direct and locked ones. */
export interface Build {
  readonly before: ReadonlySet<Purl>;
  readonly after: ReadonlySet<Purl>;
}

/** Who can publish one package, and who did. */
export interface Publishing {
  readonly accounts: FactOf<typeof publishAccounts>;
  readonly releasers: FactOf<typeof releasers>;
  readonly publisherRuns: FactOf<typeof publisherRuns>;
}

/** Of how many it is known, and of how many there are. */
export interface Known {
  readonly known: number;
  readonly all: number;
}

/** What a change does to the number of accounts that can publish into a build. Counts only; of packages not known nothing is in them. */
export interface AccountsDelta {
  readonly before: number;
  readonly after: number;
  /** Accounts that could not before and can after, and the other way round. */
  readonly came: number;
  readonly went: number;
  /** Of those that came: made no release of these packages in 24 months; `known`: of how many that can be told. */
  readonly unseen: { readonly count: number; readonly known: number };
  /** Packages that are there after: all, and those the change adds. */
  readonly packages: Known;
  readonly added: Known;
  /** Packages that the change removes. */
  readonly removed: Known;
  /** Who told of how many packages of both sides, and the oldest day of it; by the sources' ids. */
  readonly sources: readonly { readonly source: string; readonly packages: number; readonly asOf: Instant }[];
}

/** How the packages that a change adds stand. */
export interface AddedStandings {
  readonly all: number;
  readonly onePerson: number;
  readonly unknown: number;
}

/** The trust delta of a change; a part is undefined where nothing can be said of it. */
export interface TrustDelta {
  readonly accounts: AccountsDelta | undefined;
  readonly added: AddedStandings | undefined;
}

/** What differs between both sides of a build, what comes first: without who can publish that, nothing can be said. */
export function differing({ before, after }: Build): readonly Purl[] {
  return [...[...after].filter((purl) => !before.has(purl)), ...[...before].filter((purl) => !after.has(purl))];
}

/**
 * The difference of two sets of accounts. Undefined where no package comes or goes, and where of none of those that do it is known who can publish
 * it: no difference seen is none known then.
 */
export function accountsDelta(build: Build, publishing: ReadonlyMap<Purl, Publishing>, now: Instant): AccountsDelta | undefined {
  const isKnown = (purl: Purl) => publishing.get(purl)?.accounts.state === 'known';
  if (!differing(build).some(isKnown)) return undefined;
  const [before, after] = [accountsOf(build.before, publishing), accountsOf(build.after, publishing)];
  const came = [...after.keys()].filter((account) => !before.has(account));
  const seen = came.map((account) => wasSeen(account, after.get(account) ?? [], now));
  const added = [...build.after].filter((purl) => !build.before.has(purl));
  const removed = [...build.before].filter((purl) => !build.after.has(purl));
  return {
    before: before.size,
    after: after.size,
    came: came.length,
    went: [...before.keys()].filter((account) => !after.has(account)).length,
    unseen: { count: seen.filter((one) => one === false).length, known: seen.filter((one) => one !== undefined).length },
    packages: { known: [...build.after].filter(isKnown).length, all: build.after.size },
    added: { known: added.filter(isKnown).length, all: added.length },
    removed: { known: removed.filter(isKnown).length, all: removed.length },
    sources: sourcesOf([...new Set([...build.before, ...build.after])].flatMap((purl) => publishing.get(purl) ?? [])),
  };
}

/** How new packages stand, each once; undefined where there is none. */
export function addedStandings(standings: ReadonlyMap<Purl, StandingWord>): AddedStandings | undefined {
  const words = [...standings.values()];
  if (words.length === 0) return undefined;
  const count = (word: StandingWord) => words.filter((one) => one === word).length;
  return { all: words.length, onePerson: count('one-person'), unknown: count('unknown') };
}

function sourcesOf(told: readonly Publishing[]): AccountsDelta['sources'] {
  const found = new Map<string, { readonly source: string; readonly packages: number; readonly asOf: Instant }>();
  for (const { accounts } of told) {
    if (accounts.state === 'unknown') continue;
    const { source, fetchedAt, asOf = fetchedAt } = accounts.from;
    const held = found.get(source);
    const day = dayOf(asOf);
    found.set(source, {
      source,
      packages: (held?.packages ?? 0) + 1,
      asOf: held !== undefined && held.asOf < day ? held.asOf : day,
    });
  }
  return [...found.values()].sort((a, b) => (a.source < b.source ? -1 : 1));
}

/** Every account with the packages it can publish. */
function accountsOf(
  packages: ReadonlySet<Purl>,
  publishing: ReadonlyMap<Purl, Publishing>,
): ReadonlyMap<string, readonly Publishing[]> {
  const found = new Map<string, Publishing[]>();
  for (const purl of packages) {
    const one = publishing.get(purl);
    if (one?.accounts.state !== 'known') continue;
    for (const account of one.accounts.value) {
      const held = found.get(account) ?? [];
      held.push(one);
      found.set(account, held);
    }
  }
  return found;
}

/**
 * Whether an account released any of its packages within 24 months. Undefined where that is not known of one of them and it was seen in none: releases
 * not told of, or made by a workflow that anybody may have started.
 */
function wasSeen(account: string, packages: readonly Publishing[], now: Instant): boolean | undefined {
  const since = monthsAfter(now, -SEEN_MONTHS);
  let isOpen = false;
  for (const { releasers, publisherRuns } of packages) {
    if (releasers.state === 'unknown') {
      isOpen = true;
      continue;
    }
    const workflows = new Set(
      publisherRuns.state === 'known' ? publisherRuns.value.flatMap(({ value }) => (value.trusted ? [value.account] : [])) : [],
    );
    for (const { account: releaser, last } of releasers.value) {
      if (dayOf(last) < since) continue;
      if (releaser.toLowerCase() === account) return true;
      if (publisherRuns.state === 'unknown' || workflows.has(releaser) || releaser.startsWith('trusted:')) isOpen = true;
    }
  }
  return isOpen ? undefined : false;
}
