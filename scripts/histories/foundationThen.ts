import type { Governance } from '../../server/src/model/governance.ts';
import type { Instant } from '../../server/src/model/instant.ts';
import { bundledCatalogue } from '../../server/src/sources/catalogue/bundled.ts';
import { lookUp, type Match } from '../../server/src/sources/catalogue/lookup.ts';
import { governanceOf } from '../../server/src/sources/catalogue/match.ts';

/**
 * The foundation behind a repository at an earlier moment, as far as today's bundled catalogue can tell; undefined where it cannot.
 * Nothing listed is "none known" then as now. A stage counts from the day it began: before, the project may have been theirs in another, which is not
 * listed. An entry without a day counts from the day of the list only: a foundation that a project joined because it throve must not look like the
 * cause. What was put to rest later was a repository of its project before.
 */
export function foundationThen(repository: string, then: Instant): Governance | null | undefined {
  const [owner = '', name = ''] = repository.split('/');
  const match = lookUp(bundledCatalogue, { host: 'github.com', owner, name });
  if (match === null) return null;
  const { rested } = match;
  if (rested !== null && (rested.since === null || rested.since > then))
    return rested.since === null
      ? undefined
      : standing({ project: match.project, via: 'organisation', isOwn: false, rested: null }, then);
  return standing(match, then);
}

function standing(match: Match, then: Instant): Governance | null | undefined {
  const governance = governanceOf(bundledCatalogue, match);
  const since = match.rested?.since ?? bundledCatalogue.projects[match.project]?.[4] ?? governance?.listedAsOf;
  return since === undefined || since > then ? undefined : governance;
}
