import type { Elsewhere } from '../model/lockfile.ts';

/** Why nobody was asked about a package: a host as addresses spell it, and nothing more of the address. The lockfile may be another one than the line's. */
export function foreignHostWords(host: string): string {
  return `a lockfile takes it from ${host}, not from the registry configured`;
}

/** What of a lockfile's archive is not the package's own. */
export function elsewhereWords(elsewhere: Elsewhere, name: string): string {
  return elsewhere.kind === 'host'
    ? `resolved from ${elsewhere.host}, not from the registry configured`
    : `the lockfile takes ${elsewhere.name} under the name ${name}`;
}
