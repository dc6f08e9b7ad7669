import type { Author, Commit } from '../../../server/src/people/commit.ts';

/** The end of the year that the stories count. */
export const UNTIL = '2026-01-01T00:00:00.000Z';

/** An author of whom nothing is known but what is given. */
export function author(given: Partial<Author>): Author {
  return { id: null, login: null, email: null, name: null, isBotAccount: false, ...given };
}

/** A person of the stories: an account and an address of their own. */
export function person(login: string): Author {
  return author({ id: `A_${login}`, login, email: `${login}@example.org`, name: `${login} of the stories` });
}

/** A non-merge commit so many days before the end of the year. */
export function commit(by: Author, daysBefore: number): Commit {
  return { at: new Date(Date.parse(UNTIL) - daysBefore * 86_400_000).toISOString(), parents: 1, author: by };
}

/** So many commits of one author, a day apart, the newest so many days before the end. */
export function commits(by: Author, count: number, newest = 1): readonly Commit[] {
  return Array.from({ length: count }, (_, at) => commit(by, newest + at));
}
