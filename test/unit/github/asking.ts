import { githubClient } from '../../../server/src/platform/githubClient.ts';
import type { HttpOptions } from '../../../server/src/platform/http.ts';
import type { Counting } from '../../../server/src/model/counting.ts';
import type { FactKey } from '../../../server/src/model/fact.ts';
import { UpstreamFailure } from '../../../server/src/model/failure.ts';
import type { Http, HttpRequest } from '../../../server/src/model/ports.ts';
import type { Ask, Observation, Source } from '../../../server/src/model/source.ts';
import { subjectKey, type DirectorySubject, type RepositorySubject, type Subject } from '../../../server/src/model/subject.ts';
import { httpWith } from '../network/localServer.ts';

/** The moment at which the stories are asked about. */
export const NOW = '2026-11-21T12:00:00.000Z';
export const TOKEN = 'invented-token-of-the-tests';

/** A repository by its name, on github.com unless another host is named. */
export function repo(fullName: string, host = 'github.com'): RepositorySubject {
  const [owner = '', name = ''] = fullName.split('/');
  return { kind: 'repository', host, owner, name };
}

/** A directory of a repository. */
export function folder(fullName: string, path: string): DirectorySubject {
  return { ...repo(fullName), kind: 'directory', path };
}

/** How to ask. */
export interface Asking {
  /** Where GitHub is: the local upstream's address, or nobody's. */
  readonly at?: string;
  readonly http?: Http;
  readonly now?: string;
  /** The earlier moment asked about. */
  readonly asOf?: string;
  readonly token?: string | null;
  readonly servers?: readonly string[];
  readonly validators?: ReadonlyMap<string, string>;
  readonly options?: Partial<HttpOptions>;
  readonly counting?: Counting;
}

/** Asks a source about subjects, over the HTTP that ships or the one given; what it said, and every request it sent. */
export async function asked<K extends Subject['kind']>(
  source: Source<K>,
  subjects: readonly Extract<Subject, { kind: K }>[],
  how: Asking,
) {
  const now = how.now ?? NOW;
  const made = httpWith({ now: () => now, ...how.options });
  const sent: HttpRequest[] = [];
  const port = how.http ?? made.http(source.id);
  const tokens = new Map(
    how.token === null ? [] : ['github.com', ...(how.servers ?? [])].map((host) => [host, how.token ?? TOKEN]),
  );
  const ask: Omit<Ask, 'subjects' | 'npm' | 'go' | 'endpoints'> = {
    http: {
      send(request) {
        sent.push(request);
        return port.send(request);
      },
    },
    github: githubClient({ upstream: how.at ?? 'http://127.0.0.1:1/github', tokens, servers: how.servers ?? [] }),
    view: () => ({ get: () => ({ state: 'unknown', why: 'pending' }) }),
    validator: (subject) => how.validators?.get(subjectKey(subject)),
    now,
    ...(how.asOf === undefined ? {} : { asOf: how.asOf }),
    ...(how.counting ? { counting: how.counting } : {}),
    signal: new AbortController().signal,
  };
  const seen: Observation[] = [];
  for await (const one of source.collect({ ...ask, subjects } as unknown as Ask<Extract<Subject, { kind: K }>>)) seen.push(one);
  return { seen, sent, book: made.book };
}

/** The value observed of a fact of a subject; where there is none, why. */
export function valueOf<T>(seen: readonly Observation[], subject: Subject, key: FactKey<T>): T | { readonly why: string } {
  for (const one of seen) {
    if (subjectKey(one.subject) !== subjectKey(subject)) continue;
    if (one.kind === 'value' && one.key.id === key.id) return one.value as T;
    if (one.kind === 'missing' && one.key.id === key.id) return { why: one.why };
    if (one.kind === 'failed') return { why: one.why };
  }
  return { why: 'nothing said' };
}

/** Why nothing was learnt, by repository. */
export function failures(seen: readonly Observation[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    seen.flatMap((one) =>
      one.kind === 'failed' && 'owner' in one.subject && 'name' in one.subject
        ? [[`${one.subject.owner}/${one.subject.name}`, one.why]]
        : [],
    ),
  );
}

/** The variables and the text of a question sent. */
export function questionIn({ body }: HttpRequest): {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
} {
  return JSON.parse(body ?? '{}') as { query: string; variables: Record<string, unknown> };
}

/** What a scripted GitHub answers to one question: a body with status 200, or why there is none. */
export type Scripted = object | UpstreamFailure;

/** A GitHub that answers as scripted; `nth` counts from 0. */
export function scripted(
  script: (question: ReturnType<typeof questionIn>, nth: number) => Scripted,
  headers: Readonly<Record<string, string>> = {},
): Http {
  let asked = 0;
  return {
    send(request) {
      const given = script(questionIn(request), asked++);
      if (given instanceof UpstreamFailure) return Promise.reject(given);
      const type = { 'content-type': 'application/json; charset=utf-8' };
      return Promise.resolve({ status: 200, unchanged: false, text: JSON.stringify(given), headers: { ...type, ...headers } });
    },
  };
}

/** The owner/name pairs of a question, by alias. */
export function aliasesIn({ variables }: ReturnType<typeof questionIn>): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(variables).flatMap(([key, owner]) => {
      const nth = /^o(\d+)$/.exec(key)?.[1];
      return nth === undefined ? [] : [[`r${nth}`, `${String(owner)}/${String(variables[`n${nth}`])}`] as const];
    }),
  );
}

/** A repository as GitHub could answer, with nothing in it; `more` overrides. */
export function bare(fullName: string, more: object = {}): object {
  const none = { totalCount: 0, nodes: [] };
  return {
    id: `R_${fullName}`,
    nameWithOwner: fullName,
    isArchived: false,
    archivedAt: null,
    isDisabled: false,
    isFork: false,
    isMirror: false,
    isEmpty: false,
    createdAt: '2020-01-01T00:00:00Z',
    pushedAt: '2026-11-01T00:00:00Z',
    parent: null,
    owner: { __typename: 'User' },
    licenseInfo: null,
    fundingLinks: [],
    latestRelease: null,
    releases: none,
    tags: none,
    issues: { totalCount: 0 },
    pullRequests: { totalCount: 0 },
    root: { entries: [] },
    dotGithub: null,
    docs: null,
    defaultBranchRef: { target: { oid: 'a'.repeat(40), year: none, older: none, ancient: { totalCount: 0 } } },
    ...more,
  };
}
