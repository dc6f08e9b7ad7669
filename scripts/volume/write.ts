import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { ROOT } from '../../test/upstream/root.ts';
import type { Table } from '../backtest/layout.ts';
import { tableMarkdown } from '../backtest/write.ts';
import { between } from '../docs/between.ts';

const PAGE = 'docs/volume.md';

/** A generated part of the page: what stands between its markers. */
export interface Part {
  readonly name: 'volume-world' | 'volume-lines' | 'volume-projects' | 'volume-sample';
  /** A paragraph before the tables; empty for none. */
  readonly words: string;
  readonly tables: readonly Table[];
}

/** The page as it is, and as it ought to be with the given parts. */
export async function pageWith(parts: readonly Part[]): Promise<{ readonly now: string; readonly wanted: string }> {
  const filepath = join(ROOT, PAGE);
  const now = readFileSync(filepath, 'utf8');
  const text = parts.reduce((page, part) => between(page, part.name, markdownOf(part)), now);
  return { now, wanted: await format(text, { ...(await resolveConfig(filepath)), filepath }) };
}

/** Writes the page with the given parts; whether it was not so already. */
export async function writePage(parts: readonly Part[]): Promise<boolean> {
  const { now, wanted } = await pageWith(parts);
  if (now !== wanted) writeFileSync(join(ROOT, PAGE), wanted);
  return now !== wanted;
}

function markdownOf({ words, tables }: Part): string {
  return [...(words === '' ? [] : [words]), ...tables.map((table) => `**${table.title}**\n\n${tableMarkdown(table)}`)].join(
    '\n\n',
  );
}
