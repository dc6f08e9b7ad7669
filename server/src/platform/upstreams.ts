import * as z from 'zod/mini';
import type { Instant } from '../model/instant.ts';
import type { Endpoints } from '../model/ports.ts';
import { isLoopbackHost } from './hostRules.ts';

/** The services whose base addresses `MAINSTAY_UPSTREAMS` can replace. */
const UPSTREAM_KEYS = [
  'npm',
  'goproxy',
  'pkgsite',
  'goget',
  'depsdev',
  'ecosystems',
  'github',
  'gitlab',
  'forgejo',
  'catalog',
  'web',
] as const;
/** One of {@link UPSTREAM_KEYS}. */
export type UpstreamKey = (typeof UPSTREAM_KEYS)[number];

/** Base addresses that replace public services, without a slash at the end. A replaced base is the default public service for the gate. */
export type Upstreams = Readonly<Partial<Record<UpstreamKey, string>>>;

/** What the environment variable holds is not usable; the message says which part, and what is allowed. */
export class UpstreamsError extends Error {
  override readonly name = 'UpstreamsError';
}

const ALLOWED = 'only http or https addresses of this machine (127.0.0.1, [::1] or localhost) are allowed';
const Given = z.record(z.string(), z.string());

/** Reads the text of `MAINSTAY_UPSTREAMS`; absent or empty replaces nothing. Throws {@link UpstreamsError}. */
export function parseUpstreams(text: string | undefined): Upstreams {
  if (text === undefined || text.trim() === '') return {};
  const given = z.safeParse(Given, parseJson(text));
  if (!given.success)
    throw new UpstreamsError('MAINSTAY_UPSTREAMS: expected a JSON object of addresses, such as {"npm":"http://127.0.0.1:4873"}');
  return Object.fromEntries(Object.entries(given.data).map(([key, address]) => [knownKey(key), baseOf(key, address)]));
}

/** The base addresses that sources ask: the public services, or what replaces them. */
export function endpoints(upstreams: Upstreams): Endpoints {
  return {
    depsdev: upstreams.depsdev ?? 'https://api.deps.dev',
    pkgsite: upstreams.pkgsite ?? 'https://pkg.go.dev',
    ecosystems: upstreams.ecosystems ?? 'https://packages.ecosyste.ms',
    ...(upstreams.goget === undefined ? {} : { goget: upstreams.goget }),
  };
}

/**
 * The clock: the machine's own, or where local servers stand in for the public services (`MAINSTAY_UPSTREAMS`) one that began at
 * `MAINSTAY_NOW`, so that a recorded world is seen as of the day it was recorded. Throws {@link UpstreamsError} where that is no date-time.
 */
export function clockOf(env: Readonly<Record<string, string | undefined>>, machine: () => number): () => Instant {
  const given = env['MAINSTAY_NOW'];
  if (given === undefined || given === '' || (env['MAINSTAY_UPSTREAMS'] ?? '').trim() === '')
    return () => new Date(machine()).toISOString();
  const start = /^\d{4}-\d\d-\d\d(T[\d:.]+Z)?$/.test(given) ? Date.parse(given) : Number.NaN;
  if (Number.isNaN(start)) throw new UpstreamsError('MAINSTAY_NOW: expected a day or a UTC date-time, such as 2026-08-22');
  const began = machine();
  return () => new Date(start + machine() - began).toISOString();
}

/** The origins (`http://127.0.0.1:4873`) that stand in for public services: the only loopback that web requests may reach. */
export function originsOf(upstreams: Upstreams): ReadonlySet<string> {
  return new Set(Object.values(upstreams).map((base) => new URL(base).origin));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined; // told apart by the schema, with a clearer message than the parser's
    throw error;
  }
}

function knownKey(key: string): UpstreamKey {
  const known = UPSTREAM_KEYS.find((one) => one === key);
  if (known === undefined)
    throw new UpstreamsError(`MAINSTAY_UPSTREAMS: unknown key "${key.slice(0, 40)}"; known are ${UPSTREAM_KEYS.join(', ')}`);
  return known;
}

function baseOf(key: string, address: string): string {
  const refuse = (what: string) => new UpstreamsError(`MAINSTAY_UPSTREAMS: "${key}" ${what}; ${ALLOWED}`);
  if (!URL.canParse(address)) throw refuse('is no address');
  const url = new URL(address);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw refuse(`uses ${url.protocol}`);
  if (!isLoopbackHost(url.hostname)) throw refuse(`points at ${url.hostname}`);
  if (url.username !== '' || url.password !== '') throw refuse('carries a user name');
  if (url.search !== '' || url.hash !== '') throw refuse('carries a query or fragment');
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
}
