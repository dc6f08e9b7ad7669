import type { Elsewhere } from '../model/lockfile.ts';

/** Where a lockfile takes a package from that its registry may not have; a host as addresses spell it, and nothing more of the address. */
export function foreignHostWords(host: string): string {
  return `resolved from ${host}, not from the registry configured`;
}

/** What of a lockfile's archive is not the package's own. */
export function elsewhereWords(elsewhere: Elsewhere, name: string): string {
  return elsewhere.kind === 'host'
    ? foreignHostWords(elsewhere.host)
    : `the lockfile takes ${elsewhere.name} under the name ${name}`;
}
