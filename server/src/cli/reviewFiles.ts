import { linedPackages } from '../changes/buildPackages.ts';
import { lineChanges } from '../changes/lineChanges.ts';
import { ecosystemOf } from '../ecosystems/index.ts';
import { MAX_MANIFEST } from '../manifests.ts';
import { FileProblem, readText } from '../platform/files.ts';
import { ownNamesIn, readInputs } from '../reviewing/inputs.ts';
import type { Review } from '../reviewing/review.ts';
import type { ReviewBuild } from '../reviewing/reviewChanges.ts';
import { policiesOfCheck } from '../reviewing/reviewPolicies.ts';
import { noSignoffs } from '../reviewing/reviewSignoffs.ts';
import { comparable } from '../reviewing/reviewTexts.ts';

const NO_BUILD: ReviewBuild = {
  before: new Set(),
  after: new Set(),
  askedBy: new Map(),
  lockedHosts: new Map(),
  ownBefore: () => Promise.resolve(new Set()),
};

/** Compares two versions of one manifest as files; their lockfiles are not compared. Throws where the one before cannot be read. */
export async function compareFiles(
  { before, after }: { readonly before: string; readonly after: string },
  { as, policy }: { readonly as: string | undefined; readonly policy: string | null | undefined },
): Promise<Review> {
  const { inputs, unusable, notes } = await readInputs([after], as);
  const policies = await policiesOfCheck(inputs, policy);
  const [input] = inputs;
  const whole = {
    sides: { base: before, mergeBase: null, head: after },
    remarks: [],
    policies,
    signoffs: noSignoffs,
  };
  const nothing = { ...whole, manifests: [], inputs: [], notes, build: NO_BUILD };
  if (input === undefined) return { ...nothing, unusable };
  const other = as === undefined ? ecosystemOf(before) : input.ecosystem;
  if (other !== undefined && other !== input.ecosystem)
    throw new FileProblem(`${before} and ${after} are manifests of two kinds`);
  const old = comparable(await readText(before, MAX_MANIFEST), input.ecosystem);
  const now = comparable(input.text, input.ecosystem);
  if ('why' in now) return { ...nothing, notes: [], unusable: [...unusable, `${after}${now.why}; its changes are not known`] };
  if ('why' in old) return { ...nothing, unusable: [...unusable, `${before}${old.why}; what is new is not known`] };
  const changes = lineChanges({ manifest: old.value }, { manifest: now.value });
  const manifests = [{ path: input.path, cameFrom: undefined, before: old.value, after: now.value, changes }];
  const [was, is] = [linedPackages(old.value), linedPackages(now.value)];
  const build: ReviewBuild = {
    before: new Set(was),
    after: new Set(is),
    askedBy: new Map([...was, ...is].map((purl) => [purl, input.path])),
    lockedHosts: new Map(),
    ownBefore: async () => new Set((await readInputs([before], as)).inputs.flatMap(ownNamesIn)),
  };
  return { ...whole, manifests, inputs, unusable, notes, build };
}
