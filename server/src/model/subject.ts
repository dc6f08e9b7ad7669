import type { Purl } from './purl.ts';

/** A package in its registry, whatever the version. */
export interface PackageSubject {
  readonly kind: 'package';
  readonly purl: Purl;
}
/** One published version of a package. */
export interface VersionSubject {
  readonly kind: 'version';
  readonly purl: Purl;
  readonly version: string;
}
/** A source repository, optionally one folder of it (a monorepo package's own directory, without slashes at the ends). */
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

/** What a fact is about. */
export type Subject = PackageSubject | VersionSubject | RepositorySubject | OwnerSubject;

/** A stable key for a subject: equal for equal subjects; forges fold case, so repositories and owners do too. */
export function subjectKey(subject: Subject): string {
  switch (subject.kind) {
    case 'package':
      return `package:${subject.purl}`;
    case 'version':
      return `version:${subject.purl}@${subject.version}`;
    case 'repository':
      return `repository:${repositoryKey(subject)}${subject.path === undefined ? '' : `#${subject.path}`}`;
    case 'owner':
      return `owner:${subject.host}/${subject.login.toLowerCase()}`;
  }
}

/** `host/owner/name` in lower case: what catalogues and stores compare repositories by. */
export function repositoryKey({ host, owner, name }: Omit<RepositorySubject, 'kind'>): string {
  return `${host}/${owner}/${name}`.toLowerCase();
}

/** The page of a repository. */
export function repositoryUrl({ host, owner, name }: Omit<RepositorySubject, 'kind'>): string {
  return `https://${host}/${owner}/${name}`;
}
