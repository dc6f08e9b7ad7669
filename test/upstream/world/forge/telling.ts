import { hash } from '../repository.ts';
import type { Commit, FileAt, Moment, Owner, Person, Release, Repository, Tag } from '../repository.ts';
import { agoFrom, threadsOf } from './threadTelling.ts';
import type { ThreadTold } from './threadTelling.ts';

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
