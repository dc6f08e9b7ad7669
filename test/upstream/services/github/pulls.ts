import { execFileSync } from 'node:child_process';
import { gunzipSync } from 'node:zlib';
import * as z from 'zod/mini';
import { failure } from './rest.ts';
import type { RestAnswer } from './rest.ts';

/** What a token may do beside reading what is public. */
export type Permission = 'contents: read' | 'pull-requests: write' | 'security-events: write';

/** Who is behind a token. */
export interface Account {
  readonly login: string;
  readonly may: readonly Permission[];
}

/** A comment as it stands. */
export interface HostedComment {
  readonly id: number;
  readonly pull: number;
  readonly login: string;
  body: string;
  /** Times it was written anew. */
  edits: number;
}

/** A log that code scanning took. */
export interface HostedSarif {
  readonly commit: string;
  readonly ref: string;
  readonly log: unknown;
}

/** A repository that a test made, with its pull requests. */
export interface HostedRepository {
  /** A folder of git's that has every commit. */
  readonly folder: string;
  readonly comments: HostedComment[];
  readonly sarifs: HostedSarif[];
  /** Files of a commit that one answer lists; the rest is truncated. Default GitHub's own hundred thousand. */
  readonly listed?: number;
}

/** A GitHub with repositories of a test's own. */
export interface PullForge {
  /** By `owner/name`. */
  readonly repositories: ReadonlyMap<string, HostedRepository>;
  /** By token. */
  readonly accounts: ReadonlyMap<string, Account>;
}

/** One request about a hosted repository. */
export interface PullRequestQuestion {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: string;
  readonly authorization: string | undefined;
}

const COMPARED = 300;
const LISTED = 100_000;

/** The account behind an `Authorization`. */
export function accountOf({ accounts }: PullForge, authorization: string | undefined): Account | undefined {
  return accounts.get(authorization?.split(' ').at(-1) ?? '');
}

/**
 * Compare, trees, blobs, comments and SARIF of a hosted repository; undefined for any other. What the token may not do is refused as GitHub refuses an
 * app: 403, "Resource not accessible by integration".
 */
export function pullAnswer(forge: PullForge, question: PullRequestQuestion): RestAnswer | undefined {
  const [, kind, owner = '', name = '', ...rest] = question.path.split('/').map(decodeURIComponent);
  const repository = kind === 'repos' ? forge.repositories.get(`${owner}/${name}`) : undefined;
  if (repository === undefined) return undefined;
  const account = accountOf(forge, question.authorization);
  if (account === undefined) return failure(401, 'Bad credentials');
  const [what, ...path] = rest;
  const page = `https://github.com/${owner}/${name}`;
  switch (`${question.method} ${what ?? ''}`) {
    case 'GET compare':
      return ifMay(account, 'contents: read', () => compare(repository, path.join('/')));
    case 'GET git':
      return ifMay(account, 'contents: read', () => object(repository, path));
    case 'GET issues':
      return comments(repository, page, Number(path[0]), question.query);
    case 'POST issues':
      return ifMay(account, 'pull-requests: write', () => comment(repository, page, Number(path[0]), account, question.body));
    case 'PATCH issues':
      return ifMay(account, 'pull-requests: write', () => mend(repository, page, Number(path[1]), question.body));
    case 'POST code-scanning':
      return ifMay(account, 'security-events: write', () => scan(repository, question.body));
    default:
      return failure(404, 'Not Found');
  }
}

function ifMay({ may }: Account, permission: Permission, answer: () => RestAnswer): RestAnswer {
  return may.includes(permission) ? answer() : failure(403, 'Resource not accessible by integration');
}

function compare({ folder }: HostedRepository, basehead: string): RestAnswer {
  const [base = '', head = ''] = basehead.split('...').map((name) => commitOf(folder, name));
  if (base === '' || head === '') return failure(404, 'Not Found');
  const mergeBase = git(folder, 'merge-base', base, head).toString().trim();
  const words = git(folder, 'diff', '--name-status', '--no-ext-diff', '-z', '-M', mergeBase, head).toString().split('\0');
  const files: object[] = [];
  for (let at = 0; at < words.length - 1;) {
    const [status = '', first = '', second = ''] = words.slice(at, at + 3);
    const isRenamed = status.startsWith('R');
    files.push(
      isRenamed ? { filename: second, previous_filename: first, status: 'renamed' } : { filename: first, status: STATUS[status] },
    );
    at += isRenamed ? 3 : 2;
  }
  const ahead = Number(git(folder, 'rev-list', '--count', `${mergeBase}..${head}`).toString());
  return {
    status: 200,
    body: {
      base_commit: { sha: base },
      merge_base_commit: { sha: mergeBase },
      ahead_by: ahead,
      total_commits: ahead,
      commits: [],
      files: files.slice(0, COMPARED),
    },
  };
}

