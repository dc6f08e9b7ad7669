import * as z from 'zod/mini';
import { activity, documents, newestTag, type Activity } from '../facts/repository.ts';
import { UpstreamFailure } from '../model/failure.ts';
import type { Fact, Missing } from '../model/fact.ts';
import type { GitHubHost } from '../model/ports.ts';
import { defineSource, failed, missing, type Ask, type Observation } from '../model/source.ts';
import type { RepositorySubject } from '../model/subject.ts';
import { mayBeGitHub, onEachHost } from './github/hosts.ts';
import { endOf } from './github/past.ts';
import { askGitHub, isTooHeavy, whyOf, type GraphQLAnswer } from './github/question.ts';
import { toldOf } from './github/told.ts';
import { DetailAnswer } from './githubDetail/answer.ts';
import { DETAIL_FACTS, detailFactsOf, type Context } from './githubDetail/detailFacts.ts';
import { PAST_FACTS, pastKnown, pastObservations } from './githubDetail/past.ts';
import { ALIAS, detailQuestion, type Known } from './githubDetail/question.ts';

/**
 * All that costs a question of its own about one repository: months, lead, mergers, answers, newcomers, listed maintainers, the maintainers'
 * own word, licence changes, unreleased work, funding.json. It goes by what the batch told before it and asks for no more than that allows.
 * Where GitHub has not the time to walk the history, one lighter question brings the rest. Asks nobody without a token.
 */
export const githubDetail = defineSource({
  id: 'github-detail',
  subject: 'repository',
  maxBatch: 1,
  concurrency: 1,
  timeoutMs: 35_000, // two questions at most, each of which GitHub gives up on after ten seconds
  clearance: 'third-party',
  service: 'github',
  depth: 'detail',
  needs: [],
  after: [activity, documents, newestTag],
  provides: DETAIL_FACTS,
  past: PAST_FACTS,
  covers: ({ host }) => mayBeGitHub(host),
  collect: (ask) =>
    onEachHost(ask, async function* (host, subjects) {
      for (const subject of subjects) yield* collectFrom(ask, host, subject);
    }),
});

async function* collectFrom(
  ask: Ask<RepositorySubject>,
  host: GitHubHost,
  subject: RepositorySubject,
): AsyncGenerator<Observation> {
  const { known, unknown } = knownOf(ask, subject);
  if (ask.asOf !== undefined && unknown.activity === 'not-found') {
    for (const key of DETAIL_FACTS) yield missing(subject, key, 'not-found'); // there was no such repository yet
    return;
  }
  const asked = await askDetail(ask, host, subject, known);
  if (asked instanceof UpstreamFailure) {
    yield failed(subject, asked.why, asked.until);
    return;
  }
  const told = toldOf(asked.answer, ALIAS);
  const read = z.safeParse(DetailAnswer, told.value);
  if (!read.success) {
    yield failed(subject, told.value === null ? told.why : 'malformed');
    return;
  }
  const why = (...aliases: readonly string[]) => whyIn(asked.answer, aliases) ?? asked.lighter ?? 'not-served';
  const said = detailFactsOf(subject, read.data, { now: endOf(ask), counting: ask.counting, known, unknown, why });
  yield* ask.asOf === undefined ? said : pastObservations(said, ask.asOf);
}

/** What the batch told; what it did not tell is not asked about, for the reason it gave. */
function knownOf({ view, asOf }: Ask<RepositorySubject>, subject: RepositorySubject): Pick<Context, 'known' | 'unknown'> {
  const around = view(subject);
  const [people, files, tag] = [around.get(activity), around.get(documents), around.get(newestTag)];
  const reason = (fact: Fact<unknown>) => (fact.state === 'unknown' ? fact.why : undefined);
  const reasons = { activity: reason(people), documents: reason(files), tag: reason(tag) };
  const unknown = Object.fromEntries(Object.entries(reasons).filter(([, why]) => why !== undefined));
  const known: Known = {
    busiestId: people.state === 'known' ? people.value.busiestId : null,
    second: people.state === 'known' ? secondOf(people.value) : undefined,
    documents: files.state === 'known' ? files.value : {},
    tag: tag.state === 'known' ? (tag.value?.name ?? null) : null,
  };
  return { known: asOf === undefined ? known : pastKnown(known), unknown };
}

function secondOf({ secondId, shares }: Activity): Known['second'] {
  return secondId == null ? undefined : { id: secondId, commits: shares[1] ?? 0 };
}

/** An answer, and why it is one to the lighter question. */
interface Asked {
  readonly answer: GraphQLAnswer;
  readonly lighter?: Missing;
}

async function askDetail(
  ask: Ask<RepositorySubject>,
  host: GitHubHost,
  subject: RepositorySubject,
  known: Known,
): Promise<Asked | UpstreamFailure> {
  const whole = await answerTo(ask, host, subject, known, false);
  if (!(whole instanceof UpstreamFailure)) return { answer: whole };
  if (!isTooHeavy(whole) || ask.signal.aborted) return whole;
  const light = await answerTo(ask, host, subject, known, true);
  return light instanceof UpstreamFailure ? light : { answer: light, lighter: whole.why };
}

async function answerTo(
  ask: Ask<RepositorySubject>,
  host: GitHubHost,
  subject: RepositorySubject,
  known: Known,
  light: boolean,
): Promise<GraphQLAnswer | UpstreamFailure> {
  try {
    return await askGitHub(ask, host, detailQuestion(subject, known, endOf(ask), light, ask.asOf !== undefined));
  } catch (failure) {
    if (failure instanceof UpstreamFailure) return failure;
    throw failure;
  }
}

/** Of the first problem with one of the fields. */
function whyIn({ problems }: GraphQLAnswer, aliases: readonly string[]): Missing | undefined {
  const problem = problems.find(({ path }) => path?.[0] === ALIAS && aliases.includes(String(path[1])));
  return problem && whyOf(problem);
}
