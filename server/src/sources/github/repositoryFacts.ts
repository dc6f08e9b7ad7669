import * as facts from '../../facts/repository.ts';
import type { Counting } from '../../model/counting.ts';
import type { AnyFactKey, FactKey, Missing } from '../../model/fact.ts';
import { daysBetween, type Instant } from '../../model/instant.ts';
import { missing, observe, type Observation } from '../../model/source.ts';
import { repositoryUrl, type RepositorySubject } from '../../model/subject.ts';
import { isBot } from '../../people/bots.ts';
import type { RepositoryAnswer } from './answers.ts';
import { countedYear, type YearOfCommits } from './commits.ts';
import { documentsIn } from './documentPaths.ts';
import { knownTagsOf, newestRelease, newestTagOf } from './tags.ts';

const MAX_CHANNELS = 20;
/** A release counts its maker as a releaser for so long: 24 months (PRODUCT.md, the card). */
const RELEASER_DAYS = 730;

/** Every fact that a batch brings. */
export const BATCH_FACTS = [
  facts.archival,
  facts.identity,
  facts.repositoryOwner,
  facts.activity,
  facts.affiliations,
  facts.forgeReleases,
  facts.newestTag,
  facts.knownTags,
  facts.openWork,
  facts.documents,
  facts.forgeLicence,
  facts.forgeFunding,
] as const satisfies readonly AnyFactKey[];

/** What one repository's answer says. */
export interface RepositoryReading {
  readonly said: readonly Observation[];
  /** The year, where it has more commits than were read: to be read in windows. */
  readonly toSample?: YearOfCommits;
}

/** The facts in an answer; one that is not in it is missing, for the reason given. */
export function readRepository(
  subject: RepositorySubject,
  answer: RepositoryAnswer,
  { now, why, counting }: { readonly now: Instant; readonly why: Missing; readonly counting?: Counting | undefined },
): RepositoryReading {
  const page = pageOf(subject, answer);
  const say = <T>(key: FactKey<T>, value: T | undefined, path = '', more: { readonly asOf?: Instant } = {}): Observation =>
    value === undefined ? missing(subject, key, why) : observe(subject, key, value, page + path, more);
  // What moves without a push: that nothing was pushed since does not make it true of a later day.
  const dated = { asOf: now };
  const commits = yearOf(answer);
  const counted = commits && countedYear(commits, { ...counting, until: now });
  const toSample = counted ? undefined : commits;
  return {
    ...(toSample ? { toSample } : {}),
    said: [
      say(facts.archival, archivalOf(answer)),
      say(facts.identity, identityOf(subject, answer)),
      say(facts.repositoryOwner, ownerOf(answer)),
      ...(toSample
        ? []
        : [
            say(facts.activity, counted?.activity, '/commits', dated),
            say(facts.affiliations, counted?.affiliations, '/commits', dated),
          ]),
      say(facts.forgeReleases, releasesOf(answer, now, counting?.bots), '/releases'),
      say(facts.newestTag, newestTagOf(answer), '/tags'),
      say(facts.knownTags, knownTagsOf(answer), '/tags'),
      say(facts.openWork, openWorkOf(answer), '/issues', dated),
      say(facts.documents, documentsOf(answer)),
      say(facts.forgeLicence, licenceOf(answer)),
      say(facts.forgeFunding, fundingOf(answer), '', dated),
    ],
  };
}

/** The page of a repository under the name it has today. */
export function pageOf(
  subject: Pick<RepositorySubject, 'host' | 'owner' | 'name'>,
  answer: Pick<RepositoryAnswer, 'nameWithOwner'>,
): string {
  return answer.nameWithOwner === undefined ? repositoryUrl(subject) : `https://${subject.host}/${answer.nameWithOwner}`;
}

function archivalOf({ isArchived, archivedAt, isDisabled }: RepositoryAnswer) {
  if (isArchived === undefined || isDisabled === undefined) return undefined;
  return { archived: isArchived, disabled: isDisabled, at: archivedAt ?? null };
}

