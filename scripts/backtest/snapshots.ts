import type { Activity } from '../../server/src/facts/repository.ts';
import type { StandingWord } from '../../server/src/model/standing.ts';
import type { Rule, Verdict } from '../../server/src/model/finding.ts';
import { dayNumber, type History } from '../histories/history.ts';
import { caseThen, contextThen, type CaseThen } from '../histories/judgedThen.ts';
import { between, humanCommits, yearBefore } from '../histories/year.ts';
import { FORKS } from './forks.ts';

/** Every 1 January from 2016 to 2024. */
const DATES = Array.from({ length: 9 }, (_, at) => `${2016 + at}-01-01`);
/** Human commits a project must have before, and in the year before. */
const COMMITS_BEFORE = 50;
const COMMITS_OF_YEAR = 1;
/** Human commits in the second year after from which a project is not dormant. */
const AWAKE_FROM = 5;
const YEAR = 365;

/** One project at one 1 January: what the product said then, and what came of it. */
export interface Snapshot {
  readonly repository: string;
  readonly day: number;
  /** Fewer than five human commits in the second year after. */
  readonly isDormant: boolean;
  readonly then: CaseThen;
  readonly year: Activity;
  readonly standing: StandingWord;
  /** By rule id. */
  readonly verdicts: ReadonlyMap<string, Verdict>;
}

/**
 * Every snapshot of the histories: at least 50 human commits before (those before 2014 all count: who made them is not recorded), at least one in the last
 * 365 days, and observed for two years after. A fork counts from the fork on.
 */
export function snapshotsOf(histories: readonly History[], rules: readonly Rule[]): readonly Snapshot[] {
  return eligible(histories).map(({ history, day }) => snapshot(history, day, rules));
}

/** The projects and days of the snapshots, unjudged. */
export function eligible(histories: readonly History[]): readonly { readonly history: History; readonly day: number }[] {
  return histories.flatMap((history) =>
    DATES.map(dayNumber)
      .filter((day) => isEligible(history, day))
      .map((day) => ({ history, day })),
  );
}

function isEligible(history: History, day: number): boolean {
  if (history.observed < day + 2 * YEAR) return false;
  const fork = FORKS.find(({ repository }) => repository === history.repository);
  const own = fork === undefined ? 0 : dayNumber(fork.from);
  const before = commitsIn(history, own, day) + (fork === undefined ? history.before2014.commits : 0);
  return before >= COMMITS_BEFORE && commitsIn(history, Math.max(own, day - YEAR), day) >= COMMITS_OF_YEAR;
}

function snapshot(history: History, day: number, rules: readonly Rule[]): Snapshot {
  const then = caseThen(history, day);
  const context = contextThen(then);
  return {
    repository: history.repository,
    day,
    isDormant: commitsIn(history, day + YEAR, day + 2 * YEAR) < AWAKE_FROM,
    then,
    year: yearBefore(history, day),
    standing: context.standing.word,
    verdicts: new Map(rules.map((rule) => [rule.id, rule.judge(then.view, context)])),
  };
}

/** Human commits of the days from `first` up to, but not on, `end`. */
export function commitsIn(history: History, first: number, end: number): number {
  return between(humanCommits(history), first, end).length;
}
