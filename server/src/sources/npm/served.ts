import { areDatesPlausible } from './dates.ts';
import type { Packument } from './packument.ts';

/** Which fields a registry proves to serve by this very document. A field that is not served says nothing when it is absent. */
export interface Served {
  readonly maintainers: boolean;
  readonly publishers: boolean;
  readonly deprecation: boolean;
  readonly attestations: boolean;
  readonly licence: boolean;
  readonly repository: boolean;
  readonly installScripts: boolean;
  readonly funding: boolean;
  readonly withdrawals: boolean;
  readonly dates: 'plausible' | 'implausible' | 'absent';
}

/**
 * Decides what a document may be believed about.
 *
 * The registry adds four things to a manifest that no publisher writes: top-level `maintainers`, `_npmUser`, `dist.signatures` and
 * `dist.attestations`. A document without any of them *looks stripped*: such mirrors drop `deprecated` too, so "nothing deprecated"
 * cannot be told from "not told". One real notice proves that notices are served. Attestations live in `dist` beside signatures: either
 * proves that `dist` is served in full. Licence, repository and scripts are the publisher's own words and are there wherever full
 * manifests are. Versions with a date but no manifest were withdrawn, unless the mirror itself filters: believed of complete documents only.
 */
export function servedBy(packument: Packument): Served {
  const { versions, maintainers, license, licenses, repository, funding, hasFullManifests } = packument;
  const manifests = versions.map(({ manifest }) => manifest);
  const publishers = manifests.some(({ _npmUser }) => _npmUser?.name !== undefined);
  const attestations = manifests.some(({ dist }) => Array.isArray(dist?.signatures) || isObject(dist?.attestations));
  const isComplete = publishers || attestations || (Array.isArray(maintainers) && maintainers.length > 0);
  const noticed = manifests.some(
    ({ deprecated }) => deprecated === true || (typeof deprecated === 'string' && deprecated !== ''),
  );
  return {
    maintainers: Array.isArray(maintainers) && isComplete,
    publishers,
    deprecation: isComplete || noticed,
    attestations,
    licence: isGiven(license) || isGiven(licenses) || manifests.some((one) => isGiven(one.license) || isGiven(one.licenses)),
    repository: isGiven(repository) || hasFullManifests,
    installScripts: isComplete || manifests.some((one) => one.scripts !== undefined || one.hasInstallScript !== undefined),
    funding: isGiven(funding) || hasFullManifests || manifests.some((one) => isGiven(one.funding)),
    withdrawals: isComplete && packument.withdrawn !== undefined,
    dates: !packument.servesTime ? 'absent' : areDatesPlausible(packument, !isComplete) ? 'plausible' : 'implausible',
  };
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}
