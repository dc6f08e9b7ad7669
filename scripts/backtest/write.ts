import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { ROOT } from '../../test/upstream/root.ts';
import { between } from '../docs/between.ts';
import type { BackTest } from './backtest.ts';
import { notesOf, summaryOf, tablesOf, type Table } from './layout.ts';

const RECORD = 'server/src/rules/record.json';
const PAGE = 'docs/backtest.md';

/** Every file generated from the back-test, as it ought to be: its path from the repository's root, and its text. */
export async function generatedFrom(result: BackTest): Promise<readonly (readonly [path: string, text: string])[]> {
  const page = between(readFileSync(join(ROOT, PAGE), 'utf8'), 'backtest', markdownOf(result));
  return Promise.all(
    [[RECORD, JSON.stringify(recordOf(result))] as const, [PAGE, page] as const].map(async ([path, text]) => {
      const filepath = join(ROOT, path);
      return [path, await format(text, { ...(await resolveConfig(filepath)), filepath })] as const;
    }),
  );
}

/** Writes them; returns the paths of those that were not so already. */
export async function writeGenerated(result: BackTest): Promise<readonly string[]> {
  const stale = (await generatedFrom(result)).filter(([path, text]) => readFileSync(join(ROOT, path), 'utf8') !== text);
  for (const [path, text] of stale) writeFileSync(join(ROOT, path), text);
  return stale.map(([path]) => path);
}

/** What messages say of a rule's worth: project-years it flagged, and how many went quiet. */
function recordOf({
  rules,
  variants,
}: BackTest): Readonly<Record<string, { readonly flagged: number; readonly dormant: number }>> {
  return Object.fromEntries(
    Object.entries({ ...rules, ...variants })
      .filter(([, { flagged }]) => flagged > 0)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([id, { flagged, dormant }]) => [id, { flagged, dormant }]),
  );
}

function markdownOf(result: BackTest): string {
  return [
    summaryOf(result),
    ...tablesOf(result).flatMap((table) => [`**${table.title}**`, tableMarkdown(table)]),
    ...notesOf(result),
  ].join('\n\n');
}

/** A table as markdown, its first column as code. */
export function tableMarkdown({ heads, rows }: Table): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    line(heads),
    line(heads.map(() => '---')),
    ...rows.map(([first = '', ...more]) => line([`\`${first}\``, ...more])),
  ].join('\n');
}
