import type { LockedPackage, Lockfile } from '../model/lockfile.ts';
import { unescaped } from '../formats/percentEscapes.ts';
import {
  entriesOf,
  fetchedPlace,
  isGit,
  isWeb,
  MAX_PACKAGES,
  memberOf,
  pinned,
  placeAt,
  registryPlace,
  sortedMap,
  splitAt,
  textOf,
  textsOf,
  type Place,
} from './loose.ts';
import { yamlDocuments } from './yamlDocuments.ts';

/** Reads the lockfile of Yarn 2 and newer. Source: yarnpkg.com, "Lexicon" and "Protocols", and the files that Yarn 3 and 4 write. */
export function readYarnBerry(text: string): Lockfile | undefined {
  const [root] = yamlDocuments(text);
  if (memberOf(root, '__metadata') === undefined) return undefined;
  const cacheKey = memberOf(memberOf(root, '__metadata'), 'cacheKey');
  const entries = entriesOf(root).filter(([key]) => key !== '__metadata');
  if (entries.length > MAX_PACKAGES) return undefined;
  // What is bound to the member that wrote it (`::locator=…`) is not written there.
  const named = new Map(
    entries.flatMap(([key]) => key.split(/,\s*/).map((descriptor) => [descriptor.replace(/::.*$/, ''), key] as const)),
  );
  const only = onlyOnes(named);
  const keyOf = (name: string, range: string): string | undefined =>
    named.get(`${name}@${range}`) ?? named.get(`${name}@npm:${range}`) ?? only.get(name);

  const packages = new Map<string, LockedPackage>();
  const members = new Map<string, ReadonlyMap<string, string>>();
  for (const [key, entry] of entries) {
    const [name, reference] = splitAt(textOf(memberOf(entry, 'resolution')) ?? key) ?? [];
    if (name === undefined || reference === undefined) continue;
    const requires = sortedMap(
      ['dependencies', 'optionalDependencies'].flatMap((section) =>
        textsOf(memberOf(entry, section)).flatMap(([required, range]) => {
          const found = keyOf(required, range);
          return found === undefined ? [] : [[required, found] as const];
        }),
      ),
    );
    const place = placeOf(reference);
    const version = place.origin === 'link' ? undefined : textOf(memberOf(entry, 'version'));
    packages.set(key, { name, version, ...place, ...pinned(checksumOf(entry, reference, cacheKey)), requires });
    const folder = /^workspace:(.*)$/.exec(reference)?.[1];
    if (folder !== undefined) members.set(folder === '.' ? '' : folder, requires);
  }
  return { packages, members, named };
}

/** Keys by the names that a single entry has: a `resolutions` field makes requirements lead to descriptors that nobody wrote. */
function onlyOnes(named: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const keys = new Map<string, string | undefined>();
  for (const [descriptor, key] of named) {
    const name = splitAt(descriptor)?.[0] ?? descriptor;
    keys.set(name, keys.has(name) && keys.get(name) !== key ? undefined : key);
  }
  return new Map([...keys].flatMap(([name, key]) => (key === undefined ? [] : [[name, key] as const])));
}

function placeOf(reference: string): Place {
  if (/^(?:workspace|link|portal):/.test(reference)) return placeAt('link', reference);
  if (/^(?:file|exec):/.test(reference)) return placeAt('file', reference);
  if (/^(?:npm|patch):/.test(reference)) return fetchedPlace(archiveOf(reference));
  if (isGit(reference)) return placeAt('git', reference);
  return isWeb(reference) ? placeAt('url', reference) : registryPlace(undefined);
}

/**
 * The checksum, of the archive that Yarn itself packed: equal ones only of one `cacheKey` (`10c0/…`, or the file's own), which so stands for the
 * algorithm. A patch is the project's own, and changes when it is edited.
 */
function checksumOf(entry: unknown, reference: string, cacheKey: unknown): string | undefined {
  const checksum = textOf(memberOf(entry, 'checksum'));
  if (checksum === undefined || /^patch:/.test(reference)) return undefined;
  const [digest = '', key] = checksum.split('/').reverse();
  const packed = key ?? (typeof cacheKey === 'number' || typeof cacheKey === 'string' ? String(cacheKey) : undefined);
  return packed === undefined ? undefined : `yarn${packed.replace(/-/g, '_')}-${digest}`;
}

/** The address of an archive that is not where the registry is expected to keep it. */
function archiveOf(reference: string): string | undefined {
  const written = /[:&]__archiveUrl=([^&]+)/.exec(reference)?.[1];
  return written === undefined ? undefined : unescaped(written);
}
