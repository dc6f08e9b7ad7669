import { YEAR_COMMITS, type Window } from './queries.ts';
import type { CommitNode, History } from './answers.ts';
import type { Activity, Affiliations } from '../../facts/repository.ts';
import { affiliationsIn } from '../../people/affiliations.ts';
import type { Commit } from '../../people/commit.ts';
import { activityIn } from '../../people/count.ts';
import { sampledYear, wholeYear, type CountOptions, type Year } from '../../people/year.ts';

/** Commits of a year, and a few older ones where they were told. */
export interface YearOfCommits {
  readonly year: History;
  readonly older: History | undefined;
}

/** What one year's commits come to: who made them, and for whom. */
export interface CountedYear {
  readonly activity: Activity;
  readonly affiliations: Affiliations;
}

/** The year counted exactly; undefined where not every commit of it was read. */
export function countedYear({ year, older }: YearOfCommits, options: CountOptions): CountedYear | undefined {
  const read = commitsOf(year);
  return read.length < Math.min(year.totalCount, YEAR_COMMITS + 1)
    ? undefined
    : counted(wholeYear([...read, ...commitsOf(older)], options));
}

/** The year estimated from its windows; undefined where a window was not answered. `older` tells the last commit where the year has none. */
export function countedWindows(
  target: Readonly<Record<string, History | undefined>>,
  windows: readonly Window[],
  older: History | undefined,
  options: CountOptions,
): CountedYear | undefined {
  const { until } = options;
  const read = windows.map(({ from, until: end }, at) => {
    const history = target[`w${at}`];
    return history && { from, until: end, total: history.totalCount, commits: commitsOf(history) };
  });
  if (read.includes(undefined)) return undefined;
  const before = commitsOf(older);
  const oldest = { from: before.at(-1)?.at ?? until, until: windows[0]?.from ?? until, total: before.length, commits: before };
  return counted(sampledYear([oldest, ...read.flatMap((one) => one ?? [])], options));
}

function counted(year: Year): CountedYear {
  return { activity: activityIn(year), affiliations: affiliationsIn(year) };
}

/** GitHub gives the account of a commit's author as a user always, never as a bot: machines are told by login, name and address. */
function commitsOf(history: History | undefined): readonly Commit[] {
  return (history?.nodes ?? []).flatMap((node) => (node === null ? [] : [commitOf(node)]));
}

function commitOf({ authoredDate, parents, author }: CommitNode): Commit {
  return {
    at: authoredDate,
    parents: parents.totalCount,
    author: {
      id: author?.user?.id ?? null,
      login: author?.user?.login ?? null,
      email: author?.email ?? null,
      name: author?.name ?? null,
      isBotAccount: false,
    },
  };
}
