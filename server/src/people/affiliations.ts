import type { Affiliations } from '../facts/repository.ts';
import { affiliationOf } from './affiliation.ts';
import { peopleOf } from './identity.ts';
import type { Year } from './year.ts';

/** A domain of one person alone reads like an organisation and is none. */
const SHARED_FROM = 2;

/**
 * For whom a year's commits were made, as far as the address of each commit tells; of the same commits, with the same weights, as the year's
 * people. A domain that one person alone writes from tells nothing. Addresses and people are not kept: a domain and counts are.
 */
export function affiliationsIn({ until, from, human, aliases }: Year): Affiliations {
  const { personOf } = peopleOf(
    human.map(({ commit }) => commit.author),
    aliases,
  );
  const byDomain = new Map<string, { commits: number; readonly people: Set<number> }>();
  let all = 0;
  human.forEach(({ commit, time, weight }, at) => {
    const person = personOf[at];
    if (time < from || person === undefined) return;
    all += weight;
    const domain = affiliationOf(commit.author.email ?? '');
    if (domain === null) return;
    const made = byDomain.get(domain) ?? { commits: 0, people: new Set<number>() };
    made.commits += weight;
    made.people.add(person);
    byDomain.set(domain, made);
  });
  const shared = [...byDomain]
    .filter(([, { people }]) => people.size >= SHARED_FROM)
    .sort(([a, one], [b, other]) => other.commits - one.commits || (a < b ? -1 : 1));
  const [most] = shared;
  return {
    until,
    commits: Math.round(all),
    known: Math.round(shared.reduce((sum, [, { commits }]) => sum + commits, 0)),
    most: most === undefined ? null : { domain: most[0], commits: Math.round(most[1].commits), people: most[1].people.size },
  };
}
