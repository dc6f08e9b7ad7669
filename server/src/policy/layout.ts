/** How a file is laid out, as far as what is added must fit in. */
export interface Layout {
  readonly eol: '\n' | '\r\n' | '\r';
  /** One step of indentation. */
  readonly step: string;
}

/** The layout of a text, by its first line break and its first indented line; two spaces where it has neither. */
export function layoutOf(text: string): Layout {
  const eol = /\r\n|\n|\r/.exec(text)?.[0];
  const step = /^(\t|[ ]{1,8})[^ \t\r\n]/m.exec(text)?.[1];
  return { eol: eol === '\r\n' || eol === '\r' ? eol : '\n', step: step ?? '  ' };
}

/** Where the line of an offset begins. */
export function lineStart(text: string, offset: number): number {
  let at = offset;
  while (at > 0 && text[at - 1] !== '\n' && text[at - 1] !== '\r') at -= 1;
  return at;
}

/** Where the line of an offset ends, before and behind its line break. */
export function lineEnd(text: string, offset: number): { readonly before: number; readonly behind: number } {
  let at = offset;
  while (at < text.length && text[at] !== '\n' && text[at] !== '\r') at += 1;
  const eol = /^(?:\r\n|\n|\r)/.exec(text.slice(at, at + 2))?.[0] ?? '';
  return { before: at, behind: at + eol.length };
}

/** The white space at the beginning of the line of an offset. */
export function indentAt(text: string, offset: number): string {
  return /^[ \t]*/.exec(text.slice(lineStart(text, offset), offset))?.[0] ?? '';
}

/** Whether nothing but white space stands before an offset on its line. */
export function beginsLine(text: string, offset: number): boolean {
  return text.slice(lineStart(text, offset), offset).trim() === '';
}

/** The first offset from `from` on that is neither white space nor comment. */
export function nextMark(text: string, from: number): number {
  const trivia = /(?:[\s\uFEFF]+|\/\/[^\n\r]*|\/\*[\s\S]*?\*\/)*/y;
  trivia.lastIndex = from;
  return from + (trivia.exec(text)?.[0].length ?? 0);
}
