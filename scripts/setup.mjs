// All set-up a fresh clone needs, once: Node new enough, packages installed, bundles built. Quick when there is nothing to do.
// It runs before anything is installed, so it may import nothing but what Node brings.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const LEAST_NODE = [20, 12];
const here = fileURLToPath(new URL('..', import.meta.url));

/** Does what is missing in the repository at `root`; `say` hears one line for each step taken. Throws an Error fit to be shown. */
export function setUp({ root = here, say = (/** @type {string} */ line) => console.error(line) } = {}) {
  const old = tooOld(process.versions.node);
  if (old !== undefined) throw new Error(old);
  if (!installed(root)) {
    say('setup: installing packages (npm ci) …');
    npm(root, ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
  }
  if (!built(root)) {
    say('setup: building …');
    run(root, process.execPath, ['esbuild.mjs'], 'the build failed: see above');
  }
}

/** Why this Node cannot be used, or undefined when it can. @param {string} version */
export function tooOld(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [leastMajor, leastMinor] = LEAST_NODE;
  if (major > leastMajor || (major === leastMajor && minor >= leastMinor)) return undefined;
  return `Mainstay needs Node ${leastMajor}.${leastMinor} or newer, and this is Node ${version}. Install a newer Node and run the command again.`;
}

/** Whether node_modules holds what package-lock.json names; packages for other platforms may be absent. @param {string} root */
export function installed(root) {
  const lock = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(lock)) return false;
  const wanted = packagesOf(join(root, 'package-lock.json'));
  const present = packagesOf(lock);
  return Object.entries(wanted).every(
    ([path, { version, optional }]) =>
      path === '' || (present[path] === undefined ? optional === true : present[path].version === version),
  );
}

/** Whether dist is newer than everything it is made of. @param {string} root */
export function built(root) {
  const bundles = ['cli.js', 'server.js', 'client.js'].map((name) => join(root, 'dist', name));
  if (!bundles.every(existsSync)) return false;
  const sources = ['esbuild.mjs', 'package.json', 'package-lock.json', 'server', 'client'].map((name) => join(root, name));
  return newest(sources) <= Math.min(...bundles.map((bundle) => statSync(bundle).mtimeMs));
}

/** Newest change under the given files and folders, ms since 1970. @param {readonly string[]} paths @returns {number} */
function newest(paths) {
  return Math.max(
    0,
    ...paths.filter(existsSync).map((path) => {
      const { mtimeMs } = statSync(path);
      const inside = statSync(path).isDirectory() ? readdirSync(path).map((name) => join(path, name)) : [];
      return Math.max(mtimeMs, newest(inside));
    }),
  );
}

/** @param {string} lockfile @returns {Record<string, { version?: string, optional?: boolean }>} */
function packagesOf(lockfile) {
  return JSON.parse(readFileSync(lockfile, 'utf8')).packages ?? {};
}

/** npm as it was called (`npm start` tells where it is), else the one on the path. @param {string} root @param {string[]} args */
function npm(root, args) {
  const cli = process.env.npm_execpath;
  const hint = 'npm ci failed: see above. Is the package registry within reach?';
  if (cli?.endsWith('.js')) return run(root, process.execPath, [cli, ...args], hint);
  return run(root, 'npm', args, hint);
}

/** @param {string} root @param {string} command @param {string[]} args @param {string} hint */
function run(root, command, args, hint) {
  // Its output goes to standard error: standard output belongs to the command that needed the set-up.
  const shell = process.platform === 'win32' && command === 'npm';
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2], shell });
  if (error !== undefined || status !== 0) throw new Error(error === undefined ? hint : `${hint} (${error.message})`);
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    setUp();
  } catch (error) {
    console.error(`setup: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
}
