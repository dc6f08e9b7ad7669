import { DAY } from '../repository.ts';
import type { Answer, Association, Moment, Person, Thread } from '../repository.ts';

/** An issue or a change request in the telling; ages in days. */
export interface ThreadTold {
  readonly by: Person;
  readonly ago: number;
  readonly association?: Association;
  readonly title?: string;
  readonly closed?: { readonly by: Person; readonly ago: number };
  readonly merged?: boolean;
  readonly answers?: readonly {
    readonly by: Person;
    readonly ago: number;
    readonly association?: Association;
    readonly review?: Answer['review'];
  }[];
  readonly labels?: readonly string[];
}

/** Moments by how many days before `now` they are, to the second. */
export function agoFrom(now: Moment): (days: number) => Moment {
  return (days) => Math.floor(now / 1000) * 1000 - days * DAY;
}

/** Issues or change requests as of `now`, numbered from `first`. */
export function threadsOf(all: readonly ThreadTold[], now: Moment, first: number): readonly Thread[] {
  const ago = agoFrom(now);
  return all.map((thread, at) => ({
    number: first + at,
    title: thread.title ?? 'Something is not as it should be',
    by: thread.by,
    association: thread.association ?? 'NONE',
    at: ago(thread.ago),
    closed: thread.closed === undefined ? null : { by: thread.closed.by, at: ago(thread.closed.ago) },
    merged: thread.merged ?? false,
    labels: thread.labels ?? [],
    answers: (thread.answers ?? []).map(({ by, ago: days, association = 'MEMBER', review }) => ({
      by,
      association,
      at: ago(days),
      ...(review === undefined ? {} : { review }),
    })),
  }));
}

/** Change requests one after the other, merged two days later by one of `mergers` in turn. */
export function mergedChanges(
  by: readonly Person[],
  mergers: readonly Person[],
  from: number,
  to: number,
  every: number,
): readonly ThreadTold[] {
  return Array.from({ length: Math.floor((from - to) / every) + 1 }, (_, at): ThreadTold => {
    const ago = from - at * every;
    const [author, merger] = [by[at % by.length], mergers[at % mergers.length]];
    if (author === undefined || merger === undefined) throw new Error('nobody to open or to merge a change');
    const end = Math.max(ago - 2, 0);
    return {
      by: author,
      ago,
      association: 'CONTRIBUTOR',
      merged: true,
      closed: { by: merger, ago: end },
      answers: [{ by: merger, ago: Math.max(ago - 1, 0), review: 'APPROVED' }],
    };
  });
}

/** Issues one after the other, answered by one of `keepers` after `hours` and closed a day after that. */
export function answeredIssues(
  keepers: readonly Person[],
  from: number,
  to: number,
  every: number,
  hours: number,
): readonly ThreadTold[] {
  return Array.from({ length: Math.floor((from - to) / every) + 1 }, (_, at): ThreadTold => {
    const ago = from - at * every;
    const keeper = keepers[at % keepers.length];
    if (keeper === undefined) throw new Error('nobody to answer');
    const answered = Math.max(ago - hours / 24, 0);
    return {
      by: { login: `example-asker-${at}`, email: `asker-${at}@example.org`, bot: false },
      ago,
      answers: [{ by: keeper, ago: answered }],
      closed: { by: keeper, ago: Math.max(answered - 1, 0) },
    };
  });
}
