// `npm test`: all set-up, then `check`, then every test, and a closing line that counts what ran.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const run = (
  /** @type {string} */ script,
  /** @type {readonly string[]} */ args = [],
  /** @type {Record<string, string>} */ more = {},
) =>
  spawnSync(process.execPath, [script, ...args], { cwd: root, stdio: 'inherit', env: { ...process.env, ...more } }).status === 0;

if (!run('scripts/setup.mjs')) process.exit(1);
const checked = run('scripts/check.mjs');

const folder = mkdtempSync(join(tmpdir(), 'mainstay-test-'));
const report = join(folder, 'report.json');
run('node_modules/vitest/vitest.mjs', [
  ...['run', '--project', 'unit', '--project', 'repo', '--project', 'protocol'],
  ...['--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
]);

/** What a run left in its report; a run without one has failed. */
const countsIn = (/** @type {string} */ path, /** @type {(report: any) => { passed: number, failed: number }} */ read) => {
  try {
    return read(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    console.error(`npm test: no report was left: ${error instanceof Error ? error.message : String(error)}`);
    return { passed: 0, failed: 1 };
  }
};

const vitest = countsIn(report, ({ numPassedTests, numFailedTests, numFailedTestSuites, success }) => ({
  passed: numPassedTests,
  failed: numFailedTests || (success ? 0 : Math.max(1, numFailedTestSuites)),
}));
const editorReport = join(folder, 'editor.json');
run('scripts/run.mjs', ['scripts/editor/main.ts'], { MAINSTAY_TEST_REPORT: editorReport });
const editor = countsIn(editorReport, (counts) => counts);
rmSync(folder, { recursive: true, force: true });

const passed = vitest.passed + editor.passed;
const failed = (checked ? 0 : 1) + vitest.failed + editor.failed + (vitest.passed === 0 || editor.passed === 0 ? 1 : 0);
if (!checked) console.log('npm test: “check” failed, see above');
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
