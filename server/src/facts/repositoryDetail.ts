import { defineFact } from '../model/fact.ts';
import { isBefore, type Instant } from '../model/instant.ts';
import { shown } from './then.ts';

// Facts that cost a question of their own per repository: asked only for what is opened, added or asked for.

/** One of 24 equal months, oldest first: every commit of the default branch, merges and bots included, and those of the year's busiest person. */
export interface MonthOfCommits {
  readonly from: Instant;
  readonly commits: number;
  /** Null where the busiest person has no account to ask about. */
  readonly busiest: number | null;
}
/** Twenty-four months of commits. */
export const monthlyCommits = defineFact<readonly MonthOfCommits[]>({
  id: 'monthly-commits',
  label: 'commits by month',
  of: 'repository',
  maxAgeHours: 24 * 7,
});

/** How the year's busiest person came to lead: commits by that account against all, ever and by quarter of the last three years, oldest first. */
export interface LeadHistory {
  readonly commitsEver: number;
  readonly totalEver: number;
  /** Commits by that account older than three years. */
  readonly commitsBefore: number;
  readonly quarters: readonly { readonly from: Instant; readonly commits: number; readonly total: number }[];
  /**
   * The two years before the last: people seen with five commits or more, and the busiest's share of what was seen, 0 up to 1 (null below ten
   * commits). Where `sampled`, not every commit was read: people are "at least", the share an estimate. Absent where not told.
   */
  readonly yearsBefore?: { readonly active: number; readonly busiestShare: number | null; readonly sampled?: boolean };
}
/** How the busiest person came to lead. */
export const leadHistory = defineFact<LeadHistory>({
  id: 'lead-history',
  label: 'how the busiest person came to lead',
  of: 'repository',
  maxAgeHours: 24 * 7,
});

/** Who pressed merge within 12 months, of the change requests read (at most 100, newest first); `sampled` where there were more. */
export const mergers = defineFact<{ readonly merged: number; readonly people: number; readonly sampled: boolean }>({
  id: 'mergers',
  label: 'merge changes',
  of: 'repository',
  maxAgeHours: 24 * 7,
});

/** How questions and changes are met, on a small labelled sample: the newest issues and change requests of 24 months. */
export interface Responsiveness {
  /** Issues and changes in the sample. */
  readonly sample: number;
  readonly closed: number;
  /** Of the sample, those somebody with write access (other than the one who opened it) answered, merged or closed. */
  readonly answered: number;
  /** Median hours to the first answer by somebody else, where there was one; null below four such answers. */
  readonly firstResponseHours: number | null;
  /** When somebody with write access was last seen acting in the sample. */
  readonly keeperSeen: Instant | null;
  /** Opened within 12 months against closed within 12 months, of the sample; null where none was opened. */
  readonly closureRatio: number | null;
}
/** Time to First Response and Change Request Closure Ratio (CHAOSS), on a sample. */
export const responsiveness = defineFact<Responsiveness>({
  id: 'responsiveness',
  label: 'answers',
  of: 'repository',
  maxAgeHours: 24 * 7,
});

/** People seen in the year before the last and not in the year before that, and how many of them were seen in the last; on monthly samples. */
export const newcomers = defineFact<{ readonly came: number; readonly stayed: number }>({
  id: 'newcomers',
  label: 'newcomers and who stayed',
  of: 'repository',
  maxAgeHours: 24 * 30,
});

/**
 * Maintainers that a file of the repository lists, people only: how many, how many of them were matched to accounts, and how many of the
 * matched authored, merged or reviewed within 180 days; where `sampled`, at least so many.
 */
export const listedMaintainers = defineFact<{
  readonly file: string;
  readonly listed: number;
  readonly matched: number;
  readonly active: number;
  readonly sampled?: boolean;
}>({ id: 'listed-maintainers', label: 'listed, and of those active', of: 'repository', maxAgeHours: 24 * 7 });

/** The state the maintainers themselves give their project. */
export type OwnStatus =
  | 'active'
  | 'feature-complete'
  | 'maintenance-mode'
  | 'seeking-maintainers'
  | 'moved'
  | 'unmaintained'
  | 'deprecated'
  | 'archived';

/** The maintainers' own word, verbatim; null where the documents read say nothing of it. `since`: when the words came in, where known. */
export const ownWord = defineFact<{
  readonly status: OwnStatus;
  readonly words: string;
  readonly file: string;
  readonly since: Instant | null;
} | null>({
  id: 'own-word',
  label: "the maintainers' own word",
  of: 'repository',
  maxAgeHours: 24 * 7,
  // Words that came in before and still stand were said then; where none stand, others may have.
  then: (word, at) => shown(word !== null && word.since !== null && isBefore(word.since, at), word),
});

/** Most changes of the licence file that are read. */
export const LICENCE_FILE_CHANGES = 10;

/** When the repository's licence file was changed, newest first, at most {@link LICENCE_FILE_CHANGES}. */
export const licenceFileChanges = defineFact<readonly Instant[]>({
  id: 'licence-file-changes',
  label: 'changes of the licence file',
  of: 'repository',
  maxAgeHours: 24 * 30,
  // Where the file came later there may have been another, under another name.
  then(changes, at) {
    const before = changes.filter((change) => isBefore(change, at));
    return shown(before.length > 0, before);
  },
});

/**
 * The licences that the licence file called itself by after each of those changes, newest first: SPDX identifiers or short names, told by their
 * titles; several where it offers or joins several; empty where its text is none that is known by sight.
 */
export const licenceFileNames = defineFact<readonly { readonly at: Instant; readonly licences: readonly string[] }[]>({
  id: 'licence-file-names',
  label: 'licences the licence file named',
  of: 'repository',
  maxAgeHours: 24 * 30,
  // Of a full list that loses its newest nobody could tell any more that older changes were not read.
  then(names, at) {
    const before = names.filter((one) => isBefore(one.at, at));
    return shown(before.length > 0 && (before.length === names.length || names.length < LICENCE_FILE_CHANGES), before);
  },
});

/** What the default branch holds that the newest tag does not, told by comparing the two trees. */
export interface UnreleasedWork {
  readonly tag: string;
  /** Commits after the tag. */
  readonly commits: number;
  /** Whether files that ship differ: docs, tests, CI, licence text and development files are not counted. Null where the trees could not be compared. */
  readonly shipped: boolean | null;
  /** Author date of the oldest commit after the tag, where all were read; null otherwise. */
  readonly oldest: Instant | null;
}
/** Unreleased shipped changes. */
export const unreleasedWork = defineFact<UnreleasedWork>({
  id: 'unreleased-work',
  label: 'unreleased work',
  of: 'repository',
  maxAgeHours: 24,
});

/** A channel of a funding.json. `verified`: on the project's own address, or vouched for by the well-known file of the address it names. */
export interface FundingChannel {
  readonly url: string;
  readonly type: string;
  readonly verified: boolean;
  /** The well-known file that could vouch for it, of the address that the manifest names as the project's. */
  readonly wellKnown?: string;
}
/** Channels of a funding.json. */
export const fundingManifest = defineFact<readonly FundingChannel[]>({
  id: 'funding-manifest',
  label: 'funding.json',
  of: 'repository',
  maxAgeHours: 24 * 7,
  expose: (channels) => channels.map(({ url, type, verified }) => ({ url, type, verified })),
});
