import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';

const setup = new URL('../../../scripts/setup.mjs', import.meta.url).href;
const clone = mkdtempSync(join(tmpdir(), 'mainstay-clone-'));
afterAll(() => rmSync(clone, { recursive: true }));

/** Runs `expression` with the functions of scripts/setup.mjs in a Node of its own; it must need no package. */
function inSetup(expression: string): unknown {
  const program = `const setup = await import(${JSON.stringify(setup)}); console.log(JSON.stringify(${expression} ?? null));`;
  return JSON.parse(execFileSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8', cwd: clone }));
}

test('an old Node is told what is needed and what it is', () => {
  expect(inSetup("['18.20.0', '20.11.1', '20.12.0', '22.0.0'].map((version) => setup.tooOld(version) === undefined)")).toEqual([
    false,
    false,
    true,
    true,
  ]);
  expect(inSetup("setup.tooOld('18.20.0')")).toContain('needs Node 20.12 or newer, and this is Node 18.20.0');
});

test('packages are installed once: until the lock file names something else', () => {
  const at = JSON.stringify(clone);
  const lock = (packages: object) => JSON.stringify({ packages });
  const wanted = {
    '': {},
    'node_modules/one': { version: '1.0.0' },
    'node_modules/for-another-system': { version: '1.0.0', optional: true },
  };
  writeFileSync(join(clone, 'package-lock.json'), lock(wanted));
  expect(inSetup(`setup.installed(${at})`)).toBe(false);

  mkdirSync(join(clone, 'node_modules'));
  writeFileSync(join(clone, 'node_modules', '.package-lock.json'), lock({ 'node_modules/one': { version: '1.0.0' } }));
  expect(inSetup(`setup.installed(${at})`)).toBe(true);

  writeFileSync(join(clone, 'package-lock.json'), lock({ ...wanted, 'node_modules/one': { version: '1.0.1' } }));
  expect(inSetup(`setup.installed(${at})`)).toBe(false);
});

test('the bundles are built when a source is newer', () => {
  const at = JSON.stringify(clone);
  const touch = (file: string, seconds: number) => utimesSync(join(clone, file), seconds, seconds);
  mkdirSync(join(clone, 'server', 'src'), { recursive: true });
  writeFileSync(join(clone, 'server', 'src', 'main.ts'), '');
  expect(inSetup(`setup.built(${at})`)).toBe(false);

  mkdirSync(join(clone, 'dist'));
  const bundles = ['dist/cli.js', 'dist/server.js', 'dist/client.js'];
  writeFileSync(join(clone, 'dist/cli.js'), '');
  expect(inSetup(`setup.built(${at})`)).toBe(false);
  for (const bundle of bundles) writeFileSync(join(clone, bundle), '');
  for (const file of ['server', 'server/src', 'server/src/main.ts', 'package-lock.json']) touch(file, 1000);
  for (const bundle of bundles) touch(bundle, 2000);
  expect(inSetup(`setup.built(${at})`)).toBe(true);

  touch('server/src/main.ts', 3000);
  expect(inSetup(`setup.built(${at})`)).toBe(false);
});
