import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { npm } from './programs.ts';

/** The line of code-server that is VS Code 1.100.3, the oldest supported, and runs on Node 20. */
const OLDEST = '4.100.3';
const INSTALL_TIMEOUT_MS = 240_000;

/** An installed code-server: VS Code's workbench and extension host, as an npm package. */
export interface CodeServer {
  /** The program to run with Node. */
  readonly entry: string;
  /** The VS Code inside, for example `1.100.3`. */
  readonly version: string;
}

/**
 * Installs code-server into `.cache/editor` of the repository at `root`, unless it is there already (about half a minute and 300 MB the
 * first time). Only the npm registry is asked. Throws an Error fit to be shown.
 */
export async function installCodeServer(root: string, say: (line: string) => void): Promise<CodeServer> {
  const folder = join(root, '.cache', 'editor', `code-server-${OLDEST}`);
  const home = join(folder, 'node_modules', 'code-server');
  const done = join(folder, 'installed');
  if (!existsSync(done)) {
    say(`editor: installing code-server ${OLDEST} (VS Code 1.100.3 for the browser, from the npm registry) …`);
    rmSync(folder, { recursive: true, force: true }); // an install that broke off
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
    await install(folder, `code-server@${OLDEST}`);
    const vscode = join(home, 'lib', 'vscode');
    await install(vscode, '--omit=dev');
    // VS Code looks its modules up under the name they have in the desktop's archive.
    symlinkSync('node_modules', join(vscode, 'node_modules.asar'), 'junction');
    await install(join(vscode, 'extensions'), '--omit=dev');
    withoutSearch(vscode);
    withoutPasswords(folder);
    writeFileSync(done, '');
  }
  const { version } = JSON.parse(readFileSync(join(home, 'lib', 'vscode', 'package.json'), 'utf8')) as {
    readonly version: string;
  };
  return { entry: join(home, 'out', 'node', 'entry.js'), version };
}

/** Install scripts stay out: they would fetch a search program from elsewhere. */
function install(cwd: string, what: string): Promise<void> {
  return npm(['install', what, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd,
    timeoutMs: INSTALL_TIMEOUT_MS,
    hint: 'the editor could not be installed: see above. Is the npm registry within reach? Or install desktop VS Code 1.100 or newer.',
  });
}

/** The search program that the install scripts would have fetched; one that finds nothing keeps VS Code's own extensions from complaining. */
function withoutSearch(vscode: string): void {
  const bin = join(vscode, 'node_modules', '@vscode', 'ripgrep', 'bin');
  mkdirSync(bin, { recursive: true });
  writeFileSync(join(bin, 'rg'), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
}

/** argon2 hashes passwords and wants a compiler. Here nobody logs in (`--auth none`), so an empty module takes its place. */
function withoutPasswords(folder: string): void {
  const home = join(folder, 'node_modules', 'argon2');
  const { main = 'index.js' } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as { readonly main?: string };
  writeFileSync(join(home, main), 'module.exports = {};\n');
}
