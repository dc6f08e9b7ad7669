import type { Concentration } from '../model/portfolio.ts';

/** Most accounts that are told of together: of more, "few" is not the word. */
const MOST_ACCOUNTS = 5;
/** The part of the known packages that is worth a sentence once so few reach it. */
const TELLING_SHARE = 0.5;
/** Packages each account has to reach on the average: below it nothing is concentrated. */
const LEAST_EACH = 2;

/**
 * How much of a workspace few accounts can publish: the accounts that reach most packages, each next one by what it adds (greedy cover, so there may
 * be others that reach more; so many do for sure). Each package is given by the accounts that can publish it; undefined where nobody knows. What
 * tells most is the fewest that reach half of what is known, else all five; undefined where they do not reach two packages each. Order decides
 * nothing.
 */
export function concentrationOf(packages: readonly (readonly string[] | undefined)[]): Concentration | undefined {
  const known = packages.flatMap((accounts) => (accounts === undefined ? [] : [new Set(accounts)]));
  const reached: number[] = [];
  let left = known;
  while (reached.length < MOST_ACCOUNTS) {
    const best = widest(left);
    if (best === undefined) break;
    left = left.filter((accounts) => !accounts.has(best));
    reached.push(known.length - left.length);
  }
  const half = reached.findIndex((count) => count >= known.length * TELLING_SHARE);
  const accounts = half === -1 ? reached.length : half + 1;
  const count = reached[accounts - 1] ?? 0;
  if (accounts === 0 || count < accounts * LEAST_EACH) return undefined;
  return { accounts, reached: count, known: known.length, all: packages.length };
}

/** The account that can publish most; of equals the first by its letters, so that the order of packages decides nothing. */
function widest(packages: readonly ReadonlySet<string>[]): string | undefined {
  const counts = new Map<string, number>();
  for (const accounts of packages) for (const account of accounts) counts.set(account, (counts.get(account) ?? 0) + 1);
  let best: string | undefined;
  for (const [account, count] of counts) {
    const most = best === undefined ? 0 : (counts.get(best) ?? 0);
    if (count > most || (count === most && best !== undefined && account < best)) best = account;
  }
  return best;
}
