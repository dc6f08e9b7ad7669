import type { Fault } from '../misbehaviour.ts';
import type { Quotas } from '../quota.ts';
import type { Reply } from '../reply.ts';
import type { World } from '../world/world.ts';
import type { PullForge } from './github/pulls.ts';

export type { Reply } from '../reply.ts';

/** What a service is asked: the path behind its prefix, still percent-encoded, beginning with a slash. */
export interface ServiceRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
  /** The service's own base address, without a slash at the end. */
  readonly base: string;
  /** Play the stripped mirror of UPSTREAMS 0.1. */
  readonly stripped: boolean;
  /** What is scripted for this request: services play what is theirs alone, the server the rest. */
  readonly fault: Fault | undefined;
  /** What callers have used of their hour. */
  readonly quotas: Quotas;
  readonly options: ServiceOptions;
}

/** Knobs a test may turn. */
export interface ServiceOptions {
  /** Entries of one page of a deps.dev batch; its real page size is not documented. */
  readonly depsdevPage: number;
  /** Repositories with pull requests that GitHub hosts beside the world's. */
  readonly pulls?: PullForge;
  /** Text of a file of the catalogue's upstream, undefined where there is none. */
  readonly catalogFile: (owner: string, repository: string, revision: string, path: string) => string | undefined;
}

/** One upstream: its key in MAINSTAY_UPSTREAMS, which is its path prefix too, and how it answers: from the world and the quotas alone. */
export interface Service {
  readonly id: string;
  answer(request: ServiceRequest, world: World): Reply | Promise<Reply>;
}

/** A JSON answer. */
export function json(body: unknown, names: readonly string[], more: Partial<Reply> = {}): Reply {
  return { status: 200, type: 'application/json', body: JSON.stringify(body), names, ...more };
}

/** A plain text answer. */
export function text(status: number, body: string, names: readonly string[], more: Partial<Reply> = {}): Reply {
  return { status, type: 'text/plain', body, names, ...more };
}

/** Labels answers about real projects: their dates are days of git tags, and nothing is known after the day they were read. */
export function labelled(observed: string | undefined): Readonly<Record<string, string>> {
  return observed === undefined ? {} : { 'x-mainstay-recorded': `dates are git tag days; observed until ${observed}` };
}
