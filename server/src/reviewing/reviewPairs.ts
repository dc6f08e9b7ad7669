import { posix } from 'node:path';
import { lockfileNames } from '../lockfiles/index.ts';
import type { GitSide } from '../platform/gitSides.ts';
import { isManifest, type Comparison } from './reviewGit.ts';

/** One manifest on both sides, by its paths; one absent where it is only on the other. */
export interface PathPair {
  readonly before: string | undefined;
  readonly after: string | undefined;
  /** Its text, or its path, is another. */
  readonly differs: boolean;
}

/** Manifests that live by the same lockfiles. */
export interface LockGroup {
  /** Paths of the lockfile on both sides; undefined where there is none. */
  readonly before: string | undefined;
  readonly after: string | undefined;
  readonly differs: boolean;
  readonly pairs: readonly PathPair[];
}

/** The manifests of both sides in the order of their paths, renamed ones as one. */
export function pathPairs({ before, after, cameFrom }: Comparison): readonly PathPair[] {
  const gone = new Set(cameFrom.values());
  const [olds, nows] = [entriesOf(before), entriesOf(after)];
  // What a link leads to may be another although the link is the same.
  const isLink = (path: string) => before.links.has(path) || after.links.has(path);
  const now = [...nows]
    .filter(([path]) => isManifest(path))
    .map(([path, id]): PathPair => {
      const old = cameFrom.get(path) ?? (olds.has(path) && !gone.has(path) ? path : undefined);
      return { before: old, after: path, differs: old !== path || olds.get(path) !== id || isLink(path) };
    });
  const lost = [...olds.keys()]
    .filter((path) => isManifest(path) && !nows.has(path) && !gone.has(path))
    .map((path): PathPair => ({ before: path, after: undefined, differs: true }));
  return [...now, ...lost].sort((a, b) => (pathOf(a) < pathOf(b) ? -1 : 1));
}

/** What a pair is called: after, or before where it is gone. */
export function pathOf({ before, after }: PathPair): string {
  return after ?? before ?? '';
}

/** The pairs by the lockfiles nearest to them, at or above; only package.json files live by one. */
export function lockGroups(pairs: readonly PathPair[], { before, after }: Comparison): readonly LockGroup[] {
  const groups = new Map<
    string,
    { readonly before: string | undefined; readonly after: string | undefined; readonly pairs: PathPair[] }
  >();
  for (const pair of pairs) {
    const isLocked = pathOf(pair).endsWith('package.json');
    const old = isLocked && pair.before !== undefined ? nearestLock(pair.before, before) : undefined;
    const now = isLocked && pair.after !== undefined ? nearestLock(pair.after, after) : undefined;
    const key = old === undefined && now === undefined ? `alone ${pathOf(pair)}` : groupFolder(old, now);
    const group = groups.get(key) ?? { before: old, after: now, pairs: [] };
    groups.set(key, { ...group, before: group.before ?? old, after: group.after ?? now });
    group.pairs.push(pair);
  }
  return [...groups.values()].map((group) => ({
    ...group,
    differs:
      idOf(before, group.before) !== idOf(after, group.after) ||
      posix.basename(group.before ?? '') !== posix.basename(group.after ?? '') ||
      (group.after !== undefined && after.links.has(group.after)),
  }));
}

/** Members come and go: those of one lockfile belong together whichever side they stand on. */
function groupFolder(before: string | undefined, after: string | undefined): string {
  return posix.dirname(after ?? before ?? '');
}

/** The lockfile nearest to a manifest, at or above; of several in a folder the first by format. */
function nearestLock(manifest: string, side: GitSide): string | undefined {
  return nearestOf(lockfileNames, manifest, side);
}

/** The file nearest to another, at or above, of those names; a link that is called so counts as one. */
export function nearestOf(names: readonly string[], from: string, { files, links }: GitSide): string | undefined {
  for (let folder = posix.dirname(from); ; folder = posix.dirname(folder)) {
    const found = names.map((name) => posix.join(folder, name)).find((path) => files.has(path) || links.has(path));
    if (found !== undefined || folder === '.') return found;
  }
}

/** What tells a file, or a link, of a side from another. */
export function idOf({ files, links }: GitSide, path: string | undefined): string | undefined {
  if (path === undefined) return undefined;
  const link = links.get(path);
  return link === undefined ? files.get(path) : `link ${link}`;
}

function entriesOf(side: GitSide): ReadonlyMap<string, string | undefined> {
  return new Map([...side.files.keys(), ...side.links.keys()].map((path) => [path, idOf(side, path)]));
}
