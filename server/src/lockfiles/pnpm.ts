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
  registryPlace,
  sortedMap,
  textOf,
  textsOf,
  type Place,
} from './loose.ts';
import { folderFrom, readPnpmKey } from './pnpmKeys.ts';
import { yamlDocuments } from './yamlDocuments.ts';

/** pnpm's pnpm-lock.yaml, versions 5, 6 and 9. Source: pnpm.io, "Lockfile format", and the files that pnpm 7, 8 and 10 write. */
export const pnpmLock: LockfileFormat = { id: 'pnpm', files: ['pnpm-lock.yaml'], maxLength: 16 * 1024 * 1024, read };

const OF_PACKAGES = ['dependencies', 'optionalDependencies'] as const;
const OF_MEMBERS = [...OF_PACKAGES, 'devDependencies'] as const;

interface Parts {
  /** Members by their folder. */
  readonly importers: readonly (readonly [folder: string, importer: unknown])[];
  /** What is known of a package whatever its peers. */
  readonly facts: ReadonlyMap<string, unknown>;
  /** What each installation requires. */
  readonly installed: ReadonlyMap<string, unknown>;
}

function read(text: string): Lockfile | undefined {
  const documents = yamlDocuments(text).filter((document) => memberOf(document, 'lockfileVersion') !== undefined);
  if (documents.length === 0) return undefined;
  const { importers, facts, installed } = partsOf(documents);
  if (installed.size > MAX_PACKAGES || importers.length > MAX_PACKAGES) return undefined;
  const folders = new Set(importers.map(([folder]) => folder));
  const keyOf = (name: string, reference: string, from: string): string | undefined => {
    if (reference.startsWith('link:')) {
      const folder = folderFrom(from, reference.slice('link:'.length));
      return folder !== undefined && folders.has(folder) ? `link:${folder}` : undefined;
    }
    return [reference, `${name}@${reference}`, `/${name}@${reference}`, `/${name}/${reference}`].find((key) =>
      installed.has(key),
    );
  };

  const members = new Map(importers.map(([folder, importer]) => [folder, requiredBy(importer, OF_MEMBERS, folder, keyOf)]));
  const packages = new Map<string, LockedPackage>();
  const requirements = new Map([...installed].map(([key, entry]) => [key, requiredBy(entry, OF_PACKAGES, '', keyOf)]));
  const called = namesByKey([...members.values(), ...requirements.values()]);
  for (const [key, requires] of requirements) {
    const { bare, name, version } = readPnpmKey(key);
    const about = facts.get(key) ?? facts.get(bare) ?? installed.get(key);
    const known = textOf(memberOf(about, 'name')) ?? name ?? called.get(key);
    if (known === undefined) continue;
    const resolution = memberOf(about, 'resolution');
    const place = { ...placeOf(key, resolution), ...pinned(memberOf(resolution, 'integrity')) };
    packages.set(key, { name: known, version: textOf(memberOf(about, 'version')) ?? version, ...place, requires });
  }
  for (const [folder, requires] of members) {
    const name = called.get(`link:${folder}`);
    if (name !== undefined) packages.set(`link:${folder}`, { name, version: undefined, ...placeAt('link', folder), requires });
  }
  return { packages, members, named: new Map() };
}

/** The parts of all documents: from version 9 on, what pnpm itself runs on may stand in one of its own before the project's. */
function partsOf(documents: readonly unknown[]): Parts {
  const sections = (name: string) => documents.flatMap((document) => entriesOf(memberOf(document, name)));
  const snapshots = sections('snapshots');
  const packages = sections('packages');
  // Version 9 keeps facts and installations apart; a project alone had no `importers` before it.
  const isSplit = documents.some((document) => memberOf(document, 'snapshots') !== undefined);
  const listed = documents.flatMap((document) => {
    const importers = memberOf(document, 'importers');
    return importers === undefined ? [['.', document] as const] : entriesOf(importers);
  });
  const importers = new Map(listed.map(([folder, importer]) => [folder === '.' ? '' : folder, importer]));
  return { importers: [...importers], facts: new Map(packages), installed: new Map(isSplit ? snapshots : packages) };
}

function requiredBy(
  entry: unknown,
  sections: readonly string[],
  from: string,
  keyOf: (name: string, reference: string, from: string) => string | undefined,
): ReadonlyMap<string, string> {
  const written = sections.flatMap((section) => {
    const value = memberOf(entry, section);
    const inline = entriesOf(value).flatMap(([name, member]) => {
      const version = textOf(memberOf(member, 'version'));
      return version === undefined ? [] : [[name, version] as const];
    });
    return [...textsOf(value), ...inline];
  });
  return sortedMap(
    written.flatMap(([name, reference]) => {
      const key = keyOf(name, reference, from);
      return key === undefined ? [] : [[name, key] as const];
    }),
  );
}

/** What packages are called by those that require them, for keys that hold no name. */
function namesByKey(all: readonly ReadonlyMap<string, string>[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const requires of all) for (const [name, key] of requires) if (!names.has(key)) names.set(key, name);
  return names;
}

function placeOf(key: string, resolution: unknown): Place {
  const [type, repo, commit, tarball] = ['type', 'repo', 'commit', 'tarball'].map((name) => textOf(memberOf(resolution, name)));
  if (type === 'git' || repo !== undefined) return placeAt('git', `${repo ?? key}#${commit ?? ''}`);
  if (type === 'directory' || tarball?.startsWith('file:') === true) return placeAt('file', key);
  if (tarball === undefined) return registryPlace(undefined);
  if (isGit(tarball) || memberOf(resolution, 'gitHosted') === 'true') return placeAt('git', tarball);
  // A registry may serve from where it likes; only a key that is the address itself was asked for by it.
  return isWeb(tarball) && key.includes(tarball.replace(/^https?:\/\//i, '')) ? placeAt('url', tarball) : fetchedPlace(tarball);
}
