import type { DocumentKind } from '../../facts/repository.ts';
import { LICENCE_FILE_CHANGES } from '../../facts/repositoryDetail.ts';
import type { Instant } from '../../model/instant.ts';
import type { RepositorySubject } from '../../model/subject.ts';
import type { Question } from '../github/question.ts';
import { MONTHS, monthsBefore, yearsBefore } from './months.ts';
import { THREADS } from './threads.ts';

/** What the batch told of a repository and the question is built on; what is not known is not asked about. */
export interface Known {
  /** GitHub's id of the year's busiest account. */
  readonly busiestId: string | null;
  readonly documents: Readonly<Partial<Record<DocumentKind, string>>>;
  readonly tag: string | null;
}

/** The alias of the repository in the answer. */
export const ALIAS = 'r0';
/** Commits read of each of the newest months, and of each before them: enough to see who is there, and a bounded answer. */
const RECENT_MONTHS = 6;
const RECENT_COMMITS = 100;
const MONTH_COMMITS = 25;
/** Commits read after the tag. */
const UNRELEASED = 100;

/** The documents whose texts say something that is counted or quoted. */
const READ = ['maintainers', 'owners', 'codeowners', 'security-insights', 'readme', 'funding-json'] as const;

/**
 * Everything of one repository in one question of one point (147 connections) and 1,845 nodes at most. All that names something travels as a variable.
 * `light` leaves out what makes GitHub walk the history, for a repository whose history is too much for the ten seconds it gives; `isPast` issues
 * and changes, of which GitHub tells the newest of today only.
 */
export function detailQuestion(
  { owner, name }: RepositorySubject,
  known: Known,
  now: Instant,
  light = false,
  isPast = false,
): Question {
  const threads = isPast ? '' : THREADS;
  const parts = [
    ...(light ? [] : historyParts(known, now)),
    ...textParts(known),
    ...(known.tag === null ? [] : releaseParts(known.tag, light)),
  ];
  const declared = ['$owner: String!', '$name: String!', ...parts.flatMap(({ declares }) => declares)];
  const of = (place: Part['place']) => parts.filter((part) => part.place === place).map(({ selects }) => selects);
  const commit = of('head');
  return {
    text: `query Detail(${declared.join(', ')}) {
  ${ALIAS}: repository(owner: $owner, name: $name) {
    nameWithOwner
    ${commit.length === 0 ? '' : `defaultBranchRef { target { ... on Commit {\n      ${commit.join('\n      ')}\n    } } }`}
    ${of('repository').join('\n    ')}
    ${threads}
  }
}
${fragmentsFor([threads, ...parts.map(({ selects }) => selects)])}`,
    variables: Object.assign({ owner, name }, ...parts.map(({ variables }) => variables)) as Record<string, unknown>,
    names: [`${owner}/${name}`],
  };
}

interface Part {
  readonly place: 'head' | 'repository';
  readonly selects: string;
  readonly declares: readonly string[];
  readonly variables: Readonly<Record<string, unknown>>;
}

function part(place: Part['place'], selects: string, given: Readonly<Record<string, readonly [string, unknown]>> = {}): Part {
  const entries = Object.entries(given);
  return {
    place,
    selects,
    declares: entries.map(([name, [type]]) => `$${name}: ${type}`),
    variables: Object.fromEntries(entries.map(([name, [, value]]) => [name, value])),
  };
}

/** Up to the end of the last month, be that now or an earlier moment. */
const EVER = `until: $u${MONTHS - 1}`;

/** The months of three years with some of their commits; the busiest account's share by month, then by quarter, ever and before. */
function historyParts({ busiestId, documents }: Known, now: Instant): readonly Part[] {
  const months = monthsBefore(now);
  const time = (instant: Instant | undefined) => ['GitTimestamp!', seconds(instant ?? now)] as const;
  const all = months.map(({ from, until }, at) => {
    const read = at >= MONTHS - RECENT_MONTHS ? RECENT_COMMITS : MONTH_COMMITS;
    const edges = { [`f${at}`]: time(from), [`u${at}`]: time(lastSecondBefore(until)) };
    return part('head', `m${at}: history(first: ${read}, since: $f${at}, until: $u${at}) { ...Commits }`, edges);
  });
  const licence = documents.licence;
  return [
    ...all,
    part('head', `ever: history(${EVER}) { totalCount }`),
    ...(busiestId === null ? [] : busiestParts(busiestId, time(lastSecondBefore(yearsBefore(now, 3))))),
    ...(licence === undefined
      ? []
      : [
          part(
            'head',
            `licence: history(first: ${LICENCE_FILE_CHANGES}, path: $licence) { nodes { authoredDate file(path: $licence) { object { ...Text } } } }`,
            {
              licence: ['String!', licence],
            },
          ),
        ]),
    ...(documents.readme === undefined
      ? []
      : [
          part('head', 'blame(path: $readme) { ranges { startingLine endingLine commit { authoredDate } } }', {
            readme: ['String!', documents.readme],
          }),
        ]),
  ];
}

