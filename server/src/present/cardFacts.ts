import * as ofPackage from '../facts/package.ts';
import { foundation } from '../facts/repository.ts';
import * as ofVersion from '../facts/version.ts';
import type { AnyFactKey } from '../model/fact.ts';

/** The facts a card counts in "7 of 9 known", in its order. */
export const cardFacts: readonly AnyFactKey[] = [
  ofPackage.canPublish,
  ofPackage.releasers,
  ofPackage.releases,
  ofPackage.deprecation,
  ofVersion.versionRetracted,
  foundation,
  ofPackage.repository,
  ofVersion.versionLicence,
  ofPackage.funding,
  ofVersion.versionAttested,
  ofVersion.versionAdvisories,
];

/** Every fact a report lists, in its order. */
export const reportFacts: readonly AnyFactKey[] = [
  ofPackage.repository,
  ofPackage.sourceDeclared,
  ofPackage.canPublish,
  ofPackage.publisherRuns,
  ofPackage.releasers,
  ofPackage.latest,
  ofPackage.releases,
  ofPackage.releaseLines,
  ofPackage.deprecation,
  ofPackage.deprecationRuns,
  ofPackage.retractions,
  ofPackage.unpublished,
  ofPackage.licenceRuns,
  ofPackage.attestationRuns,
  ofPackage.installScriptRuns,
  ofPackage.funding,
  ofVersion.versionPublished,
  ofVersion.versionDeprecated,
  ofVersion.versionRetracted,
  ofVersion.versionLicence,
  ofVersion.versionAttested,
  ofVersion.versionInstallScripts,
  ofVersion.versionAdvisories,
  foundation,
];
