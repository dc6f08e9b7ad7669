import { afterAll, beforeAll } from 'vitest';
import { startUpstream } from '../../upstream/server.ts';
import type { Upstream, UpstreamOptions } from '../../upstream/server.ts';

/** The moment the stories of these tests are told at. */
export const NOW = '2026-11-21T12:00:00.000Z';

/** One upstream for the tests of a file, started before them and closed after them. */
export function anUpstream(options: UpstreamOptions = {}): () => Upstream {
  let upstream: Upstream | undefined;
  beforeAll(async () => {
    upstream = await startUpstream({ now: NOW, ...options });
  });
  afterAll(() => upstream?.close());
  return () => {
    if (upstream === undefined) throw new Error('the upstream is not started');
    return upstream;
  };
}

/** An answer as these tests look at it; `at` walks into the body's JSON and gives undefined where there is nothing. */
export interface Asked {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  at(...keys: readonly (string | number)[]): unknown;
}

/** Asks a service of the upstream. */
export async function ask(upstream: Upstream, service: string, path: string, init: RequestInit = {}): Promise<Asked> {
  const answer = await fetch(`${upstream.env[service] ?? ''}${path}`, { redirect: 'manual', ...init });
  const text = await answer.text();
  let body: { readonly json: unknown } | undefined;
  return {
    status: answer.status,
    headers: answer.headers,
    text,
    at: (...keys) => keys.reduce(step, (body ??= { json: JSON.parse(text) }).json),
  };
}

function step(value: unknown, key: string | number): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[String(key)] : undefined;
}

/** The keys of an object, sorted; none for anything else. */
export function keysOf(value: unknown): readonly string[] {
  return typeof value === 'object' && value !== null ? Object.keys(value).sort() : [];
}
