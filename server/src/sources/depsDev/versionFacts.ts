import { originRepository, repository, type DeclaredRepository } from '../../facts/package.ts';
import * as facts from '../../facts/version.ts';
import { versionRepository } from '../../facts/versionOrigin.ts';
import { parseRepositoryUrl } from '../../formats/repositoryUrl.ts';
import type { FactKey } from '../../model/fact.ts';
import { isBefore, type Instant } from '../../model/instant.ts';
import { missing, observe, type Ask, type Observation } from '../../model/source.ts';
import type { RepositorySubject, VersionSubject } from '../../model/subject.ts';
import type { DepsDevVersion } from './answers.ts';
import { plausibleInstant } from '../go/versionInfo.ts';
import { packageKeyOf, pageOf } from './asking.ts';

const MAX_ADVISORIES = 100;
const MAX_TEXT = 1000;
const UNNAMED_LICENCE = 'non-standard';

/**
 * What deps.dev's record of a version says, field by field; a field that was not served is said to be so. As of an earlier moment, what was published
 * with the version and cannot change later (licence, attestation, where it was built from) is as of its publication.
 */
export function versionObservations(
  subject: VersionSubject,
  version: DepsDevVersion,
  { now, asOf }: Pick<Ask, 'now' | 'asOf'>,
): readonly Observation[] {
  const key = packageKeyOf(subject.purl);
  if (key === undefined) return [];
  const url = pageOf(key, subject.version);
  const published = publishedAt(version, now);
  const isLater = asOf !== undefined && published !== undefined && !isBefore(published, asOf);
  const asPublished = asOf === undefined || published === undefined || isLater ? {} : { asOf: published };
  const say = <T>(fact: FactKey<T>, value: T | undefined, dated: { readonly asOf?: Instant } = {}): Observation =>
    isLater && fact.id !== facts.versionPublished.id
      ? missing(subject, fact, 'not-found')
      : value === undefined
        ? missing(subject, fact, 'not-served')
        : observe(subject, fact, value, url, dated);
  const home = sourceOf(version);
  const subjectOfPackage = { kind: 'package', purl: subject.purl } as const;
  return [
    say(facts.versionPublished, published),
    say(facts.versionDeprecated, deprecated(version)),
    say(facts.versionLicence, licenceOf(version, key.system), asPublished),
    // Go modules carry no attestations; "none" would sound as if they could.
    key.system === 'NPM'
      ? say(facts.versionAttested, attested(version), asPublished)
      : missing(subject, facts.versionAttested, 'unsupported'),
    say(facts.versionAdvisories, advisories(version)),
    say(versionRepository, home && { address: addressOf(home.repository), how: home.how }, asPublished),
    // Where a package is developed, the version that is required says, not the one it comes from.
    ...(home === undefined || subject.earlier === true
      ? []
      : [
          observe(subjectOfPackage, repository, home, url, asPublished),
          ...(home.how === 'origin' ? [observe(subjectOfPackage, originRepository, home.repository, url, asPublished)] : []),
        ]),
  ];
}

function addressOf({ host, owner, name }: RepositorySubject): string {
  return `${host}/${owner}/${name}`;
}

function publishedAt({ publishedAt: at }: DepsDevVersion, now: Instant): Instant | undefined {
  return at === undefined ? undefined : (plausibleInstant(at, now) ?? undefined);
}

/** The notice; null where deps.dev says that there is none, undefined where it says nothing. */
function deprecated({ isDeprecated, deprecatedReason }: DepsDevVersion): string | null | undefined {
  if (isDeprecated === undefined) return undefined;
  return isDeprecated ? (deprecatedReason ?? '').slice(0, MAX_TEXT) : null;
}

/**
 * An SPDX expression, or the text as published where SPDX has no name for it. deps.dev leaves open how several are related: in npm they
 * come from the old `licenses` list, which offers a choice; in a Go module they were found in files that all apply.
 */
function licenceOf({ licenses, licenseDetails }: DepsDevVersion, system: string): string | undefined {
  const published = (licenseDetails ?? []).flatMap((detail) =>
    detail?.spdx === UNNAMED_LICENCE && detail.license ? [detail.license] : [],
  );
  const names = (licenses ?? []).flatMap((licence) => {
    if (licence === null || licence === '') return [];
    return [licence === UNNAMED_LICENCE ? (published.shift() ?? licence) : licence];
  });
  const distinct = [...new Set(names)];
  const [first] = distinct;
  if (distinct.length < 2) return first?.slice(0, MAX_TEXT);
  const operands = distinct.map((name) => (/\s/.test(name) ? `(${name})` : name));
  return operands.join(system === 'NPM' ? ' OR ' : ' AND ').slice(0, MAX_TEXT);
}

function attested({ attestations, slsaProvenances }: DepsDevVersion): boolean | undefined {
  if (attestations === undefined && slsaProvenances === undefined) return undefined;
  return (attestations ?? []).length + (slsaProvenances ?? []).length > 0;
}

function advisories({ advisoryKeys }: DepsDevVersion): readonly string[] | undefined {
  const ids = advisoryKeys?.flatMap((key) => (key === null ? [] : [key.id])).slice(0, MAX_ADVISORIES);
  // Advisories that cannot be read are not "none".
  return ids?.length === 0 && advisoryKeys?.length !== 0 ? undefined : ids;
}

const HOW: Readonly<Record<string, DeclaredRepository['how']>> = { SLSA_ATTESTATION: 'attested', GO_ORIGIN: 'origin' };
const TRUST: readonly DeclaredRepository['how'][] = ['attested', 'origin', 'declared'];

/** The repository it was built from by the best evidence there is: an attestation, Go's own record, the publisher's word. */
function sourceOf({ relatedProjects }: DepsDevVersion): DeclaredRepository | undefined {
  const found = (relatedProjects ?? []).flatMap((related): DeclaredRepository[] => {
    if (related?.relationType !== 'SOURCE_REPO') return [];
    const home = parseRepositoryUrl(related.projectKey.id);
    return home === undefined ? [] : [{ repository: home, how: HOW[related.relationProvenance ?? ''] ?? 'declared' }];
  });
  return found.sort((a, b) => TRUST.indexOf(a.how) - TRUST.indexOf(b.how))[0];
}
