import type { Purl } from './purl.ts';

/** A package in its registry, whatever the version. */
export interface PackageSubject {
  readonly kind: 'package';
  readonly purl: Purl;
}
/**
 * One published version of a package. `earlier`: the one that a change comes from; what is learnt through it is told of that version alone, never of
 * its package, of which the version that is required speaks.
 */
export interface VersionSubject {
  readonly kind: 'version';
  readonly purl: Purl;
  readonly version: string;
  readonly earlier?: true;
}
/**
 * A source repository, optionally one folder of it (a monorepo package's own directory, without slashes at the ends). A fact about the whole
 * repository is never about a folder: the engine hands sources repositories without `path`, and the folder as a {@link DirectorySubject}.
 */
export interface RepositorySubject {
  readonly kind: 'repository';
  /** Host name in lower case, `github.com`. */
  readonly host: string;
  readonly owner: string;
  readonly name: string;
  readonly path?: string;
}
/** A person or organisation on a forge. */
export interface OwnerSubject {
  readonly kind: 'owner';
  readonly host: string;
  readonly login: string;
}

/** One folder of a source repository: a monorepo package's own directory. */
export interface DirectorySubject {
  readonly kind: 'directory';
  /** Host name in lower case. */
  readonly host: string;
  readonly owner: string;
  readonly name: string;
  /** Relative to the repository's root, without slashes at the ends. */
  readonly path: string;
}

/** What a fact is about. */
export type Subject = PackageSubject | VersionSubject | RepositorySubject | DirectorySubject | OwnerSubject;

/** A stable key for a subject: equal for equal subjects; forges fold case, so repositories and owners do too. */
export function subjectKey(subject: Subject): string {
  switch (subject.kind) {
    case 'package':
      return `package:${subject.purl}`;
    case 'version':
      return `version:${subject.purl}@${subject.version}${subject.earlier === true ? '#earlier' : ''}`;
    case 'repository':
      return `repository:${repositoryKey(subject)}${subject.path === undefined ? '' : `#${subject.path}`}`;
    case 'directory':
      return `directory:${repositoryKey(subject)}#${subject.path}`;
    case 'owner':
      return `owner:${subject.host}/${subject.login.toLowerCase()}`;
  }
}

/** `host/owner/name` in lower case: what catalogues and stores compare repositories by. */
export function repositoryKey({ host, owner, name }: Pick<RepositorySubject, 'host' | 'owner' | 'name'>): string {
  return `${host}/${owner}/${name}`.toLowerCase();
}

/** The page of a repository. */
export function repositoryUrl({ host, owner, name }: Pick<RepositorySubject, 'host' | 'owner' | 'name'>): string {
  return `https://${host}/${owner}/${name}`;
}
