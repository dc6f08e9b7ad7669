import type { LockedArchive } from '../model/lockfile.ts';
import { unescaped } from './percentEscapes.ts';

/** npm's own layout; the file is checked apart, since mirrors write the scope into it or not. */
const LAYOUT = /^(.*?)\/((?:@[^/]+\/)?[^/@][^/]*)\/-\/(?:@[^/]+\/)?([^/]+)\.tgz$/;

/** Longest host that is shown and compared; names of hosts end at 253. */
const MAX_HOST = 260;

/** Where an address takes an archive from; undefined for anything but http and https. */
export function lockedArchive(address: string | undefined): LockedArchive | undefined {
  if (address === undefined || !URL.canParse(address)) return undefined;
  const { protocol, host: written, pathname } = new URL(address);
  const host = written.slice(0, MAX_HOST);
  if (host === '' || (protocol !== 'http:' && protocol !== 'https:')) return undefined;
  const [, registry = '', name = '', file = ''] = LAYOUT.exec(unescaped(pathname)) ?? [];
  return file.startsWith(`${name.slice(name.indexOf('/') + 1)}-`) ? { host, named: { registry, name } } : { host };
}
