import { databaseId, NotRecorded, oidOf, parentsOf } from '../../world/repository.ts';
import type { Commit, Person, Repository } from '../../world/repository.ts';
import type { World } from '../../world/world.ts';
import { iso } from './dates.ts';
import { byNumber, find, GitHubError, isNamed, repositoryNumber } from './lookup.ts';

/** A REST answer before it is sent. */
export interface RestAnswer {
  readonly status: number;
  readonly body: object;
  readonly headers?: Readonly<Record<string, string>>;
}

const DOCUMENTATION = 'https://docs.github.com/rest';

/**
 * `GET /repos/{owner}/{name}`, `…/commits` and `…/contents/{path}`. A former name answers 301 to the repository's number, as GitHub does. What is
 * not recorded is left out; where nothing is left, 501 says so, which GitHub never answers.
 */
export function restAnswer(world: World, path: string, query: URLSearchParams, base: string): RestAnswer {
  const [, kind = '', ...rest] = decodeURIComponent(path).split('/');
  try {
    if (kind === 'repositories') return about(byNumber(world, Number(rest[0])), rest.slice(1), query, base);
    const [owner = '', name = '', ...more] = rest;
    if (kind !== 'repos' || name === '') return failure(404, 'Not Found');
    const repository = find(world, `${owner}/${name}`, true);
    if (isNamed(repository, `${owner}/${name}`)) return about(repository, more, query, base);
    const url = [`${base}/repositories/${repositoryNumber(repository)}`, ...more].join('/');
    const to = query.size === 0 ? url : `${url}?${query.toString()}`;
    return {
      status: 301,
      body: { message: 'Moved Permanently', url: to, documentation_url: DOCUMENTATION },
      headers: { location: to },
    };
  } catch (error) {
    if (error instanceof GitHubError && error.type === 'NOT_FOUND') return failure(404, 'Not Found');
    if (error instanceof GitHubError || error instanceof NotRecorded) return failure(501, error.message);
    throw error;
  }
}

function about(repository: Repository, [what, ...path]: readonly string[], query: URLSearchParams, base: string): RestAnswer {
  if (what === undefined) return { status: 200, body: whole(repository) };
  if (what === 'commits') return commits(repository, query, base);
  if (what === 'contents') return contents(repository, path.join('/'));
  return failure(404, 'Not Found');
}

function whole(repository: Repository): object {
  const { fullName, archived, disabled, forkOf, createdAt, owner, licence, homepage, mirror } = repository;
  const [login = '', name = ''] = fullName.split('/');
  const pushed = repository.commits()[0];
  const open =
    repository.issues === undefined || repository.pulls === undefined ? undefined : [...repository.issues, ...repository.pulls];
  return defined({
    id: repositoryNumber(repository),
    name,
    full_name: fullName,
    private: false,
    owner: defined({ login, id: databaseId(login), type: owner?.kind }),
    html_url: `https://github.com/${fullName}`,
    url: `https://api.github.com/repos/${fullName}`,
    default_branch: 'main',
    fork: forkOf === undefined ? undefined : forkOf !== null,
    parent: forkOf == null ? undefined : { full_name: forkOf },
    archived,
    disabled,
    mirror_url: mirror === undefined ? undefined : null,
    homepage,
    created_at: createdAt === undefined ? undefined : iso(createdAt),
    pushed_at: pushed === undefined ? null : iso(pushed.committedAt),
    open_issues_count: open?.filter(({ closed }) => closed === null).length,
    license: licence == null ? licence : { key: licence.toLowerCase(), spdx_id: licence, name: licence },
  });
}

function commits(repository: Repository, query: URLSearchParams, base: string): RestAnswer {
  const [since, until, path] = [query.get('since'), query.get('until'), query.get('path')];
  const size = Math.min(Math.max(Number(query.get('per_page') ?? 30) || 30, 1), 100);
  const page = Math.max(Number(query.get('page') ?? 1) || 1, 1);
  const all = path === null || path === '' ? repository.commits() : repository.commitsTo(path);
  const found = all.filter(
    ({ committedAt }) =>
      (since === null || committedAt >= Date.parse(since)) && (until === null || committedAt <= Date.parse(until)),
  );
  if (repository.commits().length === 0) return failure(409, 'Git Repository is empty.');
  const pages = Math.max(Math.ceil(found.length / size), 1);
  const link = (to: number, rel: string) => {
    const asked = new URLSearchParams(query);
    asked.set('page', String(to));
    return `<${base}/repositories/${repositoryNumber(repository)}/commits?${asked.toString()}>; rel="${rel}"`;
  };
  const links = [
    ...(page > 1 ? [link(page - 1, 'prev'), link(1, 'first')] : []),
    ...(page < pages ? [link(page + 1, 'next'), link(pages, 'last')] : []),
  ];
  return {
    status: 200,
    body: found.slice((page - 1) * size, page * size).map((commit) => commitOf(repository, commit)),
    ...(links.length === 0 ? {} : { headers: { link: links.join(', ') } }),
  };
}

function commitOf(repository: Repository, commit: Commit): object {
  const web = { login: 'web-flow', email: 'noreply@github.com', bot: false };
  const committer = commit.committer === 'web' ? web : commit.committer;
  return {
    sha: oidOf(repository, commit),
    html_url: `https://github.com/${repository.fullName}/commit/${oidOf(repository, commit)}`,
    commit: {
      author: { name: commit.author.login, email: commit.author.email, date: iso(commit.authoredAt) },
      committer: {
        name: commit.committer === 'web' ? 'GitHub' : committer.login,
        email: committer.email,
        date: iso(commit.committedAt),
      },
      message: commit.headline,
    },
    author: account(commit.author),
    committer: account(committer),
    parents: parentsOf(repository, commit).map((parent) => ({ sha: oidOf(repository, parent) })),
  };
}

function account({ login, bot, unlinked }: Person): object | null {
  return unlinked === true ? null : { login, id: databaseId(login), type: bot ? 'Bot' : 'User' };
}

function contents(repository: Repository, path: string): RestAnswer {
  const [head] = repository.commits();
  const files = head === undefined ? [] : repository.files(head.committedAt);
  const file = files.find((one) => one.path === path);
  if (file !== undefined) {
    const { text, oid } = file;
    if (text === undefined) throw new NotRecorded(`the text of ${path} in ${repository.fullName} is not recorded`);
    const content = Buffer.from(text).toString('base64');
    const name = path.slice(path.lastIndexOf('/') + 1);
    return {
      status: 200,
      body: { type: 'file', encoding: 'base64', size: Buffer.byteLength(text), name, path, sha: oid, content },
    };
  }
  const prefix = path === '' ? '' : `${path}/`;
  const inside = files.filter((one) => one.path.startsWith(prefix));
  if (inside.length === 0) return failure(404, 'Not Found');
  const names = [...new Set(inside.map((one) => one.path.slice(prefix.length).split('/')[0] ?? ''))].sort();
  return {
    status: 200,
    body: names.map((name) => ({
      type: inside.some((one) => one.path === `${prefix}${name}`) ? 'file' : 'dir',
      name,
      path: `${prefix}${name}`,
    })),
  };
}

/** An error as GitHub's REST answers it. */
export function failure(status: number, message: string): RestAnswer {
  return { status, body: { message, documentation_url: DOCUMENTATION, status: String(status) } };
}

function defined(of: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(Object.entries(of).filter(([, value]) => value !== undefined));
}
