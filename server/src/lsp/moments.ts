import { lineChanges } from '../changes/lineChanges.ts';
import { bringsIn } from '../model/change.ts';
import type { Dependency, Manifest } from '../model/manifest.ts';
import { entryKey } from './typing.ts';

/** An earlier text that lines are compared with; `undefined`: there was none. The same object while it is the same text. */
export interface Earlier {
  readonly text: string | undefined;
}

/** Which entries of one manifest came in since earlier texts of it. */
export interface Moments {
  /** Whether an entry of `now` was added or bumped since a text; `reading` changes where texts read otherwise than before. */
  cameIn(dependency: Dependency, earlier: Earlier, now: Manifest, reading: object): boolean;
}

interface Held {
  readonly now: Manifest;
  readonly reading: object;
  readonly before: Manifest | undefined;
  readonly keys: ReadonlySet<string>;
}

/** An earlier text stays while the one of now is typed: it is read once, not at every key. */
export function createMoments(read: (text: string) => Manifest): Moments {
  const held = new WeakMap<Earlier, Held>();
  return {
    cameIn(dependency, earlier, now, reading) {
      let known = held.get(earlier);
      if (known?.now !== now || known.reading !== reading) {
        const before = known?.reading === reading ? known.before : earlier.text === undefined ? undefined : read(earlier.text);
        const keys = lineChanges(before && { manifest: before }, { manifest: now })
          .filter(bringsIn)
          .map((change) => entryKey(change.dependency));
        known = { now, reading, before, keys: new Set(keys) };
        held.set(earlier, known);
      }
      return known.keys.has(entryKey(dependency));
    },
  };
}
