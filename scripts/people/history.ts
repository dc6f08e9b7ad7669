import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import type { Commit } from '../../server/src/people/commit.ts';

const History = z.object({
  snapshot: z.object({ observed_until: z.string() }),
  authors: z.array(z.object({ id: z.string(), bot: z.boolean() })),
  commits: z.object({
    day: z.array(z.number()),
    author: z.array(z.number()),
    lag: z.array(z.number()),
    merge: z.array(z.number()),
  }),
});

/** A recorded commit; `landed` is its commit date. */
export interface RecordedCommit extends Commit {
  readonly landed: string;
}

/** A recorded history: the commits of a default branch, and until when they were read. */
export interface RecordedHistory {
  readonly repository: string;
  readonly observedUntil: string;
  readonly commits: readonly RecordedCommit[];
}

/**
 * Reads `<owner>__<name>.json`, as `README.md` beside it says: days since 1970-01-01 by author date, authors already one id a human, and bots
 * marked. A day's commits stand at its last second: a day before `until`'s is in the year, and its part of the year is counted back from
 * `until` in whole days. Throws where the file is absent or of another shape.
 */
export function readHistory(folder: string, repository: string): RecordedHistory {
  const text = readFileSync(join(folder, `${repository.replace('/', '__')}.json`), 'utf8');
  const { snapshot, authors, commits } = History.parse(JSON.parse(text));
  return {
    repository,
    observedUntil: snapshot.observed_until,
    commits: commits.day.map((day, at) => {
      const author = authors[commits.author[at] ?? -1];
      if (!author) throw new Error(`${repository}: commit ${at} has no author in the list`);
      return {
        at: lastSecondOf(day),
        landed: lastSecondOf(day + (commits.lag[at] ?? 0)),
        parents: commits.merge[at] === 1 ? 2 : 1,
        author: { id: author.id, login: null, email: null, name: null, isBotAccount: author.bot },
      };
    }),
  };
}

/** The repositories of a folder of histories, by name. */
export function recordedRepositories(folder: string): readonly string[] {
  return readdirSync(folder)
    .filter((file) => /^[^_]+.*__.*\.json$/.test(file))
    .map((file) => file.replace(/\.json$/, '').replace('__', '/'))
    .sort();
}

function lastSecondOf(day: number): string {
  return new Date((day * 86_400 + 86_399) * 1000).toISOString();
}
