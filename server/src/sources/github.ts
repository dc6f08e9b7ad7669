import * as z from 'zod/mini';
import { activity, affiliations, archival, forgeReleases, identity, newestTag } from '../facts/repository.ts';
import { UpstreamFailure } from '../model/failure.ts';
import type { Missing } from '../model/fact.ts';
import type { GitHubHost } from '../model/ports.ts';
import { defineSource, failed, type Ask, type Observation } from '../model/source.ts';
import type { RepositorySubject } from '../model/subject.ts';
import { RepositoryAnswer } from './github/answers.ts';
import { isUnmoved, readValidator, validatorOf } from './github/freshness.ts';
import { mayBeGitHub, onEachHost } from './github/hosts.ts';
import { endOf, pastReading } from './github/past.ts';
import { inPortions, type Portion } from './github/portions.ts';
import { aliasOf, factsQuestion, freshnessQuestion } from './github/queries.ts';
import { askGitHub, isTooHeavy } from './github/question.ts';
import { BATCH_FACTS, pageOf, readRepository, type RepositoryReading } from './github/repositoryFacts.ts';
import { sampleYears, type FullYear } from './github/sampling.ts';
import { toldOf, type Told } from './github/told.ts';

/** Repositories in one question: GitHub gives each ten seconds (UPSTREAMS.md 3.2). */
const REPOSITORIES = 20;

/**
 * Whatever a hundred repositories cost in tens of requests: state, name, owner, a year of people, releases, tags, open work, documents,
 * licence and funding. Facts held are asked anew only where something moved. Asks nobody without a token.
 */
export const github = defineSource({
  id: 'github',
  subject: 'repository',
  maxBatch: 100,
  concurrency: 1,
  timeoutMs: 60_000, // five questions of twenty one after the other, and the windows of the busiest; each has at most 15 s
  clearance: 'third-party',
  service: 'github',
  needs: [],
  provides: BATCH_FACTS,
  past: [activity, affiliations, archival, forgeReleases, identity, newestTag],
  covers: ({ host }) => mayBeGitHub(host),
  collect: (ask) => onEachHost(ask, (host, subjects) => collectFrom(ask, host, subjects)),
});

async function* collectFrom(
  ask: Ask<RepositorySubject>,
  host: GitHubHost,
  subjects: readonly RepositorySubject[],
): AsyncGenerator<Observation> {
  const unmoved = await unmovedAmong(ask, host, subjects);
  if (unmoved instanceof UpstreamFailure) {
    for (const subject of subjects) yield failed(subject, unmoved.why, unmoved.until);
    return;
  }
  for (const subject of unmoved) yield { kind: 'unchanged', subject };
  const full: FullYear<RepositorySubject>[] = [];
  yield* inPortions<RepositorySubject>(
    subjects.filter((subject) => !unmoved.has(subject)),
    {
      most: REPOSITORIES,
      signal: ask.signal,
      ask: (some) => askFacts(ask, host, some, full),
      askLess: (subject, why) => askWithoutHistory(ask, host, subject, why),
      giveUp: (...of) => [failed(...of)],
    },
  );
  yield* sampleYears({ ...ask, now: endOf(ask) }, host, { activity, affiliations }, full);
}

/** Subjects of which nothing moved since their facts were gathered; a failure where nobody need be asked further. */
async function unmovedAmong(
  ask: Ask<RepositorySubject>,
  host: GitHubHost,
  subjects: readonly RepositorySubject[],
): Promise<ReadonlySet<RepositorySubject> | UpstreamFailure> {
  const held = subjects.flatMap((subject) => {
    const validator = readValidator(ask.validator(subject), ask.now);
    return validator ? [{ subject, validator }] : [];
  });
  const questions = (count: number) => Math.ceil(count / REPOSITORIES);
  if (questions(subjects.length - held.length) === questions(subjects.length)) return new Set(); // it would save none
  try {
    const { data } = await askGitHub(
      ask,
      host,
      freshnessQuestion(
        held.map(({ validator }) => validator.id),
        held.map(({ subject }) => subject),
      ),
    );
    const nodes = Array.isArray(data['nodes']) ? (data['nodes'] as readonly unknown[]) : [];
    return new Set(held.flatMap(({ subject, validator }, at) => (isUnmoved(validator, nodes[at]) ? [subject] : [])));
  } catch (failure) {
    if (!(failure instanceof UpstreamFailure)) throw failure;
    return isTooHeavy(failure) ? new Set() : failure;
  }
}

async function askFacts(
  ask: Ask<RepositorySubject>,
  host: GitHubHost,
  subjects: readonly RepositorySubject[],
  full: FullYear<RepositorySubject>[],
): Promise<Portion<RepositorySubject>> {
  const answer = await askGitHub(ask, host, factsQuestion(subjects, endOf(ask), true));
  const said: Observation[] = [];
  const again = new Map<RepositorySubject, Missing>();
  subjects.forEach((subject, at) => {
    const told = toldOf(answer, aliasOf(at));
    if (told.isTooHeavy) {
      again.set(subject, told.why);
      return;
    }
    const repository = readAnswer(subject, told);
    if ('failure' in repository) {
      said.push(repository.failure);
      return;
    }
    const { said: facts, toSample: commits } = readAsAsked(ask, subject, repository.answer, told.why);
    const validator = validatorOf(repository.answer, ask.now);
    const then: readonly Observation[] = validator === undefined ? [] : [{ kind: 'validator', subject, validator }];
    said.push(...facts, ...(commits ? [] : then));
    if (commits) full.push({ subject, url: `${pageOf(subject, repository.answer)}/commits`, commits, then });
  });
  return { said, again };
}

/** What there is to know of a repository whose commits are too much for one question: all but its activity. */
async function askWithoutHistory(
  ask: Ask<RepositorySubject>,
  host: GitHubHost,
  subject: RepositorySubject,
  why: Missing,
): Promise<readonly Observation[]> {
  const told = toldOf(await askGitHub(ask, host, factsQuestion([subject], endOf(ask), false)), aliasOf(0));
  const repository = readAnswer(subject, told);
  return 'failure' in repository ? [repository.failure] : readAsAsked(ask, subject, repository.answer, why).said;
}

/** The facts as of the moment that was asked about. */
function readAsAsked(
  ask: Ask<RepositorySubject>,
  subject: RepositorySubject,
  answer: RepositoryAnswer,
  why: Missing,
): RepositoryReading {
  const { asOf } = ask;
  const reading = readRepository(subject, answer, { now: endOf(ask), why, counting: ask.counting });
  return asOf === undefined ? reading : pastReading(reading, { subject, answer, asOf });
}

function readAnswer(
  subject: RepositorySubject,
  { value, why }: Told,
): { readonly answer: RepositoryAnswer } | { readonly failure: Observation } {
  const read = z.safeParse(RepositoryAnswer, value);
  return read.success ? { answer: read.data } : { failure: failed(subject, value === null ? why : 'malformed') };
}
