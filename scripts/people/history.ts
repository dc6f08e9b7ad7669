import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import type { Commit } from '../../server/src/people/commit.ts';

const History = z.object({
  authors: z.array(z.object({ id: z.string(), bot: z.boolean() })),
  commits: z.object({ day: z.array(z.number()), author: z.array(z.number()), merge: z.array(z.number()) }),
});

/**
 * The commits of `<owner>__<name>.json`, as `README.md` beside it says: days since 1970-01-01 by author date, authors already one id a human, and
 * bots marked. A day's commits stand at its last second: a day before `until`'s is in the year, and its part of the year is counted back from
 * `until` in whole days. Throws where the file is absent or of another shape.
 */
export function recordedCommits(folder: string, repository: string): readonly Commit[] {
  const text = readFileSync(join(folder, `${repository.replace('/', '__')}.json`), 'utf8');
  const { authors, commits } = History.parse(JSON.parse(text));
  return commits.day.map((day, at) => {
    const author = authors[commits.author[at] ?? -1];
    if (!author) throw new Error(`${repository}: commit ${at} has no author in the list`);
    return {
      at: new Date((day * 86_400 + 86_399) * 1000).toISOString(),
      parents: commits.merge[at] === 1 ? 2 : 1,
      author: { id: author.id, login: null, email: null, name: null, isBotAccount: author.bot },
    };
  });
}
