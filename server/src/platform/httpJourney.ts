import { UpstreamFailure } from '../model/failure.ts';
import type { Instant } from '../model/instant.ts';
import type { HttpAnswer, HttpRequest, Ledger } from '../model/ports.ts';
import { failureOf } from './httpFailures.ts';
import { isLoopbackHost, whyNotPublicWeb } from './hostRules.ts';
import { redactUrl } from './redact.ts';
import type { Transport, WireAnswer, WireRequest } from './transport.ts';
import type { Trust } from './transportAgents.ts';
import { WireFailure } from './transportFailure.ts';

const MAX_REDIRECTS = 5;
const MAX_VALIDATOR_LENGTH = 500;

/** How one try ended. */
export type JourneyOutcome =
  { readonly kind: 'answer'; readonly answer: HttpAnswer; readonly bytesReceived: number } | JourneyFailure;

/** A try that brought no answer, and what it says about the host. */
export interface JourneyFailure {
  readonly kind: 'failure';
  readonly failure: UpstreamFailure;
  /** `silent`: no answer worth the name (nobody there, cut off, too late, 5xx); `unasked`: not sent, or taken back by who asked. */
  readonly host: 'answered' | 'silent' | 'unasked';
  readonly code: string | undefined;
  readonly retryAfter: string | undefined;
  readonly bytesReceived: number;
}

/** Where one sending went, and the credentials that went along. */
export interface Sent {
  readonly url: URL;
  readonly authorization?: string | undefined;
}

/** What differs from source to source. */
export interface Traveller {
  readonly source: string;
  readonly trust: Exclude<Trust, 'web'>;
  /** Told before each sending, redirects included. */
  onSent(): void;
  /** Told of each answer, redirects included. */
  onAnswer?(sent: Sent, headers: WireAnswer['headers']): void;
}

/** What journeys need. */
export interface JourneyOptions {
  readonly transport: Transport;
  readonly ledger: Ledger;
  readonly now: () => Instant;
  readonly userAgent: string;
  readonly standIns: ReadonlySet<string>;
  /** Time limit of one sending, ms. */
  readonly tryMs: number;
}

/** One try of a request: as many sendings as there are redirects, every one checked and in the ledger before it happens. */
export function createJourney(options: JourneyOptions): (request: HttpRequest, traveller: Traveller) => Promise<JourneyOutcome> {
  return async (request, traveller) => {
    let bytesReceived = 0;
    let leg: Leg = { url: new URL(request.url), method: request.method ?? 'GET', ownOrigin: true };
    const fail = (failure: UpstreamFailure, more: Partial<JourneyFailure> = {}): JourneyFailure => ({
      kind: 'failure',
      failure,
      host: 'answered',
      code: undefined,
      retryAfter: undefined,
      bytesReceived,
      ...more,
    });

    for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects += 1) {
      const refusal = refusalOf(leg.url, request, options.standIns);
      if (refusal !== undefined)
        return fail(new UpstreamFailure('unsupported', `${redactUrl(leg.url.href)}: ${refusal}`), { host: 'unasked' });
      let answer: WireAnswer;
      try {
        answer = await sendLeg(leg, request, traveller, options);
      } catch (error) {
        if (!(error instanceof WireFailure)) throw error;
        bytesReceived += error.bytesReceived;
        const failure = new UpstreamFailure(error.why, `${redactUrl(leg.url.href)}: ${redactUrl(error.message)}`);
        return fail(failure, { code: error.code, host: hostAfter(error, request.signal) });
      }
      bytesReceived += answer.bytesReceived;
      if (isRedirect(answer)) {
        const next = nextLeg(leg, answer);
        if (typeof next === 'string')
          return fail(new UpstreamFailure('unsupported', `${redactUrl(leg.url.href)}: ${next}`, answer.status));
        leg = next;
        continue;
      }
      const isFresh = answer.status >= 200 && answer.status <= 299;
      if (!isFresh && !(answer.status === 304 && request.validator !== undefined)) {
        return fail(failureOf(answer, leg.url, Date.parse(options.now())), {
          host: answer.status >= 500 ? 'silent' : 'answered',
          retryAfter: answer.headers['retry-after'],
        });
      }
      return { kind: 'answer', answer: asHttpAnswer(answer, request.validator), bytesReceived };
    }
    return fail(new UpstreamFailure('malformed', `${redactUrl(request.url)}: more than ${MAX_REDIRECTS} redirects`));
  };
}

