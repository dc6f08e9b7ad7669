import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lockfileFormats } from '../../../server/src/lockfiles/index.ts';
import type { Lockfile } from '../../../server/src/model/lockfile.ts';

/** What wrote the recorded lockfiles, and the format of each. `npm1` is npm with `--lockfile-version 1`, `berry3` is Yarn 3. */
export const WRITERS = {
  npm1: 'npm',
  npm2: 'npm',
  npm3: 'npm',
  pnpm7: 'pnpm',
  pnpm8: 'pnpm',
  pnpm10: 'pnpm',
  yarn1: 'yarn',
  berry3: 'yarn',
  berry4: 'yarn',
  bun: 'bun',
} as const;
/** One of {@link WRITERS}. */
export type Writer = keyof typeof WRITERS;

/** The text of a recorded lockfile: written by the tool itself for invented packages, hosts replaced. */
export function recorded(writer: Writer, which: 'before' | 'after' | 'odd'): string {
  return readFileSync(join(import.meta.dirname, 'recorded', `${writer}-${which}.txt`), 'utf8');
}

/** Reads a text as a lockfile of the format. */
export function lockOf(format: string, text: string): Lockfile | undefined {
  return lockfileFormats.find(({ id }) => id === format)?.read(text);
}

/** Reads a recorded lockfile, which must be readable. */
export function recordedLock(writer: Writer, which: 'before' | 'after' | 'odd'): Lockfile {
  const lock = lockOf(WRITERS[writer], recorded(writer, which));
  if (lock === undefined) throw new Error(`${writer}-${which} was not read`);
  return lock;
}

/** The packages of a lockfile that are no folders of the workspace, one line each: `name@version origin -> what it requires`. */
export function packageRows({ packages }: Lockfile): readonly string[] {
  const called = (key: string) => `${packages.get(key)?.name ?? '?'}@${packages.get(key)?.version ?? '?'}`;
  return [...packages]
    .filter(([, { origin }]) => origin !== 'link')
    .map(([key, { origin, requires }]) => `${called(key)} ${origin} -> ${[...requires.values()].map(called).join(' ')}`.trimEnd())
    .sort();
}
