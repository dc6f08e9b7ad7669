import { accountsDelta, addedStandings, differing, type Publishing, type TrustDelta } from '../measures/trustDelta.ts';
import type { Instant } from '../model/instant.ts';
import type { Purl } from '../model/purl.ts';
import type { Reviewed } from '../present/reviewJson.ts';
import { standingsOfAdded } from '../reviewing/addedStandings.ts';
import { ownNamesIn, type Input } from '../reviewing/inputs.ts';
import type { ReviewBuild } from '../reviewing/reviewChanges.ts';
import { MOST_ASKED } from '../reviewing/whoPublishes.ts';
import type { OpenSessions } from './sessions.ts';

/**
 * The trust delta of a review: what differs is asked about first, and the rest of the build only where that told anything. Names of the workspaces
 * themselves are left out: nobody publishes those into a build.
 */
export async function trustDelta(
  { before, after, askedBy, ownBefore }: ReviewBuild,
  { reviewed, inputs, sessions, now }: Told,
): Promise<TrustDelta> {
  const added = addedStandings(standingsOfAdded(reviewed, before));
  if (differing({ before, after }).length === 0) return { accounts: undefined, added };
  const own = new Set([...inputs.flatMap(ownNamesIn), ...(await ownBefore())]);
  const build = { before: without(before, own), after: without(after, own) };
  const sessionOf = new Map(inputs.map((input) => [input.path, sessions.of(input)]));
  const publishing = new Map<Purl, Publishing>();
  const ask = async (purls: readonly Purl[]) => {
    const told = await Promise.all(
      purls.slice(0, MOST_ASKED - publishing.size).map(async (purl) => {
        const one = await sessionOf.get(askedBy.get(purl) ?? '')?.publishing(purl);
        return one === undefined ? [] : [[purl, one] as const];
      }),
    );
    for (const [purl, one] of told.flat()) publishing.set(purl, one);
  };
  const others = differing(build);
  await ask(others);
  if (![...publishing.values()].some(({ accounts }) => accounts.state === 'known')) return { accounts: undefined, added };
  const asked = new Set(others);
  await ask([...build.after].filter((purl) => !asked.has(purl)));
  return { accounts: accountsDelta(build, publishing, now), added };
}

/** What a review knows by then. */
interface Told {
  readonly reviewed: readonly Reviewed[];
  readonly inputs: readonly Input[];
  readonly sessions: Pick<OpenSessions, 'of'>;
  readonly now: Instant;
}

function without(purls: ReadonlySet<Purl>, own: ReadonlySet<Purl>): ReadonlySet<Purl> {
  return new Set([...purls].filter((purl) => !own.has(purl)));
}