function identityOf(subject: RepositorySubject, answer: RepositoryAnswer): facts.RepositoryIdentity | undefined {
  const { nameWithOwner, isFork, isMirror, createdAt, parent } = answer;
  if (nameWithOwner === undefined || isFork === undefined) return undefined;
  // Of an empty repository the age of its history cannot be told.
  const { older, ancient } = (answer.isEmpty === true ? undefined : answer.defaultBranchRef?.target) ?? {};
  return {
    fullName: nameWithOwner,
    renamed: nameWithOwner.toLowerCase() !== `${subject.owner}/${subject.name}`.toLowerCase(),
    forkOf: isFork ? (parent?.nameWithOwner ?? null) : null,
    mirror: isMirror === true,
    createdAt: createdAt ?? null,
    olderThanAYear: older === undefined ? null : older.totalCount > 0,
    olderThanThreeYears: ancient === undefined ? null : ancient.totalCount > 0,
  };
}

function ownerOf({ owner }: RepositoryAnswer) {
  if (owner === undefined) return undefined;
  const isOrganisation = owner.__typename === 'Organization';
  return {
    kind: isOrganisation ? 'organisation' : 'user',
    verified: isOrganisation ? (owner.isVerified ?? null) : null,
  } as const;
}

/** The commits of the default branch; none where the repository is empty, undefined where it was not told. */
function yearOf({ isEmpty, defaultBranchRef }: RepositoryAnswer): YearOfCommits | undefined {
  if (defaultBranchRef === null && isEmpty === true)
    return { year: { totalCount: 0, nodes: [] }, older: { totalCount: 0, nodes: [] } };
  const { year, older } = defaultBranchRef?.target ?? {};
  return year && { year, older };
}

function releasesOf(answer: RepositoryAnswer, now: Instant, bots?: Counting['bots']) {
  const { releases } = answer;
  const newest = newestRelease(answer);
  if (releases === undefined || newest === undefined) return undefined;
  const logins = releases.nodes.flatMap((release) => {
    const at = release?.publishedAt ?? release?.createdAt;
    const login = release?.author?.login;
    if (typeof at !== 'string' || login === undefined || release?.isDraft === true) return [];
    const isMachine = isBot({ id: null, login, email: null, name: null, isBotAccount: false }, bots);
    return isMachine || daysBetween(at, now) > RELEASER_DAYS ? [] : [login.toLowerCase()];
  });
  return { newest, total: releases.totalCount, releasers: new Set(logins).size };
}

function openWorkOf({ issues, pullRequests }: RepositoryAnswer) {
  return issues && pullRequests && { issues: issues.totalCount, changes: pullRequests.totalCount };
}

function documentsOf({ root, dotGithub, docs, isEmpty }: RepositoryAnswer) {
  if (root === undefined || dotGithub === undefined || docs === undefined) return undefined;
  if (root === null && isEmpty !== true) return undefined;
  return documentsIn({ '': filesOf(root), '.github': filesOf(dotGithub), docs: filesOf(docs) });
}

function filesOf(listing: RepositoryAnswer['root']): readonly string[] {
  return (listing?.entries ?? []).flatMap((entry) => (entry?.type === 'blob' ? [entry.name] : []));
}

/** A licence that GitHub found and could not name is neither a licence nor none. */
function licenceOf({ licenseInfo }: RepositoryAnswer): string | null | undefined {
  if (licenseInfo === undefined || licenseInfo === null) return licenseInfo;
  const { spdxId } = licenseInfo;
  return typeof spdxId !== 'string' || spdxId === 'NOASSERTION' ? undefined : spdxId;
}

function fundingOf({ fundingLinks }: RepositoryAnswer) {
  const links = fundingLinks?.flatMap((link) =>
    link !== null && isSecure(link.url) ? [{ platform: link.platform.toLowerCase(), url: link.url }] : [],
  );
  return links && [...new Map(links.map((link) => [link.url, link])).values()].slice(0, MAX_CHANNELS);
}

function isSecure(url: string): boolean {
  return URL.canParse(url) && new URL(url).protocol === 'https:';
}
