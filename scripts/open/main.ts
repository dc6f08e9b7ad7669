/**
 * The editor part of `npm start`: opens a folder with Mainstay from this repository in desktop VS Code where there is one, else in a
 * workbench at a printed address, until Ctrl-C. `--live [folder]`: the real services, else the local upstream and `examples/`.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { installCodeServer } from '../editor/codeServer.ts';
import { findDesktop } from '../editor/desktop.ts';
import { setStage } from '../editor/stage.ts';
import { startWorkbench } from '../editor/workbench.ts';

const root = process.cwd();
const args = process.argv.slice(2);
const live = args.indexOf('--live');
const say = (line: string) => console.error(`start: ${line}`);

try {
  process.exitCode = await open();
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  say('without an editor: npm start -- --no-editor');
  process.exitCode = 1;
}
process.stdin.destroy();

async function open(): Promise<number> {
  const folder = resolve(live < 0 ? 'examples' : (args[live + 1] ?? 'examples'));
  if (!existsSync(folder)) throw new Error(`there is no folder ${folder}: name one after --live`);
  const stage = live < 0 ? await setStage(root) : undefined;
  try {
    const desktop = findDesktop();
    const env =
      stage === undefined ? process.env : desktop === undefined ? stage.env : { ...process.env, ...redirected(stage.env) };
    console.log(
      stage === undefined
        ? `Mainstay asks the real services about the manifests in ${folder}.`
        : 'Mainstay asks a local upstream only: recorded facts under real names, invented stories under @example/ and example.org.',
    );
    return desktop === undefined ? await inBrowser(folder, env) : await onDesktop(desktop, folder, env);
  } finally {
    await stage?.close();
  }
}

/** A desktop keeps its user's own environment, or it would not find its screen. */
function redirected(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => /^(MAINSTAY_|npm_config_|GO)/.test(name)));
}

async function onDesktop(command: string, folder: string, env: NodeJS.ProcessEnv): Promise<number> {
  console.log(`A window of desktop VS Code opens (${command}). It ends with the window, or with Ctrl-C here.`);
  const window = spawn(command, ['--new-window', '--wait', `--extensionDevelopmentPath=${root}`, folder], {
    env,
    stdio: 'ignore',
    shell: process.platform === 'win32',
  });
  const ended = new Promise<number>((done, failed) => {
    window.once('error', failed);
    window.once('exit', (code) => done(code ?? 1));
  });
  return await Promise.race([ended, untilToldToEnd()]);
}

async function inBrowser(folder: string, env: NodeJS.ProcessEnv): Promise<number> {
  const codeServer = await installCodeServer(root, say);
  const workbench = await startWorkbench(codeServer, { env, trusted: live < 0 });
  try {
    console.log(`VS Code ${codeServer.version} for the browser. Open this address; Ctrl-C here ends it:\n`);
    console.log(workbench.address({ folder, extension: root }));
    console.log(
      live < 0
        ? `\nThen open ${join('web-app', 'package.json')} and rest the pointer on a dependency.`
        : '\nVS Code asks there whether you trust the folder: either answer will do. Then rest the pointer on a dependency of a package.json or go.mod.',
    );
    const ended = workbench.ended.then((code) => {
      throw new Error(`the editor ended with exit code ${code ?? 'none'}`);
    });
    return await Promise.race([ended, untilToldToEnd()]);
  } finally {
    await workbench.close();
  }
}

/** Settles at Ctrl-C, at a polite kill, or when whoever started this is gone. */
function untilToldToEnd(): Promise<number> {
  return new Promise((done) => {
    const end = () => done(0);
    process.once('SIGINT', end).once('SIGTERM', end);
    process.stdin.on('end', end).resume();
  });
}
