import { dirname } from 'node:path';
import { ecosystemOf, readNpmLock, withCatalogs } from './ecosystems/index.ts';
import type { Ecosystem } from './model/ecosystem.ts';
import { purlOfDependency, type Manifest, type ManifestSelf } from './model/manifest.ts';
import { purlOf, type Purl } from './model/purl.ts';
import { nearest, readText } from './platform/files.ts';
import { findLocalNames } from './platform/workspace.ts';

/** Largest manifest read, bytes. */
export const MAX_MANIFEST = 8 * 1024 * 1024;
/** Largest lockfile read, bytes. */
const MAX_LOCKFILE = 64 * 1024 * 1024;

/** What the files around a manifest say about it. */
export interface Surroundings {
  /** pnpm's catalogs of the workspace around it. */
  readonly catalogs: Manifest['catalogs'];
  /** Versions a lockfile beside it pins, by the name in the manifest. */
  readonly locked: ReadonlyMap<string, string>;
  /** Names of its workspace, its own among them. */
  readonly names: ReadonlySet<Purl>;
}

/** The surroundings of a manifest that has none: a text without a file. */
export const noSurroundings: Surroundings = { catalogs: new Map(), locked: new Map(), names: new Set() };

/** Reads the files around a manifest's path. Throws `FileProblem` where one is there and cannot be read. */
export async function readSurroundings(path: string, { id }: Ecosystem): Promise<Surroundings> {
  const folder = dirname(path);
  const isNpm = id === 'npm';
  const [catalogs, locked, names] = await Promise.all([
    isNpm ? catalogsAbove(folder) : noSurroundings.catalogs,
    isNpm ? lockedVersions(folder) : noSurroundings.locked,
    namesAround(path),
  ]);
  return { catalogs, locked, names };
}

/** The names of the workspace around a manifest, whether or not that manifest is there. Never rejects. */
export async function namesAround(manifest: string): Promise<ReadonlySet<Purl>> {
  const { names } = await findLocalNames({ manifest, selfOf });
  return names;
}

/** The manifest as its surroundings complete it: catalogs resolved, and what its own workspace provides asked of nobody. */
export function manifestIn({ id }: Ecosystem, parsed: Manifest, { catalogs, names }: Surroundings): Manifest {
  const manifest = id === 'npm' ? withCatalogs(parsed, catalogs) : parsed;
  const dependencies = manifest.dependencies.map((dependency) => {
    const purl = purlOfDependency(dependency);
    return purl !== null && names.has(purl) ? { ...dependency, target: { kind: 'local' as const } } : dependency;
  });
  return { ...manifest, dependencies };
}

/** Names of a manifest's workspace that no registry has to know of: members and whatever is marked private. */
export function privateNamesOf(ecosystem: Ecosystem, { self }: Manifest, { names }: Surroundings): ReadonlySet<Purl> {
  const own = self.name === null ? undefined : purlOf(ecosystem.id === 'golang' ? 'golang' : 'npm', self.name);
  return new Set([...names].filter((name) => self.private || name !== own));
}

function selfOf(fileName: string, text: string): ManifestSelf | undefined {
  return ecosystemOf(fileName)?.parse(text).self;
}

/** pnpm's catalogs of the workspace around a folder; none where there is none. */
async function catalogsAbove(folder: string): Promise<Manifest['catalogs']> {
  const file = await nearest('pnpm-workspace.yaml', folder);
  const ecosystem = file === undefined ? undefined : ecosystemOf(file);
  if (file === undefined || !ecosystem) return new Map();
  return ecosystem.parse(await readText(file, MAX_MANIFEST)).catalogs;
}

async function lockedVersions(folder: string): Promise<ReadonlyMap<string, string>> {
  const file = await nearest('package-lock.json', folder);
  if (file === undefined || dirname(file) !== folder) return new Map();
  return readNpmLock(await readText(file, MAX_LOCKFILE));
}
