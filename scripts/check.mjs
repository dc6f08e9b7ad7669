// `npm run check`: every gate that needs no running code. All are run, so that one visit shows all that is to mend; as many
// at once as the machine has cores, the longest first.
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** @type {readonly (readonly [name: string, command: string, args: readonly string[]])[]} */
const gates = [
  ['lint', 'eslint', ['client', 'server', 'test', 'scripts', '--max-warnings', '0']],
  ['types', 'tsc', ['--noEmit']],
  ['format', 'prettier', ['--check', '--log-level', 'warn', '.']],
  ['layers', 'depcruise', ['--config', '.dependency-cruiser.cjs', 'client', 'server', 'test', 'scripts']],
  ['dead code', 'knip', []],
  ['generated files', process.execPath, ['scripts/run.mjs', 'scripts/catalog/main.ts', '--check']],
  ['bundle of the Action', process.execPath, ['esbuild.mjs', '--check-action']],
  ['generated lists', process.execPath, ['scripts/run.mjs', 'scripts/replacements/main.ts', '--check']],
  ['generated words', process.execPath, ['scripts/run.mjs', 'scripts/docs/main.ts', '--check']],
];

let failed = 0;
const waiting = [...gates];
await Promise.all(Array.from({ length: availableParallelism() }, workOff));
process.exitCode = failed === 0 ? 0 : 1;

async function workOff() {
  for (let gate = waiting.shift(); gate !== undefined; gate = waiting.shift()) await pass(gate);
}

/** Runs one gate and prints how it ended; what it says is shown where it failed only. @param {(typeof gates)[number]} gate */
async function pass([name, command, args]) {
  const started = performance.now();
  const windows = process.platform === 'win32';
  const bin = command === process.execPath ? command : `node_modules/.bin/${command}${windows ? '.cmd' : ''}`;
  const child = spawn(bin, args, {
    cwd: root,
    shell: windows && command !== process.execPath,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = Promise.all([text(child.stdout), text(child.stderr)]).catch(() => []); // a command that cannot start has no streams
  /** @type {{ status: number | null, error?: Error }} */
  const { status, error } = await new Promise((done) => {
    child.on('error', (error) => done({ status: null, error }));
    child.on('close', (status) => done({ status }));
  });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  if (status === 0) {
    console.log(`check: ${name} ok (${seconds} s)`);
    return;
  }
  failed += 1;
  console.log(`check: ${name} FAILED (${seconds} s)\n${(await said).join('')}${error === undefined ? '' : String(error)}`);
}
