import type { Instant } from '../model/instant.ts';

/** How long the server waits, all in ms. */
export interface Waits {
  /** For facts before a hover answers with what is held. */
  readonly hoverMs: number;
  /** Since the last edit before what was typed may be asked about (PRODUCT.md, "Which names may leave the machine"). */
  readonly settledMs: number;
  /** Before a gathering shows progress. */
  readonly progressMs: number;
  /** Between facts that came late and telling the client, so that many facts are told of at once. */
  readonly refreshMs: number;
  /** For facts before a view answers with what is held. */
  readonly viewMs: number;
}

/** The waits as shipped. */
export const WAITS: Waits = { hoverMs: 400, settledMs: 1000, progressMs: 1000, refreshMs: 250, viewMs: 4000 };

/** The server's surroundings; `main.ts` makes them of the process, tests of anything. */
export interface World {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly version: string;
  /** What it runs on, for a report: `Node 20.20.2, linux`. */
  readonly runtime: string;
  /** What upstreams are told of who asks. */
  readonly userAgent: string;
  /** Address of the folder with a page for every rule, ending in `/`; without it diagnostics carry no link. */
  readonly rulePages?: string;
  readonly waits?: Partial<Waits>;
  now(): Instant;
}
