import { githubClient } from '../../../server/src/platform/githubClient.ts';
import type { Fact, FactKey } from '../../../server/src/model/fact.ts';
import { UpstreamFailure } from '../../../server/src/model/failure.ts';
import type { HttpRequest } from '../../../server/src/model/ports.ts';
import { purlOf, nameOf } from '../../../server/src/model/purl.ts';
import type { Ask, Observation, Source } from '../../../server/src/model/source.ts';
import type { PackageSubject, RepositorySubject, Subject } from '../../../server/src/model/subject.ts';

/** The moment at which everything here is asked. */
export const NOW = '2026-11-21T12:00:00.000Z';

/** Subjects by name. */
export const npm = (name: string): PackageSubject => ({ kind: 'package', purl: purlOf('npm', name) });
export const go = (path: string): PackageSubject => ({ kind: 'package', purl: purlOf('golang', path) });
export function repo(fullName: string, host = 'github.com'): RepositorySubject {
  const [owner = '', name = ''] = fullName.split('/');
  return { kind: 'repository', host, owner, name };
}

/** What an upstream answers: a body (an object is sent as JSON), with headers, or why there is none. */
export type Given = object | string | UpstreamFailure | { readonly json: unknown; readonly link: string };

/** Asks a source whose upstream answers by a function of the request; what it said, what it sent and what it threw. */
export async function ask<K extends Subject['kind']>(
  source: Source<K>,
  subjects: readonly Extract<Subject, { kind: K }>[],
  answer: (request: HttpRequest, nth: number) => Given,
  more: {
    readonly token?: string;
    readonly asOf?: string;
    readonly held?: (subject: Subject, key: FactKey<unknown>) => Fact<unknown> | undefined;
  } = {},
) {
  const sent: HttpRequest[] = [];
  const seen: Observation[] = [];
  const world: Omit<Ask<Extract<Subject, { kind: K }>>, 'npm' | 'go'> = {
    subjects,
    view: (subject) => ({
      get: <T>(key: FactKey<T>) =>
        (more.held?.(subject, key as FactKey<unknown>) ?? { state: 'unknown', why: 'pending' }) as Fact<T>,
    }),
    validator: () => undefined,
    http: {
      send(request) {
        sent.push(request);
        const given = answer(request, sent.length - 1);
        if (given instanceof UpstreamFailure) return Promise.reject(given);
        const [body, link] = typeof given === 'object' && 'link' in given ? [given.json, { link: given.link }] : [given, {}];
        const text = typeof body === 'string' ? body : JSON.stringify(body);
        const headers = { 'content-type': 'application/json; charset=utf-8', ...link };
        return Promise.resolve({ status: 200, unchanged: false, text, headers });
      },
    },
    github: githubClient({
      upstream: 'http://127.0.0.1:1/github',
      tokens: new Map(more.token === undefined ? [] : [['github.com', more.token]]),
      servers: [],
    }),
    endpoints: { depsdev: 'http://127.0.0.1:1/depsdev', pkgsite: '', ecosystems: 'http://127.0.0.1:1/ecosystems' },
    now: NOW,
    ...(more.asOf === undefined ? {} : { asOf: more.asOf }),
    signal: new AbortController().signal,
  };
  const run = async () => {
    for await (const one of source.collect(world as unknown as Ask<Extract<Subject, { kind: K }>>)) seen.push(one);
  };
  const error = await run().then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return { sent, seen, error };
}

/** The body of a request, read. */
export function bodyOf({ body }: HttpRequest): unknown {
  return JSON.parse(body ?? '{}');
}

/** Observations in a line each: `subject fact = value (as of day)`, or `… ? why`. */
export function told(seen: readonly Observation[]): readonly string[] {
  return seen.map((one) => {
    const { subject } = one;
    const name = 'purl' in subject ? nameOf(subject.purl) : 'name' in subject ? `${subject.owner}/${subject.name}` : subject.kind;
    if (one.kind === 'value') {
      const day = one.asOf === undefined ? '' : ` (${one.asOf.slice(0, 10)})`;
      return `${name} ${one.key.id} = ${JSON.stringify(one.value)}${day}`;
    }
    return `${name}${one.kind === 'missing' ? ` ${one.key.id}` : ''} ? ${'why' in one ? one.why : one.kind}`;
  });
}
