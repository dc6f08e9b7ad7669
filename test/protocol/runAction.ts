import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { readLocal, ROOT } from '../upstream/root.ts';
import type { Account, HostedRepository, PullForge } from '../upstream/services/github/pulls.ts';
import type { Upstream } from '../upstream/server.ts';
import { repositoryAt, repositoryWith, type Repository } from './repository.ts';

/** What the runner gives for inputs that a workflow leaves out, its own expressions excepted. */
const DEFAULTS = Object.fromEntries(
  Object.entries(
    (parse(readLocal('action.yml')) as { readonly inputs: Readonly<Record<string, { readonly default?: string }>> }).inputs,
  ).flatMap(([name, { default: value }]) => (value === undefined || value.startsWith('${{') ? [] : [[name, value]])),
);
const action = join(ROOT, 'action', 'index.js');

/** The tokens of a workflow: with the permissions the README asks for, with SARIF's too, and as a fork's pull request has it. */
export const TOKENS = {
  usual: 'ghs_example_usual',
  scanning: 'ghs_example_scanning',
  fork: 'ghs_example_fork',
} as const;

const BOT = 'github-actions[bot]';
const ACCOUNTS: ReadonlyMap<string, Account> = new Map([
  [TOKENS.usual, { login: BOT, may: ['contents: read', 'pull-requests: write'] }],
  [TOKENS.scanning, { login: BOT, may: ['contents: read', 'pull-requests: write', 'security-events: write'] }],
  [TOKENS.fork, { login: BOT, may: ['contents: read'] }],
]);

/** Name and number of the pull request that tests speak of. */
const REPOSITORY = 'example-team/shop';
const NUMBER = 7;

/** A repository on GitHub with a pull request from `change` into `main`. */
export interface Hosting {
  readonly forge: PullForge;
  readonly hosted: HostedRepository;
  readonly repository: Repository;
}

/** A repository whose `main` holds the given files, and a branch `change` that is checked out. */
export function hosting(files: Readonly<Record<string, string>>, more: Partial<HostedRepository> = {}): Hosting {
  const repository = repositoryWith(files);
  repository.git('checkout', '-qb', 'change');
  const hosted: HostedRepository = { folder: repository.folder, comments: [], sarifs: [], ...more };
  return { repository, hosted, forge: { repositories: new Map([[REPOSITORY, hosted]]), accounts: ACCOUNTS } };
}

/** What a workflow says, and how its runner is. */
export interface ActionOptions {
  readonly upstream: Upstream;
  readonly inputs?: Readonly<Record<string, string>>;
  /** `shallow`: what `actions/checkout` leaves by itself; `partial`: the history without contents; `none`: there was no checkout. */
  readonly checkout?: 'full' | 'shallow' | 'partial' | 'none';
  readonly token?: string;
  readonly isFork?: boolean;
  readonly event?: 'pull_request' | 'pull_request_target' | 'merge_group' | 'workflow_dispatch';
  readonly env?: NodeJS.ProcessEnv;
}

/** What a run left. */
export interface ActionRun {
  readonly code: number;
  /** Standard output and error together. */
  readonly log: string;
  readonly summary: string;
  readonly outputs: Readonly<Record<string, string>>;
  /** Annotations in the order they were made. */
  readonly annotations: readonly Annotation[];
}

/** An annotation as the runner reads it. */
export interface Annotation {
  readonly kind: string;
  readonly message: string;
  readonly properties: Readonly<Record<string, string>>;
}

