import { MAX_SIGNOFF, readSignoff, SIGNOFF_FOLDER } from '../policy/signoffRecord.ts';
import type { Signoff } from '../model/signoff.ts';
import type { GitSide } from '../platform/gitSides.ts';

/** The sign-off records of a review. */
export interface ReviewSignoffs {
  /** Those that count. */
  readonly counting: readonly Signoff[];
  /** Those that the change itself brings or alters. */
  readonly proposed: readonly Signoff[];
  /** What could not be read of them, one message a file. */
  readonly problems: readonly string[];
}

/** Where no repository is compared. */
export const noSignoffs: ReviewSignoffs = { counting: [], proposed: [], problems: [] };

/** Whether a path is that of a record. */
export function isSignoff(path: string): boolean {
  return path.startsWith(`${SIGNOFF_FOLDER}/`) && path.endsWith('.json') && !path.slice(SIGNOFF_FOLDER.length + 1).includes('/');
}

/**
 * The records at the merge base count, whatever the change does to them: a change does not approve itself. Those it brings are told apart, and count
 * with `trusted`, which takes the change's records altogether.
 */
export async function signoffsOfChange(
  { before, after }: { readonly before: GitSide; readonly after: GitSide },
  trusted: boolean,
): Promise<ReviewSignoffs> {
  const news = (path: string) => before.files.get(path) !== after.files.get(path);
  const [old, now] = await Promise.all([recordsIn(before, () => true), recordsIn(after, (path) => trusted || news(path))]);
  const proposed = now.signoffs.filter(({ file }) => news(file));
  return {
    counting: trusted ? now.signoffs : old.signoffs,
    proposed,
    problems: [...new Set([...(trusted ? [] : old.problems), ...now.problems])],
  };
}

async function recordsIn(side: GitSide, wanted: (path: string) => boolean) {
  const paths = [...side.files.keys()].filter((path) => isSignoff(path) && wanted(path));
  const signoffs: Signoff[] = [];
  const problems: string[] = [];
  for (const [path, text] of await side.texts(paths)) {
    const { signoff, problem } =
      text === undefined || text.length > MAX_SIGNOFF
        ? { signoff: undefined, problem: `${path}: too large or no UTF-8 text, not read` }
        : readSignoff(text, path);
    if (signoff !== undefined) signoffs.push(signoff);
    if (problem !== undefined) problems.push(problem);
  }
  return { signoffs, problems };
}
