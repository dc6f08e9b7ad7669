import { join } from 'node:path';
import { namesAround, noSurroundings, privateNamesOf, readSurroundings, type Surroundings } from '../manifests.ts';
import type { Purl } from '../model/purl.ts';
import type { ReadAround } from './openManifests.ts';
import { pathOf } from './places.ts';

/** Reads what the files around manifests say, and gathers the names that must not leave the machine. */
export interface Around {
  readonly read: ReadAround;
  /** Files of the workspace changed: the names of its folders are looked for again. */
  changed(): void;
}

/**
 * For files: the files around them. A text that is in no file of this machine (a diff's other side, something not saved yet) has none, but
 * may name what the workspace's folders hold, so the names of those are kept back. `localNames` grows with everything found.
 */
export function createAround(folders: () => readonly string[], localNames: Set<Purl>): Around {
  let ofFolders = new Map<string, Promise<ReadonlySet<Purl>>>();

  async function namesOfFolders(): Promise<void> {
    for (const folder of folders()) {
      const path = pathOf(folder);
      if (path === undefined) continue;
      const names = ofFolders.get(folder) ?? namesAround(join(path, 'package.json'));
      ofFolders.set(folder, names);
      for (const name of await names) localNames.add(name);
    }
  }

  return {
    async read({ path, ecosystem, document }) {
      const own = ecosystem.parse(document().getText());
      try {
        const found = path === undefined ? undefined : await readSurroundings(path, ecosystem);
        if (!found) await namesOfFolders();
        const surroundings: Surroundings = found ?? { ...noSurroundings, catalogs: own.catalogs, names: localNames };
        for (const name of privateNamesOf(ecosystem, own, surroundings)) localNames.add(name);
        return { surroundings };
      } catch (error) {
        if (!(error instanceof Error)) throw error;
        return { surroundings: noSurroundings, problem: error.message };
      }
    },
    changed() {
      ofFolders = new Map();
    },
  };
}
