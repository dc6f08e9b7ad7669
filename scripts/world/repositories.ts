import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { numbered } from '../histories/numbering.ts';
import { readHistory } from './history.ts';

const Column = z.array(z.number());
const Recorded = z.object({
  repo: z.string(),
  ecosystem: z.array(z.string()),
  snapshot: z.object({ date: z.string() }),
  pre2014: z.object({ commits: z.number(), authors: z.number(), first_day: z.nullable(z.number()) }),
  authors: z.array(
    z.object({
      bot: z.boolean(),
      domain: z.nullable(z.string()),
      spans: z.optional(z.array(z.tuple([z.string(), z.number(), z.number(), z.number()]))),
    }),
  ),
  commits: z.object({ day: Column, author: Column, committer: Column, lag: Column, merge: Column }),
  license_history: z.catch(z.array(z.object({ spdx: z.nullable(z.string()) })), []),
  notice_history: z.array(z.object({ day: z.number(), keys: z.array(z.string()) })),
  governance: z.record(z.string(), z.unknown()),
  pulls: z.catch(z.nullable(z.object({ by_month: z.record(z.string(), z.number()) })), null),
  modules: z.catch(z.nullable(z.array(z.object({ dir: z.string(), commits: z.object({ day: Column, author: Column }) }))), null),
});
type History = z.infer<typeof Recorded>;

/** One repository's history in the committed form: its file name and text. Its grammar stands in test/upstream/README.md. */
export interface CompactHistory {
  readonly file: string;
  readonly text: string;
  readonly commits: number;
}

/** Every history of a folder (`<owner>__<name>.json`) in the committed form; throws where one is of another shape. */
export function compactHistories(folder: string): readonly CompactHistory[] {
  return readdirSync(folder)
    .filter((file) => file.includes('__'))
    .sort()
    .map((file) => {
      const history = Recorded.parse(JSON.parse(readFileSync(join(folder, file), 'utf8')));
      return {
        file: file.replace(/\.json$/, '.txt'),
        text: compact(history, readHistory(folder, history.repo)),
        commits: history.commits.day.length,
      };
    });
}

function compact(history: History, { observed, tags, licences }: ReturnType<typeof readHistory>): string {
  const number = numbered(history.commits);
  const { pre2014, authors, snapshot, ecosystem } = history;
  const known = authors
    .map((author, at) => ({ ...author, number: number.get(at) }))
    .filter((author) => author.number !== undefined);
  const bots = known.filter(({ bot }) => bot).map((author) => author.number ?? 0);
  const domains = [...new Set(known.flatMap(({ domain }) => domain ?? []))].sort();
  return lines([
    `repository ${history.repo}`,
    `ecosystem ${ecosystem.join(' ')}`.trim(),
    `head ${snapshot.date}`,
    `observed ${observed}`,
    `before2014 ${pre2014.commits} ${pre2014.authors} ${pre2014.first_day ?? ''}`.trim(),
    ...(bots.length === 0 ? [] : [`bots ${sorted(bots)}`]),
    ...domains.map(
      (name) => `domain ${name} ${sorted(known.filter(({ domain }) => domain === name).map((author) => author.number ?? 0))}`,
    ),
    ...known.flatMap(({ spans = [], number: who = 0 }) => spans.map((span) => ['span', base36(who), ...span].join(' '))),
    ...licences.map(([day, spdx], at) =>
      ['licence', day, ...(spdx === null ? ['?', history.license_history[at]?.spdx ?? []].flat() : [spdx])].join(' '),
    ),
    ...history.notice_history.map(({ day, keys }) => ['notice', day, ...keys].join(' ')),
    ...Object.entries(history.governance)
      .filter(([, value]) => value !== null && value !== false)
      .map(([key, value]) => `governance ${key} ${JSON.stringify(value)}`),
    ...byYear(history.pulls?.by_month ?? {}),
    'tags',
    ...deltas([...tags].sort((a, b) => a.day - b.day)).map(({ item, delta }) => `${delta} ${item.name}`),
    'commits',
    ...days(commitTokens(history, number)),
    ...(history.modules ?? []).flatMap(({ dir, commits }) => [
      `directory ${dir}`,
      ...days(commits.day.map((day, at) => ({ day, token: base36(number.get(commits.author[at] ?? -1) ?? 0) }))),
    ]),
  ]);
}

function commitTokens({ commits }: History, number: ReadonlyMap<number, number>): readonly Token[] {
  return commits.day.map((day, at) => {
    const author = commits.author[at] ?? -1;
    const committer = commits.committer[at] ?? -1;
    const lag = commits.lag[at] ?? 0;
    const by = committer < 0 ? '' : committer === author ? '.' : `/${base36(number.get(committer) ?? 0)}`;
    const token = `${base36(number.get(author) ?? 0)}${by}${commits.merge[at] === 1 ? '+' : ''}${lag === 0 ? '' : `~${base36(lag)}`}`;
    return { day, token };
  });
}

interface Token {
  readonly day: number;
  readonly token: string;
}

/** One line a day: days since the line before, and what was done that day, equal commits once with their number. */
function days(tokens: readonly Token[]): readonly string[] {
  const byDay = new Map<number, Map<string, number>>();
  for (const { day, token } of tokens) {
    const told = byDay.get(day) ?? new Map<string, number>();
    byDay.set(day, told.set(token, (told.get(token) ?? 0) + 1));
  }
  return deltas([...byDay].map(([day, told]) => ({ day, told })).sort((a, b) => a.day - b.day)).map(({ item, delta }) =>
    [delta, ...[...item.told].map(([token, times]) => (times === 1 ? token : `${token}*${base36(times)}`))].join(' '),
  );
}

/** Days since the one before, base 36; the first since 1970-01-01. */
function deltas<T extends { readonly day: number }>(
  items: readonly T[],
): readonly { readonly item: T; readonly delta: string }[] {
  return items.map((item, at) => ({ item, delta: base36(item.day - (items[at - 1]?.day ?? 0)) }));
}

function byYear(months: Readonly<Record<string, number>>): readonly string[] {
  const years = [...new Set(Object.keys(months).map((month) => month.slice(0, 4)))].sort();
  const month = (at: number) => String(at + 1).padStart(2, '0');
  return years.map(
    (year) => `pulls ${year} ${Array.from({ length: 12 }, (_, at) => months[`${year}-${month(at)}`] ?? 0).join(' ')}`,
  );
}

function sorted(numbers: readonly number[]): string {
  return [...numbers]
    .sort((a, b) => a - b)
    .map(base36)
    .join(' ');
}

function base36(value: number): string {
  return value.toString(36);
}

function lines(all: readonly string[]): string {
  return `${all.join('\n')}\n`;
}
