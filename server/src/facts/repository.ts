import { defineFact } from '../model/fact.ts';
import type { Governance } from '../model/governance.ts';
import { isBefore, type Instant } from '../model/instant.ts';
import { NOT_YET, shown, UNDATED } from './then.ts';

/** The foundation behind the repository; null is "none known", which is neutral and the normal answer. */
export const foundation = defineFact<Governance | null>({
  id: 'foundation',
  label: 'foundation',
  of: 'repository',
  maxAgeHours: 24 * 30,
  // A stage that began before and lasts held then. What today's list does not name may have been in another then, or have left since.
  then: (governance, at) => shown(governance !== null && governance.since !== null && isBefore(governance.since, at), governance),
});

/** Whether its owners made the repository read-only (`archived`) or its forge switched it off (`disabled`), and when where known. */
export const archival = defineFact<{ readonly archived: boolean; readonly disabled: boolean; readonly at: Instant | null }>({
  id: 'archival',
  label: 'archived',
  of: 'repository',
  maxAgeHours: 24,
  // The date is that of the last time, and it has been so since. Archived later, or open today, a repository may have been archived then and
  // opened again; of being switched off there is no date.
  then: (kept, at) => shown(kept.archived && !kept.disabled && kept.at !== null && isBefore(kept.at, at), kept),
});

/** What the repository is called now and where it comes from. */
export interface RepositoryIdentity {
  /** `owner/name` as its forge spells it today; another than asked for where it was renamed or transferred. */
  readonly fullName: string;
  readonly renamed: boolean;
  /** `owner/name` of what it was forked from. */
  readonly forkOf: string | null;
  readonly mirror: boolean;
  /** When the repository (a fork: the fork) was made on its forge; the history in it may be older. */
  readonly createdAt: Instant | null;
  /** Whether commits older than twelve months are in it; null where not told. */
  readonly olderThanAYear: boolean | null;
  /** The same of three years; absent where not told. */
  readonly olderThanThreeYears?: boolean | null;
}
/** Name, fork and age of the repository. */
export const identity = defineFact<RepositoryIdentity>({
  id: 'repository-identity',
  label: 'repository identity',
  of: 'repository',
  maxAgeHours: 24,
  // Under the name asked for it is there today, and was made before: that name it had. A history without old commits had none then either.
  then(identity, at) {
    if (identity.createdAt === null || identity.renamed) return UNDATED;
    if (!isBefore(identity.createdAt, at)) return NOT_YET;
    return {
      value: {
        ...identity,
        olderThanAYear: identity.olderThanAYear === false ? false : null,
        olderThanThreeYears: identity.olderThanThreeYears === false ? false : null,
      },
    };
  },
});

/** The account that owns the repository; `verified` as its forge says of an organisation's domain, null where it does not say. */
export const repositoryOwner = defineFact<{ readonly kind: 'organisation' | 'user'; readonly verified: boolean | null }>({
  id: 'repository-owner',
  label: 'owner',
  of: 'repository',
  maxAgeHours: 24 * 7,
});

/**
 * A year of human commits on the default branch, counted as PRODUCT.md's "Counting" says: 365 days up to `until`, author date, non-merge;
 * bots, release accounts and AI agents out; one human is one. Counts only: who the people are is not kept.
 */
export interface Activity {
  /** End of the window (the moment of asking). */
  readonly until: Instant;
  /** Human commits; an estimate where `sampled`. */
  readonly commits: number;
  /** People with at least one; at least so many where `sampled`. */
  readonly people: number;
  /** am5: people with at least five; at least so many where `sampled`. */
  readonly active: number;
  /** Of the window's twelve equal parts, oldest first: human commits. */
  readonly months: readonly number[];
  /** The same parts: commits of the busiest person. */
  readonly busiestMonths: readonly number[];
  /** Commits by person, busiest first, at most 100; estimates where `sampled`. */
  readonly shares: readonly number[];
  /** Contributor Absence Factor (CHAOSS): fewest people making half; null below ten commits. */
  readonly absenceFactor: number | null;
  /** Author date of the newest human commit seen, also where it is older than the window; null where none was seen. */
  readonly lastCommit: Instant | null;
  /**
   * Twelve monthly windows of at most 25 commits stand for the year: people are "at least", and such counts can never prove `fading`.
   */
  readonly sampled: boolean;
  /**
   * Set where the newest commits stand for the year instead (asked without a token): author date of the oldest of them. Commits, months and
   * shares are what was seen since, at least, and nothing is known of the months before.
   */
  readonly readSince?: Instant;
  /** What was left out of what was read: commits by bots, release accounts and AI agents, how many such accounts, and merge commits. */
  readonly leftOut: { readonly botCommits: number; readonly botAccounts: number; readonly merges: number };
  /** The forge's id of the busiest person's account, for asking about that account again; null where it has none. Never shown. */
  readonly busiestId: string | null;
  /** The same of the second busiest; absent where not kept. */
  readonly secondId?: string | null;
}

