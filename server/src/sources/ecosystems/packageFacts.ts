import * as ofPackage from '../../facts/package.ts';
import { archival, bulkPeople } from '../../facts/repository.ts';
import { parseRepositoryUrl } from '../../formats/repositoryUrl.ts';
import type { AnyFactKey, FactKey } from '../../model/fact.ts';
import { daysBetween, type Instant } from '../../model/instant.ts';
import { missing, observe, type Observation } from '../../model/source.ts';
import type { PackageSubject, RepositorySubject } from '../../model/subject.ts';
import { isBot } from '../../people/bots.ts';
import { plausibleInstant } from '../go/versionInfo.ts';
import type { PackageEntry } from './answers.ts';

const MAX_CHANNELS = 10;
const MAX_ADDRESS = 200;
/** Days after which "not archived" says nothing of today, as for deps.dev's word; "archived" stands, with its day. */
const SPEAKS_FOR_DAYS = 90;

/** What is told of the package itself. */
export const PACKAGE_FACTS = [
  ofPackage.repository,
  ofPackage.canPublish,
  ofPackage.funding,
] as const satisfies readonly AnyFactKey[];
/** What is told of the repository it names. */
export const REPOSITORY_FACTS = [bulkPeople, archival] as const satisfies readonly AnyFactKey[];

/** What one package's entry says of its repository, and how old that is. */
export interface RepositoryWord {
  readonly repository: RepositorySubject;
  readonly asOf: Instant;
  readonly observations: readonly Observation[];
}

/**
 * What an entry says of the package, as of the day ecosyste.ms last looked; without such a day it is `undated`, all of it. Empty lists are
 * not served: they stand for "none" and for "not read" alike.
 */
export function packageObservations(subject: PackageSubject, entry: PackageEntry, now: Instant): readonly Observation[] {
  const asOf = dateOf(entry.last_synced_at, now);
  if (asOf === undefined) return PACKAGE_FACTS.map((key) => missing(subject, key, 'undated'));
  const url = pageOf(subject);
  const say = <T>(key: FactKey<T>, value: T | undefined): Observation =>
    value === undefined ? missing(subject, key, 'not-served') : observe(subject, key, value, url, { asOf });
  const home = homeOf(entry);
  return [
    say(ofPackage.repository, home && { repository: home, how: 'declared' as const }),
    say(ofPackage.canPublish, accountsOf(entry)?.length),
    say(ofPackage.funding, fundingOf(entry)),
  ];
}

/** What an entry says of the repository it names, as of the oldest day that any of it was looked at; undefined where it says nothing. */
export function repositoryWord(subject: PackageSubject, entry: PackageEntry, now: Instant): RepositoryWord | undefined {
  const home = homeOf(entry);
  const { repo_metadata: metadata, issue_metadata: issues } = entry;
  const days = [entry.last_synced_at, metadata?.last_synced_at, issues?.last_synced_at].filter((day) => day !== undefined);
  const read = days.map((day) => dateOf(day, now));
  const [asOf] = read.filter((day) => day !== undefined).sort();
  if (home === undefined || asOf === undefined || read.includes(undefined)) return undefined;
  const { path: _, ...repository } = home;
  const url = pageOf(subject);
  const people = peopleOf(entry);
  const seenAt = (metadata?.last_synced_at === undefined ? undefined : dateOf(metadata.last_synced_at, now)) ?? asOf;
  const isOfToday = metadata?.archived === true || daysBetween(seenAt, now) <= SPEAKS_FOR_DAYS;
  const archived = isOfToday ? metadata?.archived : undefined;
  const observations = [
    ...(people === undefined ? [] : [observe(repository, bulkPeople, people, url, { asOf })]),
    // A repository that its forge switched off cannot be read any more, so what was read was not.
    ...(archived === undefined ? [] : [observe(repository, archival, { archived, disabled: false, at: null }, url, { asOf })]),
  ];
  return observations.length === 0 ? undefined : { repository, asOf, observations };
}

/** The entry's own address: what is shown was read there. */
export function pageOf({ purl }: PackageSubject): string {
  return `https://packages.ecosyste.ms/api/v1/packages/lookup?purl=${encodeURIComponent(purl)}`;
}

/** A day as told; undefined where it cannot be right. */
export function dateOf(day: string | undefined, now: Instant): Instant | undefined {
  return day === undefined ? undefined : (plausibleInstant(day, now) ?? undefined);
}

function homeOf({ repository_url: address }: PackageEntry): RepositorySubject | undefined {
  return address === undefined ? undefined : parseRepositoryUrl(address);
}

/** The accounts that can publish, in lower case and each once; undefined where they are not told whole. */
export function accountsOf({ maintainers }: PackageEntry): readonly string[] | undefined {
  const accounts = (maintainers ?? []).flatMap((account) => account?.login ?? account?.uuid ?? []);
  // An account that cannot be read may be one of the others.
  if (maintainers?.includes(null) === true || accounts.length === 0) return undefined;
  return [...new Set(accounts.map((account) => account.toLowerCase()))];
}

function fundingOf({ funding_links: links }: PackageEntry): readonly string[] | undefined {
  const pages = (links ?? []).filter((link) => link !== null).filter(isSecurePage);
  return pages.length === 0 ? undefined : [...new Set(pages)].slice(0, MAX_CHANNELS);
}

function isSecurePage(address: string): boolean {
  if (address.length > MAX_ADDRESS || !URL.canParse(address)) return false;
  const { protocol, username } = new URL(address);
  return protocol === 'https:' && username === '';
}

function peopleOf({ repo_metadata: metadata, issue_metadata: issues }: PackageEntry) {
  const { total_committers: committers = null, total_commits: commits = null, dds = null } = metadata?.commit_stats ?? {};
  const logins = issues?.active_maintainers?.flatMap((one) => (one === null ? [] : [one.login.toLowerCase()]));
  const humans = logins?.filter((login) => !isBot({ id: null, login, email: null, name: null, isBotAccount: false }));
  const activeMaintainers = humans === undefined ? null : new Set(humans).size;
  const people = { committers, commits, activeMaintainers, othersShare: dds };
  return Object.values(people).every((figure) => figure === null) ? undefined : people;
}
