import { purlOfDependency } from '../model/manifest.ts';
import type { Purl } from '../model/purl.ts';
import type { StandingWord } from '../model/standing.ts';
import type { Reviewed } from '../present/reviewJson.ts';

/** The standings of packages that were on neither manifest before, each once: Go modules too. */
export function standingsOfAdded(reviewed: readonly Reviewed[], before: ReadonlySet<Purl>): ReadonlyMap<Purl, StandingWord> {
  return new Map(
    reviewed.flatMap(({ change, assessment }) => {
      const purl = purlOfDependency(change.dependency);
      if (change.kind !== 'added' || purl === null || before.has(purl) || assessment === undefined) return [];
      return [[purl, assessment.standing.word] as const];
    }),
  );
}
