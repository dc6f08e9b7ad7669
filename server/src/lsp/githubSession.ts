import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod/mini';
import { tokenIn } from '../platform/githubTokens.ts';

/** Where the user is signed in to GitHub, as the client tells; in memory only. */
export interface GitHubSessions {
  /** Tokens by host, as soon as the client has told of them; those of now where it does not in time. Never rejects. */
  tokens(): Promise<ReadonlyMap<string, string>>;
  /** Takes what the client tells; true where something was asked with other tokens before. */
  told(given: unknown): boolean;
  /** On how many hosts the user is signed in. */
  count(): number;
}

const Told = z.object({ tokens: z.record(z.string().check(z.maxLength(260)), z.string()) });

/** Nobody is signed in at first. `waitMs`: how long the client is waited for; 0 where it will not tell. */
export function githubSessions(waitMs: number): GitHubSessions {
  let current: ReadonlyMap<string, string> = new Map();
  let used: ReadonlyMap<string, string> | undefined;
  let announce = (): void => undefined;
  const announced = new Promise<void>((done) => (announce = done));
  let ready: Promise<unknown> | undefined;

  return {
    async tokens() {
      ready ??= Promise.race([announced, sleep(waitMs, undefined, { ref: false })]);
      await ready;
      used = current;
      return current;
    },
    told(given) {
      const told = z.safeParse(Told, given);
      current = new Map(
        Object.entries(told.success ? told.data.tokens : {}).flatMap(([host, text]) => {
          const token = tokenIn(text);
          return token === undefined ? [] : [[host.toLowerCase(), token] as const];
        }),
      );
      announce();
      return used !== undefined && !areEqual(used, current);
    },
    count: () => current.size,
  };
}

function areEqual(one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>): boolean {
  return one.size === other.size && [...one].every(([host, token]) => other.get(host) === token);
}
