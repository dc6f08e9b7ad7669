import { databaseId } from '../../world/repository.ts';
import type { Person } from '../../world/repository.ts';

/** The node id of an account. */
function userId(login: string): string {
  return `U_${Buffer.from(login).toString('base64url')}`;
}

/** The account of a person. */
export function user({ login }: Person): object {
  return {
    __typename: 'User',
    id: userId(login),
    databaseId: databaseId(login),
    login,
    name: login,
    url: `https://github.com/${login}`,
  };
}

/** Who opened, answered or merged: GitHub names bots without their ending there. */
export function actor(person: Person): object {
  const login = person.login.replace(/\[bot\]$/, '');
  if (!person.bot) return user(person);
  return {
    __typename: 'Bot',
    id: userId(person.login),
    databaseId: databaseId(person.login),
    login,
    url: `https://github.com/apps/${login}`,
  };
}

/** Who a commit says it is by. GitHub gives no user for bots, nor for an address that is linked to no account. */
export function gitActor(person: Person | 'web', date: string): object {
  if (person === 'web') {
    const web = { login: 'web-flow', email: 'noreply@github.com', bot: false };
    return { name: 'GitHub', email: web.email, date, user: user(web) };
  }
  return { name: person.login, email: person.email, date, user: person.bot || person.unlinked === true ? null : user(person) };
}

/** Whether a commit's author is the one asked for, by account or by any of the addresses. */
export function isAuthor({ login, email, bot, unlinked }: Person, asked: AuthorFilter): boolean {
  if (asked.emails != null && asked.emails.some((one) => one.toLowerCase() === email.toLowerCase())) return true;
  return asked.id != null && !bot && unlinked !== true && userId(login) === asked.id;
}

/** GitHub's CommitAuthor input. */
export interface AuthorFilter {
  readonly id?: string | null;
  readonly emails?: readonly string[] | null;
}
