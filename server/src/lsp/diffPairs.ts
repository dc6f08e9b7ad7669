import * as z from 'zod/mini';
import { folderOf } from './places.ts';

/**
 * How much a document says unasked; hovers answer in all. `all`: its lines · `added`: lines that came in against the other side of its diff ·
 * `none`: nothing.
 */
export type Voice = 'all' | 'added' | 'none';

/** The diffs that the client shows, by the addresses of their sides. */
export interface DiffPairs {
  /** Takes what the client says of them, in place of all before; whether that changed anything. What cannot be read changes nothing. */
  told(what: unknown): boolean;
  /** The other sides of the diffs in which a document stands on the right, each once. */
  originalsOf(uri: string): readonly string[];
  isOriginal(uri: string): boolean;
  /** It also stands in an editor of its own. */
  isAlone(uri: string): boolean;
}

const Told = z.object({
  pairs: z.array(z.object({ original: z.string(), modified: z.string() })),
  alone: z._default(z.array(z.string()), []),
});

/** No diff is shown at first, nor ever by a client that does not tell. */
export function createDiffPairs(): DiffPairs {
  let last = '';
  let originals = new Map<string, Set<string>>();
  let lefts = new Set<string>();
  let alone = new Set<string>();
  return {
    told(what) {
      const read = z.safeParse(Told, what);
      const text = JSON.stringify(read.data);
      if (!read.success || text === last) return false;
      last = text;
      originals = new Map();
      for (const { original, modified } of read.data.pairs)
        originals.set(modified, (originals.get(modified) ?? new Set()).add(original));
      lefts = new Set(read.data.pairs.map(({ original }) => original));
      alone = new Set(read.data.alone);
      return true;
    },
    originalsOf: (uri) => [...(originals.get(uri) ?? [])],
    isOriginal: (uri) => lefts.has(uri),
    isAlone: (uri) => alone.has(uri),
  };
}

/**
 * Whether a document is what somebody works on: a file, a text not saved yet, or part of a workspace folder of whatever kind. All others are
 * versions of something, read only to the eye: a commit's, a pull request's, a file system's that no folder is of.
 */
export function isWorked(uri: string, folders: readonly string[]): boolean {
  return /^(?:file|untitled):/i.test(uri) || folderOf(uri, folders) !== undefined;
}

/**
 * Who speaks: what is worked on, unless it is only the left side of a diff; of other texts the right side of a diff whose left side `isKnown`, for
 * what comes in there. A left side and a text that nobody knows the other side of answer hovers, and no more.
 */
export function voiceOf(
  uri: string,
  pairs: Omit<DiffPairs, 'told'>,
  folders: readonly string[],
  isKnown: (uri: string) => boolean,
): Voice {
  const isRight = pairs.originalsOf(uri).some(isKnown);
  if (!isWorked(uri, folders)) return isRight ? 'added' : 'none';
  return !isRight && pairs.isOriginal(uri) && !pairs.isAlone(uri) ? 'none' : 'all';
}
