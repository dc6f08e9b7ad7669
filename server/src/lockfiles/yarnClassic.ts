import type { LockedPackage, Lockfile } from '../model/lockfile.ts';
import { isGit, isWeb, MAX_PACKAGES, pinned, placeAt, registryPlace, sortedMap, splitAt, type Place } from './loose.ts';
import { readYarnEntries, type YarnEntry } from './yarnClassicEntries.ts';

/** Reads Yarn 1's lockfile. Its members stand in no line: manifests find their packages by `name@requirement`. */
export function readYarnClassic(text: string): Lockfile | undefined {
  const entries = readYarnEntries(text);
  if (entries.length > MAX_PACKAGES) return undefined;
  const named = new Map<string, string>();
  const keyed = new Map<string, YarnEntry>();
  for (const entry of entries) {
    const [key] = entry.descriptors;
    if (key === undefined) continue;
    keyed.set(key, entry);
    for (const descriptor of entry.descriptors) named.set(descriptor, key);
  }
  const packages = new Map<string, LockedPackage>();
  for (const [key, { version, resolved, integrity, requires }] of keyed) {
    const [alias, requirement] = splitAt(key) ?? [key, ''];
    const real = /^npm:/i.test(requirement) ? (splitAt(requirement.slice('npm:'.length))?.[0] ?? alias) : alias;
    packages.set(key, {
      name: real,
      version,
      ...placeOf(requirement, resolved),
      ...pinned(integrity),
      requires: sortedMap(
        requires.flatMap(([name, range]) => {
          const required = named.get(`${name}@${range}`);
          return required === undefined ? [] : [[name, required] as const];
        }),
      ),
    });
  }
  return { packages, members: new Map(), named };
}

function placeOf(requirement: string, resolved: string | undefined): Place {
  if (/^(?:file:|[./~])/i.test(requirement)) return placeAt('file', requirement);
  if (/^link:/i.test(requirement)) return placeAt('link', requirement);
  const address = resolved ?? requirement;
  if (isGit(address) || isGit(requirement)) return placeAt('git', address);
  return isWeb(requirement) ? placeAt('url', address) : registryPlace(resolved);
}
