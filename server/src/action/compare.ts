import { posix } from 'node:path';
import { compareInGit, REVIEWED_FILES, stillRenamed, type Comparison } from '../reviewing/reviewGit.ts';
import type { LayOut } from '../reviewing/temporaryFolders.ts';
import { MAX_LOCKFILE } from '../manifests.ts';
import type { ForgeRepository } from '../platform/forgeRest.ts';
import { gitIn, GitProblem } from '../platform/git.ts';
import { isShallow } from '../platform/gitRevisions.ts';
import type { GitSide } from '../platform/gitSides.ts';
import { blobReader, commitSideOnForge, compareOnForge, sameContents } from '../platform/restSides.ts';
import type { Sides } from './sides.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Compares in the checkout. Rejects with `GitProblem` where its history is not there whole. */
export async function compareInCheckout({ base, head, names }: Sides, folder: string, env: Environment): Promise<Comparison> {
  if (await isShallow(gitIn(folder, env))) throw new GitProblem('the checkout is shallow');
  const comparison = await compareInGit({ base, head }, folder, env);
  return { ...comparison, names: { ...comparison.names, ...names } };
}

/**
 * Compares by what the forge tells of both commits. A checkout, however shallow, saves asking for contents that it has; nothing else of it counts:
 * the `.npmrc` files are the merge base's, laid out in a folder of their own. Rejects with `ForgeProblem`.
 */
export async function compareOverRest(
  forge: ForgeRepository,
  { base, head, names }: Sides,
  { folder, env, layOut }: { readonly folder: string; readonly env: Environment; readonly layOut: LayOut },
): Promise<Comparison> {
  const { mergeBase, renames } = await compareOnForge(forge, base, head);
  const blobs = blobReader(forge, gitIn(folder, env), MAX_LOCKFILE);
  const [before, after] = await Promise.all([
    commitSideOnForge(forge, mergeBase, REVIEWED_FILES, blobs),
    commitSideOnForge(forge, head, REVIEWED_FILES, blobs),
  ]);
  return {
    top: await layOut(await configurationOf(before)),
    names: { ...names, mergeBase, headCommit: head },
    before,
    after,
    isWorkingTree: false,
    cameFrom: stillRenamed(renames ?? sameContents(before, after), after),
    notes: [],
  };
}

/** The `.npmrc` files of a side, each in a folder that npm takes for a project's. */
async function configurationOf(side: GitSide): Promise<ReadonlyMap<string, string>> {
  const paths = [...side.files.keys()].filter((path) => posix.basename(path) === '.npmrc');
  const texts = await side.texts(paths);
  return new Map(
    [...texts].flatMap(([path, text]) =>
      text === undefined ? [] : [[path, text] as const, [posix.join(posix.dirname(path), 'package.json'), '{}'] as const],
    ),
  );
}
