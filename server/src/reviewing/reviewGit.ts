import { basename } from 'node:path';
import { ecosystemOf, ecosystems } from '../ecosystems/index.ts';
import { lockfileFormatOf, lockfileNames } from '../lockfiles/index.ts';
import { MAX_LOCKFILE } from '../manifests.ts';
import { gitIn } from '../platform/git.ts';
import { renames, type FileChoice } from '../platform/gitFiles.ts';
import { defaultBase, doubtOf, mergeBase, revision, topFolder } from '../platform/gitRevisions.ts';
import { commitSide, workingTreeSide, type GitSide } from '../platform/gitSides.ts';
import { SIGNOFF_FOLDER } from '../policy/signoffRecord.ts';
import { IGNORED_FOLDERS, POLICY_FILE } from '../protocol.ts';
import { isSignoff } from './reviewSignoffs.ts';

/** What git knows of both sides of a review. */
export interface Comparison {
  /** The checkout's top folder. */
  readonly top: string;
  /** What the sides are called, for a person. */
  readonly names: {
    readonly base: string;
    readonly mergeBase: string;
    readonly head: string;
    readonly headCommit: string | null;
  };
  /** The merge base's files. */
  readonly before: GitSide;
  readonly after: GitSide;
  readonly isWorkingTree: boolean;
  /** Old paths of renamed files by their new ones. */
  readonly cameFrom: ReadonlyMap<string, string>;
  /** What makes the comparison doubtful, one message each. */
  readonly notes: readonly string[];
}

/** Files around manifests that say what is local and whom to ask. */
const AROUND: readonly string[] = ['go.work', '.npmrc'];

/** The files that a review reads. */
export const REVIEWED_FILES: FileChoice = {
  places: [`${SIGNOFF_FOLDER}/*.json`],
  endings: [...ecosystems.flatMap(({ files }) => files), ...lockfileNames, ...AROUND, POLICY_FILE],
  wanted(path) {
    if (path === POLICY_FILE || isSignoff(path)) return true;
    const folders: readonly string[] = path.split('/').slice(0, -1);
    // Those with a dot too, unlike a walk over a folder: git knows which are the repository's own.
    if (IGNORED_FOLDERS.some((ignored) => folders.includes(ignored))) return false;
    return isManifest(path) || lockfileFormatOf(path) !== undefined || AROUND.includes(basename(path));
  },
};

/** Whether a path is a manifest's. */
export function isManifest(path: string): boolean {
  return ecosystemOf(path) !== undefined;
}

/** Compares a revision, or the working tree, with where it left the base. Rejects with `GitProblem`. */
export async function compareInGit(
  { base, head }: { readonly base: string | undefined; readonly head: string | undefined },
  folder: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<Comparison> {
  const top = await topFolder(gitIn(folder, env));
  const git = gitIn(top, env);
  const into = base === undefined ? await defaultBase(git) : await revision(git, base);
  const change = await revision(git, head ?? 'HEAD');
  const left = await mergeBase(git, into, change);
  const isWorkingTree = head === undefined;
  const [before, after, cameFrom, doubt] = await Promise.all([
    commitSide(git, left, REVIEWED_FILES, MAX_LOCKFILE),
    isWorkingTree
      ? workingTreeSide(git, top, REVIEWED_FILES, MAX_LOCKFILE)
      : commitSide(git, change, REVIEWED_FILES, MAX_LOCKFILE),
    renames(git, left, isWorkingTree ? undefined : change, REVIEWED_FILES),
    doubtOf(git, left, into, change),
  ]);
  return {
    top,
    names: {
      base: into.name,
      mergeBase: left.commit,
      head: head ?? 'the working tree',
      headCommit: isWorkingTree ? null : change.commit,
    },
    before,
    after,
    isWorkingTree,
    cameFrom: stillRenamed(cameFrom, after),
    notes: doubt === '' ? [] : [doubt],
  };
}

/** Renames whose old path is gone and whose new one is there. */
export function stillRenamed(cameFrom: ReadonlyMap<string, string>, { files }: GitSide): ReadonlyMap<string, string> {
  return new Map([...cameFrom].filter(([to, from]) => files.has(to) && !files.has(from)));
}
