import { parseArgs } from 'node:util';

/** What was asked for. */
export interface Asked {
  /** The folder of shared data, with `manifests` and `histories`; undefined: the invented world alone. */
  readonly data: string | undefined;
  /** Write the tables of `docs/volume.md`. */
  readonly write: boolean;
}

/** How it is called. */
export const USAGE = `npm run volume [-- --data DIR] [--write]
  --data DIR   the shared data folder: DIR/manifests (real manifests), DIR/histories/known_events.json; without: the invented world alone
  --write      also write the tables of docs/volume.md; without --data those of the invented world alone
exit code: 0 the aims are held, 1 one is missed, 2 nothing could be done`;

/** Reads the arguments; a text says what is wrong with them. */
export function readArguments(given: readonly string[]): Asked | string {
  try {
    const { values } = parseArgs({
      args: [...given],
      options: { data: { type: 'string' }, write: { type: 'boolean', default: false } },
    });
    return { data: values.data, write: values.write };
  } catch (error) {
    if (error instanceof Error) return error.message.split('\n')[0] ?? '';
    throw error;
  }
}
