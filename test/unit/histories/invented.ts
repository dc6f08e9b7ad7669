import { commitBy, dayNumber, type History, type HistoryCommit, type Person } from '../../../scripts/histories/history.ts';

/** An invented person of a history; busier ones have lower ids. */
export function person(id: string, given: Partial<Person> = {}): Person {
  return { id, isBot: false, spans: [], ...given };
}

/** One commit of a person on each of so many consecutive days, the first on a date. */
export function daily(by: Person, first: string, count: number): readonly HistoryCommit[] {
  const day = dayNumber(first);
  return Array.from({ length: count }, (_, at) => commitBy(by, { day: day + at, lag: 0, merge: false }));
}

/** A history of nothing but what is given, read on 2026-01-01. */
export function history(given: Partial<History>): History {
  return {
    repository: 'example-org/invented',
    observed: dayNumber('2026-01-01'),
    before2014: { commits: 0, firstDay: null },
    tags: [],
    licences: [],
    notices: [],
    ...given,
    commits: [...(given.commits ?? [])].sort((a, b) => a.day - b.day),
  };
}
