import type { GitHubClient, GitHubHost } from '../model/ports.ts';

/** What the GitHub hosts are made of. */
export interface GitHubOptions {
  /** Base address of the local upstream, standing in for github.com's API. */
  readonly upstream?: string | undefined;
  /** Tokens by host, lower case, looked up whenever a host is asked; each goes to its own host only. */
  readonly tokens: Pick<ReadonlyMap<string, string>, 'get'>;
  /** Enterprise servers the user names, lower case. */
  readonly servers: readonly string[];
}

const PUBLIC = 'github.com';

/** The GitHub hosts, and where they are asked. */
export interface ConfiguredGitHub extends GitHubClient {
  /** The addresses that any of them is asked at. */
  readonly addresses: readonly string[];
}

/** The GitHub hosts by name: github.com and the enterprise servers configured. Source: GitHub's REST and GraphQL references, "base URL". */
export function githubClient({ upstream, tokens, servers }: GitHubOptions): ConfiguredGitHub {
  const known = new Map<string, Addresses>([
    [PUBLIC, atRoot(upstream ?? 'https://api.github.com')],
    ...servers.map((host) => [host, addressesOf(host)] as const),
  ]);
  return {
    hostFor(host) {
      const addresses = known.get(host);
      if (addresses === undefined) return undefined;
      const token = tokens.get(host);
      return { host, ...addresses, ...(token === undefined ? {} : { authorization: `bearer ${token}` }) };
    },
    addresses: [...known.values()].flatMap(({ rest, graphql }) => [rest, graphql]),
  };
}

type Addresses = Pick<GitHubHost, 'rest' | 'graphql'>;

/** Enterprise Cloud with data residency has an API host of its own; a server has its API beside its pages. */
function addressesOf(host: string): Addresses {
  if (host.endsWith('.ghe.com')) return atRoot(`https://api.${host}`);
  return { rest: `https://${host}/api/v3`, graphql: `https://${host}/api/graphql` };
}

function atRoot(base: string): Addresses {
  return { rest: base, graphql: `${base}/graphql` };
}
