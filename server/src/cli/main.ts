import { manifestJson } from '../present/manifestJson.ts';
import { plain } from '../present/terminal.ts';
import { clockOf, UpstreamsError } from '../platform/upstreams.ts';
import { FileProblem } from '../platform/files.ts';
import { GitProblem } from '../platform/git.ts';
import { readArguments, UsageError } from './arguments.ts';
import { runApprove } from './approve.ts';
import { runCheck } from './check.ts';
import { runExplain } from './explain.ts';
import { help } from './help.ts';
import { readInput } from '../reviewing/inputs.ts';
import { removeTemporaryFolders } from '../reviewing/temporaryFolders.ts';
import { runReview } from './review.ts';
import type { World } from './world.ts';

declare const MAINSTAY_VERSION: string;

/** Runs the command line. Never rejects: whatever cannot be used is one line on standard error and exit code 2. */
async function main(words: readonly string[], world: World): Promise<number> {
  try {
    const command = readArguments(words);
    switch (command.command) {
      case 'help':
        await world.print(help);
        return 0;
      case 'version':
        await world.print(`${MAINSTAY_VERSION}\n`);
        return 0;
      case 'manifest':
        await world.print(JSON.stringify(manifestJson((await readInput(command.path, command.as)).manifest), null, 2) + '\n');
        return 0;
      case 'check':
        return await runCheck(command, world);
      case 'explain':
        return await runExplain(command, world);
      case 'review':
        return await runReview(command, world);
      case 'approve':
        return await runApprove(command, world);
    }
  } catch (error) {
    const isSaid = [UsageError, FileProblem, GitProblem, UpstreamsError].some((known) => error instanceof known);
    if (!isSaid || !(error instanceof Error)) throw error;
    world.complain(error.message);
    return 2;
  }
}

function processWorld(): World {
  const { env, stdout, stderr } = process;
  const forced = env['FORCE_COLOR'];
  const coloured =
    forced === undefined
      ? stdout.isTTY && (env['NO_COLOR'] ?? '') === '' && env['TERM'] !== 'dumb'
      : forced !== '0' && forced !== 'false';
  return {
    env,
    folder: process.cwd(),
    coloured,
    columns: stdout.isTTY ? stdout.columns : Infinity,
    version: MAINSTAY_VERSION,
    userAgent: `mainstay/${MAINSTAY_VERSION} (open source; command line)`,
    now: clockOf(env, Date.now),
    print: (text) => new Promise((written) => void stdout.write(text, () => written())),
    complain: (message) => void stderr.write(`mainstay: ${plain(message)}\n`),
    note: (text) => void stderr.write(text),
    progress(total) {
      if (!stderr.isTTY || total < 2) return () => undefined;
      const step = Math.ceil(total / 100);
      return (done) => {
        if (done === undefined) stderr.write('\r\u001b[K');
        else if (done % step === 0) stderr.write(`\r\u001b[Kasked about ${done} of ${total} dependencies`);
      };
    },
  };
}

async function start(): Promise<number> {
  try {
    return await main(process.argv.slice(2), processWorld());
  } catch (error) {
    if (!(error instanceof UpstreamsError)) throw error;
    process.stderr.write(`mainstay: ${error.message}\n`);
    return 2;
  }
}

process.on('exit', removeTemporaryFolders);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.once(signal, () => {
    removeTemporaryFolders();
    process.kill(process.pid, signal); // nobody listens any more: it ends us as whoever sent it expects
  });
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') return; // a reader that stops reading (`mainstay check | head`) is no error, and changes no verdict
  process.stderr.write(`mainstay: the report could not be written: ${error.code ?? error.message}\n`);
  process.exit(2);
});
process.stderr.on('error', () => undefined); // nobody reads what we complain of: the exit code still tells
// Idle keep-alive connections must not hold the process; everything printed has been written when `main` resolves.
void start().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(
      `mainstay: this is a defect in Mainstay, please report it: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
    process.exit(2);
  },
);
