import { readFile } from 'node:fs/promises';
import * as z from 'zod/mini';
import { UsageError } from '../cli/usageError.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** A pull request, as far as a review of it needs to know it. */
export interface PullRequest {
  readonly number: number;
  readonly base: { readonly ref: string; readonly sha: string };
  readonly head: { readonly ref: string; readonly sha: string };
  /** It comes from another repository: its token may only read, unless the workflow runs for the base. */
  readonly isFork: boolean;
}

/** What the workflow was started by. */
export interface Event {
  readonly name: string;
  readonly pull: PullRequest | undefined;
  /** What a merge queue is about to merge. */
  readonly group: { readonly base: string; readonly head: string } | undefined;
}

const Sha = z.string().check(z.regex(/^[0-9a-f]{40}([0-9a-f]{24})?$/));
const Side = z.object({ ref: z.string(), sha: Sha, repo: z.nullable(z.object({ full_name: z.string() })) });
const Payload = z.object({
  pull_request: z.optional(z.object({ number: z.int().check(z.positive()), base: Side, head: Side })),
  merge_group: z.optional(z.object({ base_sha: Sha, head_sha: Sha })),
});

/** Reads the event the runner wrote down. Throws {@link UsageError} where it is none. */
export async function readEvent(env: Environment): Promise<Event> {
  const name = env['GITHUB_EVENT_NAME'] ?? '';
  const path = env['GITHUB_EVENT_PATH'] ?? '';
  if (path === '') throw new UsageError('GITHUB_EVENT_PATH is not set: this runs in a workflow of GitHub Actions only');
  const read = z.safeParse(Payload, parsed(await textAt(path)));
  if (!read.success) throw new UsageError(`the event “${name}” is not told as GitHub tells it`);
  const { pull_request: pull, merge_group: group } = read.data;
  return {
    name,
    pull: pull && {
      number: pull.number,
      base: { ref: pull.base.ref, sha: pull.base.sha },
      head: { ref: pull.head.ref, sha: pull.head.sha },
      isFork: pull.head.repo?.full_name !== pull.base.repo?.full_name,
    },
    group: group && { base: group.base_sha, head: group.head_sha },
  };
}

async function textAt(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error) throw new UsageError('the file of GITHUB_EVENT_PATH cannot be read');
    throw error;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined; // told apart by the schema
    throw error;
  }
}
