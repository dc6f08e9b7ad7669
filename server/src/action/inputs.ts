import { getInput, getMultilineInput, setSecret } from '@actions/core';
import { readArguments } from '../cli/arguments.ts';
import type { ReviewCommand } from '../cli/reviewArguments.ts';
import { UsageError } from '../cli/usageError.ts';
import { tokenIn } from '../platform/githubTokens.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** What the workflow says to the Action. */
export interface ActionInputs {
  /** Undefined where none is given: what is public is read all the same. */
  readonly token: string | undefined;
  readonly comment: boolean;
  /** SARIF is uploaded to code scanning, beside being written to a file. */
  readonly upload: boolean;
  /** From the workspace on, or whole. */
  readonly workingDirectory: string;
  /** The review as the command line would be asked for it; the sides only where the workflow names them. */
  readonly command: ReviewCommand;
}

/** Inputs that are options of `mainstay review` of the same name, each with one value. */
const OPTIONS = ['base', 'head', 'policy', 'preset', 'require-known'] as const;
/** Those that may have several, one a line. */
const LISTS = ['fail-on', 'private', 'without'] as const;

/** Reads the inputs; the token is kept out of every log from here on. Throws {@link UsageError}. */
export function readInputs(env: Environment): ActionInputs {
  const given = getInput('token');
  if (given !== '') setSecret(given);
  const token = tokenIn(given);
  if (given !== '' && token === undefined) throw new UsageError('token holds something that is no token');
  return {
    token,
    comment: yesOrNo('comment', true),
    upload: oneOf('sarif', ['file', 'upload'] as const) === 'upload',
    workingDirectory: getInput('working-directory'),
    command: commandOf(env),
  };
}

/** By the command line's own reading, so that a value means the same in both, and is refused alike. */
function commandOf(env: Environment): ReviewCommand {
  const pages = getInput('rule-pages') || ownPages(env);
  const server = serverOf(env);
  const words = [
    'review',
    ...OPTIONS.flatMap((name) => optionOf(name, [getInput(name)])),
    ...LISTS.flatMap((name) => optionOf(name, getMultilineInput(name))),
    ...optionOf('rule-pages', [pages]),
    ...optionOf('github-server', server === 'github.com' ? [] : [server]),
    ...(yesOrNo('trust-head-policy', false) ? ['--trust-head-policy'] : []),
  ];
  try {
    const command = readArguments(words);
    if (command.command !== 'review') throw new Error(`${command.command} is not what was asked for`);
    return command;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    throw new UsageError(error.message.replace(/--(?=[a-z])/g, ''));
  }
}

function optionOf(name: string, values: readonly string[]): readonly string[] {
  return values.flatMap((value) => (value === '' ? [] : [`--${name}=${value}`]));
}

/** The rules' pages of this very version, as the repository it was taken from shows them. */
function ownPages(env: Environment): string {
  const [repository, ref] = [env['GITHUB_ACTION_REPOSITORY'] ?? '', env['GITHUB_ACTION_REF'] ?? ''];
  if (!/^[\w.-]+\/[\w.-]+$/.test(repository) || !/^[\w./-]+$/.test(ref) || serverOf(env) !== 'github.com') return '';
  return `https://github.com/${repository}/blob/${ref}/docs/rules/`;
}

/** The host of the GitHub that runs this. */
export function serverOf(env: Environment): string {
  const address = env['GITHUB_SERVER_URL'] ?? '';
  return URL.canParse(address) ? new URL(address).hostname.toLowerCase() : 'github.com';
}

function yesOrNo(name: string, otherwise: boolean): boolean {
  const value = getInput(name).toLowerCase();
  if (value === '') return otherwise;
  if (value !== 'true' && value !== 'false') throw new UsageError(`${name} takes true or false; not “${value.slice(0, 40)}”`);
  return value === 'true';
}

function oneOf<T extends string>(name: string, words: readonly [T, ...T[]]): T {
  const value = getInput(name);
  const found = value === '' ? words[0] : words.find((word) => word === value);
  if (found === undefined) throw new UsageError(`${name} takes ${words.join(' or ')}; not “${value.slice(0, 40)}”`);
  return found;
}
