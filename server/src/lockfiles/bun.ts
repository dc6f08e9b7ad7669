import { parse, type ParseError } from 'jsonc-parser';
import type { LockedPackage, Lockfile, LockfileFormat } from '../model/lockfile.ts';
import {
  entriesOf,
  fetchedPlace,
  isGit,
  isWeb,
  MAX_PACKAGES,
  memberOf,
  pinned,
  placeAt,
  sortedMap,
  splitAt,
  textOf,
  textsOf,
  type Place,
} from './loose.ts';

/** Bun's bun.lock, the text form (`bun.lockb` is binary). Source: bun.sh, "BunLockFile", and the file that Bun writes. */
export const bunLock: LockfileFormat = { id: 'bun', files: ['bun.lock'], maxLength: 16 * 1024 * 1024, read };

/** A package of a registry has no devDependencies here, a member has. */
const SECTIONS = ['dependencies', 'optionalDependencies', 'peerDependencies', 'devDependencies'] as const;
/** Packages in a key that says which package's own copy it is. */
const MAX_NESTING = 60;

function read(text: string): Lockfile | undefined {
  const root = parsed(text);
  const entries = entriesOf(memberOf(root, 'packages'));
  const workspaces = entriesOf(memberOf(root, 'workspaces'));
  if (memberOf(root, 'lockfileVersion') === undefined || entries.length + workspaces.length > MAX_PACKAGES) return undefined;
  const keys = new Set(entries.map(([key]) => key));
  const listed = new Map(workspaces.map(([folder, entry]) => [folder, requiredBy(keys, textOf(memberOf(entry, 'name')), entry)]));

  const packages = new Map<string, LockedPackage>();
  for (const [key, entry] of entries) {
    const parts: readonly unknown[] = Array.isArray(entry) ? entry : [];
    const [name, reference] = splitAt(textOf(parts[0]) ?? '') ?? [];
    if (name === undefined || reference === undefined) continue;
    const folder = /^workspace:(.*)$/.exec(reference)?.[1];
    const about = parts.find((part) => typeof part === 'object' && part !== null);
    packages.set(key, {
      name,
      version: /^[0-9]/.test(reference) ? reference : undefined,
      ...placeOf(reference, textOf(parts[1])),
      ...pinned(parts.slice(1).find((part) => typeof part === 'string' && /^sha\d+-/.test(part))),
      requires: (folder === undefined ? undefined : listed.get(folder)) ?? requiredBy(keys, key, about),
    });
  }
  return { packages, members: listed, named: new Map() };
}

function parsed(text: string): unknown {
  const errors: ParseError[] = [];
  try {
    const root: unknown = parse(text, errors, { allowTrailingComma: true });
    return errors.length > 0 ? undefined : root;
  } catch (error) {
    if (error instanceof RangeError) return undefined; // the library recurses: nested too deeply for a lockfile
    throw error;
  }
}

/** What a package or member requires: its own copy, else that of what it is in, else the one for all. */
function requiredBy(keys: ReadonlySet<string>, owner: string | undefined, entry: unknown): ReadonlyMap<string, string> {
  const path = namesIn(owner ?? '').slice(0, MAX_NESTING);
  const names = SECTIONS.flatMap((section) => textsOf(memberOf(entry, section)).map(([name]) => name));
  return sortedMap(
    names.flatMap((name) => {
      const candidates = path.map((_, length) => [...path.slice(0, path.length - length), name].join('/'));
      const key = [...candidates, name].find((candidate) => keys.has(candidate));
      return key === undefined ? [] : [[name, key] as const];
    }),
  );
}

/** The package names in a key such as `@scope/a/b`. */
function namesIn(key: string): readonly string[] {
  return key.match(/@[^/]+\/[^/]+|[^/]+/g) ?? [];
}

function placeOf(reference: string, registry: string | undefined): Place {
  if (/^(?:workspace|link|root):/.test(reference)) return placeAt('link', reference);
  if (/^file:/.test(reference)) return placeAt('file', reference);
  if (/^[0-9]/.test(reference)) return fetchedPlace(registry);
  if (isGit(reference)) return placeAt('git', reference);
  return isWeb(reference) ? placeAt('url', reference) : placeAt('file', reference);
}
