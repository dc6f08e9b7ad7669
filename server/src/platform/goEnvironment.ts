import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { redactUrl } from './redact.ts';

type Variables = Readonly<Record<string, string | undefined>>;

/** Runs the go command with arguments in a folder and yields what it prints; rejects with an Error carrying Node's `code`. */
export type RunGo = (args: readonly string[], options: { readonly cwd: string; readonly env: Variables }) => Promise<string>;

/** The go command's configuration as read; variables that are not set are absent. */
export interface GoEnvironment {
  get(name: GoVariable): string | undefined;
  /** GOPROXY of the toolchain as it was installed; undefined where no toolchain says. */
  readonly defaultProxies: string | undefined;
  /** What could not be read, without credentials: one message each, with what follows from it. */
  readonly problems: readonly string[];
}

const VARIABLES = ['GOPROXY', 'GOPRIVATE', 'GONOPROXY', 'GONOSUMDB', 'GOAUTH', 'GOMODCACHE', 'GOPATH', 'GOROOT'] as const;
/** The variables Mainstay obeys. */
export type GoVariable = (typeof VARIABLES)[number];

const TIME_LIMIT_MS = 5_000;
const MAX_OUTPUT_BYTES = 1_000_000;

/**
 * Reads the go command's configuration: from `go env` where Go is installed, else from the process environment, then the user's GOENV
 * file, then the `go.env` of the toolchain that GOROOT names. Never rejects.
 */
export async function readGoEnvironment(
  env: Variables,
  { folder, home, os, runGo = execGo }: { folder: string; home: string; os: NodeJS.Platform; runGo?: RunGo | undefined },
): Promise<GoEnvironment> {
  const problems: string[] = [];
  const told = await askToolchain(env, folder, runGo, problems);
  const user = told === undefined ? await readEnvFile(userFile(env, home, os), problems) : undefined;
  const get = (name: GoVariable) => nonEmpty(told === undefined ? (nonEmpty(env[name]) ?? user?.[name]) : told[name]);

  const root = get('GOROOT');
  const installed = root === undefined ? undefined : await readEnvFile(join(root, 'go.env'), problems);
  // Before Go 1.21 the default was inside the command and in no file: only the command itself can tell.
  const builtIn =
    told === undefined || nonEmpty(installed?.['GOPROXY']) !== undefined ? undefined : await askDefault(env, folder, runGo);
  const defaultProxies = nonEmpty(installed?.['GOPROXY']) ?? builtIn;
  return { get: (name) => get(name) ?? (name === 'GOPROXY' ? defaultProxies : undefined), defaultProxies, problems };
}

async function askToolchain(env: Variables, folder: string, runGo: RunGo, problems: string[]): Promise<Variables | undefined> {
  try {
    return variablesOf(await runGo(['env', '-json', ...VARIABLES], { cwd: folder, env: contained(env) }));
  } catch (error) {
    if (!isAbsent(error)) problems.push(`go env did not answer (${messageOf(error)}); its settings are read from files instead`);
    return undefined;
  }
}

async function askDefault(env: Variables, folder: string, runGo: RunGo): Promise<string | undefined> {
  try {
    const pristine = { ...contained(env), GOENV: 'off', GOPROXY: undefined };
    return nonEmpty(variablesOf(await runGo(['env', '-json', 'GOPROXY'], { cwd: folder, env: pristine }))['GOPROXY']);
  } catch (error) {
    if (error instanceof Error) return undefined; // then no default is known, and nothing counts as the public one
    throw error;
  }
}

/** No workspace, go.mod or flag may make the command fetch and start another toolchain, or answer for another module. */
function contained(env: Variables): Variables {
  return { ...env, GOTOOLCHAIN: 'local', GOWORK: 'off', GOFLAGS: '' };
}

function variablesOf(json: string): Variables {
  const parsed: unknown = JSON.parse(json);
  if (typeof parsed !== 'object' || parsed === null) throw new SyntaxError('go env printed no object');
  return Object.fromEntries(Object.entries(parsed).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

/** The file that `go env -w` writes; undefined where GOENV=off, or where there is no folder for it. */
function userFile(env: Variables, home: string, os: NodeJS.Platform): string | undefined {
  const named = nonEmpty(env['GOENV']);
  if (named !== undefined) return named === 'off' ? undefined : named;
  const roaming = env['APPDATA'] ?? env['AppData'];
  if (os === 'win32') return roaming === undefined ? undefined : join(roaming, 'go', 'env');
  if (os === 'darwin') return join(home, 'Library', 'Application Support', 'go', 'env');
  return join(nonEmpty(env['XDG_CONFIG_HOME']) ?? join(home, '.config'), 'go', 'env');
}

/** Lines `KEY=value`; comments and other lines do not count. Undefined where there is no such file. */
async function readEnvFile(path: string | undefined, problems: string[]): Promise<Variables | undefined> {
  if (path === undefined) return undefined;
  try {
    const lines = (await readFile(path, 'utf8')).slice(0, MAX_OUTPUT_BYTES).split('\n');
    return Object.fromEntries(lines.filter((line) => /^[A-Z][^=]*=/.test(line)).map((line) => split(line)));
  } catch (error) {
    if (!isAbsent(error)) problems.push(`a Go settings file could not be read (${messageOf(error)}); its settings do not count`);
    return undefined;
  }
}

function split(line: string): readonly [string, string] {
  const equals = line.indexOf('=');
  return [line.slice(0, equals), line.slice(equals + 1).replace(/\r$/, '')];
}

function nonEmpty(text: string | undefined): string | undefined {
  return text === '' ? undefined : text;
}

function isAbsent(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}

/** One line, without credentials: tools print whole pages on failure. */
function messageOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
  return redactUrl(code ?? (error instanceof Error ? (error.message.split('\n')[0] ?? '').slice(0, 200) : 'unknown error'));
}

/** Never through a shell, never longer than 5 s. */
const execGo: RunGo = (args, { cwd, env }) =>
  new Promise((resolve, reject) => {
    execFile(
      'go',
      [...args],
      { cwd, env, timeout: TIME_LIMIT_MS, maxBuffer: MAX_OUTPUT_BYTES, windowsHide: true, encoding: 'utf8' },
      (error, stdout) => {
        if (error === null) resolve(stdout);
        else reject(error.killed === true ? new Error(`nothing within ${TIME_LIMIT_MS} ms`) : error);
      },
    );
  });
