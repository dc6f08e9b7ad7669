import { lineChanges } from '../changes/lineChanges.ts';
import { bringsIn, type Change } from '../model/change.ts';
import type { Dependency, Manifest } from '../model/manifest.ts';
import { entryKey } from './typing.ts';

/** An earlier text that lines are compared with; `undefined`: there was none. The same object while it is the same text. */
export interface Earlier {
  readonly text: string | undefined;
}

/** What happened to the entries of one manifest since earlier texts of it; `reading` changes where texts read otherwise than before. */
export interface Moments {
  /** Whether an entry of `now` was added or bumped since a text. */
  cameIn(dependency: Dependency, earlier: Earlier, now: Manifest, reading: object): boolean;
  /** What happened to an entry of `now` since a text; undefined where nothing did. */
  changeOf(dependency: Dependency, earlier: Earlier, now: Manifest, reading: object): Change | undefined;
}

interface Held {
  readonly now: Manifest;
  readonly reading: object;
  readonly before: Manifest | undefined;
  /** Entries that came in, and what happened to each that is there now, by their keys. */
  readonly cameIn: ReadonlySet<string>;
  readonly changes: ReadonlyMap<string, Change>;
}

/** An earlier text stays while the one of now is typed: it is read once, and compared once for each state of that. */
export function createMoments(read: (text: string) => Manifest): Moments {
  const held = new WeakMap<Earlier, Held>();

  function compared(earlier: Earlier, now: Manifest, reading: object): Held {
    const known = held.get(earlier);
    if (known?.now === now && known.reading === reading) return known;
    const before = known?.reading === reading ? known.before : earlier.text === undefined ? undefined : read(earlier.text);
    const changes = lineChanges(before && { manifest: before }, { manifest: now });
    const found: Held = {
      now,
      reading,
      before,
      cameIn: new Set(changes.filter(bringsIn).map((change) => entryKey(change.dependency))),
      changes: new Map(changes.flatMap((change) => (change.to ? [[entryKey(change.dependency), change] as const] : []))),
    };
    held.set(earlier, found);
    return found;
  }

  return {
    cameIn: (dependency, earlier, now, reading) => compared(earlier, now, reading).cameIn.has(entryKey(dependency)),
    changeOf: (dependency, earlier, now, reading) => compared(earlier, now, reading).changes.get(entryKey(dependency)),
  };
}
