import { releases } from '../facts/package.ts';
import { activity, forgeReleases, type Activity } from '../facts/repository.ts';
import { isSilent, monthsActive } from '../measures/activity.ts';
import { lastReleaseAt } from '../measures/rhythm.ts';
import { standingKeys } from '../measures/standing/standing.ts';
import { dayOf, daysBetween } from '../model/instant.ts';
import type { Thresholds } from '../model/thresholds.ts';
import { defineRule, fires, quiet, unknown } from './defineRule.ts';
import { recordWords } from './record.ts';

/**
 * The standing `fading`. Silent, that is without commits for 90 days and without a stable release for a year, it is one louder; where what would
 * make the project finished is not known, it is a hint at most.
 */
export const fading = defineRule({
  id: 'fading',
  title: 'Little recent work',
  tier: 'batch',
  recommended: { standing: 'hint', added: 'information' },
  ofPeople: true,
  needs: { year: activity },
  optional: { releases, forgeReleases },
  standing: standingKeys,
  judge({ year }, facts, { now, standing, thresholds }) {
    if (standing.word === 'unknown') return unknown(activity, 'not-served');
    if (standing.word !== 'fading') return quiet;
    const released = lastReleaseAt(facts, now);
    const isQuiet =
      isSilent(year, thresholds['fading.silentDays']) &&
      released !== undefined &&
      (released === null || daysBetween(released, now) >= thresholds['fading.releaseDays']);
    const record = recordWords(isQuiet ? 'fading-silent' : 'fading', thresholds);
    const until = dayOf(year.until);
    return fires(
      `Little recent work: ${workWords(year, thresholds)}, to ${until}.${record} May simply be stable.`,
      [facts.year],
      { louder: isQuiet, ...(standing.mayBeFinished === true ? { atMost: 'hint' } : {}) },
    );
  },
});

function workWords(year: Activity, thresholds: Thresholds): string {
  const threshold = thresholds['fading.activeMonths'];
  const commits = `${year.commits} human ${year.commits === 1 ? 'commit' : 'commits'}`;
  const months = monthsActive(year);
  if (months <= threshold) return `${commits} in ${months} of ${year.months.length} months (threshold ${threshold})`;
  return `${commits}, none since ${year.lastCommit === null ? 'the year began' : dayOf(year.lastCommit)} (threshold ${thresholds['fading.silentDays']} days)`;
}