const STATUS: Readonly<Record<string, string>> = { A: 'added', M: 'modified', D: 'removed', T: 'changed' };

function object({ folder, listed = LISTED }: HostedRepository, [kind, id = '']: readonly string[]): RestAnswer {
  if (kind === 'blobs') {
    if (!/^[0-9a-f]{40}$/.test(id) || !exists(folder, `${id}^{blob}`)) return failure(404, 'Not Found');
    const content = git(folder, 'cat-file', 'blob', id);
    return {
      status: 200,
      body: { sha: id, size: content.length, encoding: 'base64', content: content.toString('base64').replace(/.{60}/g, '$&\n') },
    };
  }
  const commit = kind === 'trees' ? commitOf(folder, id) : '';
  if (commit === '') return failure(404, 'Not Found');
  const entries = git(folder, 'ls-tree', '-r', '-t', '-l', '-z', '--full-tree', commit)
    .toString()
    .split('\0')
    .flatMap((line) => {
      const [, mode = '', type = '', sha = '', size = '', path = ''] = /^(\d+) (\w+) (\w+) +(-|\d+)\t([^]+)$/.exec(line) ?? [];
      return path === '' ? [] : [{ path, mode, type, sha, ...(size === '-' ? {} : { size: Number(size) }) }];
    });
  return { status: 200, body: { sha: commit, tree: entries.slice(0, listed), truncated: entries.length > listed } };
}

function comments({ comments: all }: HostedRepository, page: string, pull: number, query: URLSearchParams): RestAnswer {
  const size = Math.min(Number(query.get('per_page') ?? 30), 100);
  const from = (Number(query.get('page') ?? 1) - 1) * size;
  const told = all.filter((one) => one.pull === pull).slice(from, from + size);
  return { status: 200, body: told.map((one) => commentOf(one, page)) };
}

const Body = z.object({ body: z.string().check(z.maxLength(65_536)) });

function comment({ comments: all }: HostedRepository, page: string, pull: number, { login }: Account, text: string): RestAnswer {
  const given = Body.safeParse(JSON.parse(text));
  if (!given.success) return failure(422, 'Validation Failed');
  const made = { id: 1_000 + all.length, pull, login, body: given.data.body, edits: 0 };
  all.push(made);
  return { status: 201, body: commentOf(made, page) };
}

function mend({ comments: all }: HostedRepository, page: string, id: number, text: string): RestAnswer {
  const held = all.find((one) => one.id === id);
  const given = Body.safeParse(JSON.parse(text));
  if (held === undefined) return failure(404, 'Not Found');
  if (!given.success) return failure(422, 'Validation Failed');
  held.body = given.data.body;
  held.edits += 1;
  return { status: 200, body: commentOf(held, page) };
}

function commentOf({ id, pull, login, body }: HostedComment, page: string): object {
  const type = login.endsWith('[bot]') ? 'Bot' : 'User';
  return { id, body, html_url: `${page}/pull/${pull}#issuecomment-${id}`, user: { login, type } };
}

const Upload = z.object({
  commit_sha: z.string().check(z.regex(/^[0-9a-f]{40}$/)),
  ref: z.string().check(z.regex(/^refs\/(?:heads|tags)\/.+$|^refs\/pull\/\d+\/(?:merge|head)$/)),
  sarif: z.string(),
});

function scan({ sarifs }: HostedRepository, text: string): RestAnswer {
  const given = Upload.safeParse(JSON.parse(text));
  if (!given.success) return failure(400, 'Bad Request');
  const { commit_sha: commit, ref, sarif } = given.data;
  sarifs.push({ commit, ref, log: JSON.parse(gunzipSync(Buffer.from(sarif, 'base64')).toString()) as unknown });
  return { status: 202, body: { id: `sarif-${sarifs.length}` } };
}

function commitOf(folder: string, name: string): string {
  return exists(folder, `${name}^{commit}`) ? git(folder, 'rev-parse', `${name}^{commit}`).toString().trim() : '';
}

function exists(folder: string, name: string): boolean {
  try {
    git(folder, 'rev-parse', '--verify', '--quiet', name);
    git(folder, 'cat-file', '-e', name);
    return true;
  } catch (error) {
    if (error instanceof Error) return false; // git says no by its exit code
    throw error;
  }
}

function git(folder: string, ...words: readonly string[]): Buffer {
  return execFileSync('git', words, { cwd: folder, stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 256 * 1024 * 1024 });
}
