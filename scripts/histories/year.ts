import type { Activity, Affiliations } from '../../server/src/facts/repository.ts';
import { affiliationsIn } from '../../server/src/people/affiliations.ts';
import { isBot } from '../../server/src/people/bots.ts';
import { activityIn } from '../../server/src/people/count.ts';
import { wholeYear } from '../../server/src/people/year.ts';
import { dateOf, type History, type HistoryCommit } from './history.ts';

const YEAR = 365;

/** What is worked out once for a history. */
interface Worked {
  readonly human: readonly HistoryCommit[];
  readonly years: Map<number, Activity>;
}

const worked = new WeakMap<History, Worked>();

/** Human commits, oldest author day first: by the product's own rules, no merges, no machines. */
export function humanCommits(history: History): readonly HistoryCommit[] {
  return workedOut(history).human;
}

/** The year of 365 days before the beginning of a day, counted by the product: who did how much. Counted once. */
export function yearBefore(history: History, day: number): Activity {
  const { years } = workedOut(history);
  const year = years.get(day) ?? activityIn(commitsOfYear(history, day));
  years.set(day, year);
  return year;
}

/** For whom the commits of the same year were made, counted by the product, as far as the recorded domains tell. */
export function employersBefore(history: History, day: number): Affiliations {
  return affiliationsIn(commitsOfYear(history, day));
}

function commitsOfYear(history: History, day: number): ReturnType<typeof wholeYear> {
  const human = humanCommits(history);
  // Authors are one person each already, so older commits can add nothing but the date of the last one.
  const before = human.slice(0, firstOn(human, day - YEAR)).slice(-1);
  return wholeYear([...before, ...between(history.commits, day - YEAR, day)], { until: dateOf(day) });
}

/** Commits of the days from `first` up to, but not on, `end`. */
export function between(commits: readonly HistoryCommit[], first: number, end: number): readonly HistoryCommit[] {
  return commits.slice(firstOn(commits, first), firstOn(commits, end));
}

function workedOut(history: History): Worked {
  const known = worked.get(history);
  if (known) return known;
  const human = history.commits.filter(({ parents, author }) => parents < 2 && !isBot(author, []));
  const made: Worked = { human, years: new Map() };
  worked.set(history, made);
  return made;
}

/** Where the commits of a day or later begin. */
function firstOn(commits: readonly HistoryCommit[], day: number): number {
  let [from, to] = [0, commits.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((commits[middle]?.day ?? Infinity) >= day) to = middle;
    else from = middle + 1;
  }
  return from;
}
