import { areDatesPlausible } from './dates.ts';
import type { Packument } from './packument.ts';
import { countMaintainers } from './publishers.ts';

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
  readonly engines: boolean;
  readonly withdrawals: boolean;
  readonly dates: 'plausible' | 'implausible' | 'absent';
}

/**
 * Decides what a document may be believed about.
 *
 * The registry adds four things to a manifest that no publisher writes: top-level `maintainers`, `_npmUser`, `dist.signatures` and
 * `dist.attestations`. A document without any of them *looks stripped*: such mirrors drop `deprecated` too, so "nothing deprecated"
 * cannot be told from "not told". One real notice proves that notices are served. Attestations live in `dist` beside signatures: either
 * proves that `dist` is served in full. Licence, repository, funding and scripts are the publisher's own words, and mirrors drop any of
 * them: each is served where the document is complete or holds that very field once. A registry that lists maintainers lists at least
 * one: an empty list is no answer. Versions with a date but no manifest were withdrawn, unless the mirror itself filters: believed of
 * complete documents only.
 */
export function servedBy(packument: Packument): Served {
  const { versions, maintainers, license, licenses, repository, funding } = packument;
  const manifests = versions.map(({ manifest }) => manifest);
  const publishers = manifests.some(({ _npmUser }) => _npmUser?.name !== undefined);
  const attestations = manifests.some(({ dist }) => Array.isArray(dist?.signatures) || isObject(dist?.attestations));
  const hasMaintainers = countMaintainers(maintainers) > 0;
  const isComplete = publishers || attestations || hasMaintainers;
  const noticed = manifests.some(
    ({ deprecated }) => deprecated === true || (typeof deprecated === 'string' && deprecated !== ''),
  );
  return {
    maintainers: hasMaintainers,
    publishers,
    deprecation: isComplete || noticed,
    attestations,
    licence: isGiven(license) || isGiven(licenses) || manifests.some((one) => isGiven(one.license) || isGiven(one.licenses)),
    repository: isComplete || isGiven(repository) || manifests.some((one) => isGiven(one.repository)),
    installScripts: isComplete || manifests.some((one) => one.scripts !== undefined || one.hasInstallScript !== undefined),
    funding: isComplete || isGiven(funding) || manifests.some((one) => isGiven(one.funding)),
    engines: isComplete || manifests.some((one) => one.engines !== undefined),
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
