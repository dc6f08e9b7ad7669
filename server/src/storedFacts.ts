import { join } from 'node:path';
import type { Entry } from './engine/factStore.ts';
import { SCHEMA } from './engine/factStore/shard.ts';
import { sharedEntries, type SharedEntries } from './engine/factStore/sharedEntries.ts';
import { providedBy } from './engine/factStore/shardText.ts';
import type { AnyFactKey } from './model/fact.ts';
import type { Instant } from './model/instant.ts';
import { factFiles } from './platform/factFiles.ts';
import { sources } from './sources/index.ts';

/** Where stored facts are kept, and by which clock they age. */
export interface StoredFactsOptions {
  /** A folder that may hold other things too; undefined: nothing is stored, facts last as long as the process. */
  readonly folder: string | undefined;
  now(): Instant;
  /** Told once of a disk that fails; never a reason to stop. */
  log(message: string): void;
}

/** Opens the facts that this user's editors and command lines share. */
export function openStoredFacts({ folder, now, log }: StoredFactsOptions): SharedEntries {
  if (folder === undefined) return Object.assign(new Map<string, Entry>(), { flush: () => Promise.resolve() });
  return sharedEntries({
    files: factFiles(join(folder, `facts-${SCHEMA}`)),
    provided: new Map(
      sources
        .filter(({ clearance, provides }) => clearance !== undefined && provides.some(isKept))
        .map(({ id, provides }) => [id, providedBy(provides.filter(isKept).map((key) => key.id))]),
    ),
    now,
    log,
  });
}

/** Whether a fact may be written down at all. */
function isKept({ inMemoryOnly }: AnyFactKey): boolean {
  return inMemoryOnly !== true;
}
