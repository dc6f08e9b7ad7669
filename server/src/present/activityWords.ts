import type { Activity, RepositoryIdentity } from '../facts/repository.ts';
import { activityTest, busiest, decline, isOnePersons, monthsActive, remainder } from '../measures/activity.ts';
import type { Standing } from '../model/standing.ts';
import { dayOf, daysBetween, type Instant } from '../model/instant.ts';
import { defaultThresholds } from '../model/thresholds.ts';
import { count, counted, percent } from './numbers.ts';
import { ago } from './phrases.ts';

/** What a year of commits says in a headline: its phrases, what weighs most first. */
export interface ActivityWords {
  /** `lively`: enough people that a foundation is said before them. `resting`: so little that the last release helps to judge it. */
  readonly kind: 'lively' | 'few' | 'resting';
  readonly words: readonly string[];
}

/** People with at least five commits a year from whom on nobody needs to be told that they are few. */
export const LIVELY_FROM = 4;

/** A year of commits in words, facts only; sampled counts say "at least" and "about". */
export function activityWords(
  activity: Activity,
  { word, because }: Standing,
  identity: RepositoryIdentity | undefined,
  now: Instant,
): ActivityWords {
  if (word === 'new' && identity) return { kind: 'few', words: [youth(identity, now), ...whoWords(activity)] };
  if (word === 'finished') return { kind: 'resting', words: ['finished, not abandoned', because] };
  if (word === 'fading' || (isSaidOtherwise(word) && activityTest(activity, defaultThresholds) === 'holds'))
    return { kind: 'resting', words: restingWords(activity, now) };
  if (word === 'one-person' || (isSaidOtherwise(word) && isOnePersons(activity, defaultThresholds) === 'holds'))
    return { kind: 'few', words: [onePersonWords(activity), othersWords(activity)] };
  const words = [peopleWords(activity), ...busiestWords(activity), ...declineWords(activity)];
  return { kind: activity.active >= LIVELY_FROM ? 'lively' : 'few', words };
}

/** Standings that say nothing of the year's work. */
function isSaidOtherwise(word: Standing['word']): boolean {
  return word === 'ended' || word === 'unknown';
}

/** Who made it, and the busiest person's part: one person where it is one person's. */
function whoWords(activity: Activity): readonly string[] {
  return isOnePersons(activity, defaultThresholds) === 'holds'
    ? [onePersonWords(activity)]
    : [peopleWords(activity), ...busiestWords(activity)];
}

/** `at least 22 active people`; where nobody made five commits, the commits themselves. */
function peopleWords(activity: Activity): string {
  const { active, sampled, readSince, people, commits } = activity;
  // In the newest commits of a busier year few can have made five: who made them says more than a small "at least".
  if (readSince !== undefined && active < LIVELY_FROM && people > 0)
    return `${counted(people, 'person', 'people')} made the newest ${counted(commits, 'commit')}, since ${dayOf(readSince)}`;
  if (active === 0) return workWords(activity);
  return `${sampled ? 'at least ' : ''}${counted(active, 'active person', 'active people')}`;
}

/** `6 commits in 2 of 12 months`; where only the newest were read, how far back they go. */
export function workWords(activity: Activity): string {
  const { commits, months, sampled, readSince } = activity;
  if (readSince !== undefined) return `the newest ${counted(commits, 'commit')} go back to ${dayOf(readSince)}`;
  return `${sampled ? 'about ' : ''}${counted(commits, 'commit')} in ${monthsActive(activity)} of ${months.length} months`;
}

function restingWords(activity: Activity, now: Instant): readonly string[] {
  if (activity.commits > 0) return ['little recent work', workWords(activity)];
  return ['no human commit in 12 months', ...(activity.lastCommit === null ? [] : [`last one ${ago(activity.lastCommit, now)}`])];
}

function onePersonWords(activity: Activity): string {
  return `one person made ${about(activity)}${percent(busiest(activity)?.share ?? 1)} of ${counted(activity.commits, 'commit')}`;
}

function othersWords(activity: Activity): string {
  const { active, sampled } = activity;
  if (active > 1) return `${sampled ? 'at least ' : ''}${counted(active - 1, 'other')} active`;
  const others = remainder(activity)?.people ?? 0;
  return others === 0 ? 'nobody else seen' : `${counted(others, 'other')} made the rest`;
}

function busiestWords(activity: Activity): readonly string[] {
  const top = busiest(activity);
  return top ? [`busiest made ${about(activity)}${percent(top.share)} of ${counted(activity.commits, 'commit')}`] : [];
}

function declineWords(activity: Activity): readonly string[] {
  const halves = decline(activity);
  return halves ? [`commits ${about(activity)}${count(halves[0])} → ${count(halves[1])} in a year`] : [];
}

function about({ sampled }: Activity): string {
  return sampled ? 'about ' : '';
}

function youth({ createdAt, forkOf }: RepositoryIdentity, now: Instant): string {
  // A fork has the commits of what it was made from: it is young, they need not be.
  if (forkOf !== null && createdAt !== null) return `forked ${ago(createdAt, now)}`;
  const days = createdAt === null ? Number.NaN : daysBetween(createdAt, now);
  // A repository may be older than its first commit.
  if (!(days >= 0 && days < 365)) return 'new, first commit within 12 months';
  return days < 31 ? 'new, under a month' : `new, ${counted(Math.floor(days / 30.44), 'month')}`;
}

/**
 * A standing in the words of a line where it decides more than how many are active: `finished, not abandoned`, `new, 3 months`, `little recent work`,
 * `one person made 95 %`. Empty of the others.
 */
export function standingPhrase(
  { word }: Standing,
  { activity, identity, now }: { readonly activity?: Activity; readonly identity?: RepositoryIdentity; readonly now: Instant },
): readonly string[] {
  switch (word) {
    case 'finished':
      return ['finished, not abandoned'];
    case 'new':
      return identity === undefined ? ['new'] : [youth(identity, now)];
    case 'fading':
      return ['little recent work'];
    case 'one-person': {
      const top = activity && busiest(activity);
      return activity === undefined || top === undefined ? [] : [`one person made ${about(activity)}${percent(top.share)}`];
    }
    case 'ended':
    case 'light':
    case 'small-team':
    case 'sustained':
    case 'unknown':
      return [];
  }
}

/** The shortest words for how many keep it, for a line's end: `22 active`, `22+ active`; undefined where a sample says too little. */
export function activeWords({ active, commits, sampled, readSince }: Activity): string | undefined {
  if (readSince !== undefined && active < LIVELY_FROM) return undefined;
  if (active > 0) return `${count(active)}${sampled ? '+' : ''} active`;
  if (sampled) return undefined;
  return commits === 0 ? 'no commits in a year' : `${counted(commits, 'commit')} in a year`;
}
