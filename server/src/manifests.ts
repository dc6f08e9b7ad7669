import { dirname, join, relative, resolve, sep } from 'node:path';
import { ecosystemOf, readNpmLock, versionsOf, withCatalogs, type LockedEntry } from './ecosystems/index.ts';
import { packageManagerIn } from './formats/packageManager.ts';
import { lockfileNamesOf } from './lockfiles/index.ts';
import type { Ecosystem } from './model/ecosystem.ts';
import { purlOfDependency, type Manifest, type ManifestSelf } from './model/manifest.ts';
import { purlOf, type Purl } from './model/purl.ts';
import { FileProblem, kindOf, nearest, readText } from './platform/files.ts';
import { findLocalNames } from './platform/workspace.ts';
import type { LocalNames, WorkspaceMemo } from './platform/workspaceMemo.ts';

/** Largest manifest read, bytes. */
export const MAX_MANIFEST = 8 * 1024 * 1024;
/** Largest lockfile read, bytes. */
export const MAX_LOCKFILE = 64 * 1024 * 1024;

/** What the files around a manifest say about it. */
export interface Surroundings {
  /** pnpm's catalogs of the workspace around it. */
  readonly catalogs: Manifest['catalogs'];
  /** Versions that the nearest lockfile of npm pins for it, by the name in the manifest. */
  readonly locked: ReadonlyMap<string, string>;
  /** Hosts that it takes them from, by the same names; where it does not say there is none. */
  readonly lockedHosts: ReadonlyMap<string, string>;
  /** Names of its workspace, its own among them, and whatever the workspace replaces by a path. */
  readonly names: ReadonlySet<Purl>;
  /** False where the workspace could not be walked whole: there may be more names. */
  readonly complete: boolean;
  /** What could not be used of these files, one message each; the rest stands. */
  readonly notes: readonly string[];
}

/** The surroundings of a manifest that has none: a text without a file. */
export const noSurroundings: Surroundings = {
  catalogs: new Map(),
  locked: new Map(),
  lockedHosts: new Map(),
  names: new Set(),
  complete: true,
  notes: [],
};

/**
 * Reads the files around a manifest's path. Never rejects: a file that is there and cannot be used is named in `notes`. With a memo the
 * manifests of one workspace, read one after the other, walk it once.
 */
export async function readSurroundings(path: string, { id }: Ecosystem, memo?: WorkspaceMemo): Promise<Surroundings> {
  const folder = resolve(dirname(path));
  const notes: string[] = [];
  const isNpm = id === 'npm' || id === 'pnpm-workspace';
  const [workspace, locked, { names, complete }] = await Promise.all([
    isNpm ? orNote(notes, pnpmWorkspaceAbove(folder), undefined) : undefined,
    isNpm ? orNote(notes, lockedFor(folder), NOTHING_LOCKED) : NOTHING_LOCKED,
    localNamesAround(path, memo),
  ]);
  return {
    catalogs: workspace?.catalogs ?? noSurroundings.catalogs,
    locked: versionsOf(locked),
    lockedHosts: hostsIn(locked),
    names: new Set([...names, ...(workspace ? localNamesIn(workspace) : [])]),
    complete,
    notes,
  };
}

/** The names of the workspace around a manifest, whether or not that manifest is there. Never rejects. */
export async function namesAround(manifest: string): Promise<ReadonlySet<Purl>> {
  return (await localNamesAround(manifest)).names;
}

function localNamesAround(manifest: string, memo?: WorkspaceMemo): Promise<LocalNames> {
  return findLocalNames({ manifest, selfOf, ...(memo === undefined ? {} : { memo }) });
}

/** The manifest as its surroundings complete it: catalogs resolved, and what its own workspace provides asked of nobody. */
export function manifestIn({ id }: Ecosystem, parsed: Manifest, { catalogs, names }: Surroundings): Manifest {
  const manifest = id === 'npm' ? withCatalogs(parsed, catalogs) : parsed;
  const local = new Set([...names, ...localNamesIn(manifest)]);
  const dependencies = manifest.dependencies.map((dependency) => {
    const purl = purlOfDependency(dependency);
    return purl !== null && local.has(purl) ? { ...dependency, target: { kind: 'local' as const } } : dependency;
  });
  return { ...manifest, dependencies };
}

