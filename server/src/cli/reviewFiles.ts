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

/** Compares two versions of one manifest as files; their lockfiles are not compared. Throws where one of them cannot be read. */
export async function compareFiles(
  { before, after }: { readonly before: string; readonly after: string },
  { as, policy }: { readonly as: string | undefined; readonly policy: string | null | undefined },
): Promise<Review> {
  const { inputs, unusable, notes } = await readInputs([after], as);
  const policies = await policiesOfCheck(inputs, policy);
  const [input] = inputs;
  const sides = { base: before, mergeBase: null, head: after };
  if (input === undefined)
    return {
      sides,
      manifests: [],
      inputs: [],
      unusable,
      notes,
      policies,
      signoffs: noSignoffs,
      build: {
        before: new Set(),
        after: new Set(),
        askedBy: new Map(),
        lockedHosts: new Map(),
        ownBefore: () => Promise.resolve(new Set()),
      },
    };
  const other = as === undefined ? ecosystemOf(before) : input.ecosystem;
  if (other !== undefined && other !== input.ecosystem)
    throw new FileProblem(`${before} and ${after} are manifests of two kinds`);
  const old = input.ecosystem.parse(await readText(before, MAX_MANIFEST));
  const now = input.ecosystem.parse(input.text);
  const changes = lineChanges({ manifest: old }, { manifest: now });
  const manifests = [{ path: input.path, cameFrom: undefined, after: now, changes }];
  const build: ReviewBuild = {
    before: new Set(linedPackages(old)),
    after: new Set(linedPackages(now)),
    askedBy: new Map([...linedPackages(old), ...linedPackages(now)].map((purl) => [purl, input.path])),
    lockedHosts: new Map(),
    ownBefore: async () => new Set((await readInputs([before], as)).inputs.flatMap(ownNamesIn)),
  };
  return { sides, manifests, inputs, unusable, notes, policies, signoffs: noSignoffs, build };
}
