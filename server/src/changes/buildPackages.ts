import type { Lockfile } from '../model/lockfile.ts';
import { purlOfDependency, type Manifest, type Scope } from '../model/manifest.ts';
import { purlOf, typeOf, type Purl } from '../model/purl.ts';

/** Sections of a manifest whose lines are installed. */
const INSTALLED: ReadonlySet<Scope> = new Set<Scope>([
  'dependencies',
  'devDependencies',
  'optionalDependencies',
  'peerDependencies',
]);

/** The npm packages that a manifest's own lines install. Go modules are none of them: nobody publishes those by an account. */
export function linedPackages({ dependencies }: Manifest): readonly Purl[] {
  return dependencies.flatMap((dependency) => {
    const purl = INSTALLED.has(dependency.scope) ? purlOfDependency(dependency) : null;
    return purl !== null && typeOf(purl) === 'npm' ? [purl] : [];
  });
}

/** The packages that a lockfile has from a registry, each once. */
export function lockedPackages({ packages }: Lockfile): readonly Purl[] {
  return [...new Set([...packages.values()].flatMap(({ name, origin }) => (origin === 'registry' ? [purlOf('npm', name)] : [])))];
}

/**
 * The hosts that a lockfile takes packages from, where it says any of them, empty of copies that it leaves to the registry. Left out is what lines of
 * its manifests take from addresses of their own.
 */
export function hostsIn({ packages }: Lockfile, manifests: readonly Manifest[]): readonly (readonly [Purl, string])[] {
  const lines = manifests.flatMap(({ dependencies }) => dependencies);
  const placed = new Set(lines.flatMap(({ name, target }) => (target.kind === 'url' || target.kind === 'forge' ? [name] : [])));
  const told = new Set([...packages.values()].flatMap(({ name, archive }) => (archive === undefined ? [] : [name])));
  return [...packages.values()].flatMap(({ name, origin, archive }) =>
    origin !== 'registry' || !told.has(name) || placed.has(name) ? [] : [[purlOf('npm', name), archive?.host ?? ''] as const],
  );
}
