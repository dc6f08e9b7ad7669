import semver from 'semver';
import * as z from 'zod/mini';
import type { Release } from '../../facts/package.ts';
import { compareGoVersions, parseGoVersion } from '../../formats/goVersion.ts';
import { isBefore, type Instant } from '../../model/instant.ts';
import { plausibleInstant } from '../go/versionInfo.ts';
import { PackageVersion, type PackageAnswer } from './answers.ts';

const MAX_RELEASES = 40;
const MAX_VERSIONS = 20_000;

/** The releases of a package, and the version offered first. */
export interface PackageReleases {
  /** Undefined where no stable version has a date. */
  readonly releases: { readonly stable: readonly Release[]; readonly total: number } | undefined;
  readonly latest: { readonly version: string; readonly at: Instant | null } | undefined;
}

/**
 * Reduces deps.dev's list of versions; odd entries and dates are left out. As of an earlier moment only versions published before it count, and
 * the highest stable one stands in for what was offered first.
 */
export function releasesOf(
  { versions }: z.infer<typeof PackageAnswer>,
  system: string,
  { now, asOf }: { readonly now: Instant; readonly asOf?: Instant | undefined },
): PackageReleases {
  const read = versions.slice(0, MAX_VERSIONS).flatMap((one) => {
    const parsed = z.safeParse(PackageVersion, one);
    if (!parsed.success) return [];
    const { versionKey, publishedAt, isDefault } = parsed.data;
    const at = publishedAt === undefined ? null : plausibleInstant(publishedAt, now);
    if (asOf !== undefined && (at === null || !isBefore(at, asOf))) return [];
    return [{ version: versionKey.version, at, isDefault: isDefault === true }];
  });
  const stable = read.filter(({ version }) => isStable(version, system));
  const dated = stable.flatMap(({ version, at }) => (at === null ? [] : [{ version, at }]));
  const highest = () => [...stable].sort((a, b) => compareVersions(b.version, a.version, system))[0];
  const first = asOf === undefined ? read.find(({ isDefault }) => isDefault) : highest();
  return {
    releases:
      dated.length === 0
        ? undefined
        : { stable: dated.sort((a, b) => a.at.localeCompare(b.at)).slice(-MAX_RELEASES), total: stable.length },
    latest: first && { version: first.version, at: first.at },
  };
}

function compareVersions(a: string, b: string, system: string): number {
  return system === 'GO' ? compareGoVersions(a, b) : semver.compare(a, b, { loose: true });
}

function isStable(version: string, system: string): boolean {
  if (system === 'GO') return parseGoVersion(version)?.prerelease === false;
  const parsed = semver.parse(version, { loose: true });
  return parsed !== null && parsed.prerelease.length === 0;
}
