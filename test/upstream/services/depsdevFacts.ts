import { openOn, standingAdvisories } from '../world/advisoryStories.ts';
import type { Advisory, GoModule, NpmPackage, World } from '../world/world.ts';
import { latestOf } from './goProxy.ts';
import { scorecard } from './scorecard.ts';

/** What deps.dev knows of one package, as its parts appear in its answers. */
export interface PackageFacts {
  readonly key: object;
  readonly versions: readonly { readonly version: string; readonly summary: object; readonly detail: object }[];
  /** Absent for real packages: what deps.dev would find is not recorded. */
  readonly findings?: object;
}

/** Worked out once for each package: a batch may ask thousands. */
const known = new WeakMap<object, PackageFacts>();

function once<T extends object>(of: T, work: (of: T) => PackageFacts): PackageFacts {
  const facts = known.get(of) ?? work(of);
  known.set(of, facts);
  return facts;
}

/** An npm package of the world, undefined where it is not in it (deps.dev forgets withdrawn ones too). */
export function npmFacts(world: World, name: string): PackageFacts | undefined {
  const found = world.npm.get(name);
  return found === undefined || found.withdrawnAt !== undefined
    ? undefined
    : once(found, (one) => factsOfPackage(one, standingAdvisories(world, 'NPM', name)));
}

function factsOfPackage(found: NpmPackage, advisories: readonly Advisory[]): PackageFacts {
  const key = { system: 'NPM', name: found.name };
  const versions = found.versions.map(({ version, at, licence, release }) => {
    const told = release !== undefined;
    const deprecated = typeof release?.deprecated === 'string' && release.deprecated !== '' ? release.deprecated : undefined;
    const summary = {
      versionKey: { ...key, version },
      publishedAt: at,
      isDefault: found.tags['latest'] === version,
      ...(told ? { isDeprecated: deprecated !== undefined, deprecatedReason: deprecated ?? '' } : {}),
    };
    const attested = release?.attested === true ? [{ type: 'https://slsa.dev/provenance/v1', verified: true }] : [];
    const detail = {
      ...summary,
      ...(licence === undefined ? {} : { licenses: [licence] }),
      ...(told ? { advisoryKeys: keysOf(advisories, version), attestations: attested } : {}),
      ...related(found.project, attested.length > 0 ? 'SLSA_ATTESTATION' : 'UNVERIFIED_METADATA'),
    };
    return { version, summary, detail };
  });
  return { key, versions, ...npmFindings(found, key, advisories) };
}

/** A Go module of the world. */
export function goFacts(world: World, name: string): PackageFacts | undefined {
  const found = world.go.get(name);
  return found === undefined ? undefined : once(found, (one) => factsOfModule(one, standingAdvisories(world, 'GO', name)));
}

function factsOfModule(found: GoModule, advisories: readonly Advisory[]): PackageFacts {
  const key = { system: 'GO', name: found.path };
  const latest = latestOf(found);
  const versions = found.versions.map(({ version, at, licences }) => {
    const told =
      found.deprecated === undefined ? {} : { isDeprecated: found.deprecated !== null, deprecatedReason: found.deprecated ?? '' };
    const summary = { versionKey: { ...key, version }, publishedAt: at, isDefault: version === latest?.version, ...told };
    const detail = {
      ...summary,
      ...(licences === undefined ? {} : { licenses: licences }),
      ...(found.observed === undefined ? { advisoryKeys: keysOf(advisories, version), attestations: [] } : {}),
      ...related(found.repository?.replace('https://', ''), 'GO_ORIGIN'),
    };
    return { version, summary, detail };
  });
  if (found.deprecated === undefined) return { key, versions };
  return { key, versions, findings: findings({ ...key, version: latest?.version ?? '' }, found.deprecated, advisories) };
}

/**
 * What is known of a repository: for the world's own projects that it exists, and the licence of the newest release; of invented ones also
 * what Scorecard would find.
 */
export function projectFacts(world: World, id: string): object {
  const npm = [...world.npm.values()].find(({ project }) => project === id);
  const go = [...world.go.values()].find(({ repository }) => repository === `https://${id}`);
  const told = scorecard(world, id);
  const licence = npm?.versions.at(-1)?.licence ?? go?.versions.at(-1)?.licences?.[0];
  if (npm === undefined && go === undefined && told === undefined) return {};
  return { project: { projectKey: { id }, ...(licence === undefined ? {} : { license: licence }), ...told } };
}

function npmFindings(found: NpmPackage, key: object, advisories: readonly Advisory[]): { readonly findings?: object } {
  const latest = found.versions.find(({ version }) => version === found.tags['latest']);
  if (latest?.release === undefined) return {};
  const { deprecated } = latest.release;
  return {
    findings: findings(
      { ...key, version: latest.version },
      typeof deprecated === 'string' && deprecated !== '' ? deprecated : null,
      advisories,
    ),
  };
}

function findings(versionKey: { readonly version: string }, deprecated: string | null, advisories: readonly Advisory[]): object {
  return {
    defaultVersion: {
      versionKey,
      findings: [
        ...(deprecated === null ? [] : [{ type: 'DEPRECATED', deprecatedContext: { reason: deprecated } }]),
        ...(openOn(advisories, versionKey.version).length === 0 ? [] : [{ type: 'VULNERABLE' }]),
      ],
    },
    recommendedVersions: [],
    packageFindings: [],
  };
}

function related(project: string | undefined, relationProvenance: string): object {
  return project === undefined
    ? {}
    : { relatedProjects: [{ projectKey: { id: project }, relationType: 'SOURCE_REPO', relationProvenance }] };
}

function keysOf(advisories: readonly Advisory[], version: string): readonly object[] {
  return openOn(advisories, version).map((id) => ({ id }));
}
