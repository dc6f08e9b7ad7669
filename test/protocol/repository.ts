import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Nothing of this machine's git configuration counts. */
const ENVIRONMENT = {
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_'))),
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'somebody',
  GIT_AUTHOR_EMAIL: 'somebody@example.org',
  GIT_COMMITTER_NAME: 'somebody',
  GIT_COMMITTER_EMAIL: 'somebody@example.org',
};

/** A real repository in a temporary folder. */
export interface Repository {
  readonly folder: string;
  /** Runs git in it; what it prints. */
  git(...words: string[]): string;
  /** Writes files, null for one that goes, and commits all. */
  commit(files: Readonly<Record<string, string | null>>): void;
  /** Writes files, null for one that goes. */
  write(files: Readonly<Record<string, string | null>>): void;
}

/** A repository whose first commit, on `main`, holds the given files. */
export function repositoryWith(files: Readonly<Record<string, string>>): Repository {
  const repository = repositoryAt(realpathSync(mkdtempSync(join(tmpdir(), 'mainstay-repository-'))));
  repository.git('init', '-q', '-b', 'main');
  repository.commit(files);
  return repository;
}

/** A repository that is there already. */
export function repositoryAt(folder: string): Repository {
  const git = (...words: string[]) =>
    execFileSync('git', words, { cwd: folder, env: ENVIRONMENT, encoding: 'utf8', stdio: 'pipe' });
  const write = (files: Readonly<Record<string, string | null>>) => {
    for (const [path, text] of Object.entries(files)) {
      const full = join(folder, path);
      if (text === null) {
        rmSync(full);
        continue;
      }
      mkdirSync(dirname(full), { recursive: true });
      writeFileSync(full, text);
    }
  };
  return {
    folder,
    git,
    write,
    commit(files) {
      write(files);
      git('add', '-A');
      git('commit', '-q', '--allow-empty', '-m', 'a change');
    },
  };
}
