import { createHash } from 'node:crypto';

/** Milliseconds since 1970-01-01T00:00:00Z. */
export type Moment = number;

/** One day, ms. */
export const DAY = 86_400_000;

/** Something the world was asked for that nobody recorded; what is served then says so and is never a guess. */
export class NotRecorded extends Error {
  override readonly name = 'NotRecorded';
}

/** Somebody who commits, opens or answers. Recorded people are placeholders: nobody's name is in the data. */
export interface Person {
  readonly login: string;
  readonly email: string;
  readonly bot: boolean;
  /** The address is not linked to an account: GitHub answers no user. */
  readonly unlinked?: boolean;
}

/** One commit of the default branch. */
export interface Commit {
  /** Where it stands among all commits of the repository, oldest author date first; its name is made of it. */
  readonly number: number;
  readonly authoredAt: Moment;
  readonly committedAt: Moment;
  readonly author: Person;
  /** `web`: made by GitHub's own pages (squash or button merge); who pressed is not in the commit. */
  readonly committer: Person | 'web';
  readonly merge: boolean;
  /** First line of its message; empty where not recorded. */
  readonly headline: string;
}

/** A tag and the day it names. */
export interface Tag {
  readonly name: string;
  readonly at: Moment;
}

/** A release on the forge. */
export interface Release extends Tag {
  readonly by: Person;
  readonly prerelease: boolean;
}

/** A file as of some moment; a text that is not recorded is undefined. */
export interface FileAt {
  readonly path: string;
  readonly text: string | undefined;
  /** Name of the content: equal for equal content. */
  readonly oid: string;
}

/** What somebody is to the repository, as GitHub words it. */
export type Association = 'OWNER' | 'MEMBER' | 'COLLABORATOR' | 'CONTRIBUTOR' | 'NONE';

/** A comment, or a review of a change. */
export interface Answer {
  readonly by: Person;
  readonly association: Association;
  readonly at: Moment;
  readonly review?: 'APPROVED' | 'CHANGES_REQUESTED' | 'COMMENTED';
}

/** An issue or a change request. */
export interface Thread {
  readonly number: number;
  readonly title: string;
  readonly by: Person;
  readonly association: Association;
  readonly at: Moment;
  readonly closed: { readonly by: Person; readonly at: Moment } | null;
  readonly merged: boolean;
  readonly answers: readonly Answer[];
  readonly labels: readonly string[];
}

/** The account that owns a repository. */
export interface Owner {
  readonly kind: 'Organization' | 'User';
  readonly verified: boolean;
  readonly website: string | null;
  readonly sponsors: boolean;
}

/**
 * A repository on GitHub as of the world's moment. What is absent (undefined) is not recorded; functions throw {@link NotRecorded} for
 * that. null says that there is none.
 */
export interface Repository {
  /** `owner/name` as spelled today. */
  readonly fullName: string;
  readonly formerNames: readonly string[];
  /** Recorded, not invented: the day nothing is known after. */
  readonly observed?: string;
  /** Newest committed first. */
  commits(): readonly Commit[];
  /** Those that touched a folder or file, newest first. */
  commitsTo(path: string): readonly Commit[];
  /** What came before the first of `commits`. */
  readonly before: { readonly commits: number; readonly people: number };
  readonly tags: readonly Tag[];
  /** The licence file: SPDX, null where there is none. */
  readonly licence?: string | null;
  readonly archived?: boolean;
  readonly archivedAt?: Moment | null;
  readonly disabled?: boolean;
  readonly locked?: boolean;
  readonly mirror?: boolean;
  readonly forkOf?: string | null;
  readonly createdAt?: Moment;
  readonly owner?: Owner;
  readonly funding?: readonly { readonly platform: string; readonly url?: string }[];
  readonly securityPolicy?: boolean;
  readonly releases?: readonly Release[];
  readonly issues?: readonly Thread[];
  readonly pulls?: readonly Thread[];
  readonly homepage?: string | null;
  /** Every file of the default branch at a moment; not newer than the world's. */
  files(at: Moment): readonly FileAt[];
}

/** The repositories of a world by `owner/name` in lower case, former names included; each is made when it is first asked for. */
export type Repositories = ReadonlyMap<string, () => Repository>;

/** A name of 40 hexadecimal digits made of a text: what stands for a commit's or file's hash. */
export function hash(of: string): string {
  return createHash('sha1').update(of).digest('hex');
}

/** A commit's name. */
export function oidOf({ fullName }: Pick<Repository, 'fullName'>, { number }: Pick<Commit, 'number'>): string {
  return hash(`${fullName}#${number}`);
}

/** The number GitHub would know an account or repository by, made of its name. */
export function databaseId(of: string): number {
  return Number.parseInt(hash(of).slice(0, 7), 16);
}

/** Where, newest first, the commits up to a moment begin. */
export function firstUpTo(commits: readonly Commit[], moment: Moment): number {
  let [from, to] = [0, commits.length];
  while (from < to) {
    const middle = Math.floor((from + to) / 2);
    if ((commits[middle]?.committedAt ?? 0) <= moment) to = middle;
    else from = middle + 1;
  }
  return from;
}

/**
 * A commit's parents. How the work was woven is not recorded: the first is taken to be the commit before, the second of a merge the one before
 * that. That a commit is a merge is a fact.
 */
export function parentsOf(repository: Repository, commit: Commit): readonly Commit[] {
  const all = repository.commits();
  const at = all.indexOf(commit, firstUpTo(all, commit.committedAt));
  return all.slice(at + 1, at + (commit.merge ? 3 : 2));
}
