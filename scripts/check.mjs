// `npm run check`: every gate that needs no running code. All are run, so that one visit shows all that is to mend.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** @type {readonly (readonly [name: string, command: string, args: readonly string[]])[]} */
const gates = [
  ['types', 'tsc', ['--noEmit']],
  ['lint', 'eslint', ['client', 'server', 'test', 'scripts', '--max-warnings', '0']],
  ['format', 'prettier', ['--check', '--log-level', 'warn', '.']],
  ['layers', 'depcruise', ['--config', '.dependency-cruiser.cjs', 'client', 'server', 'test', 'scripts']],
  ['dead code', 'knip', []],
  ['generated files', process.execPath, ['scripts/run.mjs', 'scripts/catalog/main.ts', '--check']],
  ['bundle of the Action', process.execPath, ['esbuild.mjs', '--check-action']],
  ['generated lists', process.execPath, ['scripts/run.mjs', 'scripts/replacements/main.ts', '--check']],
  ['generated words', process.execPath, ['scripts/run.mjs', 'scripts/docs/main.ts', '--check']],
];

let failed = 0;
for (const [name, command, args] of gates) {
  const started = performance.now();
  const bin =
    command === process.execPath ? command : `node_modules/.bin/${command}${process.platform === 'win32' ? '.cmd' : ''}`;
  const { status, stdout, stderr, error } = spawnSync(bin, args, {
    cwd: root,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  if (status === 0) {
    console.log(`check: ${name} ok (${seconds} s)`);
    continue;
  }
  failed += 1;
  console.log(`check: ${name} FAILED (${seconds} s)\n${stdout ?? ''}${stderr ?? ''}${error ? String(error) : ''}`);
}
process.exitCode = failed === 0 ? 0 : 1;
