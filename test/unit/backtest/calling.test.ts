import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { COMMITTED } from '../../../scripts/histories/folder.ts';
import { readArguments } from '../../../scripts/backtest/arguments.ts';
import { ROOT } from '../../upstream/root.ts';

let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'mainstay-backtest-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Calls it as `npm run backtest` does. */
function call(...given: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['scripts/run.mjs', 'scripts/backtest/main.ts', '--data', folder, ...given],
    { cwd: ROOT, encoding: 'utf8' },
  );
  return { status, stdout, errors: stderr.trimEnd().split('\n') };
}

test('an empty folder is one line and exit code 2', () => {
  const { status, stdout, errors } = call();

  expect([status, stdout]).toEqual([2, '']);
  expect(errors).toEqual([expect.stringContaining('no recorded histories')]);
});

test('a single history is enough; a file that is none is named, and the exit code says so', () => {
  copyFileSync(join(COMMITTED, 'left-pad__left-pad.txt'), join(folder, 'left-pad__left-pad.txt'));
  writeFileSync(join(folder, 'example-org__broken.json'), '{');
  const { status, stdout, errors } = call('--format', 'json');

  expect(errors).toEqual([expect.stringMatching(/^example-org__broken\.json: left out/)]);
  expect(status).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({
    rules: { fading: { flagged: 1, dormant: 1, precision: 1, recall: 1, lift: 1 } },
    baselines: { 'no-release-12-months': {}, 'no-commit-90-days': {} },
    snapshots: 1,
    positives: 1,
  });
});

test.each([
  [['--format', 'xml'], /--format is text or json/],
  [['--frob'], /--frob/],
  [['stray'], /stray/],
])('%j is refused with a reason', (given, reason) => expect(readArguments(given)).toMatch(reason));

test('without arguments the committed histories are read, as text', () => {
  expect(readArguments([])).toEqual({ data: undefined, format: 'text', write: false });
});
