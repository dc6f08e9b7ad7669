import { readFile, stat } from 'node:fs/promises';
import type { NpmConfig } from './npmConfig.ts';

/** A client certificate for one registry, both parts as PEM text. */
export interface ClientCertificate {
  readonly cert: string;
  readonly key: string;
}

/** Largest certificate or key file read. */
const MAX_PEM_BYTES = 1_000_000;

/**
 * The places in npm's configuration that speak of an address, nearest first: `//host:port/path/to/`, then with each part of the path
 * taken away, down to `//host:port`. Source: npm's own lookup, which accepts a place with and without its last slash.
 */
export function nerfDarts(url: URL): readonly string[] {
  const places: string[] = [];
  let place = `//${url.host}${url.pathname}`;
  while (place.length > '//'.length) {
    places.push(place);
    place = place.replace(/(?:[^/]+|\/)$/, '');
  }
  return places;
}

/**
 * The Authorization value for a registry, from the nearest place that has `_authToken`, `username` with `_password`, or `_auth`; undefined
 * where there is none. A value that refers to an unset environment variable or cannot stand in a header counts as absent and is a problem.
 */
export function authorizationFor(config: NpmConfig, url: URL): string | undefined {
  for (const place of nerfDarts(url)) {
    const credential = credentialAt(config, place);
    if (credential !== undefined) return credential;
  }
  if (url.username === '') return undefined;
  return basic(`${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`);
}

function credentialAt(config: NpmConfig, place: string): string | undefined {
  const token = secret(config, `${place}:_authToken`);
  if (token !== undefined) return `Bearer ${token}`;
  const username = secret(config, `${place}:username`);
  const password = secret(config, `${place}:_password`);
  if (username !== undefined && password !== undefined) {
    return basic(`${username}:${Buffer.from(password, 'base64').toString('utf8')}`);
  }
  const auth = secret(config, `${place}:_auth`);
  return auth === undefined ? undefined : `Basic ${auth}`;
}

function basic(userAndPassword: string): string {
  return `Basic ${Buffer.from(userAndPassword, 'utf8').toString('base64')}`;
}

function secret(config: NpmConfig, key: string): string | undefined {
  const value = config.get(key);
  if (typeof value !== 'string' || value === '') return undefined;
  const why = whyUnusable(key, value);
  if (why === undefined) return value;
  complain(config, key, why);
  return undefined;
}

function whyUnusable(key: string, value: string): string | undefined {
  if (/\$\{[^}]*\}/.test(value)) return 'refers to an environment variable that is not set';
  // Header values are visible ASCII; a user name only ever travels inside base64.
  if (!key.endsWith(':username') && !/^[\x21-\x7e]+$/.test(value)) return 'cannot be sent in a header';
  return undefined;
}

function complain(config: NpmConfig, key: string, why: string): void {
  const message = `npm's setting ${withoutUserinfo(key)} ${why}: it is left out.`;
  if (!config.problems.includes(message)) config.problems.push(message);
}

function withoutUserinfo(key: string): string {
  return key.replace(/^\/\/[^/]*@/, '//');
}

/** Client certificates by place (`//host/path/`), read from the `certfile` and `keyfile` configured for it; unreadable ones are a problem. */
export async function readClientCertificates(config: NpmConfig): Promise<ReadonlyMap<string, ClientCertificate>> {
  const certificates = new Map<string, ClientCertificate>();
  for (const key of config.keys) {
    if (!key.startsWith('//') || !key.endsWith(':certfile')) continue;
    const place = key.slice(0, -':certfile'.length);
    const cert = await readPem(config, key);
    const privateKey = await readPem(config, `${place}:keyfile`);
    if (cert !== undefined && privateKey !== undefined) certificates.set(place, { cert, key: privateKey });
  }
  return certificates;
}

/** The text of a file of certificates that a setting names; undefined, and a problem, where it cannot be read. */
export async function readPem(config: NpmConfig, key: string): Promise<string | undefined> {
  const file = config.get(key);
  if (typeof file !== 'string' || file === '') return undefined;
  try {
    const found = await stat(file);
    if (found.isFile() && found.size <= MAX_PEM_BYTES) return await readFile(file, 'utf8');
    complain(config, key, 'names no file of certificates (it is too large or no file)');
  } catch (error) {
    const { code } = error as { code?: unknown };
    complain(config, key, `names a file that cannot be read (${typeof code === 'string' ? code : 'not valid'})`);
  }
  return undefined;
}
