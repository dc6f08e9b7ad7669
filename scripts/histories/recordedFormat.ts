import * as z from 'zod/mini';
import { commitBy, type History, type Person } from './history.ts';
import { numbered } from './numbering.ts';

const Column = z.array(z.int());
const Tags = z.object({ name: z.array(z.string()), day: Column });
const Recorded = z.object({
  repo: z.string().check(z.regex(/^[^/\s]+\/[^/\s]+$/)),
  snapshot: z.object({ observed_day: z.int() }),
  pre2014: z.object({ commits: z.int(), first_day: z.nullish(z.int()) }),
  authors: z.array(
    z.object({
      bot: z.boolean(),
      spans: z.nullish(z.array(z.tuple([z.string(), z.int(), z.int(), z.int()]))),
    }),
  ),
  commits: z.object({ day: Column, author: Column, committer: Column, lag: Column, merge: Column }),
  tags: z.nullish(z.array(z.object({ name: z.string(), day: z.int() }))),
  tag_cols: z.nullish(Tags),
  license_history: z.nullish(z.array(z.object({ day: z.int(), spdx: z.nullable(z.string()) }))),
  notice_history: z.nullish(z.array(z.object({ day: z.int(), keys: z.array(z.string()) }))),
});

/** Reads the text of `<owner>__<name>.json` (the format of `data/histories`); throws an Error of one line where it is of another shape. */
export function readRecorded(text: string): History {
  const parsed = Recorded.safeParse(JSON.parse(text));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new Error(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'another shape'}`);
  }
  const { repo, snapshot, pre2014, authors, commits, tags, tag_cols: columns, ...rest } = parsed.data;
  const { day, author, lag, merge, committer } = commits;
  if ([author, lag, merge, committer].some(({ length }) => length !== day.length))
    throw new Error('commits: columns of different length');
  const number = numbered(commits);
  const people = authors.map(({ bot, spans }, at): Person => ({
    id: (number.get(at) ?? authors.length).toString(36),
    isBot: bot,
    spans: (spans ?? []).map(([domain, first, last, count]) => ({ domain, first, last, commits: count })),
  }));
  const columnTags = columns?.name.map((name, at) => ({ name, day: columns.day[at] ?? Number.NaN })) ?? [];
  return {
    repository: repo,
    observed: snapshot.observed_day,
    before2014: { commits: pre2014.commits, firstDay: pre2014.first_day ?? null },
    commits: day
      .map((authored, at) => {
        const person = people[author[at] ?? -1];
        if (!person) throw new Error(`commits.author.${at}: no such author`);
        return commitBy(person, { day: authored, lag: lag[at] ?? 0, merge: merge[at] === 1 });
      })
      .sort((a, b) => a.day - b.day),
    tags: [...(tags ?? []), ...columnTags].sort((a, b) => a.day - b.day),
    licences: (rest.license_history ?? []).map(({ day: since, spdx }) => ({ day: since, words: spdx })),
    notices: rest.notice_history ?? [],
  };
}
