import type { Instant } from '../model/instant.ts';

/** The command line's surroundings; `main.ts` makes them of the process, tests of anything. */
export interface World {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** A token of GitHub's own by the variable's name, apart from {@link env}: no `.npmrc` is expanded with it. What stands in `env` outranks it. */
  readonly forgeToken?: Readonly<Record<string, string>>;
  /** The folder it was called in. */
  readonly folder: string;
  /** Whether standard output takes colours (a terminal and no NO_COLOR, or FORCE_COLOR). */
  readonly coloured: boolean;
  /** Width of the terminal in columns; Infinity where there is none. */
  readonly columns: number;
  /** Mainstay's own version. */
  readonly version: string;
  /** What upstreams are told of who asks. */
  readonly userAgent: string;
  now(): Instant;
  /** Standard output; resolves once written. */
  print(text: string): Promise<void>;
  /** One line on standard error that something is wrong. */
  complain(message: string): void;
  /** Text on standard error that the user asked for. */
  note(text: string): void;
  /** A progress line on standard error where that is a terminal; called with a count, last with undefined. */
  progress(total: number): (done: number | undefined) => void;
}