/** What of an activity may be shown. */
function exposeActivity({ busiestId: _, secondId: __, ...counts }: Activity): unknown {
  return counts;
}

/** Who keeps the repository alive: twelve months of commits. */
export const activity = defineFact<Activity>({
  id: 'activity',
  label: 'active people',
  of: 'repository',
  maxAgeHours: 24 * 7,
  expose: exposeActivity,
});

/**
 * Employers as far as addresses of the year's human commits tell: commits whose organisation is known, and the organisation (its domain) most of
 * those were made for. Free mail, noreply addresses, universities and foundations tell nothing; a domain counts from two people up.
 */
export interface Affiliations {
  /** End of the year. */
  readonly until: Instant;
  /** Human commits of the year, and those of known affiliation; estimates where the year was sampled. */
  readonly commits: number;
  readonly known: number;
  readonly most: { readonly domain: string; readonly commits: number; readonly people: number } | null;
}
/** For whom the year's commits were made. */
export const affiliations = defineFact<Affiliations>({
  id: 'affiliations',
  label: 'employers',
  of: 'repository',
  maxAgeHours: 24 * 7,
});

/** Twelve months of commits to the package's own directory. */
export const directoryActivity = defineFact<Activity>({
  id: 'directory-activity',
  label: 'active people in its own directory',
  of: 'directory',
  maxAgeHours: 24 * 7,
  expose: exposeActivity,
});

/**
 * Counts of people from a bulk service, with another definition than {@link activity}: all-time committers and commits, maintainers who
 * answered issues or changes within a year, and the share of commits not made by the busiest person (0 up to 1; dds).
 */
export const bulkPeople = defineFact<{
  readonly committers: number | null;
  readonly commits: number | null;
  readonly activeMaintainers: number | null;
  readonly othersShare: number | null;
}>({ id: 'bulk-people', label: 'people (bulk count)', of: 'repository', maxAgeHours: 24 * 7 });

/** Commits and issue activity of the 90 days before the day a bulk service looked; `asOf` is that day. Source: OpenSSF Scorecard, check Maintained. */
export const recentWork = defineFact<{ readonly commits: number; readonly issues: number }>({
  id: 'recent-work',
  label: 'work of 90 days',
  of: 'repository',
  maxAgeHours: 24 * 7,
});

/** Releases on the forge: the newest that is no prerelease, how many in all, and accounts that made one of the newest ten within 24 months. */
export const forgeReleases = defineFact<{
  readonly newest: { readonly tag: string; readonly at: Instant } | null;
  readonly total: number;
  readonly releasers: number;
}>({
  id: 'forge-releases',
  label: 'releases on the forge',
  of: 'repository',
  maxAgeHours: 24,
  // The count and the people are those of today.
  then: (releases) => shown(releases.total === 0, releases),
});

/** The tag to compare unreleased work with: the newest release's, else the newest tag by version; null where there is none. */
export const newestTag = defineFact<{ readonly name: string; readonly at: Instant | null } | null>({
  id: 'newest-tag',
  label: 'newest tag',
  of: 'repository',
  maxAgeHours: 24,
  then: (tag, at) => shown(tag === null || (tag.at !== null && isBefore(tag.at, at)), tag),
});

/** The newest tags, and the tags of the newest releases that are no drafts: at most 20. There may be others. */
export const knownTags = defineFact<readonly { readonly name: string; readonly released: boolean }[]>({
  id: 'known-tags',
  label: 'newest tags',
  of: 'repository',
  maxAgeHours: 24,
});

/** Open issues and open change requests. */
export const openWork = defineFact<{ readonly issues: number; readonly changes: number }>({
  id: 'open-work',
  label: 'open issues and changes',
  of: 'repository',
  maxAgeHours: 24,
});

/** The kinds of documents looked for in a repository's root and its `.github` and `docs` folders. */
export type DocumentKind =
  | 'licence'
  | 'readme'
  | 'governance'
  | 'maintainers'
  | 'owners'
  | 'codeowners'
  | 'contributing'
  | 'conduct'
  | 'security'
  | 'security-insights'
  | 'funding'
  | 'funding-json';

/** Paths of the documents that are there; a kind that is not named is not there. */
export const documents = defineFact<Readonly<Partial<Record<DocumentKind, string>>>>({
  id: 'documents',
  label: 'governance and security documents',
  of: 'repository',
  maxAgeHours: 24 * 7,
});

/** The licence the forge found in the repository, SPDX; null where it found none. */
export const forgeLicence = defineFact<string | null>({
  id: 'forge-licence',
  label: 'licence of the repository',
  of: 'repository',
  maxAgeHours: 24,
});

/** Pages where the repository asks for money (FUNDING.yml as its forge reads it); https only, at most 20. `platform` in lower case: `github`, `open_collective`, `custom`. */
export const forgeFunding = defineFact<readonly { readonly platform: string; readonly url: string }[]>({
  id: 'forge-funding',
  label: 'asks for funding',
  of: 'repository',
  maxAgeHours: 24 * 7,
});
