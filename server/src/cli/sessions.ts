import { openSession, type Session, type SessionOptions } from '../compose.ts';
import { factStoreOver } from '../engine/factStore.ts';
import { createLockedHosts, type PackageHosts } from '../engine/lockedHosts.ts';
import type { Purl } from '../model/purl.ts';
import { userCacheFolder } from '../platform/factFilesFolder.ts';
import { npmrcFolder } from '../platform/files.ts';
import { githubTokensIn } from '../platform/githubTokens.ts';
import { createQuota } from '../platform/httpQuota.ts';
import { parseUpstreams } from '../platform/upstreams.ts';
import { noPolicy } from '../policy/teamPolicy.ts';
import { openStoredFacts } from '../storedFacts.ts';
import { underPolicy } from '../settings/underPolicy.ts';
import type { Settings } from '../settings/settings.ts';
import type { Input } from '../reviewing/inputs.ts';
import type { RunPolicies } from '../reviewing/policies.ts';
import type { World } from './world.ts';

/** The sessions of one run. */
export interface OpenSessions {
  of(input: Input): Session;
  /** Writes what was learnt to the user's cache; never rejects. */
  close(): Promise<void>;
}

/**
 * Opens one session for every npm configuration and policy among the manifests: those under the same `.npmrc` and policy share one. A name
 * that is private to one manifest's workspace, or by one's policy, is private for all.
 */
export async function openSessions(
  inputs: readonly Input[],
  {
    cached,
    note,
    settings,
    preset,
    policies,
    lockedBeside = new Map<string, PackageHosts>(),
    ...options
  }: Pick<SessionOptions, 'settings' | 'offline' | 'asOf' | 'onFailure'> & {
    /** The preset named on the command line, which outranks every policy's. */
    readonly preset: Settings['preset'] | undefined;
    readonly policies: Pick<RunPolicies, 'of' | 'all'>;
    /** Hosts that lockfiles take packages from, beside those that the manifests' own do. */
    readonly lockedBeside?: ReadonlyMap<string, PackageHosts>;
    /** Facts of earlier runs are read, and this run's are kept. */
    readonly cached: boolean;
    /** Told where the cache could not be used. */
    note(message: string): void;
  },
  world: World,
): Promise<OpenSessions> {
  const upstreams = parseUpstreams(world.env['MAINSTAY_UPSTREAMS']);
  const { tokens: githubTokens, problems } = githubTokensIn({ ...world.forgeToken, ...world.env }, settings['github.servers']);
  for (const problem of problems) world.complain(problem);
  const quota = createQuota(() => Date.parse(world.now()));
  const localNames = new Set<Purl>(inputs.flatMap(({ privateNames }) => [...privateNames]));
  const lockedHosts = createLockedHosts();
  for (const [reader, hosts] of lockedBeside) lockedHosts.tell(reader, hosts);
  for (const { path, lockedHosts: hosts } of inputs) lockedHosts.tell(path, hosts);

  const facts = openStoredFacts({
    // What is counted for another day is neither read nor kept.
    folder: cached && options.asOf === undefined ? userCacheFolder({ env: world.env }) : undefined,
    now: () => world.now(),
    log: note,
  });

  const sessions = new Map<string, Session>();
  const keys = new Map<Input, string>();
  const privatePatterns = [
    ...policies.all.flatMap(({ reading }) => reading.policy.privatePatterns),
    ...inputs.flatMap((input) => input.privatePatterns ?? []),
  ];
  for (const input of inputs) {
    const npmrc = await npmrcFolder(input.folder);
    const policy = policies.of(input);
    const key = JSON.stringify([npmrc, policy?.path]);
    keys.set(input, key);
    if (sessions.has(key)) continue;
    const team = { ...(policy?.reading.policy ?? noPolicy), privatePatterns };
    const session = await openSession({
      folder: npmrc ?? input.folder,
      env: world.env,
      ...options,
      settings: underPolicy(settings, team, preset),
      counting: team.people,
      decisions: () => policy?.rulings ?? [],
      trusted: true,
      upstreams,
      localNames,
      lockedHosts,
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
    of(input) {
      const session = sessions.get(keys.get(input) ?? '');
      if (!session) throw new Error(`no session for ${input.path}`);
      return session;
    },
    close: () => facts.flush(),
  };
}
