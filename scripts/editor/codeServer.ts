import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nodeFor } from './nodeFor.ts';
import { npm } from './programs.ts';

const INSTALL_TIMEOUT_MS = 240_000;

/** One release of code-server: VS Code's workbench and extension host, as an npm package. */
interface Release {
  readonly version: string;
  /** The VS Code inside. */
  readonly vscode: string;
  /** The major of Node it cannot do without; absent where this one will do. */
  readonly node?: 24;
  /** argon2 hashes passwords; where it has no ready-made file it wants a compiler. */
  readonly wantsCompiler: boolean;
}

/** The oldest VS Code that Mainstay supports, and the newest there is. */
const RELEASES = {
  oldest: { version: '4.100.3', vscode: '1.100.3', wantsCompiler: true },
  newest: { version: '4.139.1', vscode: '1.139.1', node: 24, wantsCompiler: false },
} as const satisfies Record<string, Release>;

/** An installed code-server. */
export interface CodeServer {
  /** The Node that runs it. */
  readonly node: string;
  /** The program to run with that Node. */
  readonly entry: string;
  /** The VS Code inside, for example `1.100.3`. */
  readonly version: string;
}

/**
 * Installs code-server into `.cache/editor` of the repository at `root`, unless it is there already (about half a minute and 300 to
 * 600 MB the first time). Only the npm registry is asked. Throws an Error fit to be shown.
 */
export async function installCodeServer(
  root: string,
  say: (line: string) => void,
  which: keyof typeof RELEASES = 'oldest',
): Promise<CodeServer> {
  const release: Release = RELEASES[which];
  const cache = join(root, '.cache', 'editor');
  const folder = join(cache, `code-server-${release.version}`);
  const home = join(folder, 'node_modules', 'code-server');
  const done = join(folder, 'installed');
  if (!existsSync(done)) {
    say(`editor: installing code-server ${release.version} (VS Code ${release.vscode} for the browser, from the npm registry) …`);
    rmSync(folder, { recursive: true, force: true }); // an install that broke off
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
    await install(folder, release, `code-server@${release.version}`);
    const vscode = join(home, 'lib', 'vscode');
    await install(vscode, release, '--omit=dev');
    // VS Code looks its modules up under the name they have in the desktop's archive.
    symlinkSync('node_modules', join(vscode, 'node_modules.asar'), 'junction');
    await install(join(vscode, 'extensions'), release, '--omit=dev');
    withoutSearch(vscode);
    if (release.wantsCompiler) withoutPasswords(folder);
    writeFileSync(done, '');
  }
  const { version } = JSON.parse(readFileSync(join(home, 'lib', 'vscode', 'package.json'), 'utf8')) as {
    readonly version: string;
  };
  const node = release.node === undefined ? process.execPath : await nodeFor(release.node, cache, say);
  return { node, entry: join(home, 'out', 'node', 'entry.js'), version };
}

/** Install scripts stay out: they would fetch a search program from elsewhere. */
function install(cwd: string, { version, vscode }: Release, what: string): Promise<void> {
  return npm(['install', what, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd,
    timeoutMs: INSTALL_TIMEOUT_MS,
    hint:
      `VS Code ${vscode} (the npm package code-server@${version}) could not be installed: see above. Is the npm registry within reach? ` +
      'Run the command again once it is.',
  });
}

/** The search program that the install scripts would have fetched; one that finds nothing keeps VS Code's own extensions from complaining. */
function withoutSearch(vscode: string): void {
  const bin = join(vscode, 'node_modules', '@vscode', 'ripgrep', 'bin');
  mkdirSync(bin, { recursive: true });
  writeFileSync(join(bin, 'rg'), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
}

/** Here nobody logs in (`--auth none`), so an empty module takes the place of the one that hashes passwords. */
function withoutPasswords(folder: string): void {
  const home = join(folder, 'node_modules', 'argon2');
  const { main = 'index.js' } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as { readonly main?: string };
  writeFileSync(join(home, main), 'module.exports = {};\n');
}
