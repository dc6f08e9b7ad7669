import { parseArgs } from 'node:util';

/** What the back-test was asked for. */
export interface Asked {
  /** A folder of histories; undefined for the committed ones. */
  readonly data: string | undefined;
  readonly format: 'text' | 'json';
  /** Write the record that messages quote, and the tables of `docs/backtest.md`. */
  readonly write: boolean;
}

/** How it is called. */
export const USAGE = `npm run backtest [-- --data DIR] [--format text|json] [--write]
  --data DIR     a folder of histories, <owner>__<name>.json or .txt; without: the committed ones
  --format json  { "rules": { "<id>": { "precision", "recall", "lift", "flagged", … } }, "baselines": …, "snapshots", "positives", … }
  --write        also write server/src/rules/record.json and the tables of docs/backtest.md
exit code: 0 done, 1 done without the files that are named, 2 nothing could be done`;

/** Reads the arguments; a text says what is wrong with them. */
export function readArguments(given: readonly string[]): Asked | string {
  try {
    const { values } = parseArgs({
      args: [...given],
      options: {
        data: { type: 'string' },
        format: { type: 'string', default: 'text' },
        write: { type: 'boolean', default: false },
      },
    });
    const { data, format, write } = values;
    if (format !== 'text' && format !== 'json') return `--format is text or json, not "${format}"`;
    return { data, format, write };
  } catch (error) {
    if (error instanceof Error) return error.message.split('\n')[0] ?? '';
    throw error;
  }
}
