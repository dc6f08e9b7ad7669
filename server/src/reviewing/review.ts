import type { ComparedSides } from '../present/reviewJson.ts';
import type { Input } from './inputs.ts';
import { changesIn, type ManifestChanges } from './reviewChanges.ts';
import { compareInGit } from './reviewGit.ts';
import { inputsAfter } from './reviewInputs.ts';
import { policiesOfChange, policiesOfCheck, type ReviewPolicies } from './reviewPolicies.ts';
import type { LayOut } from './temporaryFolders.ts';

/** What is reviewed, wherever it comes from. */
export interface Review {
  readonly sides: ComparedSides;
  readonly manifests: readonly ManifestChanges[];
  /** The manifests that are there after, by the paths of {@link manifests}. */
  readonly inputs: readonly Input[];
  /** What could not be used at all, one message each. */
  readonly unusable: readonly string[];
  readonly notes: readonly string[];
  readonly policies: ReviewPolicies;
}

/** What is compared in git, and by which policy it is judged. */
export interface Asked {
  /** What the change is to be merged into; undefined for the default branch. */
  readonly base: string | undefined;
  /** The change; undefined for the working tree. */
  readonly head: string | undefined;
  /** The policy that counts: the repository's own (undefined), none (null), or this file. */
  readonly policy: string | null | undefined;
  /** The policy that the change brings counts, instead of the merge base's. */
  readonly trustHeadPolicy: boolean;
}

/** A review in a checkout. */
export interface ReviewInGit extends Review {
  /** The checkout's top folder. */
  readonly top: string;
  /** The merge base's commit. */
  readonly mergeBase: string;
  /** Paths of the files at the merge base. */
  readonly before: ReadonlySet<string>;
}

/** What changed in a checkout since it left the base. Rejects with `GitProblem`, and where a policy that was named cannot be read. */
export async function reviewInGit(
  asked: Asked,
  folder: string,
  env: Readonly<Record<string, string | undefined>>,
  layOut: LayOut,
): Promise<ReviewInGit> {
  const comparison = await compareInGit(asked, folder, env);
  const { manifests, unusable } = await changesIn(comparison);
  const there = manifests.filter(({ after }) => after !== undefined).map(({ path }) => path);
  const read = await inputsAfter(there, comparison, layOut);
  const policies =
    asked.policy === undefined
      ? await policiesOfChange(comparison, asked.trustHeadPolicy)
      : await policiesOfCheck(read.inputs, asked.policy);
  return {
    top: comparison.top,
    mergeBase: comparison.names.mergeBase,
    before: new Set(comparison.before.files.keys()),
    sides: comparison.names,
    manifests,
    inputs: read.inputs,
    unusable: [...unusable, ...read.unusable, ...policies.unusable],
    notes: read.notes,
    policies,
  };
}
