import { advisories } from '../facts/packageSecurity.ts';
import type { Missing } from '../model/fact.ts';
import type { GitHubHost } from '../model/ports.ts';
import { defineSource, failed, observe, type Ask, type Observation } from '../model/source.ts';
import type { PackageSubject } from '../model/subject.ts';
import { inPortions, type Portion } from './github/portions.ts';
import { aliasOf } from './github/queries.ts';
import { askGitHub } from './github/question.ts';
import { toldOf } from './github/told.ts';
import { readAdvisories } from './githubAdvisories/answer.ts';
import { advisedPackage, advisoriesPage, advisoriesQuestion, type AdvisedPackage } from './githubAdvisories/question.ts';

/** Where the database of advisories is; enterprise servers hold copies. */
const HOST = 'github.com';
/** Packages in one question: a list looked up by name each, far less than a repository's history. */
const PACKAGES = 50;

/**
 * The security advisories of packages, fifty in a question: what deps.dev tells carries no dates. This is the one question to GitHub that
 * names packages, not repositories. Asks nobody without a token.
 */
export const githubAdvisories = defineSource({
  id: 'github-advisories',
  subject: 'package',
  maxBatch: PACKAGES,
  concurrency: 1,
  timeoutMs: 40_000, // one question, and room for its halves where that was too much
  clearance: 'third-party',
  service: 'github',
  depth: 'direct',
  needs: [],
  provides: [advisories],
  covers: ({ purl }) => advisedPackage(purl) !== undefined,
  async *collect(ask) {
    const host = ask.github.hostFor(HOST);
    if (host?.authorization !== undefined) yield* collectFrom(ask, host);
    else for (const subject of ask.subjects) yield failed(subject, 'unauthorized');
  },
});

interface Advised {
  readonly subject: PackageSubject;
  readonly named: AdvisedPackage;
}

function collectFrom(ask: Ask<PackageSubject>, host: GitHubHost): AsyncGenerator<Observation> {
  const advised = ask.subjects.flatMap((subject): Advised[] => {
    const named = advisedPackage(subject.purl);
    return named === undefined ? [] : [{ subject, named }];
  });
  return inPortions(advised, {
    most: PACKAGES,
    signal: ask.signal,
    ask: (some) => askAdvisories(ask, host, some),
    giveUp: ({ subject }, why, until) => [failed(subject, why, until)],
  });
}

async function askAdvisories(ask: Ask<PackageSubject>, host: GitHubHost, some: readonly Advised[]): Promise<Portion<Advised>> {
  const answer = await askGitHub(ask, host, advisoriesQuestion(some.map(({ named }) => named)));
  const said: Observation[] = [];
  const again = new Map<Advised, Missing>();
  some.forEach((one, at) => {
    const { value, why, isTooHeavy } = toldOf(answer, aliasOf(at));
    const { subject, named } = one;
    if (isTooHeavy) {
      again.set(one, why);
      return;
    }
    const read = readAdvisories(value, named.name);
    // Where GitHub said what is wrong with it, that is the reason.
    const reason = value !== null && why === 'not-served' ? 'malformed' : why;
    said.push(read ? observe(subject, advisories, read, advisoriesPage(named)) : failed(subject, reason));
  });
  return { said, again };
}
