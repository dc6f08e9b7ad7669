import { posix } from 'node:path';
import type { GitSide } from '../platform/gitSides.ts';
import { lockChoices, type LockChoice } from './lockChoice.ts';
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
  /** Lockfiles of other formats beside the one after, of which nobody says that they do not count. */
  readonly beside: readonly string[];
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

const NONE: LockChoice = { path: undefined, beside: [] };

/** The pairs by the lockfiles that speak for them; only package.json files live by one. */
export async function lockGroups(pairs: readonly PathPair[], { before, after }: Comparison): Promise<readonly LockGroup[]> {
  const [oldChoice, newChoice] = await Promise.all([lockChoices(before), lockChoices(after)]);
  const groups = new Map<string, Omit<LockGroup, 'differs' | 'pairs'> & { readonly pairs: PathPair[] }>();
  for (const pair of pairs) {
    const isLocked = pathOf(pair).endsWith('package.json');
    const { path: old } = isLocked && pair.before !== undefined ? oldChoice(pair.before) : NONE;
    const { path: now, beside } = isLocked && pair.after !== undefined ? newChoice(pair.after) : NONE;
    const key = old === undefined && now === undefined ? `alone ${pathOf(pair)}` : groupFolder(old, now);
    const group = groups.get(key) ?? { before: old, after: now, beside, pairs: [] };
    groups.set(key, {
      ...group,
      before: group.before ?? old,
      after: group.after ?? now,
      beside: group.after === undefined ? beside : group.beside,
    });
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

/** What tells a file, or a link, of a side from another. */
export function idOf({ files, links }: GitSide, path: string | undefined): string | undefined {
  if (path === undefined) return undefined;
  const link = links.get(path);
  return link === undefined ? files.get(path) : `link ${link}`;
}

function entriesOf(side: GitSide): ReadonlyMap<string, string | undefined> {
  return new Map([...side.files.keys(), ...side.links.keys()].map((path) => [path, idOf(side, path)]));
}
