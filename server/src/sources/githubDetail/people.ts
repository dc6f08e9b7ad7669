import type { Instant } from '../../model/instant.ts';
import { isBot } from '../../people/bots.ts';
import type { Author } from '../../people/commit.ts';
import { monthAt, type DetailAnswer, type Head, type Threads, type Who } from './answer.ts';
import { MONTHS } from './months.ts';

/** Somebody who did something, and when. Names and addresses serve to tell people apart and are never kept. */
export interface Deed {
  readonly by: Author;
  readonly at: Instant;
}

/** An account as an author; undefined where it is gone, or a machine's. `bots`: the team's own word on that. */
export function humanOf(who: Who | null | undefined, bots?: readonly string[]): Author | undefined {
  if (who === null || who === undefined) return undefined;
  const author = { id: null, login: who.login, email: null, name: null, isBotAccount: who.__typename === 'Bot' };
  return isBot(author, bots) ? undefined : author;
}

/** The commits read of some months, by humans; `from` and `until` count months, oldest first. Undefined where a month was not answered. */
export function authored(
  head: Head,
  bots?: readonly string[],
  { from = 0, until = MONTHS }: { readonly from?: number; readonly until?: number } = {},
): readonly Deed[] | undefined {
  const months = Array.from({ length: until - from }, (_, at) => monthAt(head, from + at));
  if (months.includes(undefined)) return undefined;
  return months.flatMap((month) =>
    (month?.nodes ?? []).flatMap(({ authoredDate, author }) => {
      const by: Author = {
        id: author?.user?.id ?? null,
        login: author?.user?.login ?? null,
        email: author?.email ?? null,
        name: author?.name ?? null,
        isBotAccount: false,
      };
      return isBot(by, bots) ? [] : [{ by, at: authoredDate }];
    }),
  );
}

/** Whether every commit of some months was read; counted as in {@link authored}. */
export function readWhole(head: Head, from: number, until = MONTHS): boolean {
  return Array.from({ length: until - from }, (_, at) => monthAt(head, from + at)).every(
    (month) => month !== undefined && month.nodes.length >= month.totalCount,
  );
}

/** Merges and reviews that were read, by humans. */
export function mergedOrReviewed(
  { merged, changes }: Pick<DetailAnswer, 'merged' | 'changes'>,
  bots?: readonly string[],
): readonly Deed[] {
  return [
    ...(merged?.nodes ?? []).flatMap(({ mergedAt, mergedBy }) => deed(mergedBy, mergedAt, bots)),
    ...reviewsIn(changes, bots),
    ...(changes?.nodes ?? []).flatMap(({ mergedAt, mergedBy }) => deed(mergedBy, mergedAt, bots)),
  ];
}

function reviewsIn(changes: Threads | undefined, bots: readonly string[] | undefined): readonly Deed[] {
  return (changes?.nodes ?? []).flatMap(({ reviews }) =>
    (reviews?.nodes ?? []).flatMap(({ author, createdAt }) => deed(author, createdAt, bots)),
  );
}

/** What an account did, where it is a human's and dated. */
function deed(who: Who | null | undefined, at: Instant | null | undefined, bots: readonly string[] | undefined): readonly Deed[] {
  const by = humanOf(who, bots);
  return by !== undefined && typeof at === 'string' ? [{ by, at }] : [];
}