interface Leg {
  readonly url: URL;
  readonly method: 'GET' | 'POST';
  /** Still at the origin that was asked: credentials may go along. */
  readonly ownOrigin: boolean;
}

async function sendLeg(
  { url, method, ownOrigin }: Leg,
  request: HttpRequest,
  { source, trust, onSent, onAnswer }: Traveller,
  options: JourneyOptions,
) {
  const body = method === 'POST' ? Buffer.from(request.body ?? '') : undefined;
  const wire: WireRequest = {
    url: withoutUser(url),
    method,
    headers: headersOf(request, ownOrigin, body !== undefined, options.userAgent),
    body,
    maxBytes: request.maxBytes,
    trust: request.publicWebOnly === true && !options.standIns.has(url.origin) ? 'web' : trust,
    signal: AbortSignal.any([request.signal, AbortSignal.timeout(options.tryMs)]),
  };
  const { names } = request;
  const settle = options.ledger.sending({ host: url.host, source, names, at: options.now(), bytesSent: body?.byteLength ?? 0 });
  onSent();
  try {
    const answer = await options.transport(wire);
    settle({ status: answer.status, bytesReceived: answer.bytesReceived });
    onAnswer?.({ url, authorization: ownOrigin ? request.authorization : undefined }, answer.headers);
    return answer;
  } catch (error) {
    settle({ status: undefined, bytesReceived: error instanceof WireFailure ? error.bytesReceived : 0 });
    throw error;
  }
}

function headersOf(request: HttpRequest, ownOrigin: boolean, hasBody: boolean, userAgent: string): Record<string, string> {
  const given = Object.entries(request.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value] as const);
  return {
    'user-agent': userAgent,
    ...(hasBody && { 'content-type': 'application/json' }),
    ...Object.fromEntries(given.filter(([name]) => ownOrigin || !/^(?:proxy-)?authorization$|^cookie$/.test(name))),
    ...(ownOrigin && request.authorization !== undefined && { authorization: request.authorization }),
    ...(request.validator !== undefined && { 'if-none-match': request.validator }),
  };
}

/** A user name in an address would become credentials of its own; they travel in `authorization` only. */
function withoutUser(url: URL): URL {
  const bare = new URL(url.href);
  bare.username = '';
  bare.password = '';
  return bare;
}

function refusalOf(url: URL, { publicWebOnly }: HttpRequest, standIns: ReadonlySet<string>): string | undefined {
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'only http and https are asked';
  return publicWebOnly === true && !standIns.has(url.origin) ? whyNotPublicWeb(url) : undefined;
}

function isRedirect({ status, headers }: WireAnswer): boolean {
  return [301, 302, 303, 307, 308].includes(status) && headers['location'] !== undefined;
}

/** Where a redirect leads, or why it is not followed. Source: RFC 9110, 15.4. */
function nextLeg({ url, method, ownOrigin }: Leg, { status, headers }: WireAnswer): Leg | string {
  const location = headers['location'] ?? '';
  if (!URL.canParse(location, url.href)) return 'redirected to no address';
  const next = new URL(location, url.href);
  if (url.protocol === 'https:' && next.protocol !== 'https:') return 'redirected from https to an insecure address';
  if (isLoopbackHost(next.hostname) && !isLoopbackHost(url.hostname)) return 'redirected to this very machine';
  if (method === 'POST' && (next.origin !== url.origin || status < 307)) return 'a list of names was redirected to another place';
  // Once credentials were dropped they stay dropped, even where a later redirect leads back.
  return { url: next, method, ownOrigin: ownOrigin && next.origin === url.origin };
}

/** Silence counts against a host, a request taken back does not. */
function hostAfter({ why }: WireFailure, { aborted, reason }: AbortSignal): 'answered' | 'silent' | 'unasked' {
  if (why === 'offline') return 'silent';
  if (why !== 'timeout') return 'answered';
  return !aborted || (reason instanceof Error && reason.name === 'TimeoutError') ? 'silent' : 'unasked';
}

function asHttpAnswer({ status, text, headers }: WireAnswer, held: string | undefined): HttpAnswer {
  const etag = headers['etag'];
  const validator =
    etag !== undefined && etag !== '' && etag.length <= MAX_VALIDATOR_LENGTH ? etag : status === 304 ? held : undefined;
  return { status, unchanged: status === 304, text, headers, ...(validator === undefined ? {} : { validator }) };
}
