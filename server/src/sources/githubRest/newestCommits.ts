import * as z from 'zod/mini';
import type { Activity } from '../../facts/repository.ts';
import { DAY_MS, type Instant } from '../../model/instant.ts';
import type { Commit } from '../../people/commit.ts';
import { countYear } from '../../people/count.ts';
import type { CountOptions } from '../../people/year.ts';
import { CommitEntry } from './answers.ts';

/** Commits of one page, the most that GitHub gives. */
export const PAGE = 100;

/** The start of the year counted. */
export function yearBefore(until: Instant): Instant {
  return new Date(Date.parse(until) - 365 * DAY_MS).toISOString();
}

/** The last second before a moment: GitHub counts both ends of a stretch of time. */
export function lastSecondBefore(moment: Instant): Instant {
  return new Date(Date.parse(moment) - 1000).toISOString();
}

/**
 * The year that the options name, from the newest commits of it. Exact where they are all; else every figure is what was seen, at least: `sampled`,
 * and `readSince` says from when on commits were read.
 */
export function activityOf(entries: readonly unknown[], hasMore: boolean, options: CountOptions): Activity {
  const commits = entries.flatMap((entry): Commit[] => {
    const read = z.safeParse(CommitEntry, entry);
    return read.success ? [commitOf(read.data)] : [];
  });
  const counted = countYear(commits, options);
  if (!hasMore && commits.length === entries.length) return counted;
  const [oldest] = commits.map(({ at }) => Date.parse(at)).sort((a, b) => a - b);
  const isCut = hasMore && oldest !== undefined;
  return { ...counted, sampled: true, ...(isCut ? { readSince: new Date(oldest).toISOString() } : {}) };
}

function commitOf({ commit, author, parents }: CommitEntry): Commit {
  return {
    at: commit.author.date,
    parents: parents.length,
    author: {
      id: author?.node_id ?? null,
      login: author?.login ?? null,
      email: commit.author.email ?? null,
      name: commit.author.name ?? null,
      isBotAccount: author?.type === 'Bot',
    },
  };
}
