import { bringsIn, type Change } from '../model/change.ts';
import type { Depth } from '../model/source.ts';
import type { ManifestChanges } from './reviewChanges.ts';

/**
 * Most lines that are asked about in detail, a question each: beyond, those questions would use up what a forge allows an hour before all lines are
 * counted, and then standings are lost. Measured with 1,180 lines: test/protocol/crowdReview.test.ts.
 */
const MOST_DETAILED = 100;

/** How deep the changes of a review are asked about. */
export interface Depths {
  of(manifest: string, change: Change): Depth;
  /** What is said where not all lines are looked at in detail; empty where they are. */
  readonly notes: readonly string[];
}

/** Lines in detail, added ones first, as far as there is room; what they bring in by bulk. */
export function depthsOf(manifests: readonly Pick<ManifestChanges, 'path' | 'changes'>[]): Depths {
  const direct = manifests.flatMap(({ path, changes }) =>
    changes
      .filter((change) => change.direct && bringsIn(change))
      .map((change) => ({ kind: change.kind, key: keyOf(path, change) })),
  );
  const added = direct.filter(({ kind }) => kind === 'added');
  const others = direct.filter(({ kind }) => kind !== 'added');
  const detailed = new Set([...added, ...others].slice(0, MOST_DETAILED).map(({ key }) => key));
  return {
    of: (manifest, change) => (!change.direct ? 'bulk' : detailed.has(keyOf(manifest, change)) ? 'detail' : 'direct'),
    notes:
      direct.length <= MOST_DETAILED
        ? []
        : [
            `${MOST_DETAILED} of ${direct.length} lines were looked at in detail; of the others, what their registry and bulk sources tell`,
          ],
  };
}

/** A line by where it stands: what is around the manifest may complete it meanwhile. */
function keyOf(manifest: string, { dependency: { scope, name } }: Change): string {
  return JSON.stringify([manifest, scope, name]);
}
