import { originRepository, repository } from '../../facts/package.ts';
import { observe, type Observation } from '../../model/source.ts';
import type { PackageSubject, RepositorySubject } from '../../model/subject.ts';

/** Where it is developed, and that this is where it was fetched from. */
export function originObservations(
  subject: PackageSubject,
  origin: RepositorySubject | undefined,
  url: string,
): readonly Observation[] {
  if (origin === undefined) return [];
  return [
    observe(subject, repository, { repository: origin, how: 'origin' }, url),
    observe(subject, originRepository, origin, url),
  ];
}
