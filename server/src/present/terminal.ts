/** Paints words for a terminal, or leaves them alone. */
export interface Painter {
  bold(text: string): string;
  dim(text: string): string;
  yellow(text: string): string;
  blue(text: string): string;
}

/** A painter with ANSI colours, or one that changes nothing. */
export function painter(coloured: boolean): Painter {
  const style = (open: number, close: number) => (text: string) =>
    coloured && text !== '' ? `\u001b[${open}m${text}\u001b[${close}m` : text;
  return { bold: style(1, 22), dim: style(2, 22), yellow: style(33, 39), blue: style(34, 39) };
}

/** Text fit for a terminal: control characters (escape sequences among them) and direction overrides become `?`. */
export function plain(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g, '?');
}

/** The text in exactly `width` UTF-16 units: padded with spaces, or cut in the middle, where names differ least. */
export function pad(text: string, width: number): string {
  if (text.length <= width) return text.padEnd(width);
  const head = Math.ceil((width - 1) / 2);
  return `${text.slice(0, head)}…${text.slice(text.length - (width - 1 - head))}`;
}

const STYLE = /\u001b\[\d+m/g;
/** Narrowest a line is folded to: below, what a terminal does by itself is as good. */
const NARROWEST = 30;

/**
 * A text whose lines are no wider than `columns`, colours not counted: longer ones go on two columns further in than they begin, by `beginsAt` (columns;
 * else their first word). Words stay whole, be they wider. Infinity, for what is no terminal, changes nothing.
 */
export function folded(text: string, columns: number, beginsAt: (line: string) => number | undefined = () => undefined): string {
  if (!Number.isFinite(columns) || columns < NARROWEST) return text;
  return text
    .split('\n')
    .map((line) => foldedLine(line, columns, beginsAt(line)))
    .join('\n');
}

function foldedLine(line: string, columns: number, begin: number | undefined): string {
  if (widthOf(line) <= columns) return line;
  const indent = /^ */.exec(line)?.[0] ?? '';
  const further = ' '.repeat((begin ?? indent.length) + 2);
  const lines: string[] = [];
  let now = indent;
  // runs of spaces within a line are a layout, and stay
  for (const piece of line.slice(indent.length).split(/(?<=\S)(?= +\S)/)) {
    if (now.trim() === '' || widthOf(now + piece) <= columns) now += piece;
    else {
      lines.push(now);
      now = further + piece.trimStart();
    }
  }
  return [...lines, now].join('\n');
}

function widthOf(text: string): number {
  return text.replace(STYLE, '').length;
}
