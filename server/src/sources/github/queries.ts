import { DAY_MS, type Instant } from '../../model/instant.ts';
import type { DirectorySubject, RepositorySubject } from '../../model/subject.ts';
import type { Question } from './question.ts';

// GitHub's points of a question: connections asked for, nested ones counted as often as their parents at most, divided by a hundred. Almost
// all of ours are the parents of commits, the only thing that tells a merge for sure: about a point a repository.

/** Commits of a year read at once; where there are more, windows stand for the year. */
export const YEAR_COMMITS = 100;
/** Windows of the year and commits read of each: PRODUCT.md says 25, measured too thin (ADR 6). */
const WINDOWS = 12;
const WINDOW_COMMITS = 100;
/** Commits before the year that are looked at for the last human one. */
const OLDER_COMMITS = 5;

const COMMITS = `fragment Commits on CommitHistoryConnection {
  totalCount
  nodes { authoredDate parents(first: 1) { totalCount } author { name email user { id login } } }
}`;

/** What a change of the repository moves: compared to tell whether the facts held still stand. */
const MOVING = `fragment Moving on Repository {
  id nameWithOwner isArchived isDisabled pushedAt
  licenseInfo { spdxId }
  latestRelease { tagName }
  defaultBranchRef { target { oid } }
}`;

const FACTS = `fragment Facts on Repository {
  ...Moving
  archivedAt isFork isMirror isEmpty createdAt
  parent { nameWithOwner }
  owner { __typename ... on Organization { isVerified } }
  fundingLinks { platform url }
  latestRelease { publishedAt createdAt }
  releases(first: 10, orderBy: { field: CREATED_AT, direction: DESC }) {
    totalCount
    nodes { tagName publishedAt createdAt isPrerelease isDraft author { login } }
  }
  tags: refs(refPrefix: "refs/tags/", first: 10, orderBy: { field: TAG_COMMIT_DATE, direction: DESC }) {
    nodes { name target { ...Made ... on Tag { target { ...Made } } } }
  }
  issues(first: 1, states: OPEN) { totalCount }
  pullRequests(first: 1, states: OPEN) { totalCount }
  root: object(expression: "HEAD:") { ...Listing }
  dotGithub: object(expression: "HEAD:.github") { ...Listing }
  docs: object(expression: "HEAD:docs") { ...Listing }
}
fragment Made on GitObject { ... on Commit { committedDate } }
fragment Listing on GitObject { ... on Tree { entries { name type } } }`;

/**
 * Batch facts of repositories. `withHistory` false leaves out the commits, the heaviest part, for one whose commits are too much even alone.
 * GitHub's `since` and `until` go by commit date, at or after author date wherever clocks are right: what was authored within the year is
 * among the commits since its start, and counting leaves out what was authored before it. `until` ends the year, be it now or an earlier moment.
 */
export function factsQuestion(repositories: readonly RepositorySubject[], until: Instant, withHistory: boolean): Question {
  const { declared, aliases, variables } = aliased(
    repositories,
    (alias) => `${alias} { ...Facts ...Activity @include(if: $withHistory) }`,
  );
  const text = `query Facts($since: GitTimestamp!, $until: GitTimestamp!, $ancient: GitTimestamp!, $withHistory: Boolean!, ${declared}) {
${aliases}
}
fragment Activity on Repository {
  defaultBranchRef { target { ... on Commit {
    year: history(first: ${YEAR_COMMITS}, since: $since, until: $until) { ...Commits }
    older: history(first: ${OLDER_COMMITS}, until: $since) { ...Commits }
    ancient: history(first: 1, until: $ancient) { totalCount }
  } } }
}
${FACTS}
${MOVING}
${COMMITS}`;
  const times = { ...yearTo(until), ancient: yearsBefore(until, 3) };
  return { text, variables: { ...times, withHistory, ...variables }, names: repositories.map(nameOf) };
}

/** A year of commits to each directory, and whether the directory is there. */
export function directoriesQuestion(directories: readonly DirectorySubject[], until: Instant): Question {
  const { declared, aliases, variables } = aliased(
    directories,
    (alias, at) => `${alias} {
    nameWithOwner
    folder: object(expression: $e${at}) { __typename }
    defaultBranchRef { target { ... on Commit {
      year: history(first: ${YEAR_COMMITS}, since: $since, until: $until, path: $p${at}) { ...Commits }
      older: history(first: ${OLDER_COMMITS}, until: $since, path: $p${at}) { ...Commits }
    } } }
  }`,
  );
  const paths = directories.map((_, at) => `$p${at}: String!, $e${at}: String!`).join(', ');
  const text = `query Directories($since: GitTimestamp!, $until: GitTimestamp!, ${declared}, ${paths}) {
${aliases}
}
${COMMITS}`;
  const places = directories.flatMap(({ path }, at) => [
    [`p${at}`, path],
    [`e${at}`, `HEAD:${path}`],
  ]);
  return {
    text,
    variables: { ...yearTo(until), ...variables, ...(Object.fromEntries(places) as Record<string, string>) },
    names: directories.map(nameOf),
  };
}

