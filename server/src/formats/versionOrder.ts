import { parse, type SemVer } from 'semver';

/** Longer version numbers are taken for odd entries. */
const MAX_LENGTH = 64;

/** A version number as registries took it; their early years let through some (`1.0.0beta`) that only a loose reading understands. */
export function semverOf(version: string): SemVer | undefined {
  return version.length > MAX_LENGTH ? undefined : (parse(version, { loose: true }) ?? undefined);
}

/** The order of version numbers; build metadata decides between otherwise equal ones. */
export function compareVersions(a: SemVer, b: SemVer): number {
  return a.compare(b) || a.compareBuild(b);
}

/** The line of versions that a version belongs to: its major (`4`), or its minor below 1.0 (`0.3`). */
export function lineOf({ major, minor }: Pick<SemVer, 'major' | 'minor'>): string {
  return major === 0 ? `0.${minor}` : String(major);
}
