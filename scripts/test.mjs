// `npm test`: all set-up, then `check`, then every test, and a closing line that counts what ran.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const run = (/** @type {string} */ script, /** @type {readonly string[]} */ args = []) =>
  spawnSync(process.execPath, [script, ...args], { cwd: root, stdio: 'inherit' }).status === 0;

if (!run('scripts/setup.mjs')) process.exit(1);
const checked = run('scripts/check.mjs');

const folder = mkdtempSync(join(tmpdir(), 'mainstay-test-'));
const report = join(folder, 'report.json');
run('node_modules/vitest/vitest.mjs', [
  ...['run', '--project', 'unit', '--project', 'repo', '--project', 'protocol'],
  ...['--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
]);

let passed = 0;
let failed = checked ? 0 : 1;
try {
  const { numPassedTests, numFailedTests, numFailedTestSuites, success } = JSON.parse(readFileSync(report, 'utf8'));
  passed = numPassedTests;
  failed += numFailedTests || (success ? 0 : Math.max(1, numFailedTestSuites));
} catch (error) {
  console.error(`npm test: the test runner left no report: ${error instanceof Error ? error.message : String(error)}`);
  failed += 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
if (!checked) console.log('npm test: “check” failed, see above');
if (passed === 0) failed += 1;
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
