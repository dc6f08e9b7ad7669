import { CHANGE_KINDS, isMoved, type Change, type Stand } from '../model/change.ts';
import type { LockedOrigin } from '../model/lockfile.ts';
import type { Dependency } from '../model/manifest.ts';
import type { Reviewed } from './reviewJson.ts';
import { requirementText } from './requirementText.ts';
import { plain } from './terminal.ts';

/** How many changes there are of each kind: `4 added`, `1 removed`. */
export function kindCounts(reviewed: readonly Reviewed[]): readonly string[] {
  return CHANGE_KINDS.flatMap((kind) => {
    const count = reviewed.filter(({ change }) => change.kind === kind).length;
    return count === 0 ? [] : [`${count} ${kind}`];
  });
}

/** Said first where part of a change could not be read: what else is said is about the rest. */
export const NOT_ALL = 'Not all could be compared';

/** Said where no dependency changes; `remarks` are about what a lockfile pins no longer. */
export function noChanges(remarks: readonly string[]): string {
  return remarks.length === 0 ? 'No dependency changes' : 'Only what is pinned changes';
}

/** The versions on both sides, `1.0.0 → 2.0.0`, once where they are the same; fit for a terminal. */
export function versionsText({ kind, from, to }: Change): string {
  const [before, after] = [from, to].map((stand) => (stand === undefined ? '' : standText(stand, kind === 'repointed')));
  return [...new Set([before, after])].filter((text) => text !== '').join(' → ');
}

/** The version, else what is asked for, as far as that is no address; of what points elsewhere the place too. */
function standText({ dependency, version, origin }: Stand, withPlace: boolean): string {
  const asked = requirementText(dependency) ?? '';
  const place = withPlace
    ? [PLACES[origin?.origin ?? dependency.target.kind], origin?.host ?? ''].filter((word) => word !== '').join(' ')
    : '';
  const text = version ?? asked;
  return plain(place === '' ? text : text === '' ? place : `${text} (${place})`);
}

/** Where a line leads, or a lockfile has it from, in a word. */
const PLACES: Readonly<Record<LockedOrigin | Dependency['target']['kind'], string>> = {
  registry: 'registry',
  catalog: 'catalog',
  forge: 'git',
  git: 'git',
  url: 'an address',
  local: 'a path',
  file: 'a path',
  link: 'a path',
  none: '',
};

/** The sections it moved between, empty where it stays in its own. */
export function movedText(change: Change): string {
  const { from, to } = change;
  if (!isMoved(change) || from === undefined || to === undefined) return '';
  const place = ({ dependency: { scope, indirect } }: Stand) => (indirect ? 'indirect' : scope);
  return `${place(from)} → ${place(to)}`;
}

/** What brings in a change that no line asks for; empty of one that a line does, or that is gone by a way nobody knows. Fit for a terminal. */
export function wayText({ kind, direct, path, dependency: { ecosystem, name } }: Change): string {
  if (direct || (kind === 'removed' && path === undefined)) return '';
  if (path !== undefined) return `${kind === 'removed' ? 'came' : 'comes'} in by ${path.map(plain).join(' › ')}`;
  return ecosystem === 'golang' ? `path unknown: go mod why -m ${plain(name)}` : 'path unknown';
}
