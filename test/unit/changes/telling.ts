import { changeSet } from '../../../server/src/changes/changeSet.ts';
import type { ManifestSide } from '../../../server/src/changes/lineChanges.ts';
import { isMoved, type Change, type Stand } from '../../../server/src/model/change.ts';
import { manifestOf } from '../ecosystems/rows.ts';

/** One side as text, with its lockfile if any. */
export function side(file: string, text: string | undefined, lock?: ManifestSide['lock']): ManifestSide | undefined {
  return text === undefined ? undefined : { manifest: manifestOf(file, text), lock };
}

/** The changes between two texts of one file, one line each. */
export function told(file: string, before: string | undefined, after: string | undefined): readonly string[] {
  return changeSet(side(file, before), side(file, after)).map(tell);
}

/** One change in a line: `kind name from → to (section → section) via path`. */
export function tell(change: Change): string {
  const { kind, dependency, from, to, direct, path } = change;
  const words = [from, to].flatMap((stand) => (stand === undefined ? [] : [standWords(stand)]));
  const moved = isMoved(change) && from && to ? ` (${placeWords(from)} → ${placeWords(to)})` : '';
  const via = direct ? '' : ` via ${path === undefined ? '?' : path.join(' › ')}`;
  return `${kind} ${dependency.name} ${words.join(' → ')}${moved}${via}`;
}

function standWords({ dependency: { requirement, target }, version }: Stand): string {
  return target.kind === 'local' ? 'local' : (version ?? requirement ?? target.kind);
}

function placeWords({ dependency: { scope, indirect } }: Stand): string {
  return indirect ? 'indirect' : scope;
}
