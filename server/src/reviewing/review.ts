import type { ComparedSides } from '../present/reviewJson.ts';
import type { Input } from './inputs.ts';
import { changesIn, type ManifestChanges, type ReviewBuild } from './reviewChanges.ts';
import { compareInGit, type Comparison } from './reviewGit.ts';
import { inputsAfter, ownNamesBefore } from './reviewInputs.ts';
import { policiesOfChange, policiesOfCheck, type ReviewPolicies } from './reviewPolicies.ts';
import { signoffsOfChange, type ReviewSignoffs } from './reviewSignoffs.ts';
import type { LayOut } from './temporaryFolders.ts';

/** What is reviewed, wherever it comes from. */
export interface Review {
  readonly sides: ComparedSides;
  readonly manifests: readonly ManifestChanges[];
  /** The manifests that are there after, by the paths of {@link manifests}. */
  readonly inputs: readonly Input[];
  /** What could not be used at all, one message each. */
  readonly unusable: readonly string[];
  /** What changed and is no change of a dependency: one message each. */
  readonly remarks: readonly string[];
  readonly notes: readonly string[];
  readonly policies: ReviewPolicies;
  readonly signoffs: ReviewSignoffs;
  /** The npm packages that are installed on both sides, as far as the files compared tell. */
  readonly build: ReviewBuild;
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
  return {
    ...(await reviewOf(comparison, asked, layOut)),
    top: comparison.top,
    mergeBase: comparison.names.mergeBase,
    before: new Set(comparison.before.files.keys()),
  };
}

/** What there is to review between two sides, read as a check would read it. Rejects where a policy that was named cannot be read. */
export async function reviewOf(
  comparison: Comparison,
  { policy, trustHeadPolicy }: Pick<Asked, 'policy' | 'trustHeadPolicy'>,
  layOut: LayOut,
): Promise<Review> {
  const { manifests, unusable, remarks, notes, build, touchedBefore } = await changesIn(comparison);
  const there = manifests.filter(({ after }) => after !== undefined).map(({ path }) => path);
  const read = await inputsAfter(there, comparison, layOut);
  const policies =
    policy === undefined ? await policiesOfChange(comparison, trustHeadPolicy) : await policiesOfCheck(read.inputs, policy);
  return {
    sides: comparison.names,
    manifests,
    inputs: read.inputs,
    unusable: [...unusable, ...read.unusable, ...policies.unusable],
    remarks,
    notes: [...comparison.notes, ...notes, ...read.notes],
    policies,
    signoffs: await signoffsOfChange(comparison, trustHeadPolicy),
    build: { ...build, ownBefore: () => ownNamesBefore(touchedBefore, comparison, layOut) },
  };
}
