// `npm run neovim`: the language server in Neovim, headless and scripted, against the local upstream; prints what a user there sees.
import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startUpstream } from '../../test/upstream/server.ts';
import { untouched } from '../untouched.mjs';

/** The story that is looked at: one with a finding, a card and actions. */
const MANIFEST = 'examples/keepers/package.json';
const NAME = '@example/one-person';

execFileSync(process.execPath, ['esbuild.mjs'], { stdio: 'inherit' });
const folder = mkdtempSync(join(tmpdir(), 'mainstay-neovim-'));
cpSync(MANIFEST, join(folder, 'package.json'));
const upstream = await startUpstream();
const nvim = spawn('nvim', ['--headless', '--clean', '-c', 'luafile scripts/neovim/session.lua'], {
  stdio: ['ignore', 'inherit', 'inherit'],
  env: {
    ...untouched(process.env, join(folder, 'nowhere')),
    MAINSTAY_UPSTREAMS: JSON.stringify(upstream.env),
    GITHUB_TOKEN: 'any-word-serves-the-local-upstream',
    MAINSTAY_TRIED_MANIFEST: join(folder, 'package.json'),
    MAINSTAY_TRIED_NAME: NAME,
    MAINSTAY_TRIED_NODE: process.execPath,
    MAINSTAY_TRIED_SERVER: join(process.cwd(), 'dist/server.js'),
  },
});
process.exitCode = await new Promise<number>((done) => {
  nvim.on('error', () => {
    console.error('neovim: no “nvim” here: install Neovim 0.7 or newer (on Debian: apt-get install neovim)');
    done(2);
  });
  nvim.on('exit', (code) => done(code ?? 1));
});
await upstream.close();
rmSync(folder, { recursive: true, force: true });
