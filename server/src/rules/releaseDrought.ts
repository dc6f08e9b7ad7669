import { releases } from '../facts/package.ts';
import { activity, newestTag } from '../facts/repository.ts';
import { unreleasedWork } from '../facts/repositoryDetail.ts';
import { waitingSince } from '../measures/drought.ts';
import { standingKeys } from '../measures/standing/standing.ts';
import type { StandingWord } from '../model/standing.ts';
import { dayOf, daysBetween } from '../model/instant.ts';
import { counted } from './counts.ts';
import { defineRule, fires, quiet, unknown } from './defineRule.ts';
import { quote } from './quote.ts';

/** Where work goes on, so that a release can be expected; what is fading or finished has rules of its own. */
const AT_WORK: ReadonlySet<StandingWord> = new Set(['sustained', 'one-person', 'light']);

/** Changes that ship have waited for a release for more than a year, in a project that is worked on. */
export const releaseDrought = defineRule({
  id: 'release-drought',
  title: 'Work waits for a release',
  tier: 'detail',
  recommended: { standing: 'off', added: 'hint' },
  needs: { work: unreleasedWork, tag: newestTag, released: releases },
  optional: {},
  standing: standingKeys,
  judge({ work, tag, released }, facts, { now, standing, thresholds }) {
    const since = waitingSince(work, { tag, stable: released.stable }, now);
    if (since === null) return quiet;
    if (since === undefined) return unknown(unreleasedWork, 'not-served');
    const days = daysBetween(since, now);
    const threshold = thresholds['release-drought.days'];
    if (!(days > threshold)) return quiet;
    if (standing.word === 'unknown') return unknown(activity, 'not-served');
    if (!AT_WORK.has(standing.word)) return quiet;
    return fires(
      `Changes that ship wait for a release: ${counted(work.commits, 'commit')} after ${quote(work.tag)}, the oldest since ${dayOf(since)}: ${days} days (threshold ${threshold}).`,
      [facts.work, facts.tag, facts.released],
      { subject: work.tag },
    );
  },
});
