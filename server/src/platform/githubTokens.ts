/** Tokens by host, lower case, and what could not be used, one message each and never with a value. */
export interface GitHubTokens {
  readonly tokens: ReadonlyMap<string, string>;
  readonly problems: readonly string[];
}

/** In the order in which gh looks, and where each token goes. */
const PUBLIC = ['GH_TOKEN', 'GITHUB_TOKEN'] as const;
const ENTERPRISE = ['GH_ENTERPRISE_TOKEN', 'GITHUB_ENTERPRISE_TOKEN'] as const;

/**
 * The tokens of the process's own environment: one for github.com, one for the enterprise servers the user names. A token for github.com
 * goes to no server, and the other way round. Source: gh's manual, "environment variables".
 */
export function githubTokensIn(env: Readonly<Record<string, string | undefined>>, servers: readonly string[]): GitHubTokens {
  const ofPublic = firstOf(env, PUBLIC);
  const ofServers = firstOf(env, ENTERPRISE);
  const given = [['github.com', ofPublic] as const, ...servers.map((host) => [host, ofServers] as const)];
  return {
    tokens: new Map(given.flatMap(([host, read]) => (read?.token === undefined ? [] : [[host, read.token]]))),
    problems: [ofPublic, ofServers].flatMap((read) =>
      read !== undefined && read.token === undefined ? [`${read.name} holds something that is no token; it is not used`] : [],
    ),
  };
}

/** A token as it may stand in a header: without the white space around it; undefined where it cannot be one. */
export function tokenIn(text: string): string | undefined {
  const token = text.trim();
  return /^[\x21-\x7e]{8,1000}$/.test(token) ? token : undefined;
}

function firstOf(
  env: Readonly<Record<string, string | undefined>>,
  names: readonly string[],
): { readonly name: string; readonly token: string | undefined } | undefined {
  const name = names.find((one) => (env[one] ?? '').trim() !== '');
  return name === undefined ? undefined : { name, token: tokenIn(env[name] ?? '') };
}
