import { execFile, type ExecFileException } from 'node:child_process';
import { redactUrl } from './redact.ts';

type Variables = Readonly<Record<string, string | undefined>>;

/** Something git, or its absence, stands in the way of: one line for the user, without credentials. */
export class GitProblem extends Error {
  override readonly name = 'GitProblem';
}

/** What git answered: its exit code, 0 or one that the caller expects, and standard output. */
export interface GitAnswer {
  readonly code: number;
  readonly output: Buffer;
}

/** Runs git with arguments, in one folder. Rejects with {@link GitProblem}. */
export type Git = (
  args: readonly string[],
  more?: {
    /** Exit codes beside 0 that are answers. */
    readonly expect?: readonly number[];
    /** Standard input; empty otherwise. */
    readonly input?: string;
    /** Bytes of output after which it is given up. */
    readonly maxBytes?: number;
  },
) => Promise<GitAnswer>;

const TIME_LIMIT_MS = 60_000;
const MAX_BYTES = 64 * 1024 * 1024;

/**
 * Settings that outrank the repository's own, which may be a stranger's: nothing it names is run. No diff driver, text conversion or filter is
 * asked for by the commands used (they compare and print objects as they are), so none has to be switched off here.
 */
const SETTINGS = [
  'core.fsmonitor=false',
  'core.hooksPath=/dev/null',
  'core.untrackedCache=false',
  'safe.bareRepository=explicit',
  'submodule.recurse=false',
  'protocol.allow=never',
];

/** Variables of the user's that would make git answer otherwise or run something. */
const UNWANTED = /^GIT_(?:TRACE|EXTERNAL_DIFF|PAGER|EDITOR|SSH|ASKPASS|PROXY_COMMAND|ALLOW_PROTOCOL|.*_PATHSPECS|DIFF_OPTS)/;

/**
 * The installed git, for reading one folder's repository. Never through a shell; a minute and 64 MiB at most; no lock taken, no network: a
 * partial clone that lacks something fetches nothing for us.
 */
export function gitIn(folder: string, env: Variables, command = 'git'): Git {
  return (args, { expect = [], input = '', maxBytes = MAX_BYTES } = {}) =>
    new Promise((resolve, reject) => {
      const child = execFile(
        command,
        ['--no-pager', '--no-optional-locks', ...SETTINGS.flatMap((setting) => ['-c', setting]), ...args],
        {
          cwd: folder,
          env: contained(env),
          timeout: TIME_LIMIT_MS,
          killSignal: 'SIGKILL',
          maxBuffer: maxBytes,
          windowsHide: true,
          encoding: 'buffer',
        },
        (error, output, said) => {
          if (error === null) resolve({ code: 0, output });
          else if (typeof error.code === 'number' && expect.includes(error.code)) resolve({ code: error.code, output });
          else reject(problemOf(error, said.toString('utf8'), folder));
        },
      );
      child.stdin?.on('error', () => undefined); // a git that ends early says why itself
      child.stdin?.end(input);
    });
}

function contained(env: Variables): NodeJS.ProcessEnv {
  return {
    ...Object.fromEntries(Object.entries(env).filter(([name]) => !UNWANTED.test(name))),
    LC_ALL: 'C',
    LANGUAGE: '',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_TERMINAL_PROMPT: '0',
    GIT_NO_LAZY_FETCH: '1',
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_ALLOW_PROTOCOL: 'none',
  };
}

function problemOf(error: ExecFileException, said: string, folder: string): GitProblem {
  if (error.code === 'ENOENT') return new GitProblem('git is not installed, or not on the PATH');
  if (error.code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER') return new GitProblem('git answered more than can be read');
  if (error.killed === true) return new GitProblem(`git took longer than ${TIME_LIMIT_MS / 1000} s`);
  if (/not a git repository/.test(said)) return new GitProblem(`${folder}: not a git repository`);
  if (/dubious ownership/.test(said))
    return new GitProblem(`${folder}: git does not trust its owner (see safe.directory in git's documentation)`);
  if (/bare repository|must be run in a work tree/.test(said))
    return new GitProblem(`${folder}: a repository without a checkout`);
  if (/lazy fetching|promisor|transport '.*' not allowed/.test(said))
    return new GitProblem('this clone is a partial one and lacks the contents of a file: fetch it whole, without --filter');
  const line = said.split('\n').find((one) => one.trim() !== '') ?? error.message;
  return new GitProblem(`git: ${redactUrl(line.replace(/^(?:fatal|error): /, '').slice(0, 200))}`);
}
