import type { GitHubClient, GitHubHost } from '../model/ports.ts';

/** What the GitHub hosts are made of. */
export interface GitHubOptions {
  /** Base address of the local upstream, standing in for github.com's API. */
  readonly upstream?: string | undefined;
  /** Tokens by host, lower case; each goes to its own host only. */
  readonly tokens: ReadonlyMap<string, string>;
  /** Enterprise servers the user names, lower case. */
  readonly servers: readonly string[];
}

const PUBLIC = 'github.com';

/** The GitHub hosts by name: github.com and the enterprise servers configured. Source: GitHub's REST and GraphQL references, "base URL". */
export function githubClient({ upstream, tokens, servers }: GitHubOptions): GitHubClient {
  const known = new Map<string, GitHubHost>([PUBLIC, ...servers].map((host) => [host, hostOf(host)]));

  function hostOf(host: string): GitHubHost {
    const token = tokens.get(host);
    const rest = host !== PUBLIC ? `https://${host}/api/v3` : (upstream ?? 'https://api.github.com');
    return {
      host,
      rest,
      graphql: host === PUBLIC ? `${rest}/graphql` : `https://${host}/api/graphql`,
      ...(token === undefined ? {} : { authorization: `bearer ${token}` }),
    };
  }

  return { hostFor: (host) => known.get(host) };
}
