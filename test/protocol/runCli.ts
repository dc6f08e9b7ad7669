import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

/** What a run of the built command line left. */
export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the built command line as a user would, with no configuration of this machine's own. */
export function mainstay(
  words: readonly string[],
  options: { readonly upstreams?: object; readonly env?: NodeJS.ProcessEnv; readonly cwd?: string } = {},
): Promise<Ran> {
  const { HOME: _home, ...inherited } = process.env;
  const home = mkdtempSync(join(tmpdir(), 'mainstay-home-'));
  const env = {
    ...Object.fromEntries(
      Object.entries(inherited).filter(([name]) => !/^(npm_config_|GO|GH_|GITHUB_|NO_COLOR|FORCE_COLOR|MAINSTAY_)/i.test(name)),
    ),
    HOME: home,
    // npm's own files of this machine may name a mirror, which would be asked: a run knows none of them.
    npm_config_userconfig: join(home, 'no-user-npmrc'),
    npm_config_globalconfig: join(home, 'no-global-npmrc'),
    // The user's own stored facts are neither read nor written: a run knows none, unless a test hands it some.
    MAINSTAY_CACHE_DIR: join(home, 'cache'),
    NO_COLOR: '1',
    ...(options.upstreams === undefined ? {} : { MAINSTAY_UPSTREAMS: JSON.stringify(options.upstreams) }),
    ...options.env,
  };
  return new Promise((done) => {
    execFile(
      process.execPath,
      [cli, ...words],
      { env, cwd: options.cwd, maxBuffer: 64 * 1024 * 1024 },
      (error, stdout, stderr) => {
        done({ code: error === null ? 0 : typeof error.code === 'number' ? error.code : -1, stdout, stderr });
      },
    );
  });
}

/** A folder with the given files in it. */
export function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'mainstay-project-'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

/** One dependency of the JSON report. */
export interface ReportedDependency {
  readonly manifest: string;
  readonly name: string;
  readonly purl: string | null;
  readonly standing: string;
  readonly safetyNet: {
    readonly foundation?: string;
    readonly unknown?: string;
    readonly stage?: string | null;
    readonly via?: string;
  } | null;
  readonly findings: readonly { readonly rule: string; readonly severity: string; readonly message: string }[];
  readonly facts: Readonly<Record<string, { readonly value?: unknown; readonly unknown?: string; readonly source?: string }>>;
}

/** The dependencies of a JSON report by their names. */
export function byName(stdout: string): ReadonlyMap<string, ReportedDependency> {
  const { dependencies } = JSON.parse(stdout) as { readonly dependencies: readonly ReportedDependency[] };
  return new Map(dependencies.map((one) => [one.name, one]));
}
