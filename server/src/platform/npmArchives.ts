import type { Elsewhere, LockedArchive } from '../model/lockfile.ts';
import type { NpmRegistry } from '../model/ports.ts';
import type { NpmConfig } from './npmConfig.ts';

/** The registries of a folder's npm settings, for comparing. */
interface Registries {
  registryFor(packageName: string): NpmRegistry;
  /** Base addresses of the public default one: npm's own, and what stands in for it; without npm's own nobody can tell. */
  readonly publicDefaults: readonly (string | undefined)[];
}

/**
 * Compares where lockfiles take archives from with the registries of npm's settings, by npm's own rule: the public default's host stands for the
 * configured registry, and `replace-registry-host` names others that do.
 */
export function npmArchives(
  config: Pick<NpmConfig, 'get'>,
  { registryFor, publicDefaults }: Registries,
): (packageName: string, archive: LockedArchive) => Elsewhere | undefined {
  const replaced = config.get('replace-registry-host');
  const defaults = publicDefaults.flatMap((base) => (base === undefined ? [] : [placeOf(base)]));
  const isUnknown = publicDefaults.includes(undefined);

  return (packageName, { host, named }) => {
    const { base } = registryFor(packageName);
    if (isUnknown || base === '') return undefined;
    const places = [placeOf(base), ...defaults].filter((place) => place.host === host);
    if (places.length === 0) return isReplaced(host, replaced) ? undefined : { kind: 'host', host };
    if (named === undefined || named.name === packageName) return undefined;
    return places.some(({ path }) => path === named.registry) ? { kind: 'package', name: named.name } : undefined;
  };
}

/** Whether npm fetches from the configured registry what a lockfile has from this host: `always`, a host's name, or an address. */
function isReplaced(host: string, replaced: unknown): boolean {
  if (typeof replaced !== 'string') return false;
  return replaced === 'always' || host.replace(/:\d+$/, '') === (URL.canParse(replaced) ? new URL(replaced).hostname : replaced);
}

function placeOf(base: string): { readonly host: string; readonly path: string } {
  const { host, pathname } = new URL(base);
  return { host, path: pathname.replace(/\/+$/, '') };
}
