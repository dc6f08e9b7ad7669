import type { LockedPackage, Lockfile, LockfileFormat } from '../model/lockfile.ts';
import {
  entriesOf,
  fetchedPlace,
  isGit,
  isWeb,
  jsonOf,
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
import { flattened } from './npmVersion1.ts';

/** npm's package-lock.json and npm-shrinkwrap.json, versions 1 to 3. Source: docs.npmjs.com, "package-lock.json". */
export const npmLock: LockfileFormat = {
  id: 'npm',
  files: ['npm-shrinkwrap.json', 'package-lock.json'],
  maxLength: 64 * 1024 * 1024,
  read,
};

/** Folders in a path of the tree; a real one has a few dozen. */
const MAX_FOLDERS = 200;
const SECTIONS = ['dependencies', 'optionalDependencies', 'peerDependencies'] as const;

function read(text: string): Lockfile | undefined {
  const root = jsonOf(text);
  const listed = entriesOf(memberOf(root, 'packages'));
  const version1 = listed.length === 0 ? flattened(memberOf(root, 'dependencies'), MAX_PACKAGES) : undefined;
  const entries = version1 ?? listed;
  if (memberOf(root, 'lockfileVersion') === undefined || entries.length > MAX_PACKAGES) return undefined;
  const tree = new Map(entries.filter(([path]) => path.split('/').length <= MAX_FOLDERS));

  const packages = new Map<string, LockedPackage>();
  const members = new Map<string, ReadonlyMap<string, string>>();
  for (const [path, entry] of tree) {
    const isMember = !/(?:^|\/)node_modules\//.test(path);
    if (memberOf(entry, 'link') === true) continue; // stands for the folder it leads to
    const requires = requiredBy(tree, path, entry, isMember);
    if (isMember) members.set(path, requires);
    const locked = packageAt(path, entry, requires, isMember);
    if (locked !== undefined && path !== '') packages.set(path, locked);
  }
  return {
    packages,
    members: version1 === undefined ? members : new Map(),
    named: version1 === undefined ? new Map() : topLevel(packages.keys()),
  };
}

function packageAt(
  path: string,
  entry: unknown,
  requires: ReadonlyMap<string, string>,
  isMember: boolean,
): LockedPackage | undefined {
  const name = textOf(memberOf(entry, 'name')) ?? /(?:^|\/)node_modules\/((?:@[^/]+\/)?[^/]+)$/.exec(path)?.[1];
  if (isMember) return { name: name ?? path, version: textOf(memberOf(entry, 'version')), ...placeAt('link', path), requires };
  const written = textOf(memberOf(entry, 'version'));
  if (name === undefined || written === undefined) return undefined;
  const resolved = textOf(memberOf(entry, 'resolved'));
  return {
    ...versionAndName(name, written),
    ...placeOf(written, resolved),
    ...pinned(memberOf(entry, 'integrity')),
    requires,
  };
}

/** Version 1 writes into `version` what is no registry's version: an alias, a repository, an address, a path. */
function versionAndName(name: string, written: string): { readonly name: string; readonly version: string | undefined } {
  const alias = /^npm:/i.test(written) ? splitAt(written.slice('npm:'.length)) : undefined;
  if (alias !== undefined) return { name: alias[0], version: alias[1] };
  return { name, version: /^[0-9v=]/.test(written) ? written : undefined };
}

function placeOf(version: string, resolved: string | undefined): Place {
  const address = /^[0-9v=]|^npm:/i.test(version) ? resolved : version;
  if (address === undefined) return registryPlace(undefined);
  if (/^file:/i.test(address)) return placeAt('file', address);
  if (isGit(address)) return placeAt('git', address);
  // A registry's archive and any other look alike where an exact version stands beside them.
  return isWeb(address) && address === version ? placeAt('url', address) : fetchedPlace(address);
}

/** What a package or member requires, as Node finds it: the nearest node_modules upwards. */
function requiredBy(
  tree: ReadonlyMap<string, unknown>,
  path: string,
  entry: unknown,
  isMember: boolean,
): ReadonlyMap<string, string> {
  const names = new Set(
    [...SECTIONS, ...(isMember ? (['devDependencies'] as const) : [])].flatMap((section) =>
      textsOf(memberOf(entry, section)).map(([name]) => name),
    ),
  );
  const found: (readonly [string, string])[] = [];
  for (const name of names) {
    const key = nearest(tree, path, name);
    if (key !== undefined) found.push([name, key]);
  }
  return sortedMap(found);
}

/** Key of the package that `name` leads to from a folder, links followed; undefined where nothing is installed for it. */
function nearest(tree: ReadonlyMap<string, unknown>, from: string, name: string): string | undefined {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/')))) {
    const key = `${folder === '' ? '' : `${folder}/`}node_modules/${name}`;
    const entry = tree.get(key);
    if (entry !== undefined) return memberOf(entry, 'link') === true ? textOf(memberOf(entry, 'resolved')) : key;
    if (folder === '') return undefined;
  }
}

function topLevel(keys: Iterable<string>): ReadonlyMap<string, string> {
  return new Map(
    [...keys].flatMap((key) => {
      const name = /^node_modules\/((?:@[^/]+\/)?[^/]+)$/.exec(key)?.[1];
      return name === undefined ? [] : [[name, key] as const];
    }),
  );
}
