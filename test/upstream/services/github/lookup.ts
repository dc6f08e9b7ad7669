import { databaseId } from '../../world/repository.ts';
import type { Repository } from '../../world/repository.ts';
import type { World } from '../../world/world.ts';

/** An error that GitHub would answer, with the type it gives it. */
export class GitHubError extends Error {
  override readonly name = 'GitHubError';
  readonly type: string;
  readonly extensions: Readonly<Record<string, unknown>> | undefined;

  constructor(type: string, message: string, extensions?: Readonly<Record<string, unknown>>) {
    super(message);
    this.type = type;
    this.extensions = extensions;
  }
}

/** A repository by any of its names; throws what GitHub answers for none. Real names that nobody recorded are not called absent. */
export function find({ repositories }: World, fullName: string, followRenames: boolean): Repository {
  const found = repositories?.get(fullName.toLowerCase())?.();
  if (found !== undefined && (followRenames || isNamed(found, fullName))) return found;
  if (found !== undefined || /^example-/i.test(fullName))
    throw new GitHubError('NOT_FOUND', `Could not resolve to a Repository with the name '${fullName}'.`);
  throw new GitHubError('NOT_RECORDED', `${fullName} may well exist: the recorded world knows nothing of it`);
}

/** Whether that is what the repository is called today. */
export function isNamed(repository: Repository, fullName: string): boolean {
  return repository.fullName.toLowerCase() === fullName.toLowerCase();
}

/** The node id of a repository; it stays when the repository is renamed. */
export function repositoryId(repository: Repository): string {
  return `R_${Buffer.from(firstName(repository)).toString('base64url')}`;
}

/** The number of a repository; it stays when the repository is renamed. */
export function repositoryNumber(repository: Repository): number {
  return databaseId(firstName(repository));
}

/** The repository with that node id. */
export function byId({ repositories }: World, id: string): Repository | undefined {
  const found = repositories?.get(Buffer.from(id.replace(/^R_/, ''), 'base64url').toString('utf8'))?.();
  return found !== undefined && repositoryId(found) === id ? found : undefined;
}

/** The repository with that number; throws as {@link find} does. */
export function byNumber({ repositories = new Map() }: World, number: number): Repository {
  for (const [name, make] of repositories) if (databaseId(name) === number) return make();
  throw new GitHubError('NOT_FOUND', `no repository has the number ${number}`);
}

function firstName({ fullName, formerNames }: Repository): string {
  return (formerNames[0] ?? fullName).toLowerCase();
}
