import type { Octokit } from '@octokit/rest';
import { UpstreamFailure } from '../../model/failure.ts';
import type { GitHubHost, Http } from '../../model/ports.ts';

/** The most that one answer may hold: twenty repositories with a hundred commits each are half a megabyte. */
const MAX_BYTES = 16_000_000;

/** What one question over Octokit needs. */
export interface OctokitAsk {
  readonly host: GitHubHost;
  readonly http: Http;
  /** Every repository (`owner/name`) or package that the question speaks of: the privacy ledger's entry. */
  readonly names: readonly string[];
  readonly signal: AbortSignal;
}

const ignore = (): void => undefined;
const SILENT = { debug: ignore, info: ignore, warn: ignore, error: ignore };

/**
 * An Octokit for one question, with GitHub's own host or an enterprise server behind it. It sends through Mainstay's HTTP alone, so the
 * ledger, redirects, retries, limits and proxies are those of every other source; it logs nothing and holds no credentials: those go with
 * the request, to the host they are for. Its library is loaded on first use: a session that asks no GitHub never reads it.
 */
export async function octokitFor(ask: OctokitAsk): Promise<Octokit> {
  const { Octokit } = await import('@octokit/rest');
  return new Octokit({
    baseUrl: ask.host.rest,
    log: SILENT,
    request: { fetch: fetchOver(ask), log: SILENT, signal: ask.signal },
  });
}

/**
 * What stopped a question: the `UpstreamFailure` that Octokit wrapped, or the error itself where it is none of the network's. Octokit keeps
 * what `fetch` threw as the cause of its own error.
 */
export function causeOf(error: unknown): unknown {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth += 1) {
    if (at instanceof UpstreamFailure) return at;
  }
  return error;
}

/** Headers of Octokit that Mainstay's own HTTP sets, or that must not go twice. */
const NOT_PASSED: ReadonlySet<string> = new Set(['authorization', 'user-agent', 'content-length', 'host']);
/** Statuses whose answers have no body. Source: the Fetch standard, "null body status". */
const BODILESS: ReadonlySet<number> = new Set([204, 205, 304]);

/** `fetch` as Octokit calls it, over the port. Throws `UpstreamFailure`, also for 4xx and 5xx. */
function fetchOver({ host, http, names, signal }: OctokitAsk) {
  return async (url: string, init: RequestInit = {}): Promise<Response> => {
    const method = init.method ?? 'GET';
    if (method !== 'GET' && method !== 'POST')
      throw new UpstreamFailure('unsupported', `GitHub is only read, not asked to ${method}`);
    const headers = [...new Headers(init.headers).entries()].filter(([name]) => !NOT_PASSED.has(name));
    const answer = await http.send({
      url,
      method,
      headers: Object.fromEntries(headers),
      ...(typeof init.body === 'string' && { body: init.body }),
      ...(host.authorization !== undefined && { authorization: host.authorization }),
      names,
      maxBytes: MAX_BYTES,
      signal,
    });
    return new Response(BODILESS.has(answer.status) ? null : answer.text, {
      status: answer.status,
      headers: readable(answer.headers),
    });
  };
}

/** The text is decoded already: what says otherwise would be about the body as it came. */
function readable(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => !/^(?:content-(?:encoding|length)|transfer-encoding)$/.test(name)),
  );
}
