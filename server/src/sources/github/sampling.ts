import * as z from 'zod/mini';
import type { Activity } from '../../facts/repository.ts';
import type { FactKey, Missing } from '../../model/fact.ts';
import type { GitHubHost } from '../../model/ports.ts';
import { missing, observe, type Ask, type Observation } from '../../model/source.ts';
import type { DirectorySubject, RepositorySubject } from '../../model/subject.ts';
import { WindowsAnswer } from './answers.ts';
import { countedWindows, type YearOfCommits } from './commits.ts';
import { inPortions } from './portions.ts';
import { aliasOf, windowsOf, windowsQuestion } from './queries.ts';
import { askGitHub } from './question.ts';
import { toldOf } from './told.ts';

/** Places of twelve windows each in one question: twice as many commits as twenty repositories with a hundred. */
const PLACES = 4;

/** A repository or directory whose year is too full to be read. */
export interface FullYear<S> {
  readonly subject: S;
  /** The page to name as the source. */
  readonly url: string;
  readonly commits: YearOfCommits;
  /** Said once the year is known. */
  readonly then: readonly Observation[];
}

/** Activity by twelve monthly windows of at most 100 commits, an estimate that says so. */
export function sampleYears<S extends RepositorySubject | DirectorySubject>(
  ask: Pick<Ask, 'http' | 'signal' | 'now'>,
  host: GitHubHost,
  key: FactKey<Activity>,
  years: readonly FullYear<S>[],
): AsyncGenerator<Observation> {
  const windows = windowsOf(ask.now);
  return inPortions(years, {
    most: PLACES,
    signal: ask.signal,
    async ask(some) {
      const answer = await askGitHub(
        ask,
        host,
        windowsQuestion(
          some.map(({ subject }) => subject),
          windows,
        ),
      );
      const said: Observation[] = [];
      const again = new Map<FullYear<S>, Missing>();
      some.forEach((year, at) => {
        const told = toldOf(answer, aliasOf(at));
        const read = z.safeParse(WindowsAnswer, told.value);
        const target = read.success ? read.data.defaultBranchRef.target : {};
        const counted = countedWindows(target, windows, year.commits.older, ask.now);
        if (counted) said.push(observe(year.subject, key, counted, year.url, { asOf: ask.now }), ...year.then);
        else if (told.isTooHeavy) again.set(year, told.why);
        else said.push(missing(year.subject, key, told.why));
      });
      return { said, again };
    },
    giveUp: ({ subject }, why) => missing(subject, key, why),
  });
}
