import { DAY, hash } from '../repository.ts';
import type {
  Answer,
  Association,
  Commit,
  FileAt,
  Moment,
  Owner,
  Person,
  Release,
  Repository,
  Tag,
  Thread,
} from '../repository.ts';

/** Commits one after the other: `every` days apart, from `from` days ago to `to` days ago. */
export interface Work {
  readonly by: Person;
  readonly from: number;
  readonly to: number;
  readonly every: number;
  /** What each commit touches; default `src/index.js`. */
  readonly paths?: readonly string[];
  readonly headline?: string;
  readonly merge?: boolean;
  /** Default its author. */
  readonly committer?: Person | 'web';
}

/** An issue or a change request in the telling; ages in days. */
export interface ThreadTold {
  readonly by: Person;
  readonly ago: number;
  readonly association?: Association;
  readonly title?: string;
  readonly closed?: { readonly by: Person; readonly ago: number };
  readonly merged?: boolean;
  readonly answers?: readonly {
    readonly by: Person;
    readonly ago: number;
    readonly association?: Association;
    readonly review?: Answer['review'];
  }[];
  readonly labels?: readonly string[];
}

/** An invented repository in the telling. Ages are days before the world's moment. */
export interface RepositoryStory {
  readonly name: string;
  readonly formerNames?: readonly string[];
  readonly owner?: Owner;
  readonly created: number;
  readonly work: readonly Work[];
  readonly licence?: string | null;
  readonly archived?: number;
  readonly disabled?: boolean;
  readonly forkOf?: string;
  readonly mirror?: boolean;
  readonly funding?: Repository['funding'];
  readonly releases?: readonly {
    readonly tag: string;
    readonly ago: number;
    readonly by: Person;
    readonly prerelease?: boolean;
  }[];
  /** Tags without a release. */
  readonly tags?: readonly { readonly tag: string; readonly ago: number }[];
  /** Beside what the commits touch; `since` days ago, default the day of creation. */
  readonly files?: Readonly<Record<string, string | { readonly text: string; readonly since: number }>>;
  readonly issues?: readonly ThreadTold[];
  readonly pulls?: readonly ThreadTold[];
  readonly homepage?: string;
}

/** An account nobody has; its address is nobody's mailbox. */
export function someone(name: string, email = `${name}@example.org`): Person {
  return { login: `example-${name}`, email, bot: false };
}

/** An organisation whose domain is verified. */
const ORGANISATION: Owner = { kind: 'Organization', verified: true, website: 'https://example.org', sponsors: false };

/** A person's own account. */
export const PERSON: Owner = { kind: 'User', verified: false, website: null, sponsors: true };

/** The repository as GitHub would know it at `now`. */
export function repositoryOf(story: RepositoryStory, now: Moment): Repository {
  const {
    name,
    formerNames = [],
    owner = ORGANISATION,
    licence = 'MIT',
    releases = [],
    tags = [],
    homepage = null,
    archived,
  } = story;
  const worked = [...told(story, now)].sort(
    (a, b) => b.commit.committedAt - a.commit.committedAt || b.commit.number - a.commit.number,
  );
  const commits = worked.map(({ commit }) => commit);
  const ago = agoFrom(now);
  const published = releases.map(({ tag, ago: days, by, prerelease = false }): Release => ({
    name: tag,
    at: ago(days),
    by,
    prerelease,
  }));
  const bare = tags.map(({ tag, ago: days }): Tag => ({ name: tag, at: ago(days) }));
  const files = (at: Moment) => filesAt(story, worked, at, now);
  return {
    fullName: name,
    formerNames,
    commits: () => commits,
    commitsTo: (path) =>
      worked.filter(({ paths }) => paths.some((one) => one === path || one.startsWith(`${path}/`))).map(({ commit }) => commit),
    before: { commits: 0, people: 0 },
    tags: [...bare, ...published].sort((a, b) => a.at - b.at),
    licence,
    archived: archived !== undefined,
    archivedAt: archived === undefined ? null : ago(archived),
    disabled: story.disabled ?? false,
    locked: false,
    mirror: story.mirror ?? false,
    forkOf: story.forkOf ?? null,
    createdAt: ago(story.created),
    owner,
    homepage,
    funding: story.funding ?? [],
    securityPolicy: files(now).some(({ path }) => /(^|\/)SECURITY\.md$/.test(path)),
    releases: published,
    issues: threadsOf(story.issues ?? [], now, 1),
    pulls: threadsOf(story.pulls ?? [], now, 1 + (story.issues ?? []).length),
    files,
  };
}

