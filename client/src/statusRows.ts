/** A row of the list behind the status item: two lines, each of which VS Code cuts at the list's width. */
export interface StatusRow {
  readonly label: string;
  readonly detail?: string;
}

/** Most characters that a line of the list shows whole: it is 600 pixels wide at most. */
const MOST = 78;

/** A line of the status in rows that nothing is cut from: its first sentence, where that fits, then the rest. */
export function statusRows(line: string): readonly StatusRow[] {
  const [, first = '', rest = ''] = /^(.*?\.)(?: (.+))?$/s.exec(line) ?? [];
  const pieces = first !== '' && first.length <= MOST ? [first, ...wrapped(rest)] : wrapped(line);
  return pieces.flatMap((label, at): readonly StatusRow[] => {
    if (at % 2 === 1) return [];
    const detail = pieces[at + 1];
    return [detail === undefined ? { label } : { label, detail }];
  });
}

/** Pieces no longer than a line, broken between words; what has no spaces is left whole. */
function wrapped(text: string): readonly string[] {
  const pieces: string[] = [];
  for (const word of text.split(' ').filter((one) => one !== '')) {
    const last = pieces.at(-1);
    if (last === undefined || last.length + 1 + word.length > MOST) pieces.push(word);
    else pieces[pieces.length - 1] = `${last} ${word}`;
  }
  return pieces;
}
