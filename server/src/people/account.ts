import type { Author } from './commit.ts';

/** An account of a forge, as far as it is known; the login in lower case. */
export interface Account {
  readonly id: string | null;
  readonly login: string | null;
}

/**
 * The accounts an author's commit points to: the one the forge names, and the one behind a noreply address. What GitHub's own committer of
 * browser commits (`web-flow`) signed in a person's name points to no account: the person is the author.
 */
export function accountsOf(author: Author): readonly Account[] {
  const noreply = accountBehind(author.email ?? '');
  if (isWebFlow(author)) return [];
  const named = { id: author.id === '' ? null : author.id, login: author.login?.toLowerCase() ?? null };
  return [...(named.id === null && named.login === null ? [] : [named]), ...(noreply ? [noreply] : [])];
}

function isWebFlow({ login, name }: Author): boolean {
  return login?.toLowerCase() === 'web-flow' && !['', 'github'].includes(name?.trim().toLowerCase() ?? '');
}

/**
 * The account behind an address that a forge gives to people who hide theirs; undefined for any other address. Such an address is a person's
 * own. Forms: `123+login@users.noreply.github.com`, and `login@users.noreply.github.com` of accounts that chose it before mid 2017 (GitHub
 * Docs, "Email addresses reference"; GitHub Enterprise Server puts its own host behind `users.noreply.`); `123-login@users.noreply.gitlab.com`.
 */
export function accountBehind(address: string): Account | undefined {
  const form = /^(?:(\d+)([+-]))?([^@+\s]+)@users\.noreply\.([a-z0-9.-]+)$/.exec(address.trim().toLowerCase());
  if (!form) return undefined;
  const [, id = '', mark = '', rest = '', host] = form;
  // A login may begin with digits and a hyphen; only GitLab joins its ids so.
  if (mark === '-' && host !== 'gitlab.com') return { id: null, login: `${id}-${rest}` };
  return { id: host === 'github.com' && id !== '' ? id : null, login: rest };
}
