import { canPublish, funding } from '../facts/package.ts';
import { activity, affiliations, documents, forgeFunding, foundation } from '../facts/repository.ts';
import { mergers } from '../facts/repositoryDetail.ts';
import { remainder } from '../measures/activity.ts';
import { toldEmployer } from '../measures/employers.ts';
import type { Impact, SafetyNet } from '../model/assessment.ts';
import type { Fact, FactView } from '../model/fact.ts';

/** What catches the project if the busiest person stops: side by side, never weighed against each other. */
export function safetyNetOf(view: FactView): SafetyNet {
  const year = view.get(activity);
  // Of one person their employer is their own affair, as on the card.
  const isOnes = year.state === 'known' && year.value.active <= 1;
  return {
    foundation: view.get(foundation),
    publishers: view.get(canPublish),
    mergers: mergersOf(view.get(mergers)),
    documents: mapped(view.get(documents), (found) =>
      Object.keys(found)
        .filter((kind) => CATCHING.has(kind))
        .sort(),
    ),
    employers: mapped(view.get(affiliations), (made) => ({
      known: made.known,
      commits: made.commits,
      mostShare: isOnes ? null : (toldEmployer(made)?.share ?? null),
    })),
    money: mapped(
      firstKnown(
        view.get(funding),
        mapped(view.get(forgeFunding), (all) => all.map(({ url }) => url)),
      ),
      (all) => all.length,
    ),
  };
}

/** Of many changes touched of late none was merged of late: those that were may be among the ones not read. */
function mergersOf(fact: Fact<{ readonly merged: number; readonly people: number; readonly sampled: boolean }>): Fact<number> {
  if (fact.state === 'known' && fact.value.sampled && fact.value.merged === 0) return { state: 'unknown', why: 'not-served' };
  return mapped(fact, ({ people }) => people);
}

/** Documents by which a project is more than whoever writes it. */
const CATCHING: ReadonlySet<string> = new Set([
  'governance',
  'maintainers',
  'owners',
  'codeowners',
  'security',
  'security-insights',
]);

/** What is left if the busiest person stops. */
export function impactOf(view: FactView): Fact<Impact> {
  return mapped(view.get(activity), (year) => ({ absenceFactor: year.absenceFactor, remains: remainder(year) }));
}

function mapped<T, R>(fact: Fact<T>, to: (value: T) => R): Fact<R> {
  return fact.state === 'known' ? { ...fact, value: to(fact.value) } : fact;
}

/** Both say the same of one thing: the one that names pages, else the one that is known. */
function firstKnown(one: Fact<readonly string[]>, other: Fact<readonly string[]>): Fact<readonly string[]> {
  if (one.state === 'known' && (one.value.length > 0 || other.state === 'unknown')) return one;
  return other;
}
