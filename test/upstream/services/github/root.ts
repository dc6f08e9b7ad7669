import type { World } from '../../world/world.ts';
import type { Quota } from '../../quota.ts';
import type { Cost } from './cost.ts';
import { vulnerabilities } from './advisories.ts';
import type { AskedVulnerabilities } from './advisories.ts';
import { byId, find, GitHubError } from './lookup.ts';
import { repositoryNode } from './repositories.ts';

/** What the fields of the query's root are answered from. */
export interface Root {
  readonly world: World;
  readonly cost: Cost;
  readonly quota: Quota;
  /** Decides what is refused before it is looked up; throws a {@link GitHubError}. */
  readonly refuse: (name: string) => void;
  /** Who asks; undefined where the world does not know. */
  readonly login?: string | undefined;
}

/** The root of a query. */
export function rootValue({ world, cost, quota, refuse, login }: Root): object {
  const node = (id: string) => {
    const found = byId(world, id);
    if (found === undefined) throw new GitHubError('NOT_FOUND', `Could not resolve to a node with the global id of '${id}'.`);
    refuse(found.fullName);
    return repositoryNode(found);
  };
  return {
    ...(login === undefined ? {} : { viewer: { login } }),
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
    securityVulnerabilities: (asked: AskedVulnerabilities) => {
      refuse(asked.package ?? '');
      return vulnerabilities(world, asked);
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

/** An error stands for its own entry of a list. */
function settled(make: () => object): object {
  try {
    return make();
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}
