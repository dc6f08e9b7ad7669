import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { all } from 'module-replacements';
import { compact, layout } from './compact.ts';

const FILE = 'server/src/sources/replacements.json';
const USAGE = `npm run replacements [-- --check]: makes ${FILE} of the installed module-replacements
  --check   compare with the committed file, write nothing`;

/** Writes or compares; returns the exit code: 0 done, 1 out of date, 2 unusable input. */
function run(given: readonly string[]): number {
  if (given.some((argument) => argument !== '--check')) return say(USAGE, 2);
  const { version } = createRequire(import.meta.url)('module-replacements/package.json') as { readonly version: string };
  const made = compact(version, all);
  const text = layout(made);
  const counts = `${Object.keys(made.modules).length} packages, ${made.suggestions.length} suggestions, ${text.length} bytes`;
  if (given.includes('--check')) {
    if (text === readFileSync(FILE, 'utf8')) return say(`${FILE} is module-replacements ${version}: ${counts}`, 0);
    return say(`${FILE} is not what is installed: run npm run replacements and commit the result`, 1);
  }
  writeFileSync(FILE, text);
  return say(`written: ${FILE}, ${counts}`, 0);
}

function say(text: string, code: number): number {
  console[code === 0 ? 'log' : 'error'](text);
  return code;
}

process.exitCode = run(process.argv.slice(2));
