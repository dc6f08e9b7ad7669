import { defineFact } from '../model/fact.ts';
import { isBefore, type Instant } from '../model/instant.ts';
import { NOT_YET } from './then.ts';

/** When the version was published (npm) or its tag was committed (Go: can be much older than the release). */
export const versionPublished = defineFact<Instant>({
  id: 'version-published',
  label: 'required version published',
  of: 'version',
  maxAgeHours: 24 * 30,
  then: (published, at) => (isBefore(published, at) ? { value: published } : NOT_YET),
});

/** The deprecation notice of this version (empty when no reason was given); null where it is known to have none. */
export const versionDeprecated = defineFact<string | null>({
  id: 'version-deprecated',
  label: 'required version deprecated',
  of: 'version',
  maxAgeHours: 12,
});

/** The rationale of the retraction of this version (empty when none was given); null where it is known not to be retracted. */
export const versionRetracted = defineFact<string | null>({
  id: 'version-retracted',
  label: 'required version retracted',
  of: 'version',
  maxAgeHours: 12,
});

/** The licence this version was published under: an SPDX expression where it is one, else the text as published. */
export const versionLicence = defineFact<string>({
  id: 'version-licence',
  label: 'licence of the required version',
  of: 'version',
  maxAgeHours: 24 * 30,
});

/** Whether this version carries a build attestation. */
export const versionAttested = defineFact<boolean>({
  id: 'version-attested',
  onlyOf: 'npm',
  label: 'build attestation',
  of: 'version',
  maxAgeHours: 24 * 30,
});

/** Whether this version runs scripts on install, and whether the version before it did. */
export const versionInstallScripts = defineFact<{ readonly has: boolean; readonly before: boolean | null }>({
  id: 'version-install-scripts',
  onlyOf: 'npm',
  label: 'install scripts',
  of: 'version',
  maxAgeHours: 24 * 30,
});

/** Identifiers of the security advisories open against this version. */
export const versionAdvisories = defineFact<readonly string[]>({
  id: 'version-advisories',
  label: 'open advisories',
  of: 'version',
  maxAgeHours: 12,
});
