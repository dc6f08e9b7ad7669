import type { Instant } from '../model/instant.ts';

/** Who a commit says wrote it. Names and e-mails serve to tell people apart and are never kept. */
export interface Author {
  /** The forge's id of the account; null where no account is known. */
  readonly id: string | null;
  readonly login: string | null;
  readonly email: string | null;
  readonly name: string | null;
  /** The forge itself says the account is a machine's (GitHub: an account of type Bot). */
  readonly isBotAccount: boolean;
}

/** A commit as far as counting people needs it. A squash or button merge counts for its author, whoever pressed the button. */
export interface Commit {
  /** Author date. */
  readonly at: Instant;
  /** Number of parents; two or more make it a merge. */
  readonly parents: number;
  readonly author: Author;
  /** First line of the message; not counted by. */
  readonly headline?: string;
}
