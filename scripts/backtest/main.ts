// `npm run backtest`: what the rules are worth, on recorded histories; how, and what not to read into it, stands in docs/backtest.md.
import { rules } from '../../server/src/rules/index.ts';
import { COMMITTED, readFolder, type Folder } from '../histories/folder.ts';
import { tableText } from '../histories/tableText.ts';
import { readArguments, USAGE } from './arguments.ts';
import { backTest, type BackTest } from './backtest.ts';
import { notesOf, summaryOf, tablesOf } from './layout.ts';
import { writeGenerated } from './write.ts';

/** Returns the exit code; see {@link USAGE}. */
async function run(given: readonly string[]): Promise<number> {
  const asked = readArguments(given);
  if (typeof asked === 'string') return fail(`${asked}\n${USAGE}`);
  const data = asked.data ?? COMMITTED;
  const folder = open(data);
  if (folder === undefined) return fail(`${data}: no such folder, or it cannot be read`);
  for (const { file, problem } of folder.malformed) console.error(`${file}: left out, it is no recorded history: ${problem}`);
  if (folder.histories.length === 0) return fail(`${data}: no recorded histories (<owner>__<name>.json) in it`);
  const result = backTest(folder.histories, rules);
  console.log(asked.format === 'json' ? JSON.stringify(result, null, 2) : textOf(result));
  if (asked.write) {
    const written = await writeGenerated(result);
    console.error(written.length === 0 ? 'record and tables were so already' : `written: ${written.join(', ')}`);
  }
  return folder.malformed.length === 0 ? 0 : 1;
}

function open(folder: string): Folder | undefined {
  try {
    return readFolder(folder);
  } catch (error) {
    if (error instanceof Error && 'code' in error) return undefined; // the system's own refusals have one
    throw error;
  }
}

function textOf(result: BackTest): string {
  const tables = tablesOf(result).map(({ title, heads, rows }) => `${title}\n${tableText(heads, rows)}`);
  return [summaryOf(result), ...tables, ...notesOf(result)].join('\n\n');
}

function fail(text: string): number {
  console.error(text);
  return 2;
}

process.exitCode = await run(process.argv.slice(2));
