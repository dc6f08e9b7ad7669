import { accountsOf } from './account.ts';
import type { Author, Commit } from './commit.ts';
import { peopleOf } from './identity.ts';

/** A commit with its author date in milliseconds and how many commits it stands for. */
export interface Dated {
  readonly commit: Commit;
  readonly time: number;
  readonly weight: number;
}

/** One human's year. */
export interface Tally {
  /** Commits that were seen. */
  readonly seen: number;
  /** Commits they stand for: in all, and in each of the year's twelve equal parts, oldest first. */
  readonly total: number;
  readonly months: readonly number[];
  /** The forge's id of the account most of them were made with; null where none has one. */
  readonly account: string | null;
}

const MONTHS = 12;

/**
 * The people with a commit in the year from `from` up to, but not at, `end`, busiest first; equals in an order of their own that does not hang on
 * the order of commits. Earlier commits only help to tell people apart. Bots and merges must be out already.
 */
export function tallyPeople(
  human: readonly Dated[],
  { from, end }: { readonly from: number; readonly end: number },
  aliases: readonly (readonly string[])[],
): readonly Tally[] {
  const { personOf, keyOf } = peopleOf(
    human.map(({ commit }) => commit.author),
    aliases,
  );
  const commitsOf = new Map<number, Dated[]>();
  human.forEach((dated, at) => {
    if (dated.time < from || dated.time >= end) return;
    const person = personOf[at] ?? -1;
    const own = commitsOf.get(person);
    if (own) own.push(dated);
    else commitsOf.set(person, [dated]);
  });
  return [...commitsOf]
    .map(([person, commits]) => ({ key: keyOf[person] ?? '', tally: tallyOf(commits, from, end) }))
    .sort((a, b) => b.tally.total - a.tally.total || (a.key < b.key ? -1 : 1))
    .map(({ tally }) => tally);
}

function tallyOf(commits: readonly Dated[], from: number, end: number): Tally {
  const months = Array.from({ length: MONTHS }, () => 0);
  const accounts = new Map<string, number>();
  let total = 0;
  for (const { commit, time, weight } of commits) {
    const month = Math.floor(((time - from) * MONTHS) / (end - from));
    months[month] = (months[month] ?? 0) + weight;
    total += weight;
    const account = ownAccount(commit.author);
    if (account !== null) accounts.set(account, (accounts.get(account) ?? 0) + 1);
  }
  const [mostUsed] = [...accounts].sort(([a, first], [b, second]) => second - first || (a < b ? -1 : 1));
  return { seen: commits.length, total, months, account: mostUsed?.[0] ?? null };
}

function ownAccount(author: Author): string | null {
  return accountsOf(author).some(({ id }) => id !== null && id === author.id) ? author.id : null;
}
