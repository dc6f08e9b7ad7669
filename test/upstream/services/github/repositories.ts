import { hash } from '../../world/repository.ts';
import type { Owner, Release, Repository, Tag } from '../../world/repository.ts';
import { commitNode } from './commits.ts';
import { comparison, tagCommit, tagNamed } from './comparisons.ts';
import { connection } from './connection.ts';
import type { Page } from './connection.ts';
import { iso } from './dates.ts';
import { repositoryId, repositoryNumber } from './lookup.ts';
import { user } from './people.ts';
import { threads } from './threads.ts';
import { notRecorded, objectAt } from './trees.ts';

/** A repository as GitHub's schema has it. What the world does not know is a field that says so. */
export function repositoryNode(repository: Repository): object {
  const { fullName, archivedAt, createdAt, locked, licence, funding, owner, issues, pulls, releases, forkOf, tags } = repository;
  const [login = '', name = ''] = fullName.split('/');
  const known = <T, V>(what: string, value: T | undefined, make: (value: T) => V): V | (() => never) =>
    value === undefined ? notRecorded(`${what} of ${fullName}`) : make(value);
  const same = (what: string, value: unknown) => known(what, value, (one) => one);
  const newest = newestFirst(releases ?? []).find(({ prerelease }) => !prerelease);
  return {
    __typename: 'Repository',
    id: repositoryId(repository),
    databaseId: repositoryNumber(repository),
    name,
    nameWithOwner: fullName,
    url: `https://github.com/${fullName}`,
    resourcePath: `/${fullName}`,
    isPrivate: false,
    visibility: 'PUBLIC',
    isArchived: same('whether the owner archived it', repository.archived),
    archivedAt: known('archival', archivedAt, (at) => (at === null ? null : iso(at))),
    isDisabled: same('whether it is switched off', repository.disabled),
    isLocked: same('whether it is locked', locked),
    lockReason: known('whether it is locked', locked, () => null),
    isMirror: same('whether it is a mirror', repository.mirror),
    mirrorUrl: known('whether it is a mirror', repository.mirror, () => null),
    isFork: known('whether it is a fork', forkOf, (of) => of !== null),
    parent: known('whether it is a fork', forkOf, (of) =>
      of === null ? null : { __typename: 'Repository', nameWithOwner: of, name: of.split('/')[1] },
    ),
    isEmpty: () => repository.commits().length === 0,
    createdAt: known('the day of creation', createdAt, iso),
    // A push was made at least as late as the newest commit; later ones, to other branches, are not told.
    pushedAt: () =>
      repository.commits().map(({ committedAt }) => iso(committedAt))[0] ?? known('the day of creation', createdAt, iso),
    updatedAt: known(
      'the day of the last change',
      createdAt,
      () => repository.commits().map(({ committedAt }) => iso(committedAt))[0] ?? null,
    ),
    homepageUrl: same('the home page', repository.homepage),
    owner: known('the kind of the owner', owner, (of) => ownerNode(login, of)),
    licenseInfo: known('the licence', licence, (spdx) => (spdx === null ? null : licenceNode(spdx))),
    fundingLinks: known('funding', funding, (links) =>
      links.map(({ platform, url }) => ({ platform, url: url ?? notRecorded(`whose page on ${platform} it is`) })),
    ),
    isSecurityPolicyEnabled: same('whether there is a security policy', repository.securityPolicy),
    latestRelease: known('releases', releases, () => (newest === undefined ? null : releaseNode(newest, true))),
    releases: (page: Page) =>
      connectionOf(
        known('releases', releases, (all) => all),
        (all) => connection(newestFirst(all), page, (one) => releaseNode(one, one === newest)),
      ),
    issues: (asked: Page) =>
      connectionOf(
        known('issues', issues, (all) => all),
        (all) => threads(repository, all, asked, 'Issue'),
      ),
    pullRequests: (asked: Page) =>
      connectionOf(
        known('change requests', pulls, (all) => all),
        (all) => threads(repository, all, asked, 'PullRequest'),
      ),
    defaultBranchRef: () => branch(repository),
    refs: ({ refPrefix, ...page }: Page & { readonly refPrefix: string }) =>
      connection(refPrefix === 'refs/tags/' ? ordered(tags, page) : [], page, (tag) => tagRef(repository, tag)),
    ref: ({ qualifiedName }: { readonly qualifiedName: string }) => {
      if (qualifiedName === 'refs/heads/main') return branch(repository);
      const tag = tagNamed(repository, qualifiedName.replace(/^refs\/tags\//, ''));
      return tag === undefined ? null : tagRef(repository, tag);
    },
    object: ({ expression }: { readonly expression?: string | null }) => named(repository, expression ?? 'HEAD'),
  };
}

/** The value, or the throwing of what is not recorded. */
function connectionOf<T>(value: T | (() => never), make: (value: T) => object): object {
  return typeof value === 'function' ? (value as () => never)() : make(value);
}

function branch(repository: Repository): object | null {
  const [head] = repository.commits();
  if (head === undefined) return null;
  return {
    __typename: 'Ref',
    id: `REF_${hash(repository.fullName)}`,
    name: 'main',
    prefix: 'refs/heads/',
    target: commitNode(repository, head),
  };
}

function tagRef(repository: Repository, tag: Tag): object {
  return {
    __typename: 'Ref',
    id: `REF_${hash(`${repository.fullName} ${tag.name}`)}`,
    name: tag.name,
    prefix: 'refs/tags/',
    target: () => tagCommit(repository, tag),
    compare: ({ headRef }: { readonly headRef: string }) => comparison(repository, tag, headRef),
  };
}

/** `HEAD`, a branch or tag alone is its commit; with a colon and a path, what is at that path in it. */
function named(repository: Repository, expression: string): object | null {
  const [, revision = '', path] = /^([^:]*)(?::(.*))?$/.exec(expression) ?? [];
  const [head] = repository.commits();
  const atHead = ['HEAD', 'main', 'refs/heads/main'].includes(revision);
  const tag = atHead ? undefined : tagNamed(repository, revision.replace(/^refs\/tags\//, ''));
  if (head === undefined || (!atHead && tag === undefined)) return null;
  if (path !== undefined) return objectAt(repository, path, tag?.at ?? head.committedAt);
  return tag === undefined ? commitNode(repository, head) : tagCommit(repository, tag);
}

interface TagOrder extends Page {
  readonly orderBy?: { readonly field: string; readonly direction: string } | null;
}

/** By name where nothing is asked; by the day of the commit otherwise. */
function ordered(tags: readonly Tag[], { orderBy }: TagOrder): readonly Tag[] {
  const up = [...tags].sort((a, b) => (orderBy?.field === 'TAG_COMMIT_DATE' ? a.at - b.at : a.name < b.name ? -1 : 1));
  return orderBy?.direction === 'DESC' ? up.reverse() : up;
}

function newestFirst(releases: readonly Release[]): readonly Release[] {
  return [...releases].sort((a, b) => b.at - a.at);
}

function releaseNode({ name, at, by, prerelease }: Release, isLatest: boolean): object {
  return {
    __typename: 'Release',
    id: `RE_${hash(`${name} ${at}`)}`,
    tagName: name,
    name,
    publishedAt: iso(at),
    createdAt: iso(at),
    isPrerelease: prerelease,
    isDraft: false,
    isLatest,
    author: by.bot ? null : user(by),
  };
}

function ownerNode(login: string, { kind, verified, website, sponsors }: Owner): object {
  const common = {
    __typename: kind,
    id: `O_${hash(login)}`,
    login,
    name: login,
    hasSponsorsListing: sponsors,
    websiteUrl: website,
    url: `https://github.com/${login}`,
  };
  return kind === 'Organization' ? { ...common, isVerified: verified } : common;
}

function licenceNode(spdx: string): object {
  const other = spdx === 'NOASSERTION';
  return {
    __typename: 'License',
    id: `L_${spdx}`,
    spdxId: spdx,
    key: other ? 'other' : spdx.toLowerCase(),
    name: other ? 'Other' : spdx,
    pseudoLicense: other,
  };
}
