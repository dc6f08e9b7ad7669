import type { Governance } from '../../model/governance.ts';
import { repositoryKey, type RepositorySubject } from '../../model/subject.ts';
import type { CatalogueFile } from './format.ts';

/** Which project a repository belongs to and how that is known; indices into the catalogue. */
export interface Match {
  readonly project: number;
  readonly via: Governance['via'];
  /** The project's stage is this repository's own: it is listed itself, not only its organisation. */
  readonly isOwn: boolean;
  /** Put to rest by the project itself, with the source that says so. */
  readonly rested: { readonly source: number; readonly since: string | null } | null;
}

const INDICES = new WeakMap<CatalogueFile, ReadonlyMap<string, number>>();

/**
 * Finds a repository's project: put to rest, listed itself, listed under a later name, named by a project's prefix, in a declared
 * organisation, in one that is likely a project's; else null. Case and a trailing `.git` do not matter; never throws.
 */
export function lookUp(catalogue: CatalogueFile, repository: Omit<RepositorySubject, 'kind'>): Match | null {
  const key = keyOf(repository);
  const rested = own(catalogue.rested, key);
  if (rested) return { project: rested[0], via: 'repository', isOwn: false, rested: { source: rested[1], since: rested[2] } };
  const listed = byOwnName(catalogue, key);
  if (listed !== undefined) return { project: listed, via: 'repository', isOwn: true, rested: null };
  const laterName = own(catalogue.aliases, key);
  if (laterName !== undefined) return underLaterName(catalogue, laterName);
  return byOrganisation(catalogue, key);
}

function underLaterName(catalogue: CatalogueFile, key: string): Match | null {
  const listed = byOwnName(catalogue, key);
  if (listed !== undefined) return { project: listed, via: 'alias', isOwn: true, rested: null };
  return byOrganisation(catalogue, key);
}

function byOwnName(catalogue: CatalogueFile, key: string): number | undefined {
  return indexOf(catalogue).get(key) ?? byPrefix(catalogue, key);
}

/** `apache/kafka-site` → the project whose prefix is the longest of `kafka-site`, `kafka`. */
function byPrefix(catalogue: CatalogueFile, key: string): number | undefined {
  const slash = key.indexOf('/');
  const projects = own(catalogue.prefixes, key.slice(0, slash));
  if (!projects) return undefined;
  for (let name = key.slice(slash + 1); name !== ''; name = name.slice(0, Math.max(0, name.lastIndexOf('-')))) {
    const project = own(projects, name);
    if (project !== undefined) return project;
  }
  return undefined;
}

/** The owner, or for nested groups the nearest one above. */
function byOrganisation(catalogue: CatalogueFile, key: string): Match | null {
  for (let owner = parentOf(key); owner !== ''; owner = parentOf(owner)) {
    const rule = own(catalogue.orgs, owner);
    if (rule) {
      const via = rule[1] === 'declared' ? 'organisation' : 'inferred-organisation';
      return { project: rule[0], via, isOwn: false, rested: null };
    }
  }
  return null;
}

function parentOf(key: string): string {
  return key.slice(0, Math.max(0, key.lastIndexOf('/')));
}

/** `owner/name` on github.com, the host in front elsewhere: the catalogue's own spelling. */
function keyOf(repository: Omit<RepositorySubject, 'kind'>): string {
  return repositoryKey(repository)
    .replace(/\.git$/, '')
    .replace(/^(www\.)?github\.com\//, '');
}

function indexOf(catalogue: CatalogueFile): ReadonlyMap<string, number> {
  const known = INDICES.get(catalogue);
  if (known) return known;
  const index = new Map<string, number>();
  catalogue.projects.forEach(([, , , , , repositories], project) => {
    for (const bundle of repositories) {
      const slash = bundle.lastIndexOf('/');
      for (const name of bundle.slice(slash + 1).split(' ')) index.set(`${bundle.slice(0, slash)}/${name}`, project);
    }
  });
  INDICES.set(catalogue, index);
  return index;
}

/** A record's own entry: a repository may be called `constructor`. */
function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
