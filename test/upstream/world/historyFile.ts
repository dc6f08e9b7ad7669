import { readLocal } from '../root.ts';
import { commitsOf, dated, folders, newestFirst, peopleOf } from './historyCommits.ts';
import type { Row } from './historyCommits.ts';
import { DAY } from './repository.ts';
import type { Commit, Tag } from './repository.ts';

/** The folder of recorded histories, from the repository's root. */
export const HISTORIES = 'test/upstream/world/histories';

/** A recorded history as its file tells it, whatever the moment. */
export interface HistoryFile {
  readonly repository: string;
  /** The day the newest commit was made, and the day the history was read. */
  readonly head: string;
  readonly observed: string;
  readonly before: { readonly commits: number; readonly people: number };
  readonly licences: readonly { readonly day: number; readonly spdx: string | null | undefined }[];
  readonly notices: readonly { readonly day: number; readonly keys: readonly string[] }[];
  /** What was there on the day of the newest commit. */
  readonly governance: Readonly<Record<string, unknown>>;
  /** Change requests by month, `2014-03`: the month of the last commit on each. */
  readonly pulls: Readonly<Record<string, number>>;
  readonly tags: readonly Tag[];
  /** Newest committed first. */
  readonly commits: readonly Commit[];
  /** Non-merge commits by module folder, newest first. */
  readonly directories: ReadonlyMap<string, readonly Commit[]>;
}

const read = new Map<string, HistoryFile>();

/** Reads `<owner>__<name>.txt`, once. */
export function historyFile(file: string): HistoryFile {
  const history = read.get(file) ?? parse(readLocal(`${HISTORIES}/${file}`));
  read.set(file, history);
  return history;
}

function parse(text: string): HistoryFile {
  const rows: readonly Row[] = text
    .trimEnd()
    .split('\n')
    .map((line) => line.split(' '));
  const start = rows.findIndex(([word]) => word === 'tags');
  const middle = rows.findIndex(([word], at) => at > start && word === 'commits');
  const all = (word: string) =>
    rows
      .slice(0, start)
      .filter(([first]) => first === word)
      .map((row) => row.slice(1));
  const one = (word: string) => all(word)[0] ?? [];
  const repository = one('repository').join(' ');
  const people = peopleOf(repository, new Set(one('bots')), all('domain'));
  const sections = split(rows.slice(middle + 1));
  const commits = commitsOf(sections[0]?.rows ?? [], people);
  const [count = '0', authors = '0'] = one('before2014');
  return {
    repository,
    head: one('head').join(''),
    observed: one('observed').join(''),
    before: { commits: Number(count), people: Number(authors) },
    licences: all('licence').map(([day, ...spdx]) => ({
      day: Number(day),
      spdx: spdx[0] === '?' || spdx.length !== 1 ? undefined : spdx[0],
    })),
    notices: all('notice').map(([day, ...keys]) => ({ day: Number(day), keys })),
    governance: Object.fromEntries(
      all('governance').map(([key = '', ...json]): [string, unknown] => [key, JSON.parse(json.join(' '))]),
    ),
    pulls: Object.fromEntries(
      all('pulls').flatMap(([year = '', ...months]) =>
        months.map((n, at): [string, number] => [`${year}-${String(at + 1).padStart(2, '0')}`, Number(n)]),
      ),
    ),
    tags: dated(rows.slice(start + 1, middle)).map(({ day, row }) => ({ name: row.join(' '), at: day * DAY })),
    commits: newestFirst(commits),
    directories: folders(commits, sections.slice(1), people),
  };
}

function split(rows: readonly Row[]): readonly { readonly name: string; readonly rows: readonly Row[] }[] {
  const heads = rows.flatMap(([word], at) => (word === 'directory' ? [at] : []));
  const starts = [-1, ...heads];
  return starts.map((from, at) => ({
    name: rows[from]?.slice(1).join(' ') ?? '',
    rows: rows.slice(from + 1, starts[at + 1] ?? rows.length),
  }));
}
