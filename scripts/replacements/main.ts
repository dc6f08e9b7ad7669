import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parseArgs } from 'node:util';
import { all } from 'module-replacements';
import type { ReplacementsFile } from '../../server/src/sources/replacements/format.ts';
import { compact, layout } from './compact.ts';

const FILE = 'server/src/sources/replacements.json';
const USAGE = `npm run replacements [-- OPTIONS]: makes ${FILE} of the installed module-replacements
  --released YYYY-MM-DD   the day of that release, where it is another than the committed file's (npm view module-replacements time)
  --check                 compare with the committed file, write nothing`;
const OPTIONS = { released: { type: 'string' }, check: { type: 'boolean', default: false } } as const;

/** Writes or compares; returns the exit code: 0 done, 1 out of date, 2 unusable input. */
function run(): number {
  const { values } = parseArgs({ options: OPTIONS });
  const { version } = createRequire(import.meta.url)('module-replacements/package.json') as { readonly version: string };
  const committed = readFileSync(FILE, 'utf8');
  const before = JSON.parse(committed) as ReplacementsFile;
  const released = values.released ?? (before.version === version ? before.released : undefined);
  if (released === undefined && values.check) return say(`${FILE} is of ${before.version}, installed is ${version}`, 1);
  if (released === undefined || !/^\d{4}-\d{2}-\d{2}$/.test(released)) return say(USAGE, 2);
  const made = compact({ version, released }, all);
  const text = layout(made);
  const counts = `${Object.keys(made.modules).length} packages, ${made.suggestions.length} suggestions, ${text.length} bytes`;
  if (!values.check) {
    writeFileSync(FILE, text);
    return say(`written: ${FILE}, ${counts}`, 0);
  }
  if (text === committed) return say(`${FILE} is module-replacements ${version}: ${counts}`, 0);
  return say(`${FILE} is not what is installed: run npm run replacements and commit the result`, 1);
}

function say(text: string, code: number): number {
  console[code === 0 ? 'log' : 'error'](text);
  return code;
}

process.exitCode = run();
