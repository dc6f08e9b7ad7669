import { setTimeout as sleep } from 'node:timers/promises';
import pLimit, { type LimitFunction } from 'p-limit';
import { UpstreamFailure } from '../model/failure.ts';
import type { Instant } from '../model/instant.ts';
import type { Http, HttpAnswer, HttpRequest, Ledger } from '../model/ports.ts';
import { createBreaker } from './httpBreaker.ts';
import { createBudget, type Budget } from './httpBudget.ts';
import { retryAfterMs } from './httpFailures.ts';
import { createJourney, type JourneyFailure } from './httpJourney.ts';
import { patience, untilAborted } from './httpPatience.ts';
import { ORDINARY, POLICIES, type ServicePolicy } from './httpPolicies.ts';
import { createQuota, type Quota } from './httpQuota.ts';
import { createRests } from './httpRests.ts';
import { isForTheSource, isTooBig, retryPlan } from './httpRetry.ts';
import { redactUrl } from './redact.ts';
import { nodeTransport, type Transport } from './transport.ts';
import type { Network } from './transportAgents.ts';

/** Longest time in ms that one try may take, however patient npm is configured to be. */
const MAX_TRY_MS = 15_000;
/** Most tries again after a failure, however many npm is configured for. */
const MAX_RETRIES = 2;

/** What HTTP is made of. */
export interface HttpOptions {
  readonly network: Network;
  readonly ledger: Ledger;
  readonly now: () => Instant;
  /** 0 up to 1, for the jitter between tries. */
  readonly random: () => number;
  /** Nothing is sent: every request ends as `offline`, before any socket. */
  readonly offline: boolean;
  /** `mainstay/<version> (+<page about it>)`. */
  readonly userAgent: string;
  /** Origins of `MAINSTAY_UPSTREAMS`: web requests may reach them though they are loopback. */
  readonly standIns?: ReadonlySet<string>;
  /** Requests that may be sent within any hour; past it, requests wait. Without it there is no such limit: each was asked for. */
  readonly requestsPerHour?: number;
  readonly policies?: readonly ServicePolicy[];
  /** What metered hosts still allow, where several of these ask the same hosts; of its own otherwise. */
  readonly quota?: Quota;
  /** The way to the network; this process's own by default. */
  readonly transport?: Transport;
  /** Waits; for tests. */
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<unknown>;
}

/**
 * HTTP for sources, by source id. Promised for every request: it is in the ledger before it is sent; it ends, by its signal at the
 * latest; credentials reach its own origin only; its size is bounded; its failures are typed and hold no credentials. Busy and broken
 * hosts are asked again at most twice, then left alone; one that says "not so often" is tried again by one request for all. Throws
 * `UpstreamFailure` only.
 */
