import * as z from 'zod/mini';
import { UpstreamFailure } from '../../model/failure.ts';
import { nameOf, typeOf, type Purl } from '../../model/purl.ts';
import type { Ask } from '../../model/source.ts';
import { Page } from './answers.ts';

/** Pages of one batch; at the smallest page size seen (a few hundred) a thousand subjects need five. */
const MAX_PAGES = 50;
const MAX_PAGE_BYTES = 16_000_000;

const SYSTEMS: Readonly<Record<string, string>> = { npm: 'NPM', golang: 'GO' };

/** A package as deps.dev names it. */
export interface PackageKey {
  readonly system: string;
  readonly name: string;
}

/** deps.dev's key of a package; undefined for ecosystems it is not asked about. */
export function packageKeyOf(purl: Purl): PackageKey | undefined {
  const system = SYSTEMS[typeOf(purl)];
  return system === undefined ? undefined : { system, name: nameOf(purl) };
}

/** The page a person can open. */
export function pageOf({ system, name }: PackageKey, version?: string): string {
  const parts = [system.toLowerCase(), name, ...(version === undefined ? [] : [version])];
  return `https://deps.dev/${parts.map(encodeURIComponent).join('/')}`;
}

/**
 * Sends one batch and yields its answers as they come, page by page; entries that do not fit the schema are left out. Throws
 * `UpstreamFailure`: `too-large` where the pages do not end, `malformed` where a page cannot be read.
 */
export async function* askBatch<T extends z.ZodMiniType>(
  { http, endpoints, signal }: Pick<Ask, 'http' | 'endpoints' | 'signal'>,
  path: 'versionbatch' | 'findingsbatch' | 'projectbatch',
  requests: readonly object[],
  names: readonly string[],
  entry: T,
): AsyncGenerator<z.infer<T>> {
  let pageToken: string | undefined;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const { text } = await http.send({
      url: `${endpoints.depsdev}/v3alpha/${path}`,
      method: 'POST',
      headers: { accept: 'application/json' },
      body: JSON.stringify({ requests, ...(pageToken === undefined ? {} : { pageToken }) }),
      names: [...new Set(names)],
      maxBytes: MAX_PAGE_BYTES,
      signal,
    });
    const answer = read(Page, text);
    for (const response of answer.responses) {
      const one = z.safeParse(entry, response);
      if (one.success) yield one.data;
    }
    const next = answer.nextPageToken;
    if (next === undefined || next === '') return;
    if (next === pageToken) throw new UpstreamFailure('malformed', 'deps.dev: the same page again and again');
    pageToken = next;
  }
  throw new UpstreamFailure('too-large', `deps.dev: more than ${MAX_PAGES} pages`);
}

/** Reads a JSON text by a schema; throws `malformed` where it does not fit. */
export function read<T extends z.ZodMiniType>(schema: T, text: string): z.infer<T> {
  const answer = z.safeParse(schema, parsed(text));
  if (!answer.success) throw new UpstreamFailure('malformed', 'deps.dev: not the answer asked for');
  return answer.data;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) throw new UpstreamFailure('malformed', 'deps.dev: no JSON');
    throw error;
  }
}
