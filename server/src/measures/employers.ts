import type { Affiliations } from '../facts/repository.ts';
import { defaultThresholds } from '../model/thresholds.ts';

/** Human commits a year below which shares say nothing (PRODUCT.md, "Counting"). */
const SHARES_FROM = 10;

/** The employer that most of a year's commits of known affiliation were made for. */
export interface MainEmployer {
  readonly domain: string;
  readonly people: number;
  readonly commits: number;
  /** Of the commits of known affiliation, above 0 up to 1. */
  readonly share: number;
}

/** The main employer; undefined where no two people share one, and below ten commits. */
export function mainEmployer({ commits, known, most }: Affiliations): MainEmployer | undefined {
  if (most === null || known <= 0 || commits < SHARES_FROM) return undefined;
  return { ...most, share: Math.min(1, most.commits / known) };
}

/** Of how much of the year's work the employer is known, 0 up to 1; 0 below ten commits, where nothing is told. */
export function knownShare({ commits, known }: Pick<Affiliations, 'commits' | 'known'>): number {
  return commits < SHARES_FROM ? 0 : Math.min(1, known / commits);
}

/**
 * The main employer where one may be spoken of: known for as much of the year's work as `single-vendor` asks (PRODUCT.md). Undefined elsewhere, for
 * then nobody knows whose the rest is.
 */
export function toldEmployer(made: Affiliations): MainEmployer | undefined {
  return knownShare(made) * 100 < defaultThresholds['single-vendor.known'] ? undefined : mainEmployer(made);
}