interface Worked {
  readonly commit: Commit;
  readonly paths: readonly string[];
}

function agoFrom(now: Moment): (days: number) => Moment {
  return (days) => Math.floor(now / 1000) * 1000 - days * DAY;
}

function told({ work }: RepositoryStory, now: Moment): readonly Worked[] {
  const ago = agoFrom(now);
  return work.flatMap(
    ({ by, from, to, every, paths = ['src/index.js'], headline = 'Work', merge = false, committer = by }, stream) =>
      Array.from({ length: Math.floor((from - to) / every) + 1 }, (_, at): Worked => {
        // A minute apart by stream, so that no two commits are of the same moment.
        const moment = ago(from - at * every) - stream * 60_000;
        const number = stream * 10_000 + at + 1;
        return { paths, commit: { number, authoredAt: moment, committedAt: moment, author: by, committer, merge, headline } };
      }),
  );
}

/** The files told, and those that commits up to the moment touched: what a file holds changes with every commit that touches it. */
function filesAt(
  { files = {}, created }: RepositoryStory,
  worked: readonly Worked[],
  at: Moment,
  now: Moment,
): readonly FileAt[] {
  const past = worked.filter(({ commit }) => commit.committedAt <= at);
  const told = Object.entries(files).filter(([, file]) => agoFrom(now)(typeof file === 'string' ? created : file.since) <= at);
  const texts = new Map<string, string>([
    ...past.flatMap(({ paths }) => paths.map((path) => [path, `${path}\n`] as const)),
    ...told.map(([path, file]) => [path, typeof file === 'string' ? file : file.text] as const),
  ]);
  return [...texts].map(([path, text]) => ({
    path,
    text,
    oid: hash(`${text} ${past.find(({ paths }) => paths.includes(path))?.commit.number ?? 0}`),
  }));
}

function threadsOf(all: readonly ThreadTold[], now: Moment, first: number): readonly Thread[] {
  const ago = agoFrom(now);
  return all.map((thread, at) => ({
    number: first + at,
    title: thread.title ?? 'Something is not as it should be',
    by: thread.by,
    association: thread.association ?? 'NONE',
    at: ago(thread.ago),
    closed: thread.closed === undefined ? null : { by: thread.closed.by, at: ago(thread.closed.ago) },
    merged: thread.merged ?? false,
    labels: thread.labels ?? [],
    answers: (thread.answers ?? []).map(({ by, ago: days, association = 'MEMBER', review }) => ({
      by,
      association,
      at: ago(days),
      ...(review === undefined ? {} : { review }),
    })),
  }));
}

/** Change requests one after the other, merged two days later by one of `mergers` in turn. */
export function mergedChanges(
  by: readonly Person[],
  mergers: readonly Person[],
  from: number,
  to: number,
  every: number,
): readonly ThreadTold[] {
  return Array.from({ length: Math.floor((from - to) / every) + 1 }, (_, at): ThreadTold => {
    const ago = from - at * every;
    const [author, merger] = [by[at % by.length], mergers[at % mergers.length]];
    if (author === undefined || merger === undefined) throw new Error('nobody to open or to merge a change');
    const end = Math.max(ago - 2, 0);
    return {
      by: author,
      ago,
      association: 'CONTRIBUTOR',
      merged: true,
      closed: { by: merger, ago: end },
      answers: [{ by: merger, ago: Math.max(ago - 1, 0), review: 'APPROVED' }],
    };
  });
}

/** Issues one after the other, answered by one of `keepers` after `hours` and closed a day after that. */
export function answeredIssues(
  keepers: readonly Person[],
  from: number,
  to: number,
  every: number,
  hours: number,
): readonly ThreadTold[] {
  return Array.from({ length: Math.floor((from - to) / every) + 1 }, (_, at): ThreadTold => {
    const ago = from - at * every;
    const keeper = keepers[at % keepers.length];
    if (keeper === undefined) throw new Error('nobody to answer');
    const answered = Math.max(ago - hours / 24, 0);
    return {
      by: someone(`asker-${at}`),
      ago,
      answers: [{ by: keeper, ago: answered }],
      closed: { by: keeper, ago: Math.max(answered - 1, 0) },
    };
  });
}
