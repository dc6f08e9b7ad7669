import type { LeadHistory } from '../facts/repositoryDetail.ts';
import type { Instant } from '../model/instant.ts';
import type { Thresholds } from '../model/thresholds.ts';
import { anyOf, truthOf, type Truth } from './truth.ts';

/** Commits before the last year below which there was no lead to take over (PRODUCT.md, "Counting": shares from ten commits up). */
const HISTORY_FROM = 10;
/** Quarters of the last year. */
const YEAR = 4;
/** At most so many active people make a project that one person could hand over. */
const KEPT_BY = 1;

/** A new lead. */
export interface Handover {
  /** Shares of all commits, 0 up to 1: before the last year, and in it. */
  readonly before: number;
  readonly now: number;
  /** Commits of the last year by the new lead. */
  readonly commits: number;
  /** Start of the quarter in which the first of their commits was seen. */
  readonly firstSeen: Instant;
}

/** The thresholds of a handover. */
export type HandoverThresholds = Pick<
  Thresholds,
  'handover.points' | 'handover.before' | 'handover.commits' | 'handover.leadBefore'
>;

/**
 * Whether the year's busiest account, first seen within three years and with next to nothing before the last, took the lead of a project that one
 * person had kept; null where it did not, undefined where it may have and who kept it before is not told. All commits count, machines' and merges
 * too: of so long a time only numbers are asked for.
 */
export function handover(history: LeadHistory, thresholds: HandoverThresholds): Handover | null | undefined {
  const { commitsEver, totalEver, commitsBefore, quarters, yearsBefore } = history;
  const lastYear = quarters.slice(-YEAR);
  const commits = sum(lastYear.map((quarter) => quarter.commits));
  const total = sum(lastYear.map((quarter) => quarter.total));
  const totalBefore = totalEver - total;
  const firstSeen = quarters.find((quarter) => quarter.commits > 0)?.from;
  if (commitsBefore > 0 || firstSeen === undefined || totalBefore < HISTORY_FROM) return null;
  if (commits < thresholds['handover.commits'] || total <= 0) return null;
  // In whole numbers: exactly thirty points must not become more by a rounding error.
  const own = Math.max(0, commitsEver - commits);
  if (own * 100 >= thresholds['handover.before'] * totalBefore) return null;
  if ((commits * totalBefore - own * total) * 100 <= thresholds['handover.points'] * total * totalBefore) return null;
  const wasOnes = keptByOne(yearsBefore, thresholds);
  if (wasOnes === 'unknown') return undefined;
  return wasOnes === 'holds' ? { before: own / totalBefore, now: Math.min(1, commits / total), commits, firstSeen } : null;
}

/** Of months read in part, that few were active is not proven. */
function keptByOne(before: LeadHistory['yearsBefore'], thresholds: HandoverThresholds): Truth {
  if (before === undefined) return 'unknown';
  const { active, busiestShare, sampled } = before;
  const wereFew = truthOf(active <= KEPT_BY);
  return anyOf([
    wereFew === 'holds' && sampled === true ? 'unknown' : wereFew,
    truthOf(busiestShare !== null && busiestShare * 100 >= thresholds['handover.leadBefore']),
  ]);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
