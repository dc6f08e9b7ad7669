import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Session } from '../compose.ts';
import type { Judge } from '../reviewing/assessChanges.ts';
import type { Input } from '../reviewing/inputs.ts';
import type { ReviewInGit } from '../reviewing/review.ts';
import type { PersonalDecisions } from './personalDecisions.ts';
import { isWithin } from './places.ts';
import type { OpenedSession, Otherwise, Sessions } from './sessions.ts';

/** What the sessions of a review are opened with. */
export interface ReviewSessionParts {
  readonly sessions: Pick<Sessions, 'of' | 'localNames' | 'lockedHosts'>;
  readonly personal: Pick<PersonalDecisions, 'held'>;
}

/**
 * Sessions as for open manifests; where the change itself alters whom to ask or how to judge, as the merge base has it. `top` is the checkout's
 * top folder as the workspace's folders lead to it. Private names of all its manifests stay here from then on.
 */
export async function reviewSessions(
  { top: real, mergeBase, inputs, policies, build }: ReviewInGit,
  top: string,
  { sessions, personal }: ReviewSessionParts,
): Promise<(input: Input) => OpenedSession> {
  for (const input of inputs) for (const name of input.privateNames) sessions.localNames.add(name);
  for (const [reader, hosts] of build.lockedHosts) sessions.lockedHosts.tell(`${real}\n${reader}`, hosts);
  const policy = await policyBefore(policies, personal);
  const privatePatterns = [
    ...new Set([
      ...inputs.flatMap((input) => input.privatePatterns ?? []),
      ...(policy === undefined ? [] : policies.all.flatMap(({ reading }) => reading.policy.privatePatterns)),
    ]),
  ];
  const opened = new Map<Input, OpenedSession>();
  for (const input of inputs) {
    const path = join(top, ...input.path.split('/'));
    const npmrc = isWithin(input.folder, real)
      ? undefined
      : { folder: input.folder, key: `${mergeBase}\n${dirname(input.path)}` };
    opened.set(input, await sessions.of({ uri: pathToFileURL(path).href, path }, { npmrc, policy, privatePatterns }));
  }
  return (input) => {
    const session = opened.get(input);
    if (!session) throw new Error(`no session for ${input.path}`);
    return session;
  };
}

/** The policy that a change is judged by, with one's own decisions; undefined where the change leaves it alone and the usual one does. */
async function policyBefore(
  { all: [counting, other] }: ReviewInGit['policies'],
  personal: ReviewSessionParts['personal'],
): Promise<Otherwise['policy']> {
  if (counting === undefined || counting.text === other?.text) return undefined;
  const own = await personal.held();
  const { path, reading, rulings } = counting;
  return {
    inForce: { path, policy: reading.policy, rulings: [...rulings, ...own.rulings], problems: [] },
    key: JSON.stringify([counting.text, other?.text]),
  };
}

/** The session, each of its questions with a signal of its own: hundreds of listeners on one signal would be a leak. */
export function until(signal: AbortSignal, session: Session): Judge {
  const asking = new Set<AbortController>();
  signal.addEventListener('abort', () => {
    for (const one of asking) one.abort();
  });
  return {
    elsewhere: (name, archive) => session.elsewhere(name, archive),
    goMod: (path, version, options) => session.goMod(path, version, options),
    async assess(line, moment, options) {
      const own = new AbortController();
      if (signal.aborted) own.abort();
      asking.add(own);
      try {
        return await session.assess(line, moment, { ...options, signal: own.signal });
      } finally {
        asking.delete(own);
      }
    },
  };
}
