import { UpstreamFailure } from '../model/failure.ts';
import type { Missing } from '../model/fact.ts';
import type { Instant } from '../model/instant.ts';
import type { Ask, AnySource, Observation } from '../model/source.ts';
import { subjectKey, type Subject } from '../model/subject.ts';
import type { FactStore } from './factStore.ts';
import { createOpening } from './opening.ts';

/**
 * Time in ms that the first batch waits for companions, so that a thousand dependencies become a handful of batches. Each further batch of
 * a long gathering waits twice as long as the one before, at most `MAX_LINGER_MS`: first facts come soon, the rest cheaply.
 */
const LINGER_MS = 400;
const MAX_LINGER_MS = 6_400;
/** A source that takes so many subjects at once can speak of a whole crowd. */
const SPEAKS_OF_CROWDS = 100;
/** Most observations taken from one `collect`; a source that says more is cut off as too large. */
const MAX_OBSERVATIONS = 100_000;

/** Everything of an {@link Ask} but what differs from batch to batch. */
export type AskContext = (source: AnySource, subjects: readonly Subject[], signal: AbortSignal) => Ask;

/** A flight that broke, for logs and summaries. */
export interface FlightFailure {
  readonly source: string;
  readonly subjects: readonly Subject[];
  readonly why: Missing;
  /** The error's message; without credentials. */
  readonly message: string;
}

/** What the flights need from outside. */
export interface FlightDeck {
  readonly store: FactStore;
  readonly context: AskContext;
  now(): string;
  /** Told of every flight that broke. */
  onFailure?(failure: FlightFailure): void;
}

/** Asks sources in batches: one flight per subject and source, however many want it. */
export interface Flights {
  /** Settles once the store holds the source's answer, good or bad; never rejects. */
  ask(source: AnySource, subject: Subject): Promise<void>;
}

interface Line {
  readonly source: AnySource;
  readonly queue: { readonly subject: Subject; readonly done: () => void }[];
  readonly flying: Map<string, Promise<void>>;
  under: number;
  /** How long the next batch lingers, ms. */
  patience: number;
  timer: ReturnType<typeof setTimeout> | undefined;
}

/** The scheduler between the engine and its sources. */
export function createFlights(deck: FlightDeck): Flights {
  const lines = new Map<string, Line>();

  function lineOf(source: AnySource): Line {
    const line = lines.get(source.id) ?? {
      source,
      queue: [],
      flying: new Map<string, Promise<void>>(),
      under: 0,
      patience: LINGER_MS,
      timer: undefined,
    };
    lines.set(source.id, line);
    return line;
  }

  const opening = createOpening(hurry);
  const isAtRest = () => [...lines.values()].every(({ queue, under }) => queue.length + under === 0);

  /** Whether a source asked one by one is still at work: each answer may bring a subject for somebody's batch. */
  const companionsMayCome = () =>
    [...lines.values()].some(({ source, queue, under }) => asksOneByOne(source) && queue.length + under > 0);

  function schedule(line: Line): void {
    const { source, queue } = line;
    if (line.timer !== undefined || queue.length === 0 || line.under >= source.concurrency) return;
    const lingers =
      source.maxBatch > 1 &&
      queue.length < source.maxBatch &&
      source.clearance !== undefined &&
      !(speaksOfCrowds(source) && !opening.isOver()) &&
      companionsMayCome();
    line.timer = setTimeout(
      () => {
        line.timer = undefined;
        if (asksOneByOne(source) && opening.holds(queue.length)) return; // hurried on when the opening is over
        line.patience = lingers ? Math.min(line.patience * 2, MAX_LINGER_MS) : LINGER_MS;
        takeOff(line);
      },
      lingers ? line.patience : 0,
    );
  }

  function takeOff(line: Line): void {
    const { source, queue } = line;
    while (queue.length > 0 && line.under < source.concurrency) {
      const batch = queue.splice(0, source.maxBatch);
      line.under += 1;
      const back = speaksOfCrowds(source) ? opening.leaves() : undefined;
      void fly(
        deck,
        source,
        batch.map(({ subject }) => subject),
      ).finally(() => {
        line.under -= 1;
        for (const { subject, done } of batch) {
          line.flying.delete(subjectKey(subject));
          done();
        }
        schedule(line);
        back?.();
        if (asksOneByOne(source) && !companionsMayCome()) hurry();
      });
    }
  }

  /** Nothing can bring companions any more: whoever lingers leaves as soon as this turn's answers have been acted on. */
  function hurry(): void {
    for (const line of lines.values()) {
      clearTimeout(line.timer);
      line.timer = undefined;
    }
    setTimeout(() => {
      for (const line of lines.values()) schedule(line);
    }, 0);
  }

  return {
    ask(source, subject) {
      if (isAtRest()) opening.begin();
      if (speaksOfCrowds(source)) opening.calls();
      const line = lineOf(source);
      const key = subjectKey(subject);
      const under = line.flying.get(key);
      if (under) return under;
      const flight = new Promise<void>((done) => line.queue.push({ subject, done }));
      line.flying.set(key, flight);
      schedule(line);
      return flight;
    },
  };
}

