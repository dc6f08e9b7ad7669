/** One entry of Yarn 1's lockfile. */
export interface YarnEntry {
  /** `name@requirement`, each of those it serves. */
  readonly descriptors: readonly string[];
  readonly version: string | undefined;
  readonly resolved: string | undefined;
  readonly integrity: string | undefined;
  /** Names and ranges. */
  readonly requires: readonly (readonly [name: string, range: string])[];
}

type Draft = { -readonly [K in keyof Omit<YarnEntry, 'requires'>]: YarnEntry[K] } & {
  readonly requires: (readonly [string, string])[];
};

const WORD = /"((?:[^"\\]|\\.)*)"|[^\s,:"]\S*/g;
const REQUIRING: ReadonlySet<string> = new Set(['dependencies', 'optionalDependencies']);

/**
 * The entries of a text in Yarn 1's own format, in its order; a line that is none of it is passed over (comments, marks of an unresolved
 * merge). Lines are read one by one, so nothing is nested. Source: yarnpkg/yarn, the package "lockfile".
 */
export function readYarnEntries(text: string): readonly YarnEntry[] {
  const entries: Draft[] = [];
  let entry: Draft | undefined;
  let isRequiring = false;
  for (const line of text.split(/\r\n|\n/)) {
    const indent = line.length - line.trimStart().length;
    if (indent === line.length || line.charAt(indent) === '#') continue;
    if (indent === 0) {
      entry = line.trimEnd().endsWith(':') ? begun(line.trimEnd().slice(0, -1)) : undefined;
      isRequiring = false;
      if (entry !== undefined) entries.push(entry);
      continue;
    }
    if (entry === undefined) continue;
    const [name, value] = wordsOf(line);
    if (name === undefined) continue;
    if (indent <= 2) {
      isRequiring = REQUIRING.has(name.replace(/:$/, '')) && value === undefined;
      if (name === 'version') entry.version = value;
      if (name === 'resolved') entry.resolved = value;
      if (name === 'integrity') entry.integrity = value;
    } else if (isRequiring && value !== undefined) {
      entry.requires.push([name, value]);
    }
  }
  return entries;
}

function begun(line: string): Draft | undefined {
  // Quoted where a character asks for it: each piece between commas is a word of its own.
  const descriptors = [...line.matchAll(/"((?:[^"\\]|\\.)*)"|[^,"]+/g)]
    .map(([piece, quoted]) => (quoted === undefined ? piece.trim() : unquoted(quoted)))
    .filter((descriptor) => descriptor.includes('@', 1));
  return descriptors.length === 0
    ? undefined
    : { descriptors, version: undefined, resolved: undefined, integrity: undefined, requires: [] };
}

function wordsOf(line: string): readonly string[] {
  return [...line.matchAll(WORD)].slice(0, 2).map(([word, quoted]) => (quoted === undefined ? word : unquoted(quoted)));
}

function unquoted(text: string): string {
  return text.replace(/\\(.)/g, '$1');
}
