import { matchesPath } from '../model/glob.ts';

/** Most alternatives that braces in one pattern may unfold to, and most patterns read. */
const MAX_ALTERNATIVES = 64;
const MAX_PATTERNS = 500;
const MAX_PATTERN_LENGTH = 500;

/** Which folders the patterns of a workspace root call members. */
export interface MemberPatterns {
  /** Folders in which members can be, relative to the root: where to look first. */
  readonly bases: readonly string[];
  /** Whether a folder, relative to the root with `/` between names, is a member. */
  matches(folder: string): boolean;
}

/**
 * Reads member patterns as npm, pnpm and Yarn share them: `*`, `?`, `**`, `{a,b}`, and `!` for exceptions. What else a pattern may hold
 * (character classes, extended globs) is taken as "anything": one name too many kept local is better than one too few. An exception
 * that is not understood excepts nothing, for the same reason.
 */
export function memberPatterns(patterns: readonly string[]): MemberPatterns {
  const read = patterns.slice(0, MAX_PATTERNS).filter(({ length }) => length <= MAX_PATTERN_LENGTH);
  const wanted = read.filter((pattern) => !pattern.startsWith('!')).flatMap((pattern) => unfold(cleaned(pattern)).map(widened));
  const exceptions = read
    .filter((pattern) => pattern.startsWith('!') && !/[[\]()]/.test(pattern))
    .flatMap((pattern) => unfold(cleaned(pattern.slice(1))));
  return {
    bases: [...new Set(wanted.map(baseOf))],
    matches: (folder) =>
      wanted.some((glob) => matchesPath(glob, folder)) && !exceptions.some((glob) => matchesPath(glob, folder)),
  };
}

function cleaned(pattern: string): string {
  return pattern
    .trim()
    .replaceAll('\\', '/')
    .split('/')
    .filter((part) => part !== '' && part !== '.')
    .join('/');
}

/** `a/{b,c}` as `a/b` and `a/c`; braces that are nested or too many become a star. */
function unfold(pattern: string): readonly string[] {
  let unfolded = [''];
  for (const part of pattern.split(/(\{[^{}]*\})/)) {
    const alternatives = part.startsWith('{') && part.includes(',') ? part.slice(1, -1).split(',') : [part];
    if (unfolded.length * alternatives.length > MAX_ALTERNATIVES) return [pattern.replace(/\{.*\}/, '*')];
    unfolded = unfolded.flatMap((before) => alternatives.map((alternative) => before + alternative));
  }
  return unfolded.map((one) => one.replace(/\{.*\}/, '*'));
}

function widened(glob: string): string {
  return glob.replace(/[@+!?*]?\([^)]*\)|\[[^\]]*\]/g, '*').replace(/[()[\]]/g, '*');
}

function baseOf(glob: string): string {
  const parts = glob.split('/');
  const wild = parts.findIndex((part) => /[*?]/.test(part));
  return parts.slice(0, wild < 0 ? parts.length : wild).join('/');
}
