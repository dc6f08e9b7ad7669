import { NotRecorded } from '../../world/repository.ts';
import type { Commit, Repository, Tag } from '../../world/repository.ts';
import { commitNode } from './commits.ts';
import { connection } from './connection.ts';
import type { Page } from './connection.ts';

/** A tag by its name. */
export function tagNamed({ tags }: Repository, name: string): Tag | undefined {
  return tags.find((tag) => tag.name === name);
}

/**
 * The commit a tag is on. Of an invented repository it is the newest one up to the tag; of a recorded one only the day is known, so
 * nothing but its date is told.
 */
export function tagCommit(repository: Repository, tag: Tag): object {
  const commit = commitOf(repository, tag);
  if (commit !== undefined) return commitNode(repository, commit);
  const day = new Date(tag.at).toISOString().replace('.000Z', 'Z');
  return { __typename: 'Commit', committedDate: day, authoredDate: day };
}

/** What a branch holds that a tag does not. */
export function comparison(repository: Repository, tag: Tag, headRef: string): object | null {
  const base = commitOf(repository, tag);
  if (base === undefined)
    throw new NotRecorded(`which commit of ${repository.fullName} the tag ${tag.name} is on is not recorded`);
  const head = ['HEAD', 'main', 'refs/heads/main'].includes(headRef) ? repository.commits()[0] : undefined;
  const other = tagNamed(repository, headRef.replace(/^refs\/tags\//, ''));
  const target = head ?? (other === undefined ? undefined : commitOf(repository, other));
  if (target === undefined) return null;
  const between = (from: Commit, to: Commit) =>
    repository.commits().filter(({ committedAt }) => committedAt > from.committedAt && committedAt <= to.committedAt);
  const ahead = between(base, target).reverse();
  const behind = between(target, base).length;
  return {
    __typename: 'Comparison',
    id: `CMP_${tag.name}_${headRef}`,
    aheadBy: ahead.length,
    behindBy: behind,
    status: ahead.length > 0 ? (behind > 0 ? 'DIVERGED' : 'AHEAD') : behind > 0 ? 'BEHIND' : 'IDENTICAL',
    baseTarget: commitNode(repository, base),
    headTarget: commitNode(repository, target),
    commits: (page: Page) => connection(ahead, page, (commit) => commitNode(repository, commit)),
  };
}

function commitOf(repository: Repository, tag: Tag): Commit | undefined {
  if (repository.observed !== undefined) return undefined;
  return repository.commits().find(({ committedAt }) => committedAt <= tag.at);
}