/** One window of the sampled year, half-open. */
export interface Window {
  readonly from: Instant;
  readonly until: Instant;
}

/** The year before `until` in twelve equal windows, oldest first. */
export function windowsOf(until: Instant): readonly Window[] {
  const end = Date.parse(until);
  const step = (365 * DAY_MS) / WINDOWS;
  const edge = (at: number) => new Date(end - (WINDOWS - at) * step).toISOString();
  return Array.from({ length: WINDOWS }, (_, at) => ({ from: edge(at), until: edge(at + 1) }));
}

/** Where the next commits of a window begin, by the window's number. */
export type Cursors = ReadonlyMap<number, string>;

/**
 * The newest commits of each of the year's windows, for repositories or directories with more commits than are read at once. With `onwards`,
 * for each place in turn, those after its cursors, of the windows that have one.
 */
export function windowsQuestion(
  places: readonly (RepositorySubject | DirectorySubject)[],
  windows: readonly Window[],
  onwards?: readonly Cursors[],
): Question {
  const { declared, aliases, variables } = aliased(places, (alias, at) => {
    const path = places[at]?.kind === 'directory' ? `, path: $p${at}` : '';
    const histories = windows.flatMap((_, w) => {
      if (onwards && onwards[at]?.has(w) !== true) return [];
      const after = onwards ? `, after: $c${at}w${w}` : '';
      return [
        `w${w}: history(first: ${WINDOW_COMMITS}, since: $f${w}, until: $u${w}${path}${after}) { ...Commits pageInfo { endCursor } }`,
      ];
    });
    return `${alias} { defaultBranchRef { target { ... on Commit {
    ${histories.join('\n    ')}
  } } } }`;
  });
  const cursors = (onwards ?? []).flatMap((of, at) => [...of].map(([w, cursor]) => [`c${at}w${w}`, cursor] as const));
  const isAsked = (w: number) => !onwards || onwards.some((of) => of.has(w));
  const edges = [
    ...windows.flatMap((_, w) => (isAsked(w) ? [`$f${w}: GitTimestamp!, $u${w}: GitTimestamp!`] : [])),
    ...cursors.map(([name]) => `$${name}: String!`),
  ].join(', ');
  const paths = places.flatMap((place, at) => (place.kind === 'directory' ? [{ at, path: place.path }] : []));
  const text = `query Windows(${edges}, ${[declared, ...paths.map(({ at }) => `$p${at}: String!`)].join(', ')}) {
${aliases}
}
${COMMITS}`;
  const times = windows.flatMap(({ from, until }, w) =>
    isAsked(w)
      ? [
          [`f${w}`, seconds(from)],
          [`u${w}`, lastSecondBefore(until)],
        ]
      : [],
  );
  return {
    text,
    variables: {
      ...(Object.fromEntries([...times, ...cursors, ...paths.map(({ at, path }) => [`p${at}`, path])]) as Record<string, string>),
      ...variables,
    },
    names: places.map(nameOf),
  };
}

/** What moved since, of repositories by the ids that GitHub gave them: no connection, so a hundred cost one point. */
export function freshnessQuestion(ids: readonly string[], repositories: readonly RepositorySubject[]): Question {
  const text = `query Freshness($ids: [ID!]!) {
  nodes(ids: $ids) { ...Moving }
}
${MOVING}`;
  return { text, variables: { ids }, names: repositories.map(nameOf) };
}

/** The alias of the nth thing of a question. */
export function aliasOf(at: number): string {
  return `r${at}`;
}

type Place = Pick<RepositorySubject, 'owner' | 'name'>;

function aliased(places: readonly Place[], field: (repository: string, at: number) => string) {
  return {
    declared: places.map((_, at) => `$o${at}: String!, $n${at}: String!`).join(', '),
    aliases: places.map((_, at) => `  ${field(`${aliasOf(at)}: repository(owner: $o${at}, name: $n${at})`, at)}`).join('\n'),
    variables: Object.fromEntries(
      places.flatMap(({ owner, name }, at) => [
        [`o${at}`, owner],
        [`n${at}`, name],
      ]),
    ) as Record<string, string>,
  };
}

function nameOf(place: RepositorySubject | DirectorySubject): string {
  const name = `${place.owner}/${place.name}`;
  return place.kind === 'directory' ? `${name}#${place.path}` : name;
}

/** The 365 days before `until`, as git's seconds. */
function yearTo(until: Instant): { readonly since: string; readonly until: string } {
  return { since: yearsBefore(until, 1), until: lastSecondBefore(until) };
}

function yearsBefore(until: Instant, years: number): string {
  return seconds(new Date(Date.parse(until) - years * 365 * DAY_MS).toISOString());
}

/** Both ends count on GitHub, in whole seconds: a second less keeps a commit on the edge from being in two windows. */
function lastSecondBefore(instant: Instant): string {
  return seconds(new Date(Date.parse(instant) - 1000).toISOString());
}

/** Git knows whole seconds. */
function seconds(instant: Instant): string {
  return new Date(instant).toISOString().replace(/\.\d+Z$/, 'Z');
}
