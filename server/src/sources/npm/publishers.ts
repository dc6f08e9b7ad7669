import type { Publisher, Run } from '../../facts/package.ts';
import { dayOf, daysBetween, type Instant } from '../../model/instant.ts';
import type { PublishAccess } from '../../facts/versionOrigin.ts';
import type { Manifest, PublishedVersion } from './packument.ts';
import { runsOf, stableOrAll } from './runs.ts';

const MAX_ACCOUNT_LENGTH = 60;

/** More releasers cannot be kept in the space there is; a count that is too low would be a false fact. */
const MAX_RELEASERS = 40;

/** The first release is kept of accounts that released within this many days: only of those can a rule ask whether they are new. */
const FIRST_KEPT_DAYS = 400;

/**
 * Who published a version. Trusted publishing signs with the identity of a workflow, under one name for all packages in the world: such
 * a publisher is known by the identifier of its configuration, or by the service where there is none, and never as a person's account.
 */
function publisherOf({ _npmUser }: Manifest): Publisher | undefined {
  if (_npmUser?.name === undefined || _npmUser.name.trim() === '') return undefined;
  const { name, email, trustedPublisher } = _npmUser;
  // Account names hold no space; `GitHub Actions` and its like are no accounts, nor is anything with the registry's own address for them.
  const isService = /\s/.test(name.trim()) || /^npm-oidc-no-reply@/i.test(email ?? '');
  if (trustedPublisher === undefined && !isService) return { account: name.trim().slice(0, MAX_ACCOUNT_LENGTH), trusted: false };
  const service = trustedPublisher?.id ?? name.trim().toLowerCase().replace(/\s+/g, '-');
  return { account: (trustedPublisher?.oidcConfigId ?? `trusted:${service}`).slice(0, MAX_ACCOUNT_LENGTH), trusted: true };
}

interface Release {
  readonly version: PublishedVersion;
  readonly publisher: Publisher;
  readonly at: Instant;
}

/** Releases with publisher and date, oldest first; those of one second in order of version. */
function releasesOf(versions: readonly PublishedVersion[]): readonly Release[] {
  return versions
    .flatMap((version) => {
      const publisher = publisherOf(version.manifest);
      return publisher === undefined || version.at === undefined ? [] : [{ version, publisher, at: version.at }];
    })
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

/** Who published stable releases, as runs of change in order of time, by day; the newest `most` runs. */
export function publisherRunsOf(
  versions: readonly PublishedVersion[],
  most: number,
): readonly (Run<Publisher> & { readonly since: Instant; readonly until: Instant })[] {
  const releases = new Map(releasesOf(stableOrAll(versions)).map((release) => [release.version, release]));
  const publisher = (version: PublishedVersion) => releases.get(version)?.publisher ?? { account: '', trusted: false };
  const days = new Map([...releases.values()].map(({ version, at }) => [version.version, dayOf(at)]));
  return runsOf([...releases.keys()], publisher, most).map((run) => ({
    ...run,
    since: days.get(run.from) ?? '',
    until: days.get(run.to) ?? '',
  }));
}

/**
 * When each account published last (and first, where it did so lately), prereleases too, by day, most recent first; undefined where there
 * are too many to keep.
 */
export function releasersOf(versions: readonly PublishedVersion[], now: Instant): readonly Releaser[] | undefined {
  const byAccount = new Map<string, Required<Releaser>>();
  for (const { publisher, at } of releasesOf(versions)) {
    const { account } = publisher;
    byAccount.set(account, { account, last: dayOf(at), first: byAccount.get(account)?.first ?? dayOf(at) });
  }
  if (byAccount.size > MAX_RELEASERS) return undefined;
  return [...byAccount.values()]
    .sort((a, b) => (a.last < b.last ? 1 : a.last > b.last ? -1 : 0))
    .map(({ account, last, first }) => (daysBetween(last, now) < FIRST_KEPT_DAYS ? { account, last, first } : { account, last }));
}

interface Releaser {
  readonly account: string;
  readonly last: Instant;
  readonly first?: Instant;
}

/** How many accounts a list of maintainers names; entries without a name do not count. */
export function countMaintainers(maintainers: unknown): number {
  return accountsIn(maintainers).length;
}

/** Who could publish when each version was published, as runs in order of version: counts, and which of them are the same accounts. */
export function accessRunsOf(versions: readonly PublishedVersion[], most: number): readonly Run<PublishAccess | null>[] {
  const sets = new Map<string, number>();
  const access = ({ manifest: { maintainers } }: PublishedVersion): PublishAccess | null => {
    const accounts = accountsIn(maintainers);
    if (accounts.length === 0) return null; // a registry that serves the field lists at least one
    const key = JSON.stringify([...accounts].sort());
    const set = sets.get(key) ?? sets.size;
    sets.set(key, set);
    return { accounts: accounts.length, set };
  };
  return runsOf(versions, access, most);
}

/** The accounts that the document lists as allowed to publish now, in lower case and each once. */
export function accountsIn(maintainers: unknown): readonly string[] {
  if (!Array.isArray(maintainers)) return [];
  const names = (maintainers as unknown[]).flatMap((entry) => {
    const name = typeof entry === 'object' && entry !== null ? (entry as { name?: unknown }).name : entry;
    return typeof name === 'string' && name.trim() !== '' ? [name.replace(/<.*/, '').trim().toLowerCase()] : [];
  });
  return [...new Set(names)];
}
