import type { SemVer } from 'semver';
import * as z from 'zod/mini';
import { compareVersions, semverOf } from '../../formats/versionOrder.ts';
import { UpstreamFailure } from '../../model/failure.ts';
import type { Instant } from '../../model/instant.ts';
import { inTextOrder } from '../../model/textOrder.ts';

const text = z.catch(z.optional(z.string()), undefined);
const anything = z.optional(z.unknown());

/** The part of a version's manifest that is read. Source: the registry's documented "package metadata" response. */
const Manifest = z.object({
  deprecated: z.catch(z.optional(z.union([z.string(), z.boolean()])), undefined),
  license: anything,
  licenses: anything,
  repository: anything,
  funding: anything,
  scripts: z.catch(z.optional(z.record(z.string(), z.unknown())), undefined),
  hasInstallScript: z.catch(z.optional(z.boolean()), undefined),
  maintainers: anything,
  engines: z.catch(z.optional(z.object({ node: text })), undefined),
  _npmUser: z.catch(
    z.optional(
      z.object({
        name: text,
        email: text,
        trustedPublisher: z.catch(z.optional(z.object({ id: text, oidcConfigId: text })), undefined),
      }),
    ),
    undefined,
  ),
  dist: z.catch(z.optional(z.object({ signatures: anything, attestations: anything })), undefined),
});

/** A version's manifest; every field may be absent, also because this registry does not serve it. */
export type Manifest = z.infer<typeof Manifest>;

const Document = z.object({
  'dist-tags': z.catch(z.optional(z.object({ latest: text })), undefined),
  time: z.catch(z.optional(z.record(z.string(), z.unknown())), undefined),
  maintainers: anything,
  license: anything,
  licenses: anything,
  repository: anything,
  funding: anything,
  versions: z.catch(z.optional(z.record(z.string(), z.unknown())), undefined),
});

/** One published version. */
export interface PublishedVersion {
  /** As the registry spells it. */
  readonly version: string;
  readonly semver: SemVer;
  readonly isStable: boolean;
  /** The date the registry gives, to the second; undefined where it gives none that could be one. */
  readonly at: Instant | undefined;
  readonly manifest: Manifest;
}

/** A package's document, odd entries dropped. */
export interface Packument {
  /** In order of the version numbers. */
  readonly versions: readonly PublishedVersion[];
  /** What `latest` points at; without the tag the highest stable version, without one of those the highest. */
  readonly newest: PublishedVersion | undefined;
  /** The whole package was taken down: `time` says so, and no version is left. */
  readonly isUnpublished: boolean;
  /** Versions that have a date and no manifest any more, in order of the version numbers; undefined where no dates are served. */
  readonly withdrawn: readonly string[] | undefined;
  readonly servesTime: boolean;
  readonly hasCreated: boolean;
  readonly maintainers: unknown;
  readonly license: unknown;
  readonly licenses: unknown;
  readonly repository: unknown;
  readonly funding: unknown;
}

/**
 * Reads a registry's answer. Odd entries are dropped one by one; only an answer that is no package document at all throws
 * {@link UpstreamFailure} `malformed`. Dates after `now` (by more than a day) or before the year 2000 count as absent.
 */
export function readPackument(body: string, now: Instant): Packument {
  const document = Document.safeParse(parseJson(body));
  if (!document.success) throw malformed();
  const { time, versions: manifests, 'dist-tags': tags, ...top } = document.data;
  const isUnpublished = typeof time?.['unpublished'] === 'object' && Object.keys(manifests ?? {}).length === 0;
  if (manifests === undefined && !isUnpublished) throw malformed();
  const versions = readVersions(manifests ?? {}, time ?? {}, now);
  return {
    ...top,
    versions,
    newest: newestOf(versions, tags?.latest),
    isUnpublished,
    withdrawn: time === undefined ? undefined : withdrawnOf(time, manifests ?? {}, now),
    servesTime: time !== undefined && versions.some(({ at }) => at !== undefined),
    hasCreated: dateOf(time?.['created'], now) !== undefined,
    maintainers: top.maintainers,
    license: top.license,
    licenses: top.licenses,
    repository: top.repository,
    funding: top.funding,
  };
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch (error) {
    if (error instanceof SyntaxError) throw malformed();
    throw error;
  }
}

function malformed(): UpstreamFailure {
  return new UpstreamFailure('malformed', 'the registry answered with something that is no package document');
}

function readVersions(
  manifests: Readonly<Record<string, unknown>>,
  time: Readonly<Record<string, unknown>>,
  now: Instant,
): readonly PublishedVersion[] {
  const versions: PublishedVersion[] = [];
  for (const [version, raw] of Object.entries(manifests)) {
    const semver = semverOf(version);
    const manifest = Manifest.safeParse(raw);
    if (semver === undefined || !manifest.success) continue;
    const at = dateOf(time[version], now);
    versions.push({ version, semver, isStable: semver.prerelease.length === 0, at, manifest: manifest.data });
  }
  return versions.sort(inOrder);
}

/** By the version numbers; two spellings of one number (`1.0.0beta`, `1.0.0-beta`) never by which of them the answer happens to list first. */
function inOrder(a: Pick<PublishedVersion, 'version' | 'semver'>, b: Pick<PublishedVersion, 'version' | 'semver'>): number {
  return compareVersions(a.semver, b.semver) || inTextOrder(a.version, b.version);
}

/** The version tagged `latest`; without it the highest stable one, without that the highest. In order of the version numbers. */
export function newestOf(versions: readonly PublishedVersion[], latest: string | undefined): PublishedVersion | undefined {
  const tagged = versions.find(({ version }) => version === latest);
  return tagged ?? versions.findLast(({ isStable }) => isStable) ?? versions.at(-1);
}

function withdrawnOf(
  time: Readonly<Record<string, unknown>>,
  manifests: Readonly<Record<string, unknown>>,
  now: Instant,
): readonly string[] {
  return Object.keys(time)
    .filter((version) => !Object.hasOwn(manifests, version) && dateOf(time[version], now) !== undefined)
    .flatMap((version) => {
      const semver = semverOf(version);
      return semver === undefined ? [] : [{ version, semver }];
    })
    .sort(inOrder)
    .map(({ version }) => version);
}

const YEAR_2000 = Date.parse('2000-01-01');
const DAY = 86_400_000;

function dateOf(value: unknown, now: Instant): Instant | undefined {
  if (typeof value !== 'string' || value.length > 40) return undefined;
  const at = Date.parse(value);
  if (Number.isNaN(at) || at < YEAR_2000 || at > Date.parse(now) + DAY) return undefined;
  return `${new Date(at).toISOString().slice(0, 19)}Z`;
}
