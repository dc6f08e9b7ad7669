import { UpstreamFailure } from '../../../server/src/model/failure.ts';
import type { AnyFactKey, Fact, FactKey, Missing } from '../../../server/src/model/fact.ts';
import type { Endpoints, GoClient, Http, HttpAnswer, HttpRequest, NpmClient } from '../../../server/src/model/ports.ts';
import { purlOf } from '../../../server/src/model/purl.ts';
import type { Ask, Observation, Source } from '../../../server/src/model/source.ts';
import type { PackageSubject, VersionSubject } from '../../../server/src/model/subject.ts';

export const NOW = '2026-11-21T00:00:00.000Z';
/** The stand-in for the public proxy, and a company's own. */
export const PUBLIC = 'https://proxy.example.org';
export const MIRROR = 'https://mirror.example.com/go';

/** An answer by address: a text, a whole answer, a status, or (`timeout`, `offline`) what went wrong before there was one. */
export type Answers = Readonly<Record<string, string | number | { readonly text: string; readonly validator: string }>>;

const STATUS_REASONS: Readonly<Record<number, Missing>> = {
  404: 'not-found',
  410: 'not-found',
  401: 'unauthorized',
  429: 'rate-limited',
  500: 'offline',
};

/** The network's edge: serves recorded answers, 404 for the rest, and keeps every request. */
export function recordedHttp(answers: Answers): {
  readonly requests: HttpRequest[];
  send(request: HttpRequest): Promise<HttpAnswer>;
} {
  const requests: HttpRequest[] = [];
  return {
    requests,
    send(request) {
      requests.push(request);
      const answer = answers[request.url] ?? 404;
      if (typeof answer === 'number')
        return Promise.reject(new UpstreamFailure(STATUS_REASONS[answer] ?? 'offline', `status ${answer}`, answer));
      if (typeof answer === 'string' && REASONS.has(answer))
        return Promise.reject(new UpstreamFailure(answer as Missing, answer));
      const { text, validator } = typeof answer === 'string' ? { text: answer, validator: undefined } : answer;
      const unchanged = validator !== undefined && request.validator === validator;
      return Promise.resolve({
        status: unchanged ? 304 : 200,
        unchanged,
        text: unchanged ? '' : text,
        headers: {},
        ...(validator === undefined ? {} : { validator }),
      });
    },
  };
}

const REASONS = new Set<string>(['offline', 'timeout', 'malformed', 'too-large'] satisfies Missing[]);

export const publicProxy = { kind: 'proxy', base: PUBLIC, isPublicDefault: true, fallThrough: 'not-found' } as const;
export const mirror = { kind: 'proxy', base: MIRROR, isPublicDefault: false, fallThrough: 'not-found' } as const;

/** The go command's configuration of a story: public default unless told otherwise. */
export function goClient(over: Partial<GoClient> & { readonly cache?: Readonly<Record<string, string>> } = {}): GoClient {
  return {
    proxies: [publicProxy, { kind: 'direct' }],
    isPublicDefault: true,
    bypassesProxy: () => false,
    isPrivate: () => false,
    readModuleCache: (path) => Promise.resolve(over.cache?.[path]),
    ...over,
  };
}

/** A fact known from some other source. */
export function known<T>(value: T, source = 'elsewhere'): Fact<T> {
  return { state: 'known', value, from: { source, url: 'https://elsewhere.example.org/', fetchedAt: NOW } };
}

/** The subjects of a module. */
export const moduleOf = (path: string): PackageSubject => ({ kind: 'package', purl: purlOf('golang', path) });
export const versionOf = (path: string, version: string): VersionSubject => ({
  kind: 'version',
  purl: purlOf('golang', path),
  version,
});

export interface Story {
  readonly answers?: Answers;
  readonly go?: GoClient;
  readonly facts?: readonly (readonly [key: AnyFactKey, fact: Fact<unknown>])[];
  readonly endpoints?: Partial<Endpoints>;
  readonly validator?: string;
  /** The earlier moment asked about. */
  readonly asOf?: string;
  /** The real way to the network, in place of recorded answers. */
  readonly real?: Http;
}

/** What a source said: values by fact id, reasons by fact id (or `all`), the observations and requests themselves. */
export interface Said {
  readonly values: Readonly<Record<string, unknown>>;
  readonly reasons: Readonly<Record<string, Missing>>;
  readonly observations: readonly Observation[];
  readonly requests: readonly HttpRequest[];
  readonly asked: readonly string[];
  readonly covered: boolean;
}

/** Asks one source about one subject and gathers what it says; a thrown failure is the reason for `all`, as for the engine. */
export async function ask<K extends 'package' | 'version'>(
  source: Source<K>,
  subject: Extract<PackageSubject | VersionSubject, { kind: K }>,
  { answers = {}, go = goClient(), facts = [], endpoints = {}, validator, asOf, real }: Story = {},
): Promise<Said> {
  const http = recordedHttp(answers);
  const view = {
    get: <T>(key: FactKey<T>) =>
      (facts.find(([one]) => one.id === key.id)?.[1] ?? { state: 'unknown', why: 'pending' }) as Fact<T>,
  };
  const request: Ask = {
    subjects: [subject],
    view: () => view,
    validator: () => validator,
    http: real ?? http,
    npm: {} as NpmClient,
    go,
    github: { hostFor: () => undefined },
    endpoints: {
      depsdev: 'https://deps.example.org',
      pkgsite: 'https://docs.example.org',
      ecosystems: 'https://packages.example.org',
      ...endpoints,
    },
    now: NOW,
    ...(asOf === undefined ? {} : { asOf }),
    signal: new AbortController().signal,
  };
  const observations: Observation[] = [];
  const reasons: Record<string, Missing> = {};
  try {
    for await (const observation of source.collect(request as Parameters<typeof source.collect>[0]))
      observations.push(observation);
  } catch (error) {
    if (!(error instanceof UpstreamFailure)) throw error;
    reasons['all'] = error.why;
  }
  const values: Record<string, unknown> = {};
  for (const observation of observations) {
    if (observation.kind === 'value') values[observation.key.id] = observation.value;
    if (observation.kind === 'missing') reasons[observation.key.id] = observation.why;
    if (observation.kind === 'failed') reasons['all'] = observation.why;
  }
  const covered = source.covers(subject, view);
  return { values, reasons, observations, requests: http.requests, asked: http.requests.map(({ url }) => url), covered };
}

/** An `.info` document. */
export function info(version: string, day: string, origin?: { readonly URL: string; readonly Subdir?: string }): string {
  return JSON.stringify({ Version: version, Time: `${day}T12:00:00Z`, ...(origin ? { Origin: { VCS: 'git', ...origin } } : {}) });
}
