import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as z from 'zod/mini';
import type { SourceRow } from '../../server/src/sources/catalogue/format.ts';
import type { Sourced } from './build.ts';
import { CatalogueProblem } from './entry.ts';
import { isMachineReadable, UPSTREAMS, type Upstream } from './sources.ts';

/** Where a refresh asks. */
interface Bases {
  /** Files: `{files}/{owner}/{repository}/{commit or HEAD}/{path}`. */
  readonly files: string;
  /** The forge's API, to learn the newest commit of a file; null: files are read at HEAD and cited so. */
  readonly api: string | null;
}

const MAX_BYTES = 16_000_000;
const TIMEOUT_MS = 60_000;
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * The public bases, or those of MAINSTAY_UPSTREAMS (JSON with `catalog` and `github`), which must be loopback addresses: where it is
 * set, nobody else is asked.
 */
export function basesFrom(setting: string | undefined): Bases {
  if (setting === undefined || setting === '') {
    return { files: 'https://raw.githubusercontent.com', api: 'https://api.github.com' };
  }
  const given = z.object({ catalog: z.optional(z.string()), github: z.optional(z.string()) }).safeParse(parsed(setting));
  if (!given.success || given.data.catalog === undefined) {
    throw new CatalogueProblem('MAINSTAY_UPSTREAMS is set but names no "catalog" to refresh from');
  }
  return { files: loopback(given.data.catalog), api: given.data.github === undefined ? null : loopback(given.data.github) };
}

/**
 * Fetches every upstream file that can be read as it is published, one after the other, and keeps a copy below `cache`. The answer
 * goes by {@link Upstream}; files made by hand are absent from it. `today` is cited where the commit's day cannot be learnt.
 */
export async function refresh(bases: Bases, cache: string, today: string): Promise<ReadonlyMap<Upstream, Sourced>> {
  const fresh = new Map<Upstream, Sourced>();
  for (const upstream of UPSTREAMS.filter(isMachineReadable)) {
    const [repository, path, , , licence] = upstream.row;
    const [commit, date] = bases.api === null ? ['HEAD', today] : await newestCommit(bases.api, repository, path);
    const text = await get(`${bases.files}/${repository}/${commit}/${path}`);
    const row: SourceRow = [repository, path, commit, date, licence];
    fresh.set(upstream, { text, row });
    const copy = join(cache, repository.replace('/', '__'), path);
    mkdirSync(dirname(copy), { recursive: true });
    writeFileSync(copy, text);
  }
  return fresh;
}

const Commits = z.array(z.object({ sha: z.string(), commit: z.object({ committer: z.object({ date: z.string() }) }) }));

async function newestCommit(api: string, repository: string, path: string): Promise<[commit: string, date: string]> {
  const url = `${api}/repos/${repository}/commits?path=${encodeURIComponent(path)}&per_page=1`;
  const [newest] = Commits.safeParse(parsed(await get(url))).data ?? [];
  if (!newest) throw new CatalogueProblem(`${url} names no commit`);
  return [newest.sha, newest.commit.committer.date.slice(0, 10)];
}

async function get(url: string): Promise<string> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS), redirect: 'error' }).catch((error: unknown) => {
    throw new CatalogueProblem(`${url} gave no answer: ${error instanceof Error ? error.message : String(error)}`);
  });
  if (!answer.ok) throw new CatalogueProblem(`${url} answered ${answer.status}`);
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of (answer.body ?? []) as AsyncIterable<Uint8Array>) {
    bytes += chunk.byteLength;
    if (bytes > MAX_BYTES) throw new CatalogueProblem(`${url} is larger than ${MAX_BYTES} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    throw new CatalogueProblem(`not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function loopback(base: string): string {
  const url = URL.canParse(base) ? new URL(base) : undefined;
  if (url === undefined || !LOOPBACK.test(url.hostname)) {
    throw new CatalogueProblem(`MAINSTAY_UPSTREAMS may name loopback addresses only, not ${base}`);
  }
  return base.replace(/\/+$/, '');
}