export function createHttp(options: HttpOptions): (sourceId: string) => Http {
  const { network, ledger, now, random, userAgent, standIns = new Set<string>(), policies = POLICIES } = options;
  const wait = options.wait ?? ((ms, signal) => sleep(ms, undefined, { signal }));
  const clock = () => Date.parse(now());
  const breaker = createBreaker(clock);
  const rests = createRests(clock);
  const quota = options.quota ?? createQuota(clock);
  const hourly = options.requestsPerHour === undefined ? undefined : createBudget(options.requestsPerHour, clock);
  const lanes = new Map<string, LimitFunction>();
  const bytes = new Map<string, Budget>();
  const journey = createJourney({
    transport: options.transport ?? nodeTransport(network),
    ledger,
    now,
    userAgent,
    standIns,
    tryMs: Math.min(network.fetchTimeoutMs, MAX_TRY_MS),
  });

  return (source) => {
    const policy = policies.find(({ sources }) => sources.includes(source)) ?? { ...ORDINARY, sources: [source] };
    const service = policy.sources[0] ?? source;
    const metered = policy.metered === true;
    if (policy.bytesPerHour !== undefined && !bytes.has(service)) bytes.set(service, createBudget(policy.bytesPerHour, clock));

    async function attempt(request: HttpRequest, host: string): Promise<HttpAnswer> {
      const budget = bytes.get(service);
      const plan = retryPlan({ retries: Math.min(network.fetchRetries, MAX_RETRIES), random, now: clock });
      let endTrial: (() => void) | undefined;
      try {
        for (;;) {
          const trial = endTrial === undefined ? rests.trial(host) : undefined;
          if (trial !== undefined) await untilAborted(trial, request.signal);
          if (request.signal.aborted) throw new UpstreamFailure('timeout', 'given up before it was sent');
          refuseWhereTired(host, budget);
          const refusal = metered ? quota.refusal({ ...request, url: new URL(request.url) }) : undefined;
          if (refusal) throw refusal;
          await waitForHour(request.signal);
          const outcome = await journey(request, {
            source,
            trust: policy.trust,
            onSent: () => hourly?.spend(1),
            ...(metered && { onAnswer: (leg, headers) => quota.note(leg, headers) }),
          });
          budget?.spend(outcome.bytesReceived);
          if (outcome.kind === 'answer') {
            breaker.answered(host);
            if (metered) restAsTold(host, outcome.answer);
            return outcome.answer;
          }
          const isLimited = outcome.failure.why === 'rate-limited';
          const pause = metered && isForTheSource(outcome) ? undefined : plan(outcome);
          if (pause === undefined) {
            settle(outcome, host, request);
            throw outcome.failure;
          }
          if (isLimited && endTrial === undefined) {
            if (rests.trial(host) !== undefined) continue; // another request finds out for this one
            endTrial = rests.tryAgain(host);
          }
          await patience(wait(pause, request.signal));
        }
      } finally {
        endTrial?.();
      }
    }

    /** Remembers what a failure that is not tried again says about its host. */
    function settle({ failure, host: heard, retryAfter }: JourneyFailure, host: string, request: HttpRequest): void {
      if (failure.why === 'rate-limited' && failure.until !== undefined) {
        // The quota knows of one user's limit: another user, or another resource of the host, may still be asked.
        const isKnown = metered && quota.refusal({ ...request, url: new URL(request.url) }) !== undefined;
        if (!isKnown || retryAfter !== undefined) rests.begin(host, failure.until, metered);
      } else if (heard === 'silent' && !(metered && isTooBig(failure))) breaker.failed(host);
      else if (heard !== 'unasked') breaker.answered(host);
    }

    /** GitHub's GraphQL says "not so often" in answers that are none of a failure's statuses. */
    function restAsTold(host: string, { headers }: HttpAnswer): void {
      const ms = retryAfterMs(headers['retry-after'], clock());
      if (ms !== undefined) rests.begin(host, new Date(clock() + ms).toISOString(), metered);
    }

    function refuseWhereTired(host: string, budget: Budget | undefined): void {
      const name = host.split(' ')[1] ?? host;
      const until = breaker.openUntil(host);
      if (until !== undefined) {
        const time = new Date(until).toISOString();
        throw new UpstreamFailure(
          'offline',
          `${name} did not answer three times and is left alone until ${time}`,
          undefined,
          time,
        );
      }
      const rested = rests.until(host);
      if (rested !== undefined) {
        const time = new Date(rested).toISOString();
        const message = `${name} asked for fewer requests and is left alone until ${time}`;
        throw new UpstreamFailure('rate-limited', message, undefined, time);
      }
      if (budget && budget.waitMs() > 0)
        throw new UpstreamFailure('too-large', `${service}: the bytes allowed within an hour are spent`);
    }

    async function waitForHour(signal: AbortSignal): Promise<void> {
      for (let ms = hourly?.waitMs() ?? 0; ms > 0; ms = hourly?.waitMs() ?? 0) await patience(wait(ms, signal));
    }

    return {
      async send(request) {
        if (options.offline) throw new UpstreamFailure('offline', 'offline by choice: nothing is sent');
        if (!URL.canParse(request.url))
          throw new UpstreamFailure('malformed', `${redactUrl(request.url).slice(0, 200)} is no address`);
        // The service is part of the key: what stands in for all services on one host must not fail for all when it fails for one.
        const host = `${service} ${new URL(request.url).host}`;
        const lane = lanes.get(host) ?? pLimit(policy.concurrency);
        lanes.set(host, lane);
        return await untilAborted(
          lane(() => attempt(request, host)),
          request.signal,
        );
      },
    };
  };
}
