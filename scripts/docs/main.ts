import { readFileSync, writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { between } from './between.ts';
import { policySchemaText } from './policy.ts';
import { rulesIndex, rulesTable } from './rules.ts';
import { settingsTable, withConfiguration } from './settings.ts';

const USAGE = `npm run docs [-- --check]: writes what is generated from the schema of settings and the registry of rules:
  package.json (contributes.configuration), media/mainstay.schema.json, README.md (between its markers), docs/rules/README.md
  --check   compare with the committed files, write nothing`;

const page = (id: string) => readFileSync(`docs/rules/${id}.md`, 'utf8');

/** Every generated file with the way to make it from what it is now. */
const generated: readonly (readonly [file: string, make: (now: string) => string])[] = [
  ['package.json', withConfiguration],
  ['media/mainstay.schema.json', policySchemaText],
  ['README.md', (now) => between(between(now, 'rules', rulesTable(page, 'docs/rules/')), 'settings', settingsTable())],
  ['docs/rules/README.md', () => rulesIndex(page)],
];

/** Writes or compares; returns the exit code: 0 done, 1 out of date, 2 unusable input. */
async function run(given: readonly string[]): Promise<number> {
  if (given.some((argument) => argument !== '--check')) return say(USAGE, 2);
  const stale: string[] = [];
  for (const [file, make] of generated) {
    const now = read(file);
    const text = await format(make(now), { ...(await resolveConfig(file)), filepath: file });
    if (text === now) continue;
    stale.push(file);
    if (!given.includes('--check')) writeFileSync(file, text);
  }
  if (stale.length === 0) return say('settings and rules are described as they are', 0);
  if (!given.includes('--check')) return say(`written: ${stale.join(', ')}`, 0);
  return say(`not as generated: ${stale.join(', ')}: run npm run docs and commit the result`, 1);
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    throw error;
  }
}

function say(text: string, code: number): number {
  (code === 0 ? console.log : console.error)(text);
  return code;
}

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof Error)) throw error;
  process.exitCode = say(error.message, 2); // a page or a marker that is not there
}
