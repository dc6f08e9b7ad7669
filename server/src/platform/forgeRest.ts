import { Octokit } from '@octokit/rest';
import { UpstreamFailure } from '../model/failure.ts';
import { isLoopbackHost } from './hostRules.ts';
import { readNpmConfig } from './npmConfig.ts';
import { readNpmNetwork } from './npmNetwork.ts';
import { nodeTransport, type NodeRequest } from './transport.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** One repository of a forge with GitHub's REST. */
export interface ForgeRepository {
  readonly octokit: Octokit;
  readonly owner: string;
  readonly repo: string;
}

/** Something that the forge's answer, or its absence, stands in the way of: one line for the user, without credentials. */
export class ForgeProblem extends Error {
  override readonly name = 'ForgeProblem';
  /** The HTTP status; 0 where there was no answer. */
  readonly status: number;

  constructor(message: string, status: number) {
    super(message);
    this.status = status;
  }
}

/** What opening a repository needs. */
export interface ForgeOptions {
  /** Base address of the REST API: `https://api.github.com`, or an enterprise server's. */
  readonly api: string;
  /** `owner/name`. */
  readonly repository: string;
  readonly token: string | undefined;
  readonly userAgent: string;
  readonly env: Environment;
  /** A folder for npm's configuration to be looked for from; the project's own level is not read. */
  readonly folder: string;
}

const TIME_LIMIT_MS = 30_000;
/** The largest answer there is: the tree of a hundred thousand files, or the contents of a lockfile in base64. */
const MAX_BYTES = 128 * 1024 * 1024;
const METHODS: readonly string[] = ['GET', 'POST', 'PATCH'] satisfies readonly NodeRequest['method'][];

const ignore = (): void => undefined;
const SILENT = { debug: ignore, info: ignore, warn: ignore, error: ignore };

/**
 * Opens a repository of the forge that runs a workflow. It is asked by the user's own way to the network (npm's proxies and authorities), and no
 * redirect is followed: the token goes to that one host. Throws {@link ForgeProblem} where the address or the name is none.
 */
export async function forgeRepository(options: ForgeOptions): Promise<ForgeRepository> {
  const [, owner, repo] = /^([\w.-]+)\/([\w.-]+)$/.exec(options.repository) ?? [];
  if (owner === undefined || repo === undefined) throw new ForgeProblem('GITHUB_REPOSITORY names no repository', 0);
  const url = URL.canParse(options.api) ? new URL(options.api) : undefined;
  const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopbackHost(url.hostname));
  if (url === undefined || !isSafe) throw new ForgeProblem('GITHUB_API_URL is no https address', 0);
  const config = await readNpmConfig({ folder: options.folder, trusted: false, env: options.env });
  const send = nodeTransport(await readNpmNetwork(config));
  const octokit = new Octokit({
    baseUrl: options.api.replace(/\/+$/, ''),
    userAgent: options.userAgent,
    log: SILENT,
    request: { fetch: fetchOver(send, url.origin), log: SILENT },
    ...(options.token === undefined ? {} : { auth: options.token }),
  });
  return { octokit, owner, repo };
}

/** The answer to a question; a {@link ForgeProblem} instead of whatever Octokit throws. */
export async function asked<T>(what: string, answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    throw problemOf(what, error);
  }
}

function problemOf(what: string, error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const failure = error.cause instanceof UpstreamFailure ? error.cause : error;
  if (failure instanceof UpstreamFailure) return new ForgeProblem(`${what}: ${failure.message}`, 0);
  const status = 'status' in error && typeof error.status === 'number' ? error.status : undefined;
  if (status === undefined) return error;
  return new ForgeProblem(`${what}: ${isUsedUp(error) ? 'this hour’s requests are used up' : wordsOf(status)}`, status);
}

function wordsOf(status: number): string {
  switch (status) {
    case 401:
      return 'the token is not accepted';
    case 403:
      return 'the token may not (403)';
    case 404:
      return 'not there, or the token may not see it (404)';
    default:
      return `the forge answered ${status}`;
  }
}

/** Whether Octokit's error says that nothing is left of the hour. */
function isUsedUp(error: Error): boolean {
  const { response } = error as { readonly response?: { readonly headers?: Readonly<Record<string, unknown>> } };
  return response?.headers?.['x-ratelimit-remaining'] === '0';
}

/** `fetch` as Octokit calls it. Reads are tried once more where the network or the forge fails. */
function fetchOver(send: ReturnType<typeof nodeTransport>, origin: string) {
  return async (address: string, init: RequestInit = {}): Promise<Response> => {
    const url = new URL(address);
    if (url.origin !== origin) throw new UpstreamFailure('unsupported', 'another host than the forge is not asked');
    const method = METHODS.find((one): one is NodeRequest['method'] => one === (init.method ?? 'GET'));
    if (method === undefined) throw new UpstreamFailure('unsupported', `the forge is not asked to ${init.method ?? ''}`);
    const once = async () => {
      const { status, headers, text } = await send({
        url,
        method,
        headers: Object.fromEntries(new Headers(init.headers)),
        body: typeof init.body === 'string' ? new TextEncoder().encode(init.body) : undefined,
        maxBytes: MAX_BYTES,
        trust: 'public',
        signal: AbortSignal.timeout(TIME_LIMIT_MS),
      });
      const readable = Object.entries(headers).filter(
        ([name]) => !/^(?:content-(?:encoding|length)|transfer-encoding)$/.test(name),
      );
      return new Response(status === 204 || status === 304 ? null : text, { status, headers: Object.fromEntries(readable) });
    };
    if (method !== 'GET') return once();
    try {
      const answer = await once();
      if (answer.status < 500) return answer;
    } catch (error) {
      if (!(error instanceof UpstreamFailure) || error.why !== 'offline') throw error;
    }
    return once();
  };
}