/** The edges of months are variables of theirs already. */
function busiestParts(id: string, before: readonly [string, unknown]): readonly Part[] {
  const by = (alias: string, window: string) =>
    part('head', `${alias}: history(${window}author: { id: $busiest }) { totalCount }`);
  const monthly = Array.from({ length: 24 }, (_, at) => at + 12).map((at) => by(`b${at}`, `since: $f${at}, until: $u${at}, `));
  const quarterly = [0, 3, 6, 9].map((at) => by(`q${at}`, `since: $f${at}, until: $u${at + 2}, `));
  return [
    ...monthly,
    ...quarterly,
    part('head', `busiestEver: history(${EVER}, author: { id: $busiest }) { totalCount }`, { busiest: ['ID!', id] }),
    part('head', 'busiestBefore: history(until: $before, author: { id: $busiest }) { totalCount }', { before }),
  ];
}

/** The texts of documents that are there, and OWNERS_ALIASES beside OWNERS. */
function textParts({ documents }: Known): readonly Part[] {
  const paths = READ.flatMap((kind) => {
    const path = documents[kind];
    return path === undefined ? [] : [[aliasOfText(kind), path] as const];
  });
  const aliases = documents.owners === undefined ? [] : [['aliases', 'OWNERS_ALIASES'] as const];
  return [...paths, ...aliases].map(([alias, path]) => text(alias, `HEAD:${path}`));
}

function text(alias: string, expression: string): Part {
  return part('repository', `${alias}: object(expression: $e_${alias}) { ...Text }`, { [`e_${alias}`]: ['String!', expression] });
}

/** The alias of a document's text. */
function aliasOfText(kind: DocumentKind): string {
  return kind.replaceAll('-', '_');
}

/** Both trees two levels deep, the two package.json, and the commits between the newest tag and the default branch. */
function releaseParts(tag: string, light: boolean): readonly Part[] {
  const ref = `refs/tags/${tag}`;
  const tree = (alias: string, expression: string) =>
    part('repository', `${alias}: object(expression: $e_${alias}) { ...Files }`, { [`e_${alias}`]: ['String!', expression] });
  const compare = `commits(first: ${UNRELEASED}) { nodes { authoredDate } }`;
  return [
    tree('headTree', 'HEAD:'),
    tree('tagTree', `${ref}:`),
    text('headPackage', 'HEAD:package.json'),
    text('tagPackage', `${ref}:package.json`),
    ...(light
      ? []
      : [
          part('repository', `tag: ref(qualifiedName: $tag) { compare(headRef: "HEAD") { aheadBy ${compare} } }`, {
            tag: ['String!', ref],
          }),
        ]),
  ];
}

const FRAGMENTS: Readonly<Record<string, string>> = {
  Who: 'fragment Who on Actor { __typename login }',
  Commits:
    'fragment Commits on CommitHistoryConnection { totalCount nodes { authoredDate author { name email user { id login } } } }',
  Text: 'fragment Text on GitObject { ... on Blob { byteSize isBinary isTruncated text } }',
  Files:
    'fragment Files on GitObject { ... on Tree { entries { name type oid object { ... on Tree { entries { name type oid } } } } } }',
};

/** GraphQL refuses a fragment that nothing uses. */
function fragmentsFor(selected: readonly string[]): string {
  const used = selected.join('\n');
  return Object.entries(FRAGMENTS)
    .flatMap(([name, fragment]) => (used.includes(`...${name} `) ? [fragment] : []))
    .join('\n');
}

/** Both ends count on GitHub: a second less keeps a commit on the edge from being in two stretches. */
function lastSecondBefore(instant: Instant): Instant {
  return new Date(Date.parse(instant) - 1000).toISOString();
}

function seconds(instant: Instant): string {
  return new Date(instant).toISOString().replace(/\.\d+Z$/, 'Z');
}
