import { ecosystemOf } from '../ecosystems/index.ts';
import { MAX_MANIFEST } from '../manifests.ts';
import { purlOfDependency } from '../model/manifest.ts';
import type { Purl } from '../model/purl.ts';
import { FileProblem, readText } from '../platform/files.ts';
import { walkManifests } from '../platform/workspace.ts';

/** The packages that the manifests below a folder name; undefined where not all of them could be read. */
export interface NamedPackages {
  below(folder: string): Promise<ReadonlySet<Purl> | undefined>;
  /** Files changed: they are read again when next wanted. */
  changed(): void;
}

/** Nothing was read at first. */
export function createNamedPackages(): NamedPackages {
  let held = new Map<string, Promise<ReadonlySet<Purl> | undefined>>();
  return {
    below(folder) {
      const named = held.get(folder) ?? read(folder);
      held.set(folder, named);
      return named;
    },
    changed() {
      held = new Map();
    },
  };
}

async function read(folder: string): Promise<ReadonlySet<Purl> | undefined> {
  const { files, complete } = await walkManifests(folder, (name) => ecosystemOf(name) !== undefined);
  if (!complete) return undefined;
  const named = new Set<Purl>();
  for (const file of files) {
    const text = await textOf(file);
    if (text === undefined) return undefined;
    for (const dependency of ecosystemOf(file)?.parse(text).dependencies ?? []) {
      const purl = purlOfDependency(dependency);
      if (purl !== null) named.add(purl);
    }
  }
  return named;
}

async function textOf(file: string): Promise<string | undefined> {
  try {
    return await readText(file, MAX_MANIFEST);
  } catch (error) {
    if (error instanceof FileProblem) return undefined;
    throw error;
  }
}
