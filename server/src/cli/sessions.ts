import { openSession, type Session, type SessionOptions } from '../compose.ts';
import { factStoreOver } from '../engine/factStore.ts';
import type { Purl } from '../model/purl.ts';
import { userCacheFolder } from '../platform/factFilesFolder.ts';
import { npmrcFolder } from '../platform/files.ts';
import { githubTokensIn } from '../platform/githubTokens.ts';
import { createQuota } from '../platform/httpQuota.ts';
import { parseUpstreams } from '../platform/upstreams.ts';
import { openStoredFacts } from '../storedFacts.ts';
import type { Input } from './inputs.ts';
import type { World } from './world.ts';

/** The sessions of one run. */
export interface OpenSessions {
  of(input: Input): Session;
  /** Writes what was learnt to the user's cache; never rejects. */
  close(): Promise<void>;
}

/**
 * Opens one session for every npm configuration among the manifests: those under the same `.npmrc` share one, the rest another.
 * A name that is private to one manifest's workspace is private for all.
 */
export async function openSessions(
  inputs: readonly Input[],
  {
    cached,
    note,
    ...options
  }: Pick<SessionOptions, 'settings' | 'offline' | 'asOf' | 'onFailure'> & {
    /** Facts of earlier runs are read, and this run's are kept. */
    readonly cached: boolean;
    /** Told where the cache could not be used. */
    note(message: string): void;
  },
  world: World,
): Promise<OpenSessions> {
  const upstreams = parseUpstreams(world.env['MAINSTAY_UPSTREAMS']);
  const { tokens: githubTokens, problems } = githubTokensIn(world.env, options.settings['github.servers']);
  for (const problem of problems) world.complain(problem);
  const quota = createQuota(() => Date.parse(world.now()));
  const localNames = new Set<Purl>(inputs.flatMap(({ privateNames }) => [...privateNames]));

  const facts = openStoredFacts({
    // What is counted for another day is neither read nor kept.
    folder: cached && options.asOf === undefined ? userCacheFolder({ env: world.env }) : undefined,
    now: () => world.now(),
    log: note,
  });

  const sessions = new Map<string, Session>();
  const folders = new Map<string, string>();
  for (const { folder } of inputs) {
    const key = (await npmrcFolder(folder)) ?? '';
    folders.set(folder, key);
    if (sessions.has(key)) continue;
    const session = await openSession({
      folder: key === '' ? folder : key,
      env: world.env,
      ...options,
      trusted: true,
      upstreams,
      localNames,
      githubTokens,
      quota,
      store: (situation) => factStoreOver(facts, situation),
      userAgent: world.userAgent,
      now: () => world.now(),
    });
    for (const problem of session.problems) world.complain(problem);
    sessions.set(key, session);
  }
  return {
    of({ folder }) {
      const session = sessions.get(folders.get(folder) ?? '');
      if (!session) throw new Error(`no session for ${folder}`);
      return session;
    },
    close: () => facts.flush(),
  };
}
