import { openSession, type Session, type SessionOptions } from '../compose.ts';
import type { Purl } from '../model/purl.ts';
import { npmrcFolder } from '../platform/files.ts';
import { githubTokensIn } from '../platform/githubTokens.ts';
import { createQuota } from '../platform/httpQuota.ts';
import { parseUpstreams } from '../platform/upstreams.ts';
import type { Input } from './inputs.ts';
import type { World } from './world.ts';

/**
 * Opens one session for every npm configuration among the manifests: those under the same `.npmrc` share one, the rest another.
 * A name that is private to one manifest's workspace is private for all.
 */
export async function openSessions(
  inputs: readonly Input[],
  options: Pick<SessionOptions, 'settings' | 'offline' | 'onFailure'>,
  world: World,
): Promise<(input: Input) => Session> {
  const upstreams = parseUpstreams(world.env['MAINSTAY_UPSTREAMS']);
  const { tokens: githubTokens, problems } = githubTokensIn(world.env, options.settings['github.servers']);
  for (const problem of problems) world.complain(problem);
  const quota = createQuota(() => Date.parse(world.now()));
  const localNames = new Set<Purl>(inputs.flatMap(({ privateNames }) => [...privateNames]));

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
      userAgent: world.userAgent,
      now: () => world.now(),
    });
    for (const problem of session.problems) world.complain(problem);
    sessions.set(key, session);
  }
  return ({ folder }) => {
    const session = sessions.get(folders.get(folder) ?? '');
    if (!session) throw new Error(`no session for ${folder}`);
    return session;
  };
}