/** Names of a manifest's workspace that no registry has to know of: members and whatever is marked private. */
export function privateNamesOf(ecosystem: Ecosystem, { self }: Manifest, { names }: Surroundings): ReadonlySet<Purl> {
  const own = self.name === null ? undefined : purlOf(ecosystem.id === 'golang' ? 'golang' : 'npm', self.name);
  return new Set([...names].filter((name) => self.private || name !== own));
}

/**
 * The hosts that a lockfile takes the packages of a manifest's lines from, where the lines leave it to a registry; a name that stands in several
 * sections is the same package. Whether a host is a foreign one the npm settings tell.
 */
export function hostsOfLines(
  { dependencies }: Manifest,
  { lockedHosts }: Pick<Surroundings, 'lockedHosts'>,
): ReadonlyMap<Purl, string> {
  return new Map(
    dependencies.flatMap(({ name, target }) => {
      const host = lockedHosts.get(name);
      const isOfRegistry = target.kind === 'registry' || target.kind === 'catalog';
      return host === undefined || !isOfRegistry ? [] : [[target.purl, host]];
    }),
  );
}

/** The same of every name that is installed for a manifest: lines that are still to be typed among them. What a line takes from an address is left out. */
export function hostsOfNames(
  manifest: Manifest,
  surroundings: Pick<Surroundings, 'lockedHosts'>,
): readonly (readonly [Purl, string])[] {
  const lined = new Set(manifest.dependencies.map(({ name }) => name));
  const others = [...surroundings.lockedHosts].filter(([name]) => !lined.has(name));
  return [...hostsOfLines(manifest, surroundings), ...others.map(([name, host]) => [purlOf('npm', name), host] as const)];
}

/** Names that a manifest itself resolves to a path or link anywhere: whatever other line names them means the same package. */
function localNamesIn({ dependencies }: Manifest): readonly Purl[] {
  return dependencies.flatMap(({ ecosystem, name, target }) =>
    target.kind === 'local' && ecosystem !== 'golang' ? [purlOf('npm', name)] : [],
  );
}

function selfOf(fileName: string, text: string): ManifestSelf | undefined {
  return ecosystemOf(fileName)?.parse(text).self;
}

/** The value, or a note and the other one where a file cannot be used. */
async function orNote<T>(notes: string[], value: Promise<T>, other: T): Promise<T> {
  try {
    return await value;
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error;
    notes.push(error.message);
    return other;
  }
}

/** The pnpm workspace around a folder; undefined where there is none. */
async function pnpmWorkspaceAbove(folder: string): Promise<Manifest | undefined> {
  const file = await nearest('pnpm-workspace.yaml', folder);
  const ecosystem = file === undefined ? undefined : ecosystemOf(file);
  return file === undefined || !ecosystem ? undefined : ecosystem.parse(await readText(file, MAX_MANIFEST));
}

/** Whether a lockfile of npm says nothing of a folder: a package.json up to it names another manager, whose lockfile is there. */
async function isLeftBehind(lockfile: string, folder: string): Promise<boolean> {
  for (let here = folder; ; here = dirname(here)) {
    const path = join(here, 'package.json');
    const manager = (await kindOf(path)) === 'file' ? packageManagerIn(await readText(path, MAX_MANIFEST)) : undefined;
    if (manager !== undefined) {
      const found = await Promise.all(lockfileNamesOf(manager).map((name) => nearest(name, folder)));
      return manager !== 'npm' && found.some((one) => one !== undefined);
    }
    if (here === dirname(lockfile) || here === dirname(here)) return false;
  }
}

/** What the nearest lockfile of npm pins for a folder: its own, or that of the workspace it is a member of. */
async function lockedFor(folder: string): Promise<ReadonlyMap<string, LockedEntry>> {
  for (const name of ['npm-shrinkwrap.json', 'package-lock.json']) {
    const file = await nearest(name, folder);
    if (file === undefined) continue;
    if (await isLeftBehind(file, folder)) return NOTHING_LOCKED;
    const member = relative(dirname(file), folder).split(sep).join('/');
    return readNpmLock(await readText(file, MAX_LOCKFILE), member);
  }
  return NOTHING_LOCKED;
}

const NOTHING_LOCKED: ReadonlyMap<string, LockedEntry> = new Map();

function hostsIn(locked: ReadonlyMap<string, LockedEntry>): ReadonlyMap<string, string> {
  return new Map([...locked].flatMap(([name, { archive }]) => (archive === undefined ? [] : [[name, archive.host]])));
}
