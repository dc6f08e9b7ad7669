import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Login and password of one machine. Never shown, never logged. */
interface NetrcEntry {
  readonly login: string;
  readonly password: string;
}

/**
 * Reads a `.netrc` file as the go command does: `machine`, `login` and `password` in any layout, macros left out, reading ends at
 * `default`; of two entries for one machine the first counts. Entries by machine name (a host, with port or path where written).
 * Never throws.
 */
export function parseNetrc(text: string): ReadonlyMap<string, NetrcEntry> {
  const entries = new Map<string, NetrcEntry>();
  let machine: string | undefined;
  let login: string | undefined;
  let password: string | undefined;
  let inMacro = false;
  for (const line of text.split(/\r?\n/)) {
    if (inMacro) {
      inMacro = line !== '';
      continue;
    }
    const words = line.split(/\s+/).filter((word) => word !== '');
    for (let at = 0; at < words.length; at += 2) {
      const value = words[at + 1];
      if (words[at] === 'default') return entries;
      if (value === undefined) break;
      if (words[at] === 'machine') [machine, login, password] = [value, undefined, undefined];
      if (words[at] === 'login') login = value;
      if (words[at] === 'password') password = value;
      if (words[at] === 'macdef') inMacro = true;
      if (machine === undefined || login === undefined || password === undefined) continue;
      if (!entries.has(machine)) entries.set(machine, { login, password });
      [machine, login, password] = [undefined, undefined, undefined];
    }
  }
  return entries;
}

/** Where the go command looks for it: `NETRC`, else `_netrc` (Windows, where present) or `.netrc` in the home folder. */
export function netrcPath(env: Readonly<Record<string, string | undefined>>, home: string, os: NodeJS.Platform): string {
  if (env['NETRC'] !== undefined && env['NETRC'] !== '') return env['NETRC'];
  const legacy = join(home, '_netrc');
  return os === 'win32' && existsSync(legacy) ? legacy : join(home, '.netrc');
}

/**
 * The Authorization header for an https address, from the entry for its host or for a path above it; undefined where there is none, and
 * for plain http, to which the go command sends no credentials.
 */
export function netrcAuthorization(entries: ReadonlyMap<string, NetrcEntry>, address: string): string | undefined {
  if (!address.startsWith('https://')) return undefined;
  let prefix = address.slice('https://'.length).replace(/\/+$/, '');
  for (;;) {
    const entry = entries.get(prefix);
    if (entry) return basicAuthorization(entry.login, entry.password);
    const slash = prefix.lastIndexOf('/');
    if (slash < 0) return undefined;
    prefix = prefix.slice(0, slash);
  }
}

/** The value of an Authorization header for a name and a password (RFC 7617, UTF-8). */
export function basicAuthorization(login: string, password: string): string {
  return `Basic ${Buffer.from(`${login}:${password}`, 'utf8').toString('base64')}`;
}
