import * as z from 'zod/mini';
import * as facts from '../facts/repository.ts';
import { UpstreamFailure } from '../model/failure.ts';
import type { GitHubHost } from '../model/ports.ts';
import { isBefore } from '../model/instant.ts';
import { defineSource, failed, missing, observe, type Ask, type Observation } from '../model/source.ts';
import type { RepositorySubject } from '../model/subject.ts';
import { mayBeGitHub } from './github/hosts.ts';
import { causeOf, octokitFor } from './github/octokit.ts';
import { endOf } from './github/past.ts';
import { FileAnswer, RepositoryAnswer } from './githubRest/answers.ts';
import { fundingChannels } from './githubRest/fundingFile.ts';
import { activityOf, lastSecondBefore, PAGE, yearBefore } from './githubRest/newestCommits.ts';
import { repositoryObservations } from './githubRest/repositoryFacts.ts';

const FUNDING_FILE = '.github/FUNDING.yml';
const EMPTY_REPOSITORY = 409;

/**
 * One repository asked of GitHub by somebody who is not signed in, in three requests: state, name, owner and licence; the newest hundred
 * commits of a year; where money is asked for. GitHub allows sixty such requests an hour to an address, so only a person's own question about
 * this dependency brings it about, and never one of somebody signed in: GraphQL tells more at no cost.
 */
export const githubRest = defineSource({
  id: 'github-rest',
  subject: 'repository',
  maxBatch: 1,
  concurrency: 1,
  timeoutMs: 30_000,
  clearance: 'third-party',
  service: 'github',
  depth: 'detail',
  explicit: true,
  needs: [],
  after: [facts.activity],
  provides: [facts.archival, facts.identity, facts.repositoryOwner, facts.forgeLicence, facts.activity, facts.forgeFunding],
  past: [facts.identity, facts.activity],
  covers({ host }, view) {
    const known = view.get(facts.activity);
    return mayBeGitHub(host) && (known.state !== 'known' || known.from.source === 'github-rest');
  },
  async *collect(ask) {
    for (const subject of ask.subjects) {
      const host = ask.github.hostFor(subject.host);
      if (host === undefined || host.authorization !== undefined) yield failed(subject, 'unsupported');
      else yield* look(ask, host, subject);
    }
  },
});

type Asking = Pick<Ask, 'http' | 'signal' | 'now' | 'asOf' | 'counting'>;

async function* look(ask: Asking, host: GitHubHost, subject: RepositorySubject): AsyncGenerator<Observation> {
  const { data } = await askRest(ask, host, '/repos/{owner}/{repo}', { owner: subject.owner, repo: subject.name });
  const read = z.safeParse(RepositoryAnswer, data);
  if (!read.success) throw new UpstreamFailure('malformed', `${host.host}: not the repository asked for`);
  yield* repositoryObservations(subject, read.data);
  // By its name of today: the former one would cost a redirect each time.
  const [owner = '', repo = ''] = read.data.full_name.split('/');
  const page = `https://${subject.host}/${owner}/${repo}`;
  const activity = await activityAt(ask, host, { owner, repo });
  if (ask.asOf === undefined) {
    yield observe(subject, facts.activity, activity, `${page}/commits`);
    yield await fundingAt(ask, host, subject, { owner, repo });
    return;
  }
  // Commits before a fork are not the fork's, and a year without any is one of rest only where the repository was there.
  const { created_at: made, fork } = read.data;
  const wasThere = (made !== undefined && isBefore(made, ask.asOf)) || (fork === false && activity.commits > 0);
  yield wasThere
    ? observe(subject, facts.activity, activity, `${page}/commits`, { asOf: ask.asOf })
    : missing(subject, facts.activity, 'undated');
  yield missing(subject, facts.forgeFunding, 'undated');
}

interface Named {
  readonly owner: string;
  readonly repo: string;
}

async function activityAt(ask: Asking, host: GitHubHost, named: Named) {
  const end = endOf(ask);
  const options = { ...ask.counting, until: end };
  try {
    const { data, headers } = await askRest(ask, host, '/repos/{owner}/{repo}/commits', named, {
      since: yearBefore(end),
      ...(ask.asOf === undefined ? {} : { until: lastSecondBefore(ask.asOf) }),
      per_page: PAGE,
    });
    const entries = z.safeParse(z.array(z.unknown()), data);
    if (!entries.success) throw new UpstreamFailure('malformed', `${host.host}: not the commits asked for`);
    return activityOf(entries.data, /\brel="next"/.test(headers.link ?? ''), options);
  } catch (error) {
    if (error instanceof UpstreamFailure && error.status === EMPTY_REPOSITORY) return activityOf([], false, options);
    throw error;
  }
}

/** Where no such file is, the owner's other repositories may hold one: that is not "asks for nothing". */
async function fundingAt(ask: Asking, host: GitHubHost, subject: RepositorySubject, named: Named): Promise<Observation> {
  try {
    const { data } = await askRest(ask, host, `/repos/{owner}/{repo}/contents/${FUNDING_FILE}`, named);
    const file = z.safeParse(FileAnswer, data);
    const text = file.success ? decoded(file.data.content) : undefined;
    const channels = text === undefined ? undefined : fundingChannels(text);
    if (channels === undefined) return missing(subject, facts.forgeFunding, 'malformed');
    const url = `https://${subject.host}/${named.owner}/${named.repo}/blob/HEAD/${FUNDING_FILE}`;
    return observe(subject, facts.forgeFunding, channels, url);
  } catch (error) {
    if (!(error instanceof UpstreamFailure)) throw error;
    return missing(subject, facts.forgeFunding, error.why === 'not-found' ? 'not-served' : error.why);
  }
}

interface Answer {
  readonly data: unknown;
  readonly headers: { readonly link?: string | undefined };
}

async function askRest(
  { http, signal }: Asking,
  host: GitHubHost,
  route: string,
  { owner, repo }: Named,
  parameters: Readonly<Record<string, string | number>> = {},
): Promise<Answer> {
  const octokit = await octokitFor({ host, http, names: [`${owner}/${repo}`], signal });
  try {
    return await octokit.request(`GET ${route}`, { owner, repo, ...parameters });
  } catch (error) {
    throw causeOf(error);
  }
}

/** The text in base64, which GitHub breaks into lines; undefined where it is none. */
function decoded(base64: string): string | undefined {
  const text = base64.replace(/\s+/g, '');
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text) || text.length % 4 !== 0) return undefined;
  return new TextDecoder().decode(Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)));
}
