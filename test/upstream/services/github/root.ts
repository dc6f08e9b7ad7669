import type { Repository } from '../../world/repository.ts';
import type { World } from '../../world/world.ts';
import type { Quota } from '../../quota.ts';
import type { Cost } from './cost.ts';
import { repositoryId, repositoryNode } from './repositories.ts';

/** An error that GitHub would put on a path, with the type it gives it. */
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

/** What the fields of the query's root are answered from. */
export interface Root {
  readonly world: World;
  readonly cost: Cost;
  readonly quota: Quota;
  /** Decides what is refused before it is looked up; throws a {@link GitHubError}. */
  readonly refuse: (fullName: string) => void;
}

/** The root of a query. */
export function rootValue({ world, cost, quota, refuse }: Root): object {
  const node = (id: string) => {
    const found = byId(world, id);
    if (found === undefined) throw new GitHubError('NOT_FOUND', `Could not resolve to a node with the global id of '${id}'.`);
    refuse(found.fullName);
    return repositoryNode(found);
  };
  return {
    repository: ({
      owner,
      name,
      followRenames,
    }: {
      readonly owner: string;
      readonly name: string;
      readonly followRenames?: boolean;
    }) => {
      refuse(`${owner}/${name}`);
      return repositoryNode(find(world, `${owner}/${name}`, followRenames ?? true));
    },
    node: ({ id }: { readonly id: string }) => node(id),
    nodes: ({ ids }: { readonly ids: readonly string[] }) => ids.map((id) => () => node(id)).map(settled),
    rateLimit: {
      cost: cost.points,
      nodeCount: cost.nodes,
      limit: quota.limit,
      used: quota.used,
      remaining: quota.limit - quota.used,
      resetAt: new Date(quota.resetAt).toISOString().replace('.000Z', 'Z'),
    },
  };
}

/** A repository by any of its names; throws what GitHub answers for none. */
export function find(world: World, fullName: string, followRenames: boolean): Repository {
  const found = world.repositories?.get(fullName.toLowerCase())?.();
  if (found !== undefined && (followRenames || found.fullName.toLowerCase() === fullName.toLowerCase())) return found;
  if (found !== undefined || isInvented(fullName))
    throw new GitHubError('NOT_FOUND', `Could not resolve to a Repository with the name '${fullName}'.`);
  throw new GitHubError('NOT_RECORDED', `${fullName} may well exist: the recorded world knows nothing of it`);
}

/** Owners that the world invented: what is not there is not anywhere. */
export function isInvented(fullName: string): boolean {
  return /^example(-|\/|$)/i.test(fullName);
}

function byId(world: World, id: string): Repository | undefined {
  const key = Buffer.from(id.replace(/^R_/, ''), 'base64url').toString('utf8');
  const found = world.repositories?.get(key)?.();
  return found !== undefined && repositoryId(found) === id ? found : undefined;
}

/** An error stands for its own entry of a list. */
function settled(make: () => object): object {
  try {
    return make();
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}
