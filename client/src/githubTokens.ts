import { github } from './messages.ts';

/** Where a token may come from. */
export interface TokenSources {
  /** A token the user gave for a host themselves. */
  kept(host: string): Promise<string | undefined>;
  /** The session of one of VS Code's own providers, where the user has granted it before; asks nobody anything. */
  session(provider: Provider): Promise<string | undefined>;
}

/** VS Code's own providers of GitHub sessions. */
export type Provider = 'github' | 'github-enterprise';

/** Which hosts tokens are wanted for. */
export interface Wanted {
  /** GitHub may be asked at all: the service is on, and privacy is not strict. */
  readonly asked: boolean;
  /** The user's own enterprise servers, as the setting has them. */
  readonly servers: readonly string[];
  /** The address of the one server that VS Code's enterprise provider signs in to. */
  readonly enterpriseUri: string | undefined;
}

/** github.com by the name repositories have for it. */
export const PUBLIC_HOST = 'github.com';

/**
 * The token of every host wanted, as far as there is one: what the user gave themselves before VS Code's session. A session of the
 * enterprise provider belongs to its own server, and counts only where the user's setting names that server too.
 */
export async function tokensWanted(wanted: Wanted, sources: TokenSources): Promise<ReadonlyMap<string, string>> {
  const found = await Promise.all(
    hostsWanted(wanted).map(async ({ host, provider }) => {
      const token = (await sources.kept(host)) ?? (provider === undefined ? undefined : await sources.session(provider));
      return [host, token] as const;
    }),
  );
  return new Map(found.flatMap(([host, token]) => (token === undefined || token === '' ? [] : [[host, token]])));
}

/** The hosts tokens are wanted for, each with the provider that could sign the user in to it. */
export function hostsWanted({ asked, servers, enterpriseUri }: Wanted): readonly {
  readonly host: string;
  readonly provider: Provider | undefined;
}[] {
  if (!asked) return [];
  const enterprise = hostOf(enterpriseUri);
  return [
    { host: PUBLIC_HOST, provider: 'github' },
    ...[...new Set(servers.map((server) => server.toLowerCase()))].map((host) => ({
      host,
      provider: host === enterprise ? ('github-enterprise' as const) : undefined,
    })),
  ];
}

/** Fewest and most characters of a token: what is shorter or longer is something else. */
const LEAST = 8;
const MOST = 1000;

/** Why a text cannot be a token, for who typed it; undefined where it can. */
export function whyNoToken(text: string): string | undefined {
  const token = text.trim();
  if (token.length < LEAST) return github.tokenTooShort(LEAST);
  if (token.length > MOST) return github.tokenTooLong(MOST);
  return /^[\x21-\x7e]+$/.test(token) ? undefined : github.tokenMalformed;
}

function hostOf(address: string | undefined): string | undefined {
  return address !== undefined && URL.canParse(address) ? new URL(address).host : undefined;
}
