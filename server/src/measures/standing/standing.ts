import { deprecation } from '../../facts/package.ts';
import { activity, archival, identity, type Activity } from '../../facts/repository.ts';
import { ownWord } from '../../facts/repositoryDetail.ts';
import type { Standing } from '../../model/standing.ts';
import type { AnyFactKey, FactView } from '../../model/fact.ts';
import type { Thresholds } from '../../model/thresholds.ts';
import { activityTest, isOnePersons, isYoung, monthsActive } from '../activity.ts';
import { told, wasNotHad } from '../truth.ts';
import { endedBecause } from './ended.ts';
import { finished, finishedKeys, type FinishedCase } from './finished.ts';

/** People with five commits or more that sustain a project (PRODUCT.md, "Standings"). */
const SUSTAINED_FROM = 4;
const SMALL_TEAM_FROM = 2;

/** Every fact a standing looks at. */
export const standingKeys: readonly AnyFactKey[] = [...new Set([archival, deprecation, ownWord, ...finishedKeys])];

/** What a standing is judged by, beside the facts. */
export interface StandingCase extends FinishedCase {
  readonly thresholds: Thresholds;
}

/**
 * The standing: the first that is known to be true (PRODUCT.md, "Standings"). What is not known proves nothing; and the good words `finished` and
 * `sustained` are not given while something that could end it was looked for and not had.
 */
export function standingOf(view: FactView, by: StandingCase): Standing {
  const over = endedBecause(view);
  if (over !== undefined) return { word: 'ended', because: over };
  const youth = told(view.get(identity), (of) => isYoung(of, by.now));
  if (youth === 'holds') return { word: 'new', because: 'first commit within 12 months' };
  const year = view.get(activity);
  if (year.state === 'unknown') return { word: 'unknown', because: 'commit activity is not known' };
  const isDoubtful = wasNotHad(view.get(archival)) || wasNotHad(view.get(deprecation));
  const doubt: Standing = { word: 'unknown', because: 'whether its owners ended it is not known' };

  if (activityTest(year.value, by.thresholds) === 'holds') {
    const done = finished(view, by);
    // `finished` rests on a closer look, and so on its own word; `sustained` is given without one (docs/adr/0020-doubt.md).
    if (done.truth === 'holds')
      return isDoubtful || wasNotHad(view.get(ownWord)) ? doubt : { word: 'finished', because: done.evidence.join(' · ') };
    return { word: 'fading', because: workOf(year.value), ...(done.truth === 'unknown' ? { mayBeFinished: true } : {}) };
  }
  if (isOnePersons(year.value, by.thresholds) === 'holds') return { word: 'one-person', because: peopleOf(year.value) };
  if (youth === 'unknown' && !isDoubtful)
    return (
      byPeople(year.value, true) ?? { word: 'unknown', because: 'whether its first commit is older than a year is not known' }
    );
  return byPeople(year.value, isDoubtful) ?? doubt;
}

/** By people alone; of a sample it is "at least", which can call a project sustained but never small. */
function byPeople(year: Activity, isDoubtful: boolean): Standing | undefined {
  if (year.active >= SUSTAINED_FROM) return isDoubtful ? undefined : { word: 'sustained', because: peopleOf(year) };
  if (year.readSince !== undefined) return { word: 'unknown', because: 'only the newest commits of a busier year were read' };
  if (year.active >= SMALL_TEAM_FROM) return { word: 'small-team', because: peopleOf(year) };
  if (year.sampled) return { word: 'unknown', because: 'a sample of a busier year shows too few people to tell' };
  return { word: 'light', because: workOf(year) };
}

function workOf(year: Activity): string {
  return `${humanCommits(year)} in ${monthsActive(year)} of ${year.months.length} months`;
}

function peopleOf(year: Activity): string {
  return `${year.sampled ? 'at least ' : ''}${year.active} active of ${humanCommits(year)}`;
}

function humanCommits({ commits }: Activity): string {
  return `${commits} human ${commits === 1 ? 'commit' : 'commits'}`;
}
