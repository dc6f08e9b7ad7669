import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../root.ts';
import { HISTORIES, historyFile } from './historyFile.ts';
import type { HistoryFile } from './historyFile.ts';
import { recordedFiles } from './recordedFiles.ts';
import { DAY, firstUpTo, NotRecorded } from './repository.ts';
import type { Commit, Moment, Repositories, Repository } from './repository.ts';
import type { Iso } from './world.ts';

/**
 * Real repositories as of a moment, with recorded facts only. A history says nothing of the time after it was read: its commits are not
 * recorded once the moment is more than `staleDays` later, for then silence would look like rest.
 */
export function recordedRepositories(now: Iso, staleDays: number): Repositories {
  const folder = join(ROOT, HISTORIES);
  const files = existsSync(folder) ? readdirSync(folder) : [];
  return new Map(
    files.map((file) => {
      let made: Repository | undefined;
      return [
        file
          .replace('__', '/')
          .replace(/\.txt$/, '')
          .toLowerCase(),
        () => (made ??= asOf(historyFile(file), Date.parse(now), staleDays)),
      ];
    }),
  );
}

function asOf(history: HistoryFile, now: Moment, staleDays: number): Repository {
  const { repository, observed, before } = history;
  const seen = history.commits.slice(firstUpTo(history.commits, now));
  const lastDay = Date.parse(observed) + DAY * (1 + staleDays);
  const known = <T>(value: T): T => {
    if (now <= lastDay) return value;
    throw new NotRecorded(`the history of ${repository} is recorded until ${observed}: start the upstream with a moment before`);
  };
  const head = now >= Date.parse(history.head) + DAY && now <= lastDay;
  const licence = licenceAt(history, now);
  const funding = head ? fundingOf(history) : undefined;
  return {
    fullName: repository,
    formerNames: [],
    observed,
    before,
    commits: () => known(seen),
    commitsTo: (path) => {
      const own = history.directories.get(path);
      if (own === undefined) throw new NotRecorded(`commits to ${path} of ${repository} are not recorded`);
      return known(own.filter(({ committedAt }) => committedAt <= now));
    },
    tags: history.tags.filter(({ at }) => at <= now),
    ...(licence === undefined || now > lastDay ? {} : { licence }),
    ...(takesCommits(history.commits, now) ? { archived: false, archivedAt: null, disabled: false } : {}),
    ...(funding === undefined ? {} : { funding }),
    ...(head && history.governance['security'] === true ? { securityPolicy: true } : {}),
    files: (at) => {
      if (head && at >= Date.parse(history.head)) return recordedFiles(history, licence);
      throw new NotRecorded(`the files of ${repository} are recorded for ${history.head} to ${observed} only`);
    },
  };
}

const NEAR = 31 * DAY;

/** A repository that took commits within a month before and after the moment was open then. Otherwise nothing is recorded of it. */
function takesCommits(commits: readonly Commit[], now: Moment): boolean {
  const at = firstUpTo(commits, now);
  const [after, before] = [commits[at - 1], commits[at]];
  return after !== undefined && before !== undefined && after.committedAt - now <= NEAR && now - before.committedAt <= NEAR;
}

function licenceAt({ licences }: HistoryFile, now: Moment): string | null | undefined {
  if (licences.length === 0) return undefined;
  const last = licences.findLast(({ day }) => day * DAY <= now);
  return last === undefined ? null : last.spdx;
}

/** FUNDING.yml names platforms; whose page on them is not recorded. Without the file the owner's own could stand in: not recorded. */
function fundingOf({ governance }: HistoryFile): Repository['funding'] {
  const { funding } = governance;
  if (typeof funding !== 'object' || funding === null) return undefined;
  return Object.entries(funding).flatMap(([platform, times]) =>
    Array.from({ length: Number(times) }, () => ({ platform: platform.toUpperCase() })),
  );
}
