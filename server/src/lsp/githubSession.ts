import * as z from 'zod/mini';
import { tokenIn } from '../platform/githubTokens.ts';

/** Where the user is signed in to GitHub, as the client tells; in memory only. */
export interface GitHubSessions {
  /** The token of a host now, lower case. */
  get(host: string): string | undefined;
  /** Takes what the client tells; true where a host was asked before as somebody else, or as nobody. */
  told(given: unknown): boolean;
  /** On how many hosts the user is signed in now. */
  readonly size: number;
}

const Told = z.object({ tokens: z.record(z.string().check(z.maxLength(260)), z.string()) });

/** Nobody is signed in at first. */
export function githubSessions(): GitHubSessions {
  let tokens: ReadonlyMap<string, string> = new Map();
  const used = new Map<string, string | undefined>();
  return {
    get(host) {
      const token = tokens.get(host);
      used.set(host, token);
      return token;
    },
    told(given) {
      tokens = tokensIn(given);
      const isNews = [...used].some(([host, token]) => tokens.get(host) !== token);
      if (isNews) used.clear();
      return isNews;
    },
    get size() {
      return tokens.size;
    },
  };
}

function tokensIn(given: unknown): ReadonlyMap<string, string> {
  const told = z.safeParse(Told, given);
  return new Map(
    Object.entries(told.success ? told.data.tokens : {}).flatMap(([host, text]) => {
      const token = tokenIn(text);
      return token === undefined ? [] : [[host.toLowerCase(), token] as const];
    }),
  );
}
