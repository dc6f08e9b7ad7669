import * as z from 'zod/mini';
import type { Missing } from '../../model/fact.ts';
import { UpstreamFailure } from '../../model/failure.ts';
import type { Instant } from '../../model/instant.ts';
import type { Ask } from '../../model/source.ts';
import type { GitHubHost } from '../../model/ports.ts';
import { causeOf, octokitFor } from './octokit.ts';

/** A question in GraphQL: a text without names, and the names as variables. */
export interface Question {
  readonly text: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Every repository (`owner/name`) or package in the variables. */
  readonly names: readonly string[];
}

const text = z.catch(z.optional(z.string()), undefined);

/** One of the `errors` of an answer, as far as it is read. */
const Problem = z.object({
  type: text,
  message: text,
  path: z.catch(z.optional(z.array(z.union([z.string(), z.number()]))), undefined),
  extensions: z.catch(z.optional(z.object({ code: text })), undefined),
});
export type Problem = z.infer<typeof Problem>;

/** What came back: the data, whole or in part, and what GitHub says is wrong with the rest. */
export interface GraphQLAnswer {
  readonly data: Readonly<Record<string, unknown>>;
  readonly problems: readonly Problem[];
}

const Data = z.record(z.string(), z.unknown());
/** What Octokit throws for an answer with `errors`: it keeps the answer. */
const Thrown = z.object({
  name: z.literal('GraphqlResponseError'),
  headers: z.catch(z.record(z.string(), z.unknown()), {}),
  errors: z.catch(z.array(z.catch(Problem, {})), []),
  data: z.catch(z.nullable(Data), null),
});

/**
 * Asks one question. Partial data is kept with its problems. Throws `UpstreamFailure` where there are no data at all: `rate-limited` with the
 * time of the reset, `too-large` where the question was too much, `timeout` where GitHub gave up on it, `unsupported` where it (an older
 * enterprise server) does not know a field.
 */
export async function askGitHub(
  { http, signal, now }: Pick<Ask, 'http' | 'signal' | 'now'>,
  host: GitHubHost,
  { text: query, variables, names }: Question,
): Promise<GraphQLAnswer> {
  const octokit = await octokitFor({ host, http, names, signal });
  try {
    const data = z.safeParse(Data, await octokit.graphql<unknown>(query, variables));
    if (!data.success) throw new UpstreamFailure('malformed', `${host.host}: no data in the answer`);
    return { data: data.data, problems: [] };
  } catch (error) {
    const answer = z.safeParse(Thrown, error);
    if (!answer.success) throw causeOf(error);
    const { data, errors: problems, headers } = answer.data;
    const limit = problems.find(isRateLimit);
    if (limit) throw new UpstreamFailure('rate-limited', `${host.host}: GraphQL rate limit`, 200, resetOf(headers, now));
    if (data === null) throw new UpstreamFailure(whyOf(problems[0]), `${host.host}: ${problems[0]?.type ?? 'no data'}`, 200);
    return { data, problems };
  }
}

const REASONS: Readonly<Record<string, Missing>> = {
  NOT_FOUND: 'not-found',
  FORBIDDEN: 'unauthorized', // single sign-on or an allow list of addresses stands before it
  INSUFFICIENT_SCOPES: 'unauthorized',
  UNAUTHORIZED: 'unauthorized',
  RESOURCE_LIMITS_EXCEEDED: 'too-large',
  MAX_NODE_LIMIT_EXCEEDED: 'too-large',
};

/** Why GitHub did not give what a problem speaks of: `too-large` and `timeout` where less of it at once may be given. */
export function whyOf(problem: Problem | undefined): Missing {
  const { type, extensions } = problem ?? {};
  if (type !== undefined) return REASONS[type] ?? 'not-served';
  // Without a type: a text that does not fit the schema has a code, all else is "something went wrong", most often for want of time.
  return extensions?.code === undefined ? 'timeout' : 'unsupported';
}

/** Whether asking for less at once may help: GitHub ran out of the ten seconds it gives a question, or of what it may hold. */
export function isTooHeavy({ why, status }: Pick<UpstreamFailure, 'why' | 'status'>): boolean {
  return status === 502 || status === 504 || why === 'timeout' || why === 'too-large';
}

function isRateLimit({ type, extensions }: Problem): boolean {
  return type?.startsWith('RATE_LIMIT') === true || extensions?.code === 'graphql_rate_limit';
}

/** Longest that a limit is believed to last, s; GitHub's are by the hour. */
const MAX_LIMIT_S = 24 * 3600;

/**
 * When GitHub will answer again; undefined where that is not told, or is over already. Source: GitHub's "Rate limits for the GraphQL API":
 * seconds since 1970, or a wait in seconds.
 */
function resetOf(headers: Readonly<Record<string, unknown>>, now: Instant): Instant | undefined {
  const from = Date.parse(now) / 1000;
  const wait = secondsIn(headers['retry-after']) ?? (secondsIn(headers['x-ratelimit-reset']) ?? from) - from;
  return wait > 0 ? new Date((from + Math.min(wait, MAX_LIMIT_S)) * 1000).toISOString() : undefined;
}

function secondsIn(header: unknown): number | undefined {
  return typeof header === 'string' && /^\d{1,10}$/.test(header) ? Number(header) : undefined;
}
