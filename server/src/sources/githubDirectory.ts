import * as z from 'zod/mini';
import { directoryActivity } from '../facts/repository.ts';
import type { Missing } from '../model/fact.ts';
import type { GitHubHost } from '../model/ports.ts';
import { defineSource, failed, missing, observe, type Ask, type Observation } from '../model/source.ts';
import type { DirectorySubject } from '../model/subject.ts';
import { DirectoryAnswer } from './github/answers.ts';
import { countedYear } from './github/commits.ts';
import { mayBeGitHub, onEachHost } from './github/hosts.ts';
import { endOf } from './github/past.ts';
import { inPortions, type Portion } from './github/portions.ts';
import { aliasOf, directoriesQuestion } from './github/queries.ts';
import { askGitHub } from './github/question.ts';
import { pageOf } from './github/repositoryFacts.ts';
import { sampleYears, type FullYear } from './github/sampling.ts';
import { toldOf, type Told } from './github/told.ts';

/** Directories in one question: each makes GitHub walk the year's commits and look into their trees. */
const DIRECTORIES = 25;

/**
 * A year of people in a package's own directory, counted as for the repository around it; above a hundred commits by twelve windows, which
 * says so. A directory that is not there is `not-found`, never "nobody". Asks nobody without a token.
 */
export const githubDirectory = defineSource({
  id: 'github-directory',
  subject: 'directory',
  maxBatch: 50,
  concurrency: 1,
  timeoutMs: 60_000,
  clearance: 'third-party',
  service: 'github',
  needs: [],
  provides: [directoryActivity],
  past: [directoryActivity],
  covers: ({ host }) => mayBeGitHub(host),
  collect: (ask) => onEachHost(ask, (host, subjects) => collectFrom(ask, host, subjects)),
});

async function* collectFrom(
  ask: Ask<DirectorySubject>,
  host: GitHubHost,
  subjects: readonly DirectorySubject[],
): AsyncGenerator<Observation> {
  const full: FullYear<DirectorySubject>[] = [];
  yield* inPortions<DirectorySubject>(subjects, {
    most: DIRECTORIES,
    signal: ask.signal,
    ask: (some) => askDirectories(ask, host, some, full),
    giveUp: (...of) => [failed(...of)],
  });
  yield* sampleYears({ ...ask, now: endOf(ask) }, host, { activity: directoryActivity }, full);
}

async function askDirectories(
  ask: Ask<DirectorySubject>,
  host: GitHubHost,
  subjects: readonly DirectorySubject[],
  full: FullYear<DirectorySubject>[],
): Promise<Portion<DirectorySubject>> {
  const answer = await askGitHub(ask, host, directoriesQuestion(subjects, endOf(ask)));
  const said: Observation[] = [];
  const again = new Map<DirectorySubject, Missing>();
  subjects.forEach((subject, at) => {
    const told = toldOf(answer, aliasOf(at));
    if (told.isTooHeavy) again.set(subject, told.why);
    else said.push(...readDirectory(subject, told, ask, full));
  });
  return { said, again };
}

function readDirectory(
  subject: DirectorySubject,
  { value, why }: Told,
  ask: Pick<Ask, 'now' | 'asOf' | 'counting'>,
  full: FullYear<DirectorySubject>[],
): readonly Observation[] {
  if (value === null) return [failed(subject, why)];
  const read = z.safeParse(DirectoryAnswer, value);
  if (!read.success) return [failed(subject, 'malformed')];
  const { folder, defaultBranchRef } = read.data;
  if (folder === null && ask.asOf === undefined) return [failed(subject, 'not-found')];
  const { year, older } = defaultBranchRef?.target ?? {};
  // Of an earlier moment the history tells whether it was there: today's tree does not.
  if (ask.asOf !== undefined && year?.totalCount === 0 && older?.totalCount === 0) return [failed(subject, 'not-found')];
  if (folder === undefined || !year) return [missing(subject, directoryActivity, why)];
  const url = `${pageOf(subject, read.data)}/commits/HEAD/${subject.path.split('/').map(encodeURIComponent).join('/')}`;
  const commits = { year, older };
  const counted = countedYear(commits, { ...ask.counting, until: endOf(ask) });
  const dated = ask.asOf === undefined ? {} : { asOf: ask.asOf };
  if (counted) return [observe(subject, directoryActivity, counted.activity, url, dated)];
  full.push({ subject, url, commits, then: [] });
  return [];
}
