import { minVersion, validRange, type SemVer } from 'semver';

/** The lowest Node.js that a range lets in. */
interface LowestNode {
  /** `18`, `18.12`: as far as it says more than nought. */
  readonly words: string;
  isAbove(other: LowestNode): boolean;
  readonly version: SemVer;
}

/** Reads `engines.node`; undefined for what is no range. */
export function lowestNode(range: string): LowestNode | undefined {
  if (validRange(range, true) === null) return undefined;
  const version = minVersion(range, true);
  if (version === null) return undefined;
  const words = `${version.major}.${version.minor}.${version.patch}`.replace(/(?:\.0){1,2}$/, '');
  return { words, version, isAbove: (other) => version.compare(other.version) > 0 };
}
