import { inAscii, momentOf } from './shardText.ts';

/**
 * Version of what is written. Raise it when the value of a fact changes its shape: what another version wrote is not read, and what this
 * one writes stands in a folder of its own, so two versions at work do not overwrite each other.
 */
export const SCHEMA = 1;

/** Lines of entries by their keys. */
export type Lines = Map<string, string>;

const HEAD = `{"schema":${SCHEMA},"entries":{`;
const FOOT = '}}\n';

/** A shard's text: JSON with one entry a line, so that it is read without parsing what nobody asks for, and a damaged line costs itself. */
export function shardText(lines: Lines): string {
  const body = [...lines].map(([key, line]) => `${inAscii(JSON.stringify(key))}:${line}`).join(',\n');
  return `${HEAD}\n${body}${body === '' ? '' : '\n'}${FOOT}`;
}

/** The entries of a shard's text, or undefined where it is cut off, damaged at its head or of another schema. */
export function readShard(text: string): Lines | undefined {
  if (!text.startsWith(`${HEAD}\n`) || !text.endsWith(`\n${FOOT}`)) return undefined;
  const lines: Lines = new Map();
  for (const row of text.split('\n')) {
    const end = row.indexOf('":{"at":"');
    const key = end < 0 ? undefined : keyOf(row.slice(0, end + 1));
    if (key !== undefined) lines.set(key, row.slice(end + 2, row.endsWith(',') ? -1 : undefined));
  }
  return lines;
}

function keyOf(quoted: string): string | undefined {
  if (!quoted.includes('\\')) return quoted.startsWith('"') ? quoted.slice(1, -1) : undefined;
  try {
    return String(JSON.parse(quoted));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined; // a damaged row
    throw error;
  }
}

/** The lines that fit into `maxBytes` (a byte a character), the oldest left out first, with some room for the next. */
export function fitting(lines: Lines, maxBytes: number): Lines {
  const sizeOf = ([key, line]: readonly [string, string]) => key.length + line.length + 8;
  const all = [...lines];
  let total = all.reduce((sum, row) => sum + sizeOf(row), 100);
  if (total <= maxBytes) return lines;
  const oldestFirst = [...all].sort(([, one], [, other]) => (momentOf(one) < momentOf(other) ? -1 : 1));
  const kept = new Map(lines);
  for (const row of oldestFirst) {
    if (total <= maxBytes * 0.9) break;
    kept.delete(row[0]);
    total -= sizeOf(row);
  }
  return kept;
}
