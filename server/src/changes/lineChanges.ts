import { isMoved, type Change, type Stand } from '../model/change.ts';
import type { Dependency, Manifest } from '../model/manifest.ts';
import { standOf, type LockSide } from './locked.ts';
import { pairs, type Key, type Pair } from './pairing.ts';
import { orderOf } from './versionOrder.ts';

/** A manifest on one side, with its lockfile where one was read. */
export interface ManifestSide {
  readonly manifest: Manifest;
  readonly lock?: LockSide | undefined;
}

/**
 * The changes of the lines of a manifest, in the order of the text after, what is removed last; either side may be absent. Every dependency
 * of `after` is unchanged or told of exactly once. A requirement that only says the same in other words is unchanged.
 */
export function lineChanges(before: ManifestSide | undefined, after: ManifestSide | undefined): readonly Change[] {
  const paired = pairs(before?.manifest.dependencies ?? [], after?.manifest.dependencies ?? [], [
    wordForWord,
    inSection,
    acrossSections,
  ]);
  return paired.flatMap((pair) => changeOf(pair, before?.lock, after?.lock) ?? []);
}

/** Sections between which a dependency moves; an override, catalog, `replace` or `tool` line is another matter than the requirement. */
const MOVING: ReadonlySet<string> = new Set(['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies']);

const wordForWord: Key<Dependency> = ({ name, scope, indirect, requirement, target }) =>
  JSON.stringify([name, scope, indirect, requirement, target]);

const inSection: Key<Dependency> = ({ name, scope }) => JSON.stringify([name, scope]);

const acrossSections: Key<Dependency> = ({ name, scope }) => (MOVING.has(scope) ? name : undefined);

function changeOf(pair: Pair<Dependency>, before: LockSide | undefined, after: LockSide | undefined): Change | undefined {
  const from = pair.before === undefined ? undefined : standOf(pair.before, before);
  const to = pair.after === undefined ? undefined : standOf(pair.after, after);
  if (to === undefined) return from === undefined ? undefined : { kind: 'removed', from, ...about(from.dependency) };
  if (from === undefined) return { kind: 'added', to, ...about(to.dependency) };
  const kind = kindOf(from, to);
  return kind === undefined ? undefined : { kind, from, to, ...about(to.dependency) };
}

function about(dependency: Dependency): Pick<Change, 'dependency' | 'direct'> {
  return { dependency, direct: !dependency.indirect };
}

function kindOf(from: Stand, to: Stand): Change['kind'] | undefined {
  switch (orderOf(from, to)) {
    case 'elsewhere':
      return 'repointed';
    case 'newer':
      return 'bumped';
    case 'older':
      return 'downgraded';
    case 'else':
      return 'changed';
    case 'same':
      return isMoved({ from, to }) ? 'moved' : undefined;
  }
}
