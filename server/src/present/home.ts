import { repository } from '../facts/package.ts';
import { archival } from '../facts/repository.ts';
import type { Assessment } from '../model/assessment.ts';
import type { RepositorySubject } from '../model/subject.ts';

/** Where a dependency is developed: the repository it is fetched from, else the one its package is known by. */
export function homeOf({ dependency: { target }, facts }: Assessment): RepositorySubject | undefined {
  if (target.kind === 'forge') return target.repository;
  const home = facts.get(repository);
  return home.state === 'known' ? home.value.repository : undefined;
}

/** Whether its forge, not its owners, is known to have closed its repository. */
export function isSwitchedOff({ facts }: Assessment): boolean {
  const kept = facts.get(archival);
  return kept.state === 'known' && !kept.value.archived && kept.value.disabled;
}

/** Whether its repository is known to be closed to everybody: read-only, or switched off. */
export function isArchived({ facts }: Assessment): boolean {
  const kept = facts.get(archival);
  return kept.state === 'known' && (kept.value.archived || kept.value.disabled);
}
