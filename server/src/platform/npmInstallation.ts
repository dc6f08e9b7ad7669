import { realpath, stat } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';

/** Environment variables by name, as in `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Where npm and its Node are installed: npm derives its builtin and global configuration files from these. */
interface NpmInstallation {
  readonly npmPath: string;
  readonly execPath: string;
}

const IS_WINDOWS = process.platform === 'win32';

/**
 * Finds npm as the user's shell would, through PATH: inside an editor this process is Electron, whose own place says nothing. Without
 * one on PATH, next to this process's Node; the folder returned may then not exist, and there is no builtin level. Does not throw.
 */
export async function findNpm(env: Environment): Promise<NpmInstallation> {
  const execPath = (await onPath(env, IS_WINDOWS ? 'node.exe' : 'node')) ?? process.execPath;
  const command = IS_WINDOWS ? undefined : await onPath(env, 'npm');
  // `npm` on PATH is a link to `<npm>/bin/npm-cli.js`; anything else (a shell wrapper) tells nothing.
  if (command?.endsWith(join('bin', 'npm-cli.js')) === true) return { npmPath: dirname(dirname(command)), execPath };
  const library = IS_WINDOWS ? join(dirname(execPath), 'node_modules') : join(dirname(dirname(execPath)), 'lib', 'node_modules');
  return { npmPath: join(library, 'npm'), execPath };
}

async function onPath(env: Environment, program: string): Promise<string | undefined> {
  const folders = (env['PATH'] ?? env['Path'] ?? '').split(delimiter).filter((folder) => folder !== '');
  for (const folder of folders) {
    const file = await realpath(join(folder, program)).then(regularFile, absent);
    if (file !== undefined) return file;
  }
  return undefined;
}

function regularFile(file: string): Promise<string | undefined> {
  return stat(file).then((found) => (found.isFile() ? file : undefined), absent);
}

/** Not there, or not to be looked at: either way not the program that the shell would start. */
function absent(): undefined {
  return undefined;
}
