import { readReplace } from '../formats/gomodEntries.ts';
import { scanGomod, type GomodWord } from '../formats/gomodScanner.ts';

/** Most entries of one go.work that count. */
const MAX_ENTRIES = 2000;

/** What a go.work file says about code on this machine. */
export interface GoWork {
  /** The folders it uses, as written (`./api`, `../lib`). */
  readonly uses: readonly string[];
  /** Module paths that it replaces by folders, in any or in one of their versions. */
  readonly replaced: readonly string[];
}

/**
 * Reads a go.work text. Lenient: a line that cannot be read is left out, the others count. Its words are those of go.mod. Source:
 * go.dev/ref/mod#workspaces.
 */
export function readGoWork(text: string): GoWork {
  const uses: string[] = [];
  const replaced: string[] = [];
  const add = (verb: string, words: readonly GomodWord[]) => {
    const [first] = words;
    if (verb === 'use' && first !== undefined) uses.push(first.value);
    if (verb !== 'replace') return;
    const replace = readReplace(words, () => undefined);
    if (replace?.to?.isFolder === true) replaced.push(replace.old.path.value);
  };

  let block: string | undefined;
  for (const { words } of scanGomod(text).lines) {
    const [first, ...rest] = words;
    if (first === undefined) continue;
    if (block !== undefined) {
      if (isMark(first, ')')) block = undefined;
      else add(block, words);
    } else if (isMark(rest[0], '(')) block = first.value;
    else add(first.value, rest);
    if (uses.length + replaced.length >= MAX_ENTRIES) break;
  }
  return { uses, replaced };
}

function isMark(word: GomodWord | undefined, mark: string): boolean {
  return word?.quote === null && word.value === mark;
}