/** Starts the committed bundle as the runner would for the pull request's newest commit. */
export async function runAction({ repository }: Hosting, options: ActionOptions): Promise<ActionRun> {
  const { event = 'pull_request', isFork = false, token = TOKENS.usual } = options;
  const [base, head] = ['main', 'change'].map((name) => repository.git('rev-parse', name).trim());
  const merge = mergeCommit(repository);
  const runner = mkdtempSync(join(tmpdir(), 'mainstay-runner-'));
  const [temp, home] = ['temp', 'home'].map((name) => join(runner, name));
  for (const folder of [temp, home]) mkdirSync(folder ?? '');
  const [eventPath, output, summary] = ['event.json', 'output', 'summary.md'].map((name) => join(runner, name));
  const full = { repo: { full_name: REPOSITORY } };
  const pull = {
    number: NUMBER,
    base: { ref: 'main', sha: base, ...full },
    head: { ref: 'change', sha: head, ...(isFork ? { repo: { full_name: 'example-guest/shop' } } : full) },
  };
  const payloads = {
    pull_request: { action: 'synchronize', pull_request: pull },
    pull_request_target: { action: 'synchronize', pull_request: pull },
    merge_group: { action: 'checks_requested', merge_group: { base_sha: base, head_sha: merge } },
    workflow_dispatch: {},
  };
  writeFileSync(eventPath ?? '', JSON.stringify(payloads[event]));
  writeFileSync(output ?? '', '');
  writeFileSync(summary ?? '', '');
  const inputs = { ...DEFAULTS, token, ...options.inputs };
  const env: NodeJS.ProcessEnv = {
    PATH: process.env['PATH'],
    HOME: home,
    npm_config_userconfig: join(home ?? '', 'no-user-npmrc'),
    npm_config_globalconfig: join(home ?? '', 'no-global-npmrc'),
    MAINSTAY_CACHE_DIR: join(home ?? '', 'cache'),
    MAINSTAY_UPSTREAMS: JSON.stringify(options.upstream.env),
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_API_URL: `${options.upstream.base}/github`,
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_REPOSITORY: REPOSITORY,
    GITHUB_EVENT_NAME: event,
    GITHUB_EVENT_PATH: eventPath,
    GITHUB_OUTPUT: output,
    GITHUB_STEP_SUMMARY: summary,
    GITHUB_REF: event === 'pull_request' ? `refs/pull/${NUMBER}/merge` : 'refs/heads/main',
    GITHUB_SHA: event === 'pull_request' ? merge : base,
    GITHUB_WORKSPACE: workspace(repository, options.checkout ?? 'full', event === 'pull_request' ? merge : (base ?? '')),
    RUNNER_TEMP: temp,
    RUNNER_OS: 'Linux',
    ...Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])),
    ...options.env,
  };
  const { code, log } = await started(env, runner);
  return {
    code,
    log,
    summary: readFileSync(summary ?? '', 'utf8'),
    outputs: outputsIn(readFileSync(output ?? '', 'utf8')),
    annotations: annotationsIn(log),
  };
}

/** GitHub's own merge of the two, under the names it has there. */
function mergeCommit(repository: Repository): string {
  repository.git('checkout', '-q', '--detach', 'main');
  repository.git('merge', '-q', '--no-ff', '-m', 'a merge', 'change');
  repository.git('update-ref', `refs/pull/${NUMBER}/merge`, 'HEAD');
  repository.git('update-ref', `refs/pull/${NUMBER}/head`, 'change');
  repository.git('checkout', '-q', 'change');
  return repository.git('rev-parse', `refs/pull/${NUMBER}/merge`).trim();
}

function workspace(from: Repository, how: NonNullable<ActionOptions['checkout']>, commit: string): string {
  const checkout = repositoryAt(mkdtempSync(join(tmpdir(), 'mainstay-workspace-')));
  if (how === 'none') return checkout.folder;
  checkout.git('init', '-q');
  checkout.git('remote', 'add', 'origin', `file://${from.folder}`);
  for (const allowed of ['allowAnySHA1InWant', 'allowFilter']) from.git('config', `uploadpack.${allowed}`, 'true');
  if (how === 'shallow') checkout.git('fetch', '-q', '--depth=1', 'origin', commit);
  else
    checkout.git(
      'fetch',
      '-q',
      ...(how === 'partial' ? ['--filter=blob:none'] : []),
      'origin',
      '+refs/heads/*:refs/remotes/origin/*',
      `+${commit}:refs/remotes/pull/${NUMBER}/merge`,
    );
  checkout.git('checkout', '-q', '--detach', commit);
  return checkout.folder;
}

function started(env: NodeJS.ProcessEnv, cwd: string): Promise<{ readonly code: number; readonly log: string }> {
  return new Promise((done) => {
    execFile(process.execPath, [action], { env, cwd, maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
      done({ code: error === null ? 0 : typeof error.code === 'number' ? error.code : -1, log: stdout + stderr });
    });
  });
}

/** `name<<delimiter`, lines, `delimiter`: as the runner reads the file of outputs. */
function outputsIn(text: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    [...text.matchAll(/^([\w-]+)<<(\S+)\n([^]*?)\n\2$/gm)].map(([, name = '', , value = '']) => [name, value]),
  );
}

function annotationsIn(log: string): readonly Annotation[] {
  return [...log.matchAll(/^::(warning|notice|error)( [^:]*)?::(.*)$/gm)].map(([, kind = '', given = '', message = '']) => ({
    kind,
    message: unescaped(message),
    properties: Object.fromEntries(
      given
        .trim()
        .split(',')
        .filter((pair) => pair !== '')
        .map((pair) => [pair.slice(0, pair.indexOf('=')), unescaped(pair.slice(pair.indexOf('=') + 1))]),
    ),
  }));
}

function unescaped(text: string): string {
  return text.replace(/%0D/g, '\r').replace(/%0A/g, '\n').replace(/%3A/g, ':').replace(/%2C/g, ',').replace(/%25/g, '%');
}
