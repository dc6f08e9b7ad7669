import { basename, join, relative, sep } from 'node:path';
import type { WorkspaceFolder } from 'vscode-languageserver';
import { ecosystemOf } from '../ecosystems/index.ts';
import { walkManifests } from '../platform/workspace.ts';
import { oneLine } from '../present/markdown.ts';
import { readInputs, type Input } from '../reviewing/inputs.ts';
import { pathOf } from './places.ts';

/** Most manifests read. */
const MAX_MANIFESTS = 500;

/** A folder of the workspace that is on this machine. */
export interface Folder {
  readonly path: string;
  /** What stands before names of its files; empty where it is the only one. */
  readonly prefix: string;
}

/** Folders of the workspace that are on this machine, told apart by their names: those that the workspace gives them. */
export function named(folders: readonly WorkspaceFolder[]): readonly Folder[] {
  const names = namesOf(folders);
  if (names.size === 1) return [...names.keys()].map((path) => ({ path, prefix: '' }));
  const taken = new Map<string, number>();
  return [...names].map(([path, name]) => {
    const times = (taken.get(name) ?? 0) + 1;
    taken.set(name, times);
    return { path, prefix: times === 1 ? `${name}/` : `${name} (${times})/` };
  });
}

/** The paths of the folders that are on this machine, each with the first name that the workspace gives it. */
export function namesOf(folders: readonly WorkspaceFolder[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const { uri, name } of folders) {
    const path = pathOf(uri);
    if (path !== undefined && !names.has(path)) names.set(path, oneLine(name.trim()) || basename(path));
  }
  return names;
}

/** A manifest of the workspace on disk. */
export interface ManifestOnDisk {
  /** As it is called: its path in its folder, the folder's name before it where there are several. */
  readonly name: string;
  /** The folder of the workspace that it was found in. */
  readonly folder: string;
  readonly input: Input;
}

/** What was found on disk. */
export interface Found {
  readonly files: readonly ManifestOnDisk[];
  readonly notes: string[];
  readonly complete: boolean;
}

/** The manifests below the folders, other people's code left out; on abort those read by then. */
export async function manifestsIn(folders: readonly Folder[], signal: AbortSignal): Promise<Found> {
  const homes = new Map<string, Folder>();
  let complete = true;
  for (const folder of folders) {
    const walked = await walkManifests(folder.path, (file) => ecosystemOf(file) !== undefined, { maxFiles: MAX_MANIFESTS });
    complete &&= walked.complete;
    for (const file of walked.files) if (!homes.has(file)) homes.set(file, folder);
  }
  const files = [...homes.keys()].slice(0, MAX_MANIFESTS);
  const read = await readInputs(files, undefined, signal);
  const nameOf = (path: string) => {
    const home = homes.get(path);
    return home === undefined ? path : home.prefix + relative(home.path, path).split(sep).join('/');
  };
  return {
    files: read.inputs.map((input) => ({ name: nameOf(input.path), folder: homes.get(input.path)?.path ?? '', input })),
    notes: [
      ...read.unusable,
      ...read.notes,
      ...(complete && files.length === homes.size
        ? []
        : ['not every manifest is shown: there are too many, or folders that may not be read']),
    ],
    complete: complete && read.complete && files.length === homes.size,
  };
}

/** Messages with their files named as manifests are: below their folder. */
export function withoutFolders(messages: readonly string[], folders: readonly Folder[]): readonly string[] {
  const short = (text: string) => folders.reduce((all, { path, prefix }) => all.replaceAll(join(path, sep), prefix), text);
  return [...new Set(messages.map(short))];
}