function asksOneByOne({ maxBatch, clearance }: AnySource): boolean {
  return maxBatch === 1 && clearance !== undefined;
}

function speaksOfCrowds({ maxBatch, clearance }: AnySource): boolean {
  return maxBatch >= SPEAKS_OF_CROWDS && clearance !== undefined;
}

async function fly(deck: FlightDeck, source: AnySource, subjects: readonly Subject[]): Promise<void> {
  const deadline = AbortSignal.timeout(source.timeoutMs);
  const seen: Observation[] = [];
  try {
    await collectWithin(source, deck.context(source, subjects, deadline), seen, deadline);
    deck.store.record(source, subjects, seen, deck.now());
  } catch (error) {
    const why = deadline.aborted ? 'timeout' : reasonOf(error);
    deck.onFailure?.({ source: source.id, subjects, why, message: error instanceof Error ? error.message : String(error) });
    keepWhatCame(deck, source, subjects, seen, { why, until: error instanceof UpstreamFailure ? error.until : undefined });
  }
}

/** Runs `collect` but never waits longer than the deadline, even for a source that does not listen to its signal. */
async function collectWithin(source: AnySource, ask: Ask, seen: Observation[], deadline: AbortSignal): Promise<void> {
  const late = new Promise<never>((_, reject) =>
    deadline.addEventListener('abort', () => reject(new UpstreamFailure('timeout', `no answer within ${source.timeoutMs} ms`)), {
      once: true,
    }),
  );
  const run = async () => {
    for await (const observation of source.collect(ask)) {
      if (deadline.aborted) return;
      if (seen.push(observation) > MAX_OBSERVATIONS)
        throw new UpstreamFailure('too-large', 'more observations than any batch can hold');
    }
  };
  await Promise.race([run(), late]);
}

/** A batch that broke half-way loses only the subjects nothing was said of. */
function keepWhatCame(
  deck: FlightDeck,
  source: AnySource,
  subjects: readonly Subject[],
  seen: readonly Observation[],
  { why, until }: { readonly why: Missing; readonly until: Instant | undefined },
): void {
  const spokenOf = new Set(seen.map(({ subject }) => subjectKey(subject)));
  const reached = subjects.filter((subject) => spokenOf.has(subjectKey(subject)));
  const lost = subjects.filter((subject) => !spokenOf.has(subjectKey(subject)));
  if (reached.length > 0) {
    const filled = reached.flatMap((subject) => incomplete(source, subject, seen, why));
    deck.store.record(source, reached, [...seen, ...filled], deck.now());
  }
  deck.store.fail(source, lost, why, deck.now(), until);
}

/** Facts a broken answer did not get to: unknown for the reason it broke, not "not served". What failed by itself keeps what is held of it. */
function incomplete(source: AnySource, subject: Subject, seen: readonly Observation[], why: Missing): Observation[] {
  const key = subjectKey(subject);
  if (seen.some((one) => one.kind === 'failed' && subjectKey(one.subject) === key)) return [];
  const said = new Set(seen.flatMap((one) => ('key' in one && subjectKey(one.subject) === key ? [one.key.id] : [])));
  return source.provides.filter((fact) => !said.has(fact.id)).map((fact) => ({ kind: 'missing', subject, key: fact, why }));
}

/** The typed reason for whatever a source threw: programming errors read as `malformed`, since the answer could not be understood. */
function reasonOf(error: unknown): Missing {
  if (error instanceof UpstreamFailure) return error.why;
  if (error instanceof Error && error.name === 'TimeoutError') return 'timeout';
  return 'malformed';
}
