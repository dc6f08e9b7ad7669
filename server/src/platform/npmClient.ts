import type { Elsewhere, LockedArchive } from '../model/lockfile.ts';
import type { NpmClient, NpmRegistry } from '../model/ports.ts';
import { npmArchives } from './npmArchives.ts';
import { authorizationFor } from './npmAuth.ts';
import { npmDefault, readNpmConfig, type NpmConfig, type NpmConfigPlace } from './npmConfig.ts';
import { readNpmNetwork, type NpmNetwork } from './npmNetwork.ts';

/** Which folder's npm settings to obey. */
interface NpmClientOptions extends NpmConfigPlace {
  /** A base URL that stands in for the public default registry (MAINSTAY_UPSTREAMS), and for no other: no credentials are sent to it. */
  readonly upstream?: string;
}

/** npm's configuration as Mainstay obeys it. A registry whose configured address is unusable has an empty `base`: nothing can be asked. */
export interface LoadedNpmClient extends NpmClient {
  readonly network: NpmNetwork;
  /** Base addresses of every registry that packages may be asked of. */
  readonly registries: readonly string[];
  /**
   * What of an archive is not what the name's registry, or the public default one, has under the name: its host, else the package that its path
   * names. Undefined where nothing is, and where nobody can tell.
   */
  elsewhere(packageName: string, archive: LockedArchive): Elsewhere | undefined;
  /** What could not be used, one message each: where and what, never a value. */
  readonly problems: readonly string[];
}

/**
 * Reads npm's configuration for a folder (all ordinary levels; the project's only where trusted) once; load anew when a `.npmrc` changes.
 * Scopes map to registries by `@scope:registry`, credentials by address. Does not throw: a broken level counts as empty.
 */
export async function loadNpmClient(options: NpmClientOptions): Promise<LoadedNpmClient> {
  const config = await readNpmConfig(options);
  const network = await readNpmNetwork(config);
  const standIn = options.upstream === undefined ? undefined : { base: trimSlash(options.upstream), isPublicDefault: true };
  const ordinary = standInFor(defaultRegistry(config), standIn);
  const scopes = scopeRegistries(config, standIn);
  const registryFor = (name: string) => scopes.get(scopeOf(name))?.registry ?? ordinary;
  const publicDefaults = [publicDefault(), ...(standIn === undefined ? [] : [standIn.base])];
  return {
    network,
    registries: [ordinary, ...[...scopes.values()].map(({ registry }) => registry)].flatMap(({ base }) =>
      base === '' ? [] : [base],
    ),
    problems: config.problems,
    registryFor,
    isPrivateScope: (name) => scopes.get(scopeOf(name))?.isPrivate ?? false,
    elsewhere: npmArchives(config, { registryFor, publicDefaults }),
  };
}

interface ScopeRegistry {
  readonly registry: NpmRegistry;
  readonly isPrivate: boolean;
}

/** Scopes with a registry of their own, by their lower-case name. */
function scopeRegistries(config: NpmConfig, standIn: NpmRegistry | undefined): ReadonlyMap<string, ScopeRegistry> {
  const scopes = new Map<string, ScopeRegistry>();
  for (const key of config.keys) {
    const scope = /^(@[^/:]+):registry$/i.exec(key)?.[1]?.toLowerCase();
    if (scope === undefined || scopes.has(scope)) continue;
    const url = webUrl(config.get(key));
    if (url === undefined) {
      config.problems.push(`npm's setting ${key} is no http address: packages of ${scope} cannot be asked for.`);
      scopes.set(scope, { registry: { base: '', isPublicDefault: false }, isPrivate: true });
      continue;
    }
    const registry = registryAt(config, url);
    // A token for the very registry the scope is mapped to: its packages may be private ones, even on the public registry.
    const isPrivate = !registry.isPublicDefault || registry.authorization !== undefined;
    scopes.set(scope, { registry: standInFor(registry, standIn), isPrivate });
  }
  return scopes;
}

function standInFor(registry: NpmRegistry, standIn: NpmRegistry | undefined): NpmRegistry {
  return registry.isPublicDefault && standIn !== undefined ? standIn : registry;
}

/** The registry of everything else: the strongest level whose value is an address, as npm itself drops values that are none. */
function defaultRegistry(config: NpmConfig): NpmRegistry {
  for (const { level, value } of config.all('registry')) {
    if (value === undefined) continue; // no npm is there to say its default (npmOwnDefaults.ts)
    const url = webUrl(value);
    if (url !== undefined) return registryAt(config, url);
    config.problems.push(`npm's setting registry (${level} level) is no http address: it is left out.`);
  }
  return { base: '', isPublicDefault: false };
}

function registryAt(config: NpmConfig, url: URL): NpmRegistry {
  const base = trimSlash(`${url.origin}${url.pathname}`);
  const authorization = authorizationFor(config, url);
  const isPublicDefault = base === publicDefault();
  return { base, isPublicDefault, ...(authorization === undefined ? {} : { authorization }) };
}

function publicDefault(): string | undefined {
  const url = webUrl(npmDefault('registry'));
  return url === undefined ? undefined : trimSlash(`${url.origin}${url.pathname}`);
}

function webUrl(value: unknown): URL | undefined {
  if (typeof value !== 'string' || !URL.canParse(value)) return undefined;
  const url = new URL(value);
  // Two addresses run together are a slip of the pen, and the second may hold credentials that would stay in the path.
  if (url.pathname.includes('://')) return undefined;
  return url.protocol === 'https:' || url.protocol === 'http:' ? url : undefined;
}

function scopeOf(packageName: string): string {
  return packageName.startsWith('@') ? (packageName.split('/')[0] ?? '').toLowerCase() : '';
}

function trimSlash(address: string): string {
  return address.replace(/\/+$/, '');
}
