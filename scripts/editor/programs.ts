import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The first file of a name on the PATH (with Windows' endings tried there), or undefined. */
export function onPath(name: string, env: NodeJS.ProcessEnv = process.env): string | undefined {
  const endings = process.platform === 'win32' ? ['.exe', '.cmd'] : [''];
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.flatMap((folder) => endings.map((ending) => join(folder, `${name}${ending}`))).find((file) => existsSync(file));
}

/** Runs a program to its end, its output on standard error; fails with `hint` where it does not end well or takes longer than `timeoutMs`. */
export function runQuietly(
  command: string,
  args: readonly string[],
  {
    cwd,
    env = process.env,
    hint,
    timeoutMs,
  }: { readonly cwd: string; readonly env?: NodeJS.ProcessEnv; readonly hint: string; readonly timeoutMs: number },
): Promise<void> {
  return new Promise((done, failed) => {
    const shell = process.platform === 'win32' && !command.endsWith('.exe');
    const program = spawn(command, args, { cwd, env, stdio: ['ignore', 2, 2], timeout: timeoutMs, shell });
    program.once('error', (error) => failed(new Error(`${hint} (${error.message})`)));
    program.once('exit', (code, signal) => {
      if (code === 0) {
        done();
        return;
      }
      failed(new Error(`${hint} (exit code ${code ?? `none, ended by ${signal ?? 'nobody'}`})`));
    });
  });
}

/** Runs npm as this process was called by it, else the one on the path. Fails as {@link runQuietly}. */
export function npm(args: readonly string[], options: Parameters<typeof runQuietly>[2]): Promise<void> {
  const cli = process.env['npm_execpath'];
  return cli?.endsWith('.js') === true ? runQuietly(process.execPath, [cli, ...args], options) : runQuietly('npm', args, options);
}
