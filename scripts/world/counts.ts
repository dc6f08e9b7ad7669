import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';

const Column = z.array(z.number());
const Raw = z.object({
  repo: z.string(),
  snapshot: z.object({ observed_day: z.number() }),
  pre2014: z.object({ commits: z.number() }),
  authors: z.array(z.object({ bot: z.boolean() })),
  commits: z.object({ day: Column, author: Column, lag: Column, merge: Column }),
});

/** A year of one repository up to the beginning of a day, counted straight from the raw history; dates are committer dates. */
export interface YearCounts {
  readonly repository: string;
  /** Days since 1970-01-01: the year ends where this day begins. */
  readonly day: number;
  readonly commits: number;
  readonly merges: number;
  /** People (no bots) with a commit that is no merge, and how many such commits the busiest made. */
  readonly people: number;
  readonly busiest: number;
  /** Commits of all time up to that day. */
  readonly ever: number;
}

/** A day in each of three times; the last is the one the history was read on. */
const DAYS = [17_348, 18_628];

/** What the committed form of the histories is checked against: it is made from the raw ones, by other means. */
export function countsOf(folder: string): readonly YearCounts[] {
  return readdirSync(folder)
    .filter((file) => file.includes('__'))
    .sort()
    .flatMap((file) => {
      const raw = Raw.parse(JSON.parse(readFileSync(join(folder, file), 'utf8')));
      const { observed_day: observed } = raw.snapshot;
      return [...DAYS.filter((day) => day < observed), observed].map((day) => year(raw, day));
    });
}

function year({ repo, pre2014, authors, commits }: z.infer<typeof Raw>, day: number): YearCounts {
  const all = commits.day.map((authored, at) => ({
    committed: authored + (commits.lag[at] ?? 0),
    author: commits.author[at] ?? -1,
    merge: commits.merge[at] === 1,
  }));
  const own = all.filter(({ committed }) => committed >= day - 365 && committed < day);
  const human = own.filter(({ author, merge }) => !merge && authors[author]?.bot === false);
  const counts = new Map<number, number>();
  for (const { author } of human) counts.set(author, (counts.get(author) ?? 0) + 1);
  return {
    repository: repo,
    day,
    commits: own.length,
    merges: own.filter(({ merge }) => merge).length,
    people: counts.size,
    busiest: Math.max(0, ...counts.values()),
    ever: pre2014.commits + all.filter(({ committed }) => committed < day).length,
  };
}
