import type { Ecosystem } from '../model/ecosystem.ts';
import type { FactView } from '../model/fact.ts';
import type { Instant } from '../model/instant.ts';
import type { PrivacyGate } from '../model/ports.ts';
import type { Purl } from '../model/purl.ts';
import type { AnySource, Depth } from '../model/source.ts';
import type { Subject } from '../model/subject.ts';
import type { FactStore } from './factStore.ts';
import { createFlights, type AskContext, type FlightFailure } from './flights.ts';
import { gather, positionOf, type GatherOptions, type Gathering, type Line, type Position } from './gather.ts';
import { viewOf, type Subjects } from './view.ts';

/** What the engine is made of; everything of the outer world comes in here. */
export interface EngineParts {
  /** Closest to the truth first: that order decides between two known values. */
  readonly sources: readonly AnySource[];
  readonly ecosystems: readonly Ecosystem[];
  readonly store: FactStore;
  readonly gate: PrivacyGate;
  readonly context: AskContext;
  /** Names of the services switched off by settings. */
  readonly switchedOff: ReadonlySet<string>;
  /** No source that asks anybody is asked. */
  readonly offline: boolean;
  /** An earlier moment that everything is told as of. What is held for it must be held apart: it is of no use for now. */
  readonly asOf?: Instant | undefined;
  /** The foreign host that a package, or an installation from `host`, is taken from: what anybody says of its name may be another's. Absent: none is. */
  readonly foreignHost?: (purl: Purl, host?: string) => string | undefined;
  now(): Instant;
  /** Told of every question that broke, for logs and summaries. */
  onFailure?(failure: FlightFailure): void;
}

/** Facts for dependencies: gathers what is wanted and says where each dependency stands. */
export interface Engine {
  /** Gathers, then returns the position: facts nobody can tell are `unsupported`, or `pending` where the wait was cut short or not deep enough. */
  gather(line: Line, options: GatherOptions): Promise<Position>;
  /** The position from what is held now; facts not yet asked for are `pending`, or what they are after a gathering as deep as `asked`. */
  position(line: Line, asked?: Depth): Position;
  /** What is held around one subject: its own facts and, for a version, its package's; as it was told, whatever `asOf`. */
  around(subject: Subject): FactView;
}

/** Builds the engine. It holds the flights under way and nothing else; facts live in the store. */
export function createEngine(parts: EngineParts): Engine {
  const { store, context, now, onFailure } = parts;
  const flights = createFlights({ store, context, now, ...(onFailure ? { onFailure } : {}) });
  const world: Gathering = { ...parts, flights };
  return {
    async gather(line, options) {
      await gather(world, line, options);
      return positionOf(world, line, options.signal?.aborted === true ? undefined : options.depth);
    },
    position: (line, asked) => positionOf(world, line, asked),
    around(subject) {
      const subjects: Subjects = {
        ...(subject.kind === 'version' ? { package: { kind: 'package', purl: subject.purl } } : {}),
        [subject.kind]: subject,
      };
      return viewOf(store, parts.sources, subjects, {});
    },
  };
}
