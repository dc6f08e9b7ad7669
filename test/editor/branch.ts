import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Nothing of this machine's git configuration counts. */
const ENVIRONMENT = {
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'somebody',
  GIT_AUTHOR_EMAIL: 'somebody@example.org',
  GIT_COMMITTER_NAME: 'somebody',
  GIT_COMMITTER_EMAIL: 'somebody@example.org',
};

const manifest = (dependencies: Readonly<Record<string, string>>) =>
  `${JSON.stringify({ name: 'service', private: true, dependencies }, null, 2)}\n`;

/** The manifest that the branch changes. */
export const CHANGED = 'service/package.json';

const BEFORE = {
  '@example/deprecated-version': '2.0.0',
  '@example/team': '^1.0.0',
  '@example/line-ended': '~1.0.0',
  '@example/steady': '^2.1.0',
};
/** As committed on the branch; one line more is added on disk. */
const COMMITTED = {
  '@example/deprecated-version': '2.0.1',
  '@example/licence-closed': '^2.0.0',
  '@example/line-ended': '^1.1.1',
  '@example/one-person': '^1.1.0',
  '@example/steady': '^2.1.0',
};
const ON_DISK = { ...COMMITTED, '@example/unpublished': '1.0.1' };

/** Makes a folder the checkout of a branch that adds, bumps and removes dependencies of {@link CHANGED}; the commits of main and of the branch. */
export function makeBranch(folder: string): { readonly main: string; readonly branch: string } {
  const git = (...words: string[]) =>
    execFileSync('git', words, { cwd: folder, env: { ...process.env, ...ENVIRONMENT }, encoding: 'utf8', stdio: 'pipe' }).trim();
  const file = join(folder, CHANGED);
  mkdirSync(dirname(file), { recursive: true });
  git('init', '-q', '-b', 'main');
  writeFileSync(file, manifest(BEFORE));
  git('add', '-A');
  git('commit', '-q', '-m', 'the service');
  git('checkout', '-q', '-b', 'work');
  writeFileSync(file, manifest(COMMITTED));
  git('commit', '-q', '-a', '-m', 'other dependencies');
  writeFileSync(file, manifest(ON_DISK));
  return { main: git('rev-parse', 'main'), branch: git('rev-parse', 'work') };
}
