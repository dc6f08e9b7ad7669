import type { Commit } from '../../server/src/people/commit.ts';
import { DAY_MS, type Instant } from '../../server/src/model/instant.ts';

/** A recorded history: the commits of a default branch and what else was read beside them. Days are days since 1970-01-01. */
export interface History {
  /** `owner/name` on GitHub. */
  readonly repository: string;
  /** The day it was read: nothing is known after it. */
  readonly observed: number;
  /** What came before 2014, as numbers only; `firstDay` is the first commit's of all time, null where there is none. */
  readonly before2014: { readonly commits: number; readonly firstDay: number | null };
  /** Oldest author day first. */
  readonly commits: readonly HistoryCommit[];
  readonly tags: readonly { readonly name: string; readonly day: number }[];
  /** The licence file from that day on, in the recorders' words (`MIT`, `Apache-2.0+MIT`, `other`); null where they could not tell. */
  readonly licences: readonly { readonly day: number; readonly words: string | null }[];
  /** Kinds of phrases the README holds from that day on: `archived`, `maintenance_mode` … */
  readonly notices: readonly { readonly day: number; readonly keys: readonly string[] }[];
}

/** A commit as the product counts it, with the days it is recorded by. */
export interface HistoryCommit extends Commit {
  readonly day: number;
  /** Committer day: when it came to the branch. */
  readonly landed: number;
  readonly person: Person;
}

/** A human or a machine; already one for all of its addresses. */
export interface Person {
  /** Rank by commits in this history, base 36; `0` made most. */
  readonly id: string;
  readonly isBot: boolean;
  /** Domains of organisations the person wrote from, and how many commits from there. */
  readonly spans: readonly Span[];
}

/** From the first to the last commit under one domain, both included. */
export interface Span {
  readonly domain: string;
  readonly first: number;
  readonly last: number;
  readonly commits: number;
}

/**
 * A commit by a person; the moment is the day's last second, so that a day before the end of a year is in it. The address is made up but for its domain:
 * the one the person wrote from around that day, the most used where several overlap. What was written from a private address meanwhile has it too.
 */
export function commitBy(
  person: Person,
  { day, lag, merge }: { readonly day: number; readonly lag: number; readonly merge: boolean },
): HistoryCommit {
  return {
    at: lastSecondOf(day),
    parents: merge ? 2 : 1,
    author: { id: person.id, login: null, email: addressOn(person, day), name: null, isBotAccount: person.isBot },
    day,
    landed: day + lag,
    person,
  };
}

function addressOn({ id, spans }: Person, day: number): string | null {
  const [most] = spans.filter(({ first, last }) => first <= day && day <= last).sort((a, b) => b.commits - a.commits);
  return most === undefined ? null : `person-${id}@${most.domain}`;
}

/** 2014-01-01: of commits before, their number is recorded and nothing else. */
export const RECORDED_FROM = Date.UTC(2014, 0, 1) / DAY_MS;

/** The last second of a day: only days are recorded. */
export function lastSecondOf(day: number): Instant {
  return new Date(day * DAY_MS + DAY_MS - 1000).toISOString();
}

/** The day of an instant. */
export function dayNumber(instant: Instant): number {
  return Math.floor(Date.parse(instant) / DAY_MS);
}

/** A day as `YYYY-MM-DD`. */
export function dateOf(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}
