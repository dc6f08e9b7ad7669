import { dated, tokenOf, type Row } from '../../test/upstream/world/historyCommits.ts';
import { commitBy, dayNumber, type History, type HistoryCommit, type Person, type Span } from './history.ts';

/**
 * Reads a history of the recorded world (`test/upstream/world/histories/*.txt`; its grammar stands in `test/upstream/README.md`): the same facts as
 * the file it was compiled from. Throws an Error of one line where it is of another shape.
 */
export function readCompact(text: string): History {
  const rows: readonly Row[] = text
    .trimEnd()
    .split('\n')
    .map((line) => line.split(' '));
  const tagsAt = rows.findIndex(([word]) => word === 'tags');
  const commitsAt = rows.findIndex(([word], at) => at > tagsAt && word === 'commits');
  if (tagsAt < 0 || commitsAt < 0) throw new Error('no lines "tags" and "commits"');
  const head = rows.slice(0, tagsAt);
  const all = (word: string) => head.filter(([first]) => first === word).map((row) => row.slice(1));
  const one = (word: string) => {
    const [row] = all(word);
    if (row === undefined) throw new Error(`no line "${word}"`);
    return row;
  };
  const [count = '0', , firstDay] = one('before2014');
  const directoriesAt = rows.findIndex(([word], at) => at > commitsAt && word === 'directory');
  const observed = dayNumber(one('observed').join(' '));
  if (Number.isNaN(observed)) throw new Error('"observed" is no date');
  return {
    repository: one('repository').join(' '),
    observed,
    before2014: { commits: Number(count), firstDay: firstDay === undefined ? null : Number(firstDay) },
    commits: commitsOf(
      rows.slice(commitsAt + 1, directoriesAt < 0 ? undefined : directoriesAt),
      peopleOf(new Set(all('bots').flat()), all('span')),
    ),
    tags: dated(rows.slice(tagsAt + 1, commitsAt)).map(({ day, row }) => ({ name: row.join(' '), day })),
    licences: all('licence').map(([day, ...words]) => ({ day: Number(day), words: licenceWords(words) })),
    notices: all('notice').map(([day, ...keys]) => ({ day: Number(day), keys })),
  };
}

/** `Apache-2.0 MIT` are parts of one file; behind a `?` stand the recorders' own words where those are no SPDX identifiers. */
function licenceWords([first, ...more]: readonly string[]): string | null {
  if (first !== '?') return [first, ...more].join('+');
  return more.length === 0 ? null : more.join(' ');
}

function peopleOf(bots: ReadonlySet<string>, spans: readonly Row[]): (id: string) => Person {
  const spansOf = new Map<string, Span[]>();
  for (const [id = '', domain = '', first, last, commits] of spans) {
    const own = spansOf.get(id) ?? [];
    spansOf.set(id, [...own, { domain, first: Number(first), last: Number(last), commits: Number(commits) }]);
  }
  const made = new Map<string, Person>();
  return (id) => {
    const person = made.get(id) ?? { id, isBot: bots.has(id), spans: spansOf.get(id) ?? [] };
    made.set(id, person);
    return person;
  };
}

function commitsOf(rows: readonly Row[], people: (id: string) => Person): readonly HistoryCommit[] {
  return dated(rows).flatMap(({ day, row }) =>
    row.flatMap((token) => {
      const told = tokenOf(token);
      if (told === undefined || Number.isNaN(day)) throw new Error(`"${token}" is no commit`);
      const commit = commitBy(people(told.author), { day, lag: told.lag, merge: told.merge });
      return Array.from({ length: told.times }, () => commit);
    }),
  );
}
