import { releases } from '../../server/src/facts/package.ts';
import { activityTest, monthsActive } from '../../server/src/measures/activity.ts';
import type { Verdict } from '../../server/src/model/finding.ts';
import { daysBetween } from '../../server/src/model/instant.ts';
import { defaultThresholds } from '../../server/src/model/thresholds.ts';
import { absenceFactor } from '../../server/src/people/absenceFactor.ts';
import { dateOf } from '../histories/history.ts';
import { commitsIn, type Snapshot } from './snapshots.ts';

/** Something that points at a project; undefined where it cannot be told of it. */
export interface Signal {
  readonly id: string;
  readonly flags: (snapshot: Snapshot) => boolean | undefined;
}

/** A measure of which more means more risk. */
export interface Measure {
  readonly id: string;
  readonly risk: (snapshot: Snapshot) => number;
}

/** A rule of the registry, fired whatever its loudness. */
export function ruleSignal(id: string): Signal {
  return { id, flags: ({ verdicts }) => fired(verdicts.get(id)) };
}

/** What is told of `fading` beside the rule: its activity test alone, whatever the standing, and the rule where it is one louder. */
export const variants: readonly Signal[] = [
  { id: 'fading-activity-test', flags: ({ year }) => activityTest(year, defaultThresholds) === 'holds' },
  {
    id: 'fading-silent',
    flags: ({ verdicts }) => {
      const verdict = verdicts.get('fading');
      const isFired = fired(verdict);
      return isFired === true ? verdict?.outcome === 'fires' && verdict.louder === true : isFired;
    },
  },
];

/** What others use. */
export const baselines: readonly Signal[] = [
  { id: 'no-release-12-months', flags: (snapshot) => daysSinceRelease(snapshot) >= 365 },
  { id: 'no-commit-90-days', flags: (snapshot) => recentCommits(snapshot) === 0 },
];

/** The measures that rules rest on; the absence factor also below the ten commits from which the product shows it. */
export const measures: readonly Measure[] = [
  { id: 'months-active', risk: ({ year }) => -monthsActive(year) },
  { id: 'human-commits-90-days', risk: (snapshot) => -recentCommits(snapshot) },
  { id: 'am5', risk: ({ year }) => -year.active },
  {
    id: 'days-since-last-commit',
    risk: ({ year, day }) => (year.lastCommit === null ? Infinity : daysBetween(year.lastCommit, dateOf(day))),
  },
  { id: 'days-since-last-release', risk: daysSinceRelease },
  { id: 'contributor-absence-factor', risk: ({ year }) => -(year.absenceFactor ?? absenceFactor(year.shares) ?? 0) },
  { id: 'busiest-share', risk: ({ year }) => (year.shares[0] ?? 0) / year.commits },
];

function fired(verdict: Verdict | undefined): boolean | undefined {
  return verdict === undefined || verdict.outcome === 'unknown' ? undefined : verdict.outcome === 'fires';
}

function recentCommits({ then, day }: Snapshot): number {
  return commitsIn(then.history, day - 90, day);
}

/** Infinite where there never was a stable release. */
function daysSinceRelease({ then, day }: Snapshot): number {
  const told = then.view.get(releases);
  const last = told.state === 'known' ? told.value.stable.at(-1) : undefined;
  return last === undefined ? Infinity : daysBetween(last.at, dateOf(day));
}
