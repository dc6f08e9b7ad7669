import * as ofPackage from '../facts/package.ts';
import { fixTimes } from '../facts/packageSecurity.ts';
import { replacements } from '../facts/replacement.ts';
import * as ofRepository from '../facts/repository.ts';
import * as detail from '../facts/repositoryDetail.ts';
import * as ofVersion from '../facts/version.ts';
import type { AnyFactKey } from '../model/fact.ts';

/** The facts a card counts in "7 of 9 known", in its order: one for each question it answers, none that only a closer look can tell. */
export const cardFacts: readonly AnyFactKey[] = [
  ofRepository.archival,
  ofRepository.activity,
  ofPackage.canPublish,
  ofPackage.releasers,
  ofPackage.releases,
  ofPackage.deprecation,
  ofVersion.versionRetracted,
  ofRepository.foundation,
  ofPackage.repository,
  ofRepository.documents,
  ofVersion.versionLicence,
  ofPackage.funding,
  ofVersion.versionAttested,
  ofVersion.versionAdvisories,
];

/** What only a closer look tells, and what its being unknown keeps back: counted and named once the look was taken. */
export const closerFacts: readonly AnyFactKey[] = [detail.mergers, detail.ownWord, detail.unreleasedWork];

/** Every fact a report lists, in its order: what is asked about each dependency. */
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
  ofPackage.latestVulnerable,
  fixTimes,
  ofRepository.foundation,
  ofRepository.archival,
  ofRepository.identity,
  ofRepository.repositoryOwner,
  ofRepository.activity,
  ofRepository.affiliations,
  ofRepository.directoryActivity,
  ofRepository.bulkPeople,
  ofRepository.recentWork,
  ofRepository.forgeReleases,
  ofRepository.newestTag,
  ofRepository.openWork,
  ofRepository.documents,
  ofRepository.forgeLicence,
  ofRepository.forgeFunding,
];

/** Facts asked about what somebody looks at only (opened, added, asked for), in a report's order; a report has them where they were asked. */
export const detailFacts: readonly AnyFactKey[] = [
  detail.ownWord,
  detail.monthlyCommits,
  detail.leadHistory,
  detail.mergers,
  detail.listedMaintainers,
  detail.newcomers,
  detail.responsiveness,
  detail.unreleasedWork,
  detail.licenceFileChanges,
  detail.licenceFileNames,
  detail.fundingManifest,
];

/** Facts that only what can be done about a finding rests on: no report lists them. */
export const actionFacts: readonly AnyFactKey[] = [replacements];
