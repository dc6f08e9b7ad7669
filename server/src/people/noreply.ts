/**
 * The account behind an address that a forge gives to people who hide theirs; undefined for any other address. Such an address is a person's
 * own. Forms: `123+login@users.noreply.github.com`, and `login@users.noreply.github.com` of accounts that chose it before mid 2017 (GitHub
 * Docs, "Email addresses reference"; GitHub Enterprise Server puts its own host behind `users.noreply.`); `123-login@users.noreply.gitlab.com`.
 */
export function accountOf(address: string): { readonly login: string; readonly id?: string } | undefined {
  const form = /^(?:(\d+)[+-])?([^@+\s]+)@users\.noreply\.([a-z0-9.-]+)$/.exec(address.trim().toLowerCase());
  const [, id, login, host] = form ?? [];
  if (login === undefined) return undefined;
  return host === 'github.com' && id !== undefined ? { login, id } : { login };
}
