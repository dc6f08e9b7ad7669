import { hashOf } from '../../../server/src/engine/factStore/keyHash.ts';
import { keyOf, NOW, told, windowOn } from './folder.ts';

/** What one writing process is told on its command line, as JSON. */
export interface WriterOrder {
  readonly folder: string;
  /** Tells this process's entries from all others ever written to the folder. */
  readonly name: string;
  readonly entries: number;
  readonly staleMs: number;
}

/** The nickname of an entry: long and short ones, a function of its name, so that whoever reads it can tell whether it is whole. */
export function nicknameOf(name: string): string {
  return `${name} ${'x'.repeat(hashOf(name) % 700)}`;
}

/** The entry that all writers write, each at a later moment than the one before. */
export const CONTENDED = 'contended';

/** Writes entry after entry and says `stored <name>` once an entry must be on disk; ends with 3 where the disk refused. */
export async function write({ folder, name, entries, staleMs }: WriterOrder): Promise<void> {
  const { entries: store, complaints } = windowOn(folder, NOW, staleMs);
  for (let index = 0; index < entries; index += 1) {
    const batch = Array.from({ length: 1 + (index % 4) }, (_, part) => `${name}-${index}-${part}`);
    for (const one of batch) store.set(keyOf(one), told(nicknameOf(one)));
    store.set(keyOf(CONTENDED), told(`${name} ${index}`, within(NOW)));
    await store.flush();
    if (complaints.length > 0) {
      process.stderr.write(`${complaints.join('\n')}\n`);
      process.exit(3);
    }
    process.stdout.write(batch.map((one) => `stored ${one}\n`).join(''));
  }
}

/** The real moment's place in its hour, moved to the hour that the store takes for now: what is days ahead of a store's clock is not believed. */
function within(hour: string): string {
  return new Date(Date.parse(hour) + (Date.now() % 3_600_000)).toISOString();
}
