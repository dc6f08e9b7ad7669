// `npm run volume`: how much the product says of real manifests and of an invented world; what is counted stands in docs/volume.md.
import { rules } from '../../server/src/rules/index.ts';
import { COMMITTED, readFolder } from '../histories/folder.ts';
import { tableText } from '../histories/tableText.ts';
import { missed } from './aims.ts';
import { readArguments, USAGE } from './arguments.ts';
import { linesParts, worldPart } from './parts.ts';
import { linesResult, worldResult } from './result.ts';
import { writePage, type Part } from './write.ts';

/** Returns the exit code; see {@link USAGE}. */
async function run(given: readonly string[]): Promise<number> {
  const asked = readArguments(given);
  if (typeof asked === 'string') return fail(`${asked}\n${USAGE}`);
  const { histories } = readFolder(COMMITTED);
  const world = worldResult(histories, rules);
  const lines = asked.data === undefined ? undefined : linesResult(asked.data, histories, { rules, packages: world.packages });
  const parts: readonly Part[] = [...(lines === undefined ? [] : linesParts(lines)), worldPart(world)];
  for (const part of parts) print(part);
  const misses = [...world.corpora, ...(lines?.corpora ?? [])].flatMap(missed);
  console.log(misses.length === 0 ? 'the aims are held' : misses.join('\n'));
  if (asked.write) console.error((await writePage(parts)) ? 'written: docs/volume.md' : 'docs/volume.md was so already');
  return misses.length === 0 ? 0 : 1;
}

function print({ words, tables }: Part): void {
  if (words !== '') console.log(`${words}\n`);
  for (const { title, heads, rows } of tables) console.log(`${title}\n${tableText(heads, rows)}\n`);
}

function fail(text: string): number {
  console.error(text);
  return 2;
}

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof Error)) throw error;
  process.exitCode = fail(`${error.message.split('\n')[0] ?? ''}\n${USAGE}`);
}
