import { DAY } from './repository.ts';
import type { Commit, Person } from './repository.ts';

/** The words of one line. */
export type Row = readonly string[];

/** Every row begins with the days since the one before, base 36. */
export function dated(rows: readonly Row[]): readonly { readonly day: number; readonly row: Row }[] {
  let day = 0;
  return rows.map(([delta = '0', ...row]) => {
    day += Number.parseInt(delta, 36);
    return { day, row };
  });
}

/** Placeholders: a recorded person has a number, whether it is a bot, and perhaps the domain that most of the e-mails were of. */
export function peopleOf(repository: string, bots: ReadonlySet<string>, domains: readonly Row[]): (number: string) => Person {
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
  return {
    login,
    bot,
    email: bot || domain === undefined ? `${number}+${login}@users.noreply.github.com` : `${login}@${domain}`,
  };
}

const TOKEN = /^([0-9a-z]+)(\.|\/[0-9a-z]+)?(\+)?(?:~(-?[0-9a-z]+))?(?:\*([0-9a-z]+))?$/;

interface Done {
  readonly author: Person;
  readonly committer: Person | 'web';
  readonly merge: boolean;
  readonly lag: number;
}

/** Only days are recorded: the commits of a day are spread over it evenly. */
export function commitsOf(rows: readonly Row[], people: (number: string) => Person): readonly Commit[] {
  const commits: Commit[] = [];
  for (const { day, row } of dated(rows)) {
    const told = row.flatMap((token) => doneBy(token, people));
    for (const [at, { author, committer, merge, lag }] of told.entries()) {
      const authoredAt = day * DAY + Math.floor(((at + 1) / (told.length + 1)) * 86_399) * 1000;
      const number = commits.length + 1;
      commits.push({ number, authoredAt, committedAt: authoredAt + lag * DAY, author, committer, merge, headline: '' });
    }
  }
  return commits;
}

function doneBy(token: string, people: (number: string) => Person): Done | readonly Done[] {
  const { author, by, merge, lag, times } = tokenOf(token) ?? { author: '', by: null, merge: false, lag: 0, times: 1 };
  const done = { author: people(author), committer: by === null ? 'web' : people(by), merge, lag } as const;
  return times === 1 ? done : new Array<Done>(times).fill(done);
}

/** Reads one commit, or so many alike: numbers of people as written, `by` null for the forge's web pages, `lag` in days; undefined where it is none. */
export function tokenOf(
  token: string,
):
  | { readonly author: string; readonly by: string | null; readonly merge: boolean; readonly lag: number; readonly times: number }
  | undefined {
  const [, author, by, merge, lag, times] = TOKEN.exec(token) ?? [];
  if (author === undefined) return undefined;
  return {
    author,
    by: by === undefined ? null : by === '.' ? author : by.slice(1),
    merge: merge !== undefined,
    lag: lag === undefined ? 0 : Number.parseInt(lag, 36),
    times: times === undefined ? 1 : Number.parseInt(times, 36),
  };
}

/**
 * The commits of folders are recorded by day and author only: each is taken to be a commit, no merge, of that author on that day. Newest
 * first.
 */
export function folders(
  commits: readonly Commit[],
  sections: readonly { readonly name: string; readonly rows: readonly Row[] }[],
  people: (number: string) => Person,
): ReadonlyMap<string, readonly Commit[]> {
  const key = (day: number, { login }: Person) => `${day} ${login}`;
  const candidates = new Map<string, Commit[]>();
  for (const commit of sections.length === 0 ? [] : commits) {
    const of = key(Math.floor(commit.authoredAt / DAY), commit.author);
    if (!commit.merge)
      candidates
        .set(of, candidates.get(of) ?? [])
        .get(of)
        ?.push(commit);
  }
  const inside = (rows: readonly Row[]) =>
    dated(rows).flatMap(({ day, row }) =>
      row.flatMap((token) => {
        const [author = '', times = '1'] = token.split('*');
        return candidates.get(key(day, people(author)))?.slice(0, Number.parseInt(times, 36)) ?? [];
      }),
    );
  return new Map(sections.map(({ name, rows }) => [name, newestFirst(inside(rows))]));
}

/** In the order GitHub lists them. */
export function newestFirst(commits: readonly Commit[]): readonly Commit[] {
  return [...commits].sort((a, b) => b.committedAt - a.committedAt || b.number - a.number);
}
