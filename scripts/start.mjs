// `npm start`: Mainstay in an editor, on examples/, offline, against the local upstream and its recorded world. `-- --live [folder]`: the
// real services. `-- --no-editor`: the command line's report instead.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setUp } from './setup.mjs';
import { RECORDED, untouched } from './untouched.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const nowhere = join(root, 'node_modules', '.cache', 'nowhere');

try {
  setUp({ root });
  process.exitCode = process.argv.includes('--no-editor') ? await show() : await open();
} catch (error) {
  console.error(`start: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}

/** Opens the editor; it ends when this program does. @returns {Promise<number>} */
async function open() {
  const editor = spawn(process.execPath, ['scripts/run.mjs', 'scripts/open/main.ts', ...process.argv.slice(2)], {
    cwd: root,
    stdio: ['pipe', 'inherit', 'inherit'],
  });
  process.on('SIGINT', () => undefined); // the editor hears Ctrl-C too, and tidies up first
  process.on('SIGTERM', () => editor.kill());
  return (await exitCode(editor)) ?? 1;
}

async function show() {
  const upstream = spawn(
    process.execPath,
    ['scripts/run.mjs', 'test/upstream/main.ts', '--now', RECORDED, '--until-stdin-ends'],
    {
      cwd: root,
      stdio: ['pipe', 'pipe', 'inherit'], // an open stdin: it ends when this program does
    },
  );
  try {
    const addresses = await firstLine(upstream);
    const code = await exitCode(
      spawn(process.execPath, ['dist/cli.js', 'check', 'examples', '--format', 'text'], {
        cwd: root,
        env: {
          ...untouched(process.env, nowhere),
          MAINSTAY_UPSTREAMS: addresses,
          MAINSTAY_NOW: RECORDED,
          GITHUB_TOKEN: 'any-word-serves-the-local-upstream',
        },
        stdio: ['ignore', 'inherit', 'inherit'],
      }),
    );
    console.log(
      `\nReal names: recorded facts, each up to the day its project was read, some long before ${RECORDED.slice(0, 10)} (release dates are days of git tags); the rest unknown. @example/ and example.org: invented stories. All from a local upstream, offline.`,
    );
    if (code === 0 || code === 1) return 0; // 1 says that there are findings: the examples are there to have some
    console.error(`start: the check ended with exit code ${code}`);
    return 1;
  } finally {
    upstream.kill();
  }
}

/** The first line a program prints; fails where it ends without one. @param {import('node:child_process').ChildProcess} program @returns {Promise<string>} */
function firstLine(program) {
  return new Promise((resolve, reject) => {
    program.once('error', reject);
    program.once('exit', (code) => reject(new Error(`the local upstream ended with exit code ${code} before it was ready`)));
    if (program.stdout !== null) createInterface(program.stdout).once('line', resolve);
  });
}

/** @param {import('node:child_process').ChildProcess} program @returns {Promise<number | null>} */
function exitCode(program) {
  return new Promise((resolve, reject) => {
    program.once('error', reject);
    program.once('exit', resolve);
  });
}
