import { readLocal } from '../root.ts';
import { DAY } from './repository.ts';
import type { Commit, Person, Tag } from './repository.ts';

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

type Row = readonly string[];

function parse(text: string): HistoryFile {
  const rows: readonly Row[] = text.trimEnd().split('\n').map((line) => line.split(' '));
  const start = rows.findIndex(([word]) => word === 'tags');
  const middle = rows.findIndex(([word], at) => at > start && word === 'commits');
  const all = (word: string) => rows.slice(0, start).filter(([first]) => first === word).map((row) => row.slice(1));
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
    directories: new Map(sections.slice(1).map(({ name, rows: own }) => [name, newestFirst(within(commits, own, people))])),
  };
}

function split(rows: readonly Row[]): readonly { readonly name: string; readonly rows: readonly Row[] }[] {
  const heads = rows.flatMap(([word], at) => (word === 'directory' ? [at] : []));
  const starts = [-1, ...heads];
  return starts.map((from, at) => ({ name: rows[from]?.slice(1).join(' ') ?? '', rows: rows.slice(from + 1, starts[at + 1] ?? rows.length) }));
}

/** Every row begins with the days since the one before, base 36. */
function dated(rows: readonly Row[]): readonly { readonly day: number; readonly row: Row }[] {
  let day = 0;
  return rows.map(([delta = '0', ...row]) => {
    day += Number.parseInt(delta, 36);
    return { day, row };
  });
}

/** Placeholders: a recorded person has a number, whether it is a bot, and perhaps the domain that most of the e-mails were of. */
function peopleOf(repository: string, bots: ReadonlySet<string>, domains: readonly Row[]): (number: string) => Person {
  const suffix = (repository.split('/')[1] ?? '').replace(/[^A-Za-z0-9]+/g, '-').toLowerCase();
  const domainOf = new Map(domains.flatMap(([name = '', ...numbers]) => numbers.map((number) => [number, name] as const)));
  const made = new Map<string, Person>();
  return (number) => {
    const person = made.get(number) ?? placeholder(Number.parseInt(number, 36), suffix, bots.has(number), domainOf.get(number));
    made.set(number, person);
    return person;
  };
}

function placeholder(number: number, suffix: string, bot: boolean, domain: string | undefined): Person {
  const login = `a${number}-${suffix}${bot ? '[bot]' : ''}`;
  return { login, bot, email: bot || domain === undefined ? `${number}+${login}@users.noreply.github.com` : `${login}@${domain}` };
}

const TOKEN = /^([0-9a-z]+)(\.|\/[0-9a-z]+)?(\+)?(?:~(-?[0-9a-z]+))?(?:\*([0-9a-z]+))?$/;

/** Only days are recorded: the commits of a day are spread over it evenly. */
function commitsOf(rows: readonly Row[], people: (number: string) => Person): readonly Commit[] {
  let number = 0;
  return dated(rows).flatMap(({ day, row }) => {
    const told = row.flatMap((token) => {
      const [, author = '', by, merge, lag = '0', times = '1'] = TOKEN.exec(token) ?? [];
      const committer = by === undefined ? ('web' as const) : people(by === '.' ? author : by.slice(1));
      const one = { author: people(author), committer, merge: merge !== undefined, lag: Number.parseInt(lag, 36) };
      return Array.from({ length: Number.parseInt(times, 36) }, () => one);
    });
    return told.map(({ lag, ...one }, at): Commit => {
      const authoredAt = day * DAY + Math.floor(((at + 1) / (told.length + 1)) * 86_399) * 1000;
      number += 1;
      return { ...one, number, headline: '', authoredAt, committedAt: authoredAt + lag * DAY };
    });
  });
}

/** The commits of a folder are recorded by day and author only: each is taken to be a non-merge commit of that author on that day. */
function within(commits: readonly Commit[], rows: readonly Row[], people: (number: string) => Person): readonly Commit[] {
  const byAuthorAndDay = new Map<string, Commit[]>();
  for (const commit of commits) {
    if (commit.merge) continue;
    const key = `${Math.floor(commit.authoredAt / DAY)} ${commit.author.login}`;
    byAuthorAndDay.set(key, [...(byAuthorAndDay.get(key) ?? []), commit]);
  }
  return dated(rows).flatMap(({ day, row }) =>
    row.flatMap((token) => {
      const [author = '', times = '1'] = token.split('*');
      return (byAuthorAndDay.get(`${day} ${people(author).login}`) ?? []).slice(0, Number.parseInt(times, 36));
    }),
  );
}

function newestFirst(commits: readonly Commit[]): readonly Commit[] {
  return [...commits].sort((a, b) => b.committedAt - a.committedAt || b.number - a.number);
}
