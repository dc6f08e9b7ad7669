import type { AnyFactKey, Fact, FactKey, FactView } from '../../../server/src/model/fact.ts';
import type { Http, HttpRequest } from '../../../server/src/model/ports.ts';
import type { Ask, Observation } from '../../../server/src/model/source.ts';
import type { RepositorySubject } from '../../../server/src/model/subject.ts';
import { githubClient } from '../../../server/src/platform/githubClient.ts';
import { github } from '../../../server/src/sources/github.ts';
import { githubDetail } from '../../../server/src/sources/githubDetail.ts';
import { asked, NOW, repo, TOKEN } from '../github/asking.ts';
import { httpWith } from '../network/localServer.ts';

/** What was said of one repository, fact by fact, and every request sent for it. */
export interface Detail extends FactView {
  readonly seen: readonly Observation[];
  readonly sent: readonly HttpRequest[];
  /** The value of a fact, or why there is none. */
  of<T>(key: FactKey<T>): T | { readonly why: string };
}

/** A view of what was said; what was not is pending. */
export function viewOf(seen: readonly Observation[]): FactView {
  return {
    get<T>(key: FactKey<T>): Fact<T> {
      for (const one of seen) {
        if (one.kind === 'value' && one.key.id === key.id)
          return { state: 'known', value: one.value as T, from: { source: 'test', url: one.url, fetchedAt: NOW } };
        if (one.kind === 'missing' && one.key.id === key.id) return { state: 'unknown', why: one.why };
        if (one.kind === 'failed') return { state: 'unknown', why: one.why };
      }
      return { state: 'unknown', why: 'pending' };
    },
  };
}

/** A view of facts that are simply given. */
export function given(...facts: readonly (readonly [AnyFactKey, unknown])[]): FactView {
  return viewOf(facts.map(([key, value]) => ({ kind: 'value', subject: repo('example-org/any'), key, value, url: '' })));
}

/** How the detail is asked for. */
export interface Asking {
  readonly at?: string;
  readonly now?: string;
  readonly asOf?: string;
  readonly http?: Http;
  readonly token?: string | null;
}

/** Asks the detail source about a repository of which `view` is known. */
export async function detailWith(view: FactView, subject: RepositorySubject, how: Asking): Promise<Detail> {
  const now = how.now ?? NOW;
  const port = how.http ?? httpWith({ now: () => now }).http(githubDetail.id);
  const sent: HttpRequest[] = [];
  const tokens = new Map(how.token === null ? [] : [['github.com', how.token ?? TOKEN]]);
  const ask: Pick<Ask<RepositorySubject>, 'subjects' | 'view' | 'http' | 'github' | 'now' | 'asOf' | 'signal'> = {
    subjects: [subject],
    view: () => view,
    http: {
      send(request) {
        sent.push(request);
        return port.send(request);
      },
    },
    github: githubClient({ upstream: how.at ?? 'http://127.0.0.1:1/github', tokens, servers: [] }),
    now,
    ...(how.asOf === undefined ? {} : { asOf: how.asOf }),
    signal: new AbortController().signal,
  };
  const seen: Observation[] = [];
  for await (const one of githubDetail.collect(ask as Ask<RepositorySubject>)) seen.push(one);
  const said = viewOf(seen);
  return {
    seen,
    sent,
    get: (key) => said.get(key),
    of(key) {
      const fact = said.get(key);
      return fact.state === 'known' ? fact.value : { why: fact.why };
    },
  };
}

/** Asks the batch source first and the detail source then, as the engine does. */
export async function detailOf(fullName: string, how: Asking): Promise<Detail> {
  const subject = repo(fullName);
  const batch = await asked(github, [subject], how);
  return detailWith(viewOf(batch.seen), subject, how);
}
