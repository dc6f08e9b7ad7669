import { basename } from 'node:path';
import type { ManifestSelf } from '../model/manifest.ts';
import type { Purl } from '../model/purl.ts';
import { readManifestFile } from './workspaceFolders.ts';

/** The names of a workspace, none of which may leave the machine. */
export interface LocalNames {
  readonly names: ReadonlySet<Purl>;
  /** False where the workspace is larger than the bounds, or part of it cannot be read: there may be more names. */
  readonly complete: boolean;
}

/** What a manifest's text says about itself, by its file name; undefined for files no ecosystem reads. */
export type SelfOf = (fileName: string, text: string) => ManifestSelf | undefined;

/**
 * What was read of workspaces, for as long as files are taken to stay as they are: the manifests of one run ask for the same workspace
 * again and again. It serves one way of reading manifests.
 */
export interface WorkspaceMemo {
  /** What manifests say about themselves, by path. */
  readonly selves: Map<string, Promise<ManifestSelf | undefined>>;
  /** Names below a root, by root. */
  readonly roots: Map<string, Promise<LocalNames>>;
}

/** A memo that knows nothing yet. */
export function workspaceMemo(): WorkspaceMemo {
  return { selves: new Map(), roots: new Map() };
}

/** What is held under a key, made where it is not. */
export function held<T>(known: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> {
  const before = known.get(key);
  if (before !== undefined) return before;
  const made = make();
  known.set(key, made);
  return made;
}

/** Reads what manifests say about themselves, each path once per memo; undefined where nothing can be read. */
export type ManifestReader = (path: string) => Promise<ManifestSelf | undefined>;

/** A reader that remembers. */
export function manifestReader(selfOf: SelfOf, { selves }: WorkspaceMemo): ManifestReader {
  return (path) =>
    held(selves, path, async () => {
      const text = await readManifestFile(path);
      return text === undefined ? undefined : selfOf(basename(path), text);
    });
}
