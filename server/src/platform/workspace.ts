import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import type { ManifestSelf } from '../model/manifest.ts';
import { purlOf, type Purl } from '../model/purl.ts';
import { isIgnoredFolder, readManifestFile, walkFolders } from './workspaceFolders.ts';
import { usedFolders } from './workspaceGoWork.ts';
import { memberPatterns } from './workspaceMembers.ts';

/** Bounds: folders looked into for members, levels below the root, and levels above the manifest in which a root is looked for. */
const MAX_FOLDERS = 2000;
const MAX_DEPTH = 20;
const MAX_LEVELS_UP = 40;

/** What is needed to find the names of a workspace. */
export interface WorkspaceOptions {
  /** Path of the manifest that is being read. */
  readonly manifest: string;
  /** What a manifest's text says about itself, by its file name; undefined for files no ecosystem reads. */
  readonly selfOf: (fileName: string, text: string) => ManifestSelf | undefined;
  readonly maxFolders?: number;
}

/** The names of a workspace, none of which may leave the machine. */
export interface LocalNames {
  readonly names: ReadonlySet<Purl>;
  /** False where the workspace is larger than the bounds, or part of it cannot be read: there may be more names. */
  readonly complete: boolean;
}

/**
 * The names of the manifest's workspace: its own; members listed by the nearest root above (package.json `workspaces`,
 * pnpm-workspace.yaml, go.work `use`); packages found below that root that say `private: true`; Go modules found there. Never rejects:
 * what cannot be read has no name.
 */
export async function findLocalNames({ manifest, selfOf, maxFolders = MAX_FOLDERS }: WorkspaceOptions): Promise<LocalNames> {
  const own = resolve(manifest);
  const names = new Set<Purl>();
  const reader = manifestReader(selfOf);
  const ownName = nameIn(own, await reader(own));
  if (ownName) names.add(ownName);

  const root = await npmRoot(dirname(own), reader);
  const goWork = await goWorkspace(dirname(own));
  for (const folder of goWork?.uses ?? []) {
    const path = join(folder, 'go.mod');
    const name = nameIn(path, await reader(path));
    if (name) names.add(name);
  }

  const members = memberPatterns(root?.members ?? []);
  const top = root?.folder ?? goWork?.folder ?? dirname(own);
  const bases = members.bases.filter((base) => !base.split('/').some(isIgnoredFolder)); // `..` begins with a dot too
  const starts = [...bases.map((base) => join(top, base)), top];
  if (goWork && !isInside(top, goWork.folder)) starts.push(goWork.folder);
  let complete = true;
  for await (const { path, files, cutShort } of walkFolders(starts, { maxFolders, maxDepth: MAX_DEPTH })) {
    if (cutShort) complete = false;
    for (const file of files.filter((name) => name === 'package.json' || name === 'go.mod')) {
      const at = join(path, file);
      const self = await reader(at);
      const name = nameIn(at, self);
      if (!name || !self) continue;
      const isLocal =
        file === 'go.mod' || self.private || path === top || members.matches(relative(top, path).split(sep).join('/'));
      if (isLocal) names.add(name);
    }
  }
  return { names, complete };
}

/** The manifests below a folder, and whether that is all of them. */
export interface FoundManifests {
  /** Paths, sorted. */
  readonly files: readonly string[];
  /** False where bounds cut the walk short or a folder could not be read. */
  readonly complete: boolean;
}

/** Lists manifests under a folder, other people's code and test data left out, links not followed. Never rejects. */
export async function walkManifests(
  folder: string,
  isManifest: (fileName: string) => boolean,
  bounds: { readonly maxFiles?: number; readonly maxFolders?: number; readonly maxDepth?: number } = {},
): Promise<FoundManifests> {
  const { maxFiles = 5000, maxFolders = 50_000, maxDepth = MAX_DEPTH } = bounds;
  const files: string[] = [];
  let complete = true;
  for await (const { path, files: names, cutShort } of walkFolders([folder], { maxFolders, maxDepth })) {
    if (cutShort) complete = false;
    files.push(...names.filter(isManifest).map((name) => join(path, name)));
    if (files.length > maxFiles) return { files: files.slice(0, maxFiles).sort(), complete: false };
  }
  return { files: files.sort(), complete };
}

type Reader = (path: string) => Promise<ManifestSelf | undefined>;

function manifestReader(selfOf: WorkspaceOptions['selfOf']): Reader {
  return async (path) => {
    const text = await readManifestFile(path);
    return text === undefined ? undefined : selfOf(basename(path), text);
  };
}

function nameIn(path: string, self: ManifestSelf | undefined): Purl | undefined {
  if (self?.name === null || self?.name === undefined || self.name === '') return undefined;
  return purlOf(basename(path) === 'go.mod' ? 'golang' : 'npm', self.name);
}

/** The nearest folder at or above that lists members. */
async function npmRoot(from: string, read: Reader) {
  for (const folder of upwards(from)) {
    const pnpm = await read(join(folder, 'pnpm-workspace.yaml'));
    const npm = await read(join(folder, 'package.json'));
    const members = [...(pnpm?.members ?? []), ...(npm?.members ?? [])];
    if (members.length > 0) return { folder, members };
  }
  return undefined;
}

/** The nearest go.work at or above, with the folders it uses. */
async function goWorkspace(from: string) {
  for (const folder of upwards(from)) {
    const text = await readManifestFile(join(folder, 'go.work'));
    if (text !== undefined) return { folder, uses: usedFolders(text).map((use) => (isAbsolute(use) ? use : join(folder, use))) };
  }
  return undefined;
}

function* upwards(from: string): Generator<string> {
  let folder = from;
  for (let level = 0; level < MAX_LEVELS_UP; level += 1) {
    yield folder;
    const above = dirname(folder);
    if (above === folder) return;
    folder = above;
  }
}

function isInside(top: string, path: string): boolean {
  const way = relative(top, path);
  return way === '' || (!way.startsWith('..') && !isAbsolute(way));
}
