import { dirname, join, relative, resolve, sep } from 'node:path';
import { requiredBy } from '../changes/locked.ts';
import { transitiveIn, type Brought } from '../changes/transitiveChanges.ts';
import { lockfileFormatOf, lockfileNames } from '../lockfiles/index.ts';
import { MAX_LOCKFILE } from '../manifests.ts';
import type { Lockfile } from '../model/lockfile.ts';
import { FileProblem, kindOf, readText } from '../platform/files.ts';
import type { Input } from './inputs.ts';

/** Reads what is installed around manifests; each lockfile once. */
export interface LockedAround {
  /** What comes in by the lines of a manifest of npm and none of them asks for, as the nearest lockfile at or above has it; nearest first. */
  of(input: Input): Promise<readonly Brought[]>;
  /** Lockfiles that could not be read, one message each. */
  readonly problems: readonly string[];
}

/** Nothing was read at first. Lockfiles are looked for up to the `top` of each input: beyond it they are not the workspace's. */
export function lockedAround(topOf: (input: Input) => string): LockedAround {
  const read = new Map<string, Promise<Lockfile | undefined>>();
  const problems: string[] = [];

  async function lockfileAt(path: string): Promise<Lockfile | undefined> {
    const format = lockfileFormatOf(path.split(sep).join('/'));
    try {
      const text = await readText(path, MAX_LOCKFILE);
      const lockfile = text.length > (format?.maxLength ?? 0) ? undefined : format?.read(text);
      if (lockfile === undefined) problems.push(`${path}: could not be read as a lockfile; what it holds is not known`);
      return lockfile;
    } catch (error) {
      if (!(error instanceof FileProblem)) throw error;
      problems.push(error.message);
      return undefined;
    }
  }

  return {
    problems,
    async of(input) {
      if (input.ecosystem.id !== 'npm') return [];
      const folder = resolve(dirname(input.path));
      const path = await nearestLock(folder, resolve(topOf(input)));
      if (path === undefined) return [];
      const reading = read.get(path) ?? lockfileAt(path);
      read.set(path, reading);
      const lockfile = await reading;
      if (lockfile === undefined) return [];
      const member = relative(dirname(path), folder).split(sep).join('/');
      return transitiveIn({ lockfile, told: requiredBy(input.manifest, { lockfile, member }) });
    },
  };
}

/** The lockfile nearest to a folder, at or above and not above `top`; of several in one the first by format. */
async function nearestLock(folder: string, top: string): Promise<string | undefined> {
  for (let here = folder; ; here = dirname(here)) {
    for (const name of lockfileNames) {
      const path = join(here, name);
      if ((await kindOf(path)) === 'file') return path;
    }
    if (here === top || dirname(here) === here) return undefined;
  }
}
