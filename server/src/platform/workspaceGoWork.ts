/** Most folders one go.work may name. */
const MAX_USES = 2000;

/**
 * The folders that a go.work file uses, as written (`./api`, `../lib`). Lenient: a line that cannot be read is left out, the others
 * count. Source: go.dev/ref/mod#workspaces.
 */
export function usedFolders(text: string): readonly string[] {
  const folders: string[] = [];
  let block: string | undefined;
  for (const line of text.split(/\r?\n/)) {
    const words = wordsOf(line);
    const [first] = words;
    if (first === undefined) continue;
    if (block !== undefined) {
      if (first === ')') block = undefined;
      else if (block === 'use') folders.push(first);
    } else if (words[1] === '(') block = first;
    else if (first === 'use' && words[1] !== undefined) folders.push(words[1]);
    if (folders.length >= MAX_USES) break;
  }
  return folders;
}

function wordsOf(line: string): readonly string[] {
  const words = line.match(/"(?:[^"\\]|\\.)*"|`[^`]*`|\/\/.*|[()]|[^\s()"`]+/g) ?? [];
  const end = words.findIndex((word) => word.startsWith('//'));
  return words
    .slice(0, end < 0 ? words.length : end)
    .map((word) => (/^["`]/.test(word) ? word.slice(1, -1).replaceAll('\\\\', '\\') : word));
}
