import type { GitHubHost } from '../../model/ports.ts';
import { failed, type Ask, type Observation } from '../../model/source.ts';
import type { DirectorySubject, RepositorySubject } from '../../model/subject.ts';

/** Forges that are no GitHub: their repositories are left to the sources that read them, and unsupported until there is one. */
const OTHER_FORGES =
  /^(?:gitlab\.com|bitbucket\.org|codeberg\.org|gitee\.com|(?:git\.)?sr\.ht|git\.sr\.ht|dev\.azure\.com|git\.savannah\.(?:non)?gnu\.org|salsa\.debian\.org)$|(?:^|\.)(?:gitlab|gitea|forgejo|gerrit|gogs)\.|\.googlesource\.com$/;

/**
 * Whether a host may be a GitHub: github.com, and every host that is not known for another forge. Which of those are enterprise servers only
 * the user's configuration tells, and that is asked when facts are.
 */
export function mayBeGitHub(host: string): boolean {
  return !OTHER_FORGES.test(host);
}

type Place = RepositorySubject | DirectorySubject;

/** A host somebody is signed in to. */
export type SignedInHost = GitHubHost & { readonly authorization: string };

/**
 * What is said of each host's subjects, host by host. Of a host that is no GitHub: `unsupported`; of one that nobody is signed in to:
 * `unauthorized`; both without a request.
 */
export async function* onEachHost<S extends Place>(
  { subjects, github }: Pick<Ask<S>, 'subjects' | 'github'>,
  collect: (host: SignedInHost, subjects: readonly S[]) => AsyncIterable<Observation>,
): AsyncGenerator<Observation> {
  for (const name of new Set(subjects.map(({ host }) => host))) {
    const there = subjects.filter(({ host }) => host === name);
    const host = github.hostFor(name);
    if (host?.authorization === undefined)
      for (const subject of there) yield failed(subject, host ? 'unauthorized' : 'unsupported');
    else yield* collect({ ...host, authorization: host.authorization }, there);
  }
}
