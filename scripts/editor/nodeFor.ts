import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { npm } from './programs.ts';

const PINNED = { 24: '24.21.0' } as const;
const INSTALL_TIMEOUT_MS = 120_000;

/**
 * A Node of that major: the running one where it fits, else the one in the npm package `node`, installed into `cache` unless it is there
 * already (190 MB). Only the npm registry is asked. Throws an Error fit to be shown.
 */
export async function nodeFor(major: keyof typeof PINNED, cache: string, say: (line: string) => void): Promise<string> {
  if (Number(process.versions.node.split('.')[0]) === major) return process.execPath;
  const version = PINNED[major];
  const folder = join(cache, `node-${version}`);
  const done = join(folder, 'installed');
  if (!existsSync(done)) {
    say(`editor: installing Node ${version} beside it, which that VS Code wants (from the npm registry) …`);
    rmSync(folder, { recursive: true, force: true }); // an install that broke off
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
    // Its own install script asks npm for the package of this platform.
    await npm(['install', `node@${version}`, '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: folder,
      timeoutMs: INSTALL_TIMEOUT_MS,
      hint: `Node ${version} (the npm package node@${version}) could not be installed: see above. Is the npm registry within reach? Or run this with Node ${major}.`,
    });
    writeFileSync(done, '');
  }
  return join(folder, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
}
