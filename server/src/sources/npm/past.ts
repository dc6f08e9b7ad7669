import * as facts from '../../facts/package.ts';
import type { AnyFactKey } from '../../model/fact.ts';
import { isBefore, type Instant } from '../../model/instant.ts';
import { fit, type Reduced } from './fit.ts';
import { newestOf, type Packument } from './packument.ts';
import { factsOf } from './reduce.ts';
import { servedBy } from './served.ts';

/** What the owner may change at any time and the document dates nowhere. */
export const UNDATABLE: ReadonlySet<AnyFactKey> = new Set([
  facts.canPublish,
  facts.publishAccounts,
  facts.deprecation,
  facts.deprecationRuns,
  facts.unpublished,
]);

/**
 * The facts of a package as of an earlier moment: of the versions published before it, each as its manifest says, which nobody can change later.
 * The highest stable one stands in for what `latest` named then. Nothing can be told where the document's dates are not to be believed, or the
 * package was taken down. Empty where no version is that old.
 */
export function reduceAsOf(packument: Packument, at: Instant): readonly Reduced[] {
  // What the document says of the whole package it says of today; what kind of registry it comes from, all of it tells.
  const own = { license: undefined, licenses: undefined, repository: undefined, funding: undefined };
  const served = servedBy({ ...packument, ...own });
  const versions = packument.versions.filter((version) => version.at !== undefined && isBefore(version.at, at));
  const was = { ...packument, ...own, versions, newest: newestOf(versions, undefined), withdrawn: undefined };
  if (packument.isUnpublished || served.dates !== 'plausible')
    return factsOf(packument, served, at).map(({ key }) => ({ key, why: 'undated' }));
  const isComplete = served.maintainers || served.publishers || served.attestations;
  const reduced = factsOf(was, served, at);
  // A registry that leaves fields out may have left the repository out of that very manifest.
  const isSilent =
    !isComplete && reduced.some((fact) => fact.key === facts.sourceDeclared && 'value' in fact && fact.value === false);
  return fit(
    reduced.map((fact) =>
      ('value' in fact && UNDATABLE.has(fact.key)) ||
      (isSilent && (fact.key === facts.repository || fact.key === facts.sourceDeclared))
        ? { key: fact.key, why: 'undated' }
        : fact,
    ),
  );
}
