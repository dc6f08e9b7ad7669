import type { FactView } from '../../../server/src/model/fact.ts';
import type { HttpRequest } from '../../../server/src/model/ports.ts';
import { nameOf, purlOf } from '../../../server/src/model/purl.ts';
import type { Ask, Observation, Source } from '../../../server/src/model/source.ts';
import type { PackageSubject, Subject, VersionSubject } from '../../../server/src/model/subject.ts';

/** Subjects by name. */
export const npm = (name: string, version: string): VersionSubject => ({ kind: 'version', purl: purlOf('npm', name), version });
export const go = (path: string, version: string): VersionSubject => ({ kind: 'version', purl: purlOf('golang', path), version });
export const npmPackage = (name: string): PackageSubject => ({ kind: 'package', purl: purlOf('npm', name) });
/** A view on which nothing is known yet. */
export const nothing = { get: () => ({ state: 'unknown', why: 'undated' }) as const };

/** A request as it was sent, its body read. */
export interface Sent {
  readonly request: HttpRequest;
  readonly body: { requests: { versionKey?: object; packageKey?: object }[]; pageToken?: string };
}

/** Asks a source with an upstream that answers from a function of the body; returns what was sent and what was observed. */
export async function ask<K extends Subject['kind']>(
  source: Source<K>,
  subjects: readonly Extract<Subject, { kind: K }>[],
  answer: (body: Sent['body'], nth: number) => unknown,
  view: FactView = nothing,
  asOf?: string,
) {
  const sent: Sent[] = [];
  const seen: Observation[] = [];
  const world: Pick<Ask, 'http' | 'endpoints' | 'now' | 'signal'> = {
    http: {
      send(request) {
        const body = JSON.parse(request.body ?? '{"requests":[]}') as Sent['body'];
        sent.push({ request, body });
        const given = answer(body, sent.length - 1);
        const text = typeof given === 'string' ? given : JSON.stringify(given);
        return Promise.resolve({ status: 200, unchanged: false, text, headers: {} });
      },
    },
    endpoints: { depsdev: 'http://127.0.0.1:1/depsdev', pkgsite: 'http://127.0.0.1:1', ecosystems: 'http://127.0.0.1:1' },
    now: '2026-11-21T00:00:00.000Z',
    signal: new AbortController().signal,
  };
  const run = async () => {
    for await (const one of source.collect({
      ...world,
      ...(asOf === undefined ? {} : { asOf }),
      subjects,
      view: () => view,
      validator: () => undefined,
    } as unknown as Ask<Extract<Subject, { kind: K }>>)) {
      seen.push(one);
    }
  };
  const error = await run().then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return { sent, seen, error };
}

/** Observations in a line each: `name@version fact = value` or `… ? why`. */
export const told = (seen: readonly Observation[]) =>
  seen.map((one) => {
    const { subject } = one;
    const name =
      'purl' in subject ? nameOf(subject.purl) + (subject.kind === 'version' ? `@${subject.version}` : '') : subject.kind;
    if (one.kind === 'value') return `${name} ${one.key.id} = ${JSON.stringify(one.value)}`;
    return `${name}${one.kind === 'missing' ? ` ${one.key.id}` : ''} ? ${'why' in one ? one.why : one.kind}`;
  });

/** An upstream that says the same of every version asked. */
export const echo = (version: unknown) => (body: Sent['body']) => ({
  responses: body.requests.map((request) => ({ request, version })),
  nextPageToken: '',
});
