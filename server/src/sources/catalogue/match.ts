import type { Governance } from '../../model/governance.ts';
import type { RepositorySubject } from '../../model/subject.ts';
import type { CatalogueFile, FoundationRow, SourceRow } from './format.ts';
import { lookUp, type Match } from './lookup.ts';

/**
 * The foundation behind a repository, or null where none is known: the normal answer, and a neutral one. A repository that is not
 * listed itself gets its parent project's name and `parentStage`, never that stage as its own. Never throws, asks nobody.
 */
export function matchRepository(catalogue: CatalogueFile, repository: Omit<RepositorySubject, 'kind'>): Governance | null {
  const match = lookUp(catalogue, repository);
  return match && governanceOf(catalogue, match);
}

/** A match in words. */
export function governanceOf(catalogue: CatalogueFile, match: Match): Governance | null {
  const project = catalogue.projects[match.project];
  const foundation = project && catalogue.foundations[project[1]];
  const source = sourceOf(catalogue, match);
  if (!project || !foundation || !source) return null;
  const [name, , stage, , since] = project;
  const meaning = foundation.stages[match.isOwn ? (stage ?? '') : ''];
  return {
    foundation: foundation.name,
    relation: (foundation.stages[stage ?? ''] ?? meaning)?.[0] ?? 'hosts',
    stage: match.isOwn ? stage : null,
    ended: match.rested ? 'archived' : (meaning?.[1] ?? null),
    since: match.rested ? match.rested.since : match.isOwn ? since : null,
    via: match.via,
    project: name,
    parentStage: match.isOwn ? null : stage,
    links: linksOf(foundation),
    listedIn: `${source[0]} ${source[1]}@${source[2]}`,
    listedAsOf: source[3],
  };
}

/** The row of the source a match rests on. */
export function sourceOf(catalogue: CatalogueFile, { project, rested }: Match): SourceRow | undefined {
  const at = rested?.source ?? catalogue.projects[project]?.[3];
  return at === undefined ? undefined : catalogue.sources[at];
}

/** The page of a source on GitHub, at the commit that was read. */
export function pageOf([repository, path, commit]: SourceRow): string {
  return `https://github.com/${repository}/blob/${commit}/${path.split('/').map(encodeURIComponent).join('/')}`;
}

/** A foundation's pages, by its short name: https only, null where none is known or none was checked. Null for an unknown name. */
export function foundationLinks(catalogue: CatalogueFile, foundation: string): Governance['links'] | null {
  const row = catalogue.foundations.find(({ name }) => name === foundation);
  return row ? linksOf(row) : null;
}

/** Giving before joining: a person who depends on a library can do the first at once. */
function linksOf({ home, donate, join, lifecycle }: FoundationRow): Governance['links'] {
  return { home, support: donate ?? join, lifecycle };
}
