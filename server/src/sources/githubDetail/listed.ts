/**
 * Somebody a file lists as a maintainer; serves to tell people apart and is never kept. A team of the forge whose members the file does not
 * tell is listed and matches nobody.
 */
export type Listed =
  | { readonly kind: 'person'; readonly login: string | null; readonly email: string | null; readonly name: string | null }
  | { readonly kind: 'team'; readonly team: string };

/** Most entries that are read of one file. */
export const MOST_LISTED = 500;

const LOGIN = /^[a-z\d](?:[a-z\d]|-(?=[a-z\d])){0,38}$/i;
const EMAIL = /^[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[\w-]+(?:\.[\w-]+)+$/;
/** Mailboxes of nobody in particular. */
const ROLES =
  /^(?:security|info|contact|team|maintainers?|admins?|dev|devel|developers?|support|conduct|help|hello|private|lists?|community|steering|governance|oss|opensource|noreply|no-reply)@|[-_.](?:maintainers?|security|dev|devel|team|private|admins?|owners|discuss|announce)@|@(?:lists?|googlegroups|groups)\./i;

/** `@login`, `@owner/team`, `login` or an address as one entry; undefined for anything else and for the mailbox of a role. */
export function listedAs(word: string): Listed | undefined {
  const text = word.trim();
  const team = /^@([a-z\d-]{1,39}\/[\w.-]{1,100})$/i.exec(text)?.[1];
  if (team !== undefined) return { kind: 'team', team: team.toLowerCase() };
  const handle = text.replace(/^@/, '');
  if (LOGIN.test(handle)) return { kind: 'person', login: handle, email: null, name: null };
  return isPersonal(text) ? { kind: 'person', login: null, email: text, name: null } : undefined;
}

/** Whether a text is an e-mail address, and not that of a role or list. */
export function isPersonal(text: string): boolean {
  return EMAIL.test(text) && !ROLES.test(text);
}

/** Whether a text is an account's name as GitHub allows it. */
export function isLogin(text: string): boolean {
  return LOGIN.test(text);
}
