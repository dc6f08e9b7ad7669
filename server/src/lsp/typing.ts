import type { TextDocumentContentChangeEvent } from 'vscode-languageserver';
import type { Dependency } from '../model/manifest.ts';

/**
 * What tells one entry of a manifest from another, whatever line it stands on: entries that read the same are asked about once.
 */
export function entryKey({ name, requirement, scope }: Dependency): string {
  return `${scope}\n${name}\n${requirement ?? ''}`;
}

/** Whether an entry has both a name and a requirement to be looked up by. */
export function isComplete({ name, requirement, target }: Dependency): boolean {
  return name.trim() !== '' && requirement !== null && requirement.trim() !== '' && target.kind !== 'none';
}

/** Where somebody may be typing, and which entries were let out to be asked about. */
export interface Typing {
  /** An edit happened: the caret stands at the end of what was put in. `before` and `after` are the whole texts. */
  edited(changes: readonly TextDocumentContentChangeEvent[], before: string, after: string): void;
  /** The caret was seen on a line, by a request that tells. */
  caretAt(line: number): void;
  /** Lets out what is complete and not on a line with a caret; on save whatever is complete. Returns what is new. */
  letOut(
    entries: readonly Dependency[],
    linesOf: (entry: Dependency) => readonly [number, number],
    on: 'rest' | 'save',
  ): readonly Dependency[];
  isOut(entry: Dependency): boolean;
}

/**
 * PRODUCT.md's rule as far as LSP can tell: there is no caret in LSP, so it is taken to be where the last edit ended, or on the line that a
 * client asks automatic code actions for (VS Code does whenever the caret moves).
 */
export function createTyping(): Typing {
  const out = new Set<string>();
  let carets: readonly number[] = [];
  return {
    edited(changes, before, after) {
      carets = changes.reduce<readonly number[]>((lines, change) => {
        const edit = 'range' in change ? editOf(change) : difference(before, after);
        const moved = lines.map((line) => (line > edit.last ? line + edit.inserted - (edit.last - edit.first) : line));
        return [...moved, edit.first + edit.inserted];
      }, []);
    },
    caretAt(line) {
      carets = [line];
    },
    letOut(entries, linesOf, on) {
      const fresh = entries.filter((entry) => {
        if (!isComplete(entry) || out.has(entryKey(entry))) return false;
        if (on === 'save' || carets.length === 0) return true;
        const [first, last] = linesOf(entry);
        return !carets.some((line) => line >= first && line <= last);
      });
      for (const entry of fresh) out.add(entryKey(entry));
      return fresh;
    },
    isOut: (entry) => out.has(entryKey(entry)),
  };
}

interface Edit {
  /** Lines the replaced stretch began and ended on. */
  readonly first: number;
  readonly last: number;
  /** Line breaks put in. */
  readonly inserted: number;
}

function editOf({ range, text }: Extract<TextDocumentContentChangeEvent, { range: unknown }>): Edit {
  return { first: range.start.line, last: range.end.line, inserted: lineBreaks(text) };
}

/** The edit that a client which sends whole texts must have meant: between what both texts begin and end with. */
function difference(before: string, after: string): Edit {
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < most - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1;
  const first = lineBreaks(before.slice(0, head));
  return {
    first,
    last: first + lineBreaks(before.slice(head, before.length - tail)),
    inserted: lineBreaks(after.slice(head, after.length - tail)),
  };
}

function lineBreaks(text: string): number {
  return text.split(/\r\n|\n|\r/).length - 1;
}
