import { NotRecorded, oidOf, parentsOf } from '../../world/repository.ts';
import type { Commit, Repository } from '../../world/repository.ts';
import { connection } from './connection.ts';
import type { Page } from './connection.ts';
import { iso } from './dates.ts';
import { gitActor, isAuthor } from './people.ts';
import type { AuthorFilter } from './people.ts';
import { entryAt, tree } from './trees.ts';

interface HistoryArguments extends Page {
  readonly since?: string | null;
  readonly until?: string | null;
  readonly path?: string | null;
  readonly author?: AuthorFilter | null;
}

/** Recorded histories tell commits from here on; what came before they only count. */
const RECORDED_FROM = Date.UTC(2014, 0, 1);

/** A commit of a repository, with the history that ends in it. */
export function commitNode(repository: Repository, commit: Commit): object {
  return {
    __typename: 'Commit',
    id: `C_${oidOf(repository, commit)}`,
    oid: oidOf(repository, commit),
    abbreviatedOid: oidOf(repository, commit).slice(0, 7),
    url: `https://github.com/${repository.fullName}/commit/${oidOf(repository, commit)}`,
    messageHeadline: commit.headline,
    message: commit.headline,
    authoredDate: iso(commit.authoredAt),
    committedDate: iso(commit.committedAt),
    committedViaWeb: commit.committer === 'web',
    authoredByCommitter: commit.committer !== 'web' && commit.committer.login === commit.author.login,
    author: gitActor(commit.author, iso(commit.authoredAt)),
    committer: gitActor(commit.committer, iso(commit.committedAt)),
    parents: (page: Page) => connection(parentsOf(repository, commit), page, (parent) => commitNode(repository, parent)),
    tree: () => tree(repository, '', commit.committedAt),
    file: ({ path }: { readonly path: string }) => entryAt(repository, path, commit.committedAt),
    history: (asked: HistoryArguments) => history(repository, commit, asked),
  };
}

/** As git does, `since` and `until` look at the committer's date, both ends included. */
function history(repository: Repository, from: Commit, asked: HistoryArguments): object {
  const { since, until, path, author } = asked;
  const all = path == null || path === '' ? repository.commits() : repository.commitsTo(path.replace(/\/$/, ''));
  const earliest = since == null ? -Infinity : Date.parse(since);
  const latest = until == null ? from.committedAt : Math.min(Date.parse(until), from.committedAt);
  const found = all.filter(
    ({ committedAt, author: by }) => committedAt >= earliest && committedAt <= latest && (author == null || isAuthor(by, author)),
  );
  const page = connection(found, asked, (commit) => commitNode(repository, commit));
  const { commits: older } = repository.before;
  if (older === 0 || earliest >= RECORDED_FROM) return page;
  const missing = () => {
    throw new NotRecorded(`the ${older} commits of ${repository.fullName} before 2014 are recorded as a number only`);
  };
  // The newest are known; which of the old ones an author made, or a path saw, is not, and neither is any old one by itself.
  const whole = page.pageInfo.hasNextPage;
  const counted = author == null && (path == null || path === '') && since == null && latest >= RECORDED_FROM;
  return {
    ...page,
    totalCount: counted ? found.length + older : missing,
    ...(whole ? {} : { nodes: missing, edges: missing }),
  };
}
