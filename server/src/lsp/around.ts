import { join } from 'node:path';
import type { BaseText } from '../mergeBaseText.ts';
import {
  hostsOfNames,
  manifestIn,
  namesAround,
  noSurroundings,
  privateNamesOf,
  readSurroundings,
  type Surroundings,
} from '../manifests.ts';
import type { Purl } from '../model/purl.ts';
import type { ReadAround } from './openManifests.ts';
import { pathOf } from './places.ts';
import type { Sessions } from './sessions.ts';

/** Said where there may be more names of the workspace than were found. */
const CUT_SHORT =
  'the workspace is too large, or partly unreadable: names of members deep in it may be unknown; list them in mainstay.privatePatterns';

/** Reads what the files around manifests say, and gathers the names that must not leave the machine. */
export interface Around {
  readonly read: ReadAround;
  /** Files of the workspace changed: the names of its folders are looked for again. */
  changed(): void;
}

/**
 * For files, and for versions of files of the workspace: the files around them. A text that belongs to no file of this machine has none, but may
 * name what the workspace's folders hold, so the names of those are kept back. `localNames` and `lockedHosts` grow with everything found.
 */
export function createAround(
  folders: () => readonly string[],
  { localNames, lockedHosts }: Pick<Sessions, 'localNames' | 'lockedHosts'>,
  baseOf: (
    manifest: { readonly uri: string; readonly path: string },
    problem: (message: string) => void,
  ) => Promise<BaseText | undefined>,
): Around {
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
    async read({ uri, path, ecosystem, document }) {
      const own = ecosystem.parse(document().getText());
      if (path === undefined) await namesOfFolders();
      const surroundings: Surroundings =
        path === undefined
          ? { ...noSurroundings, catalogs: own.catalogs, names: localNames }
          : await readSurroundings(path, ecosystem);
      for (const name of privateNamesOf(ecosystem, own, surroundings)) localNames.add(name);
      lockedHosts.tell(uri, hostsOfNames(manifestIn(ecosystem, own, surroundings), surroundings));
      const problems = [...surroundings.notes, ...(surroundings.complete ? [] : [CUT_SHORT])];
      const file = pathOf(uri);
      const base = file === undefined ? undefined : await baseOf({ uri, path: file }, (message) => problems.push(message));
      return { surroundings, base, problems };
    },
    changed() {
      ofFolders = new Map();
    },
  };
}
