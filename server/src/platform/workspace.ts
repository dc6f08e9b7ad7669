import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import type { ManifestSelf } from '../model/manifest.ts';
import { purlOf, type Purl } from '../model/purl.ts';
import { isIgnoredFolder, readManifestFile, walkFolders } from './workspaceFolders.ts';
import { readGoWork } from './workspaceGoWork.ts';
import {
  held,
  manifestReader,
  workspaceMemo,
  type LocalNames,
  type ManifestReader,
  type SelfOf,
  type WorkspaceMemo,
} from './workspaceMemo.ts';
import { memberPatterns } from './workspaceMembers.ts';

/** Bounds: folders looked into for members, levels below the root, and levels above the manifest in which a root is looked for. */
const MAX_FOLDERS = 20_000;
const MAX_DEPTH = 20;
const MAX_LEVELS_UP = 40;

/** What is needed to find the names of a workspace. */
export interface WorkspaceOptions {
  /** Path of the manifest that is being read. */
  readonly manifest: string;
  readonly selfOf: SelfOf;
  readonly maxFolders?: number;
  /** What earlier calls with the same `selfOf` and bounds have read; without it everything is read anew. */
  readonly memo?: WorkspaceMemo;
}

/**
 * The names of the manifest's workspace: its own; members listed by the nearest root above (package.json `workspaces`,
 * pnpm-workspace.yaml, go.work `use`); modules that go.work replaces by folders; packages found below that root that say
 * `private: true`; Go modules found there. Never rejects: what cannot be read has no name.
 */
export async function findLocalNames({
  manifest,
  selfOf,
  maxFolders = MAX_FOLDERS,
  memo = workspaceMemo(),
}: WorkspaceOptions): Promise<LocalNames> {
  const own = resolve(manifest);
  const read = manifestReader(selfOf, memo);
  const ownName = nameIn(own, await read(own));
  const npm = await npmRoot(dirname(own), read);
  const go = await goWorkspace(dirname(own));
  const top = npm?.folder ?? go?.folder ?? dirname(own);
  const around = await held(memo.roots, `${top}\n${go?.folder ?? ''}`, () => namesBelow(top, { npm, go, maxFolders, read }));
  return { names: new Set([...(ownName === undefined ? [] : [ownName]), ...around.names]), complete: around.complete };
}

async function namesBelow(
  top: string,
  {
    npm,
    go,
    maxFolders,
    read,
  }: {
    readonly npm: NpmRoot | undefined;
    readonly go: GoRoot | undefined;
    readonly maxFolders: number;
    readonly read: ManifestReader;
  },
): Promise<LocalNames> {
  const names = new Set<Purl>((go?.replaced ?? []).map((path) => purlOf('golang', path)));
  for (const folder of go?.uses ?? []) {
    const path = join(folder, 'go.mod');
    const name = nameIn(path, await read(path));
    if (name) names.add(name);
  }

  const members = memberPatterns(npm?.members ?? []);
  const bases = members.bases.filter((base) => !base.split('/').some(isIgnoredFolder)); // `..` begins with a dot too
  const starts = [...bases.map((base) => join(top, base)), top];
  if (go && !isInside(top, go.folder)) starts.push(go.folder);
  let complete = true;
  for await (const { path, files, cutShort, absent } of walkFolders(starts, { maxFolders, maxDepth: MAX_DEPTH })) {
    if (cutShort && !absent) complete = false; // a pattern may speak of folders that are not there yet
    for (const file of files.filter((name) => name === 'package.json' || name === 'go.mod')) {
      const at = join(path, file);
      const self = await read(at);
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

function nameIn(path: string, self: ManifestSelf | undefined): Purl | undefined {
  if (self?.name === null || self?.name === undefined || self.name === '') return undefined;
  return purlOf(basename(path) === 'go.mod' ? 'golang' : 'npm', self.name);
}

interface NpmRoot {
  readonly folder: string;
  /** Member patterns as written. */
  readonly members: readonly string[];
}

/** The nearest folder at or above that lists members. */
async function npmRoot(from: string, read: ManifestReader): Promise<NpmRoot | undefined> {
  for (const folder of upwards(from)) {
    const pnpm = await read(join(folder, 'pnpm-workspace.yaml'));
    const npm = await read(join(folder, 'package.json'));
    const members = [...(pnpm?.members ?? []), ...(npm?.members ?? [])];
    if (members.length > 0) return { folder, members };
  }
  return undefined;
}

interface GoRoot {
  readonly folder: string;
  /** Paths of the folders it uses. */
  readonly uses: readonly string[];
  /** Modules that it replaces by folders. */
  readonly replaced: readonly string[];
}

/** The nearest go.work at or above. */
async function goWorkspace(from: string): Promise<GoRoot | undefined> {
  for (const folder of upwards(from)) {
    const text = await readManifestFile(join(folder, 'go.work'));
    if (text === undefined) continue;
    const { uses, replaced } = readGoWork(text);
    return { folder, uses: uses.map((use) => (isAbsolute(use) ? use : join(folder, use))), replaced };
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
