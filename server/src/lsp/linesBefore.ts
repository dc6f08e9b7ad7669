import { lineChanges } from '../changes/lineChanges.ts';
import { lineBefore, type LineBefore } from '../changes/standBefore.ts';
import type { BaseText } from '../mergeBaseText.ts';
import type { Surroundings } from '../manifests.ts';
import type { Change } from '../model/change.ts';
import type { Dependency, Manifest } from '../model/manifest.ts';
import { entryKey } from './typing.ts';

/** What the entries of one manifest come from. */
export interface LinesBefore {
  /** What an entry of `now` was at the merge base, where its versions then and now can be compared. */
  of(dependency: Dependency, base: BaseText, now: Manifest, around: Surroundings): LineBefore | undefined;
}

interface Held {
  readonly base: BaseText;
  readonly around: Surroundings;
  readonly now: Manifest;
  readonly before: Manifest;
  readonly changes: ReadonlyMap<string, Change>;
}

/** Compared once for each state of the text, and the merge base's text read once. */
export function createLinesBefore(read: (text: string) => Manifest): LinesBefore {
  let held: Held | undefined;
  return {
    of(dependency, base, now, around) {
      if (base.text === undefined) return undefined;
      const isSameBase = held?.base === base && held.around === around;
      if (held === undefined || !isSameBase || held.now !== now) {
        const before = isSameBase && held !== undefined ? held.before : read(base.text);
        const changes = lineChanges({ manifest: before }, { manifest: now });
        const byEntry = changes.flatMap((change) => (change.to ? [[entryKey(change.dependency), change] as const] : []));
        held = { base, around, now, before, changes: new Map(byEntry) };
      }
      const change = held.changes.get(entryKey(dependency));
      if (change?.from === undefined || change.to === undefined) return undefined;
      const { kind, from, to } = change;
      return lineBefore({
        kind,
        from: { ...from, version: base.locked?.get(from.dependency.name) ?? from.version },
        to: { ...to, version: around.locked.get(to.dependency.name) ?? to.version },
      });
    },
  };
}
