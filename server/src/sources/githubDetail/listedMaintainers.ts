import type { DocumentKind } from '../../facts/repository.ts';
import type { Counting } from '../../model/counting.ts';
import { DAY_MS, type Instant } from '../../model/instant.ts';
import { isBot } from '../../people/bots.ts';
import type { Author } from '../../people/commit.ts';
import { peopleOf } from '../../people/identity.ts';
import { textOf, type DetailAnswer, type Head } from './answer.ts';
import { codeownersIn } from './codeownersFile.ts';
import type { Listed } from './listed.ts';
import { maintainersIn } from './maintainersFile.ts';
import { MONTHS } from './months.ts';
import { ownersIn } from './ownersFile.ts';
import { authored, mergedOrReviewed, readWhole, type Deed } from './people.ts';
import type { Known } from './question.ts';

/** Somebody listed is active who did something in so many days (PRODUCT.md, `absent-maintainers`). */
const ACTIVE_DAYS = 180;
/** Months that hold them. */
const RECENT_MONTHS = 6;

/** Who is listed and who of them is there. */
export interface ListedMaintainers {
  readonly file: string;
  readonly listed: number;
  readonly matched: number;
  readonly active: number;
  readonly sampled: boolean;
}

type Answered = Pick<DetailAnswer, 'maintainers' | 'owners' | 'aliases' | 'codeowners' | 'merged' | 'changes'>;

/**
 * Those the MAINTAINERS, else the OWNERS, else the CODEOWNERS file lists; machines left out, one human once. Matched are those with an account,
 * or whose address or full name a commit of three years bears; a team whose members nobody tells is listed and unmatched. Active are those seen to
 * author (up to a hundred commits a month), merge (the hundred changes last touched) or review (the sample) within 180 days. `sampled` where
 * there was more of that than was read: then `active` is "at least". Null where no file lists anybody; undefined where it was not answered.
 */
export function listedMaintainersOf(
  answer: Answered,
  head: Head,
  { documents }: Pick<Known, 'documents'>,
  now: Instant,
  counting: Counting = { bots: [], aliases: [] },
): ListedMaintainers | null | undefined {
  const list = firstList(answer, documents, counting.bots);
  if (list === null || list === undefined) return list;
  const commits = authored(head, counting.bots);
  if (commits === undefined || answer.merged === undefined) return undefined;
  const deeds = [...commits, ...mergedOrReviewed(answer, counting.bots)];
  const reached = answer.merged.nodes.at(-1)?.updatedAt;
  const mergesCut = answer.merged.pageInfo.hasNextPage && reached !== undefined && isRecent(reached, now);
  return {
    file: list.file,
    ...countListed(list.entries, deeds, now, counting.aliases),
    sampled: mergesCut || !readWhole(head, MONTHS - RECENT_MONTHS),
  };
}

interface List {
  readonly file: string;
  readonly entries: readonly Listed[];
}

/** The first file that lists anybody; undefined where one that may was not answered. */
function firstList(answer: Answered, documents: Known['documents'], bots: Counting['bots']): List | null | undefined {
  const readers: readonly (readonly [DocumentKind, (path: string) => readonly Listed[] | undefined])[] = [
    ['maintainers', (path) => given(textOf(answer.maintainers), (text) => maintainersIn(text, path))],
    ['owners', () => given(textOf(answer.owners), (text) => ownersIn(text, textOf(answer.aliases) ?? null))],
    ['codeowners', () => given(textOf(answer.codeowners), codeownersIn)],
  ];
  for (const [kind, read] of readers) {
    const file = documents[kind];
    if (file === undefined) continue;
    const entries = read(file)?.filter((entry) => entry.kind === 'team' || !isBot(authorOf(entry), bots));
    if (entries === undefined) return undefined;
    if (entries.length > 0) return { file, entries };
  }
  return null;
}

function given(text: string | null | undefined, read: (text: string) => readonly Listed[]): readonly Listed[] | undefined {
  return text === undefined ? undefined : text === null ? [] : read(text);
}

/** Joins the listed with those who did something, and counts humans. */
function countListed(entries: readonly Listed[], deeds: readonly Deed[], now: Instant, aliases: Counting['aliases']) {
  const people = entries.flatMap((entry) => (entry.kind === 'person' ? [entry] : []));
  const teams = new Set(entries.flatMap((entry) => (entry.kind === 'team' ? [entry.team] : [])));
  const { personOf } = peopleOf([...people.map(authorOf), ...deeds.map(({ by }) => by)], aliases);
  const doers = personOf.slice(people.length);
  const seen = new Set(doers);
  const recent = new Set(doers.filter((_, at) => isRecent(deeds[at]?.at ?? '', now)));
  const listed = new Set(personOf.slice(0, people.length));
  const matched = new Set(
    people.flatMap(({ login }, at) => ifKnown(personOf[at], (person) => login !== null || seen.has(person))),
  );
  return {
    listed: listed.size + teams.size,
    matched: matched.size,
    active: [...matched].filter((person) => recent.has(person)).length,
  };
}

function ifKnown(person: number | undefined, is: (person: number) => boolean): readonly number[] {
  return person !== undefined && is(person) ? [person] : [];
}

function authorOf({ login, email, name }: Extract<Listed, { kind: 'person' }>): Author {
  return { id: null, login, email, name, isBotAccount: false };
}

function isRecent(at: Instant, now: Instant): boolean {
  const age = Date.parse(now) - Date.parse(at);
  return age <= ACTIVE_DAYS * DAY_MS;
}
