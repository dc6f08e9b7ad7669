import { execFile, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import type { CodeServer } from './codeServer.ts';

const READY_TIMEOUT_MS = 30_000;
const INSTALL_TIMEOUT_MS = 60_000;

/** What a page of the workbench opens. Paths are absolute. */
export interface Opening {
  readonly folder: string;
  /** The extension under development; absent where the profile has it installed. */
  readonly extension?: string;
  /** The bundled suite to run in the extension host. */
  readonly tests?: string;
  /** A file to show. */
  readonly file?: string;
  /** Two files to show side by side. */
  readonly diff?: readonly [before: string, after: string];
}

/** A running workbench; its profile is a folder of its own that goes with it, unless the caller keeps one. */
export interface Workbench {
  /** The address that opens a folder with the extension. */
  address(opening: Opening): string;
  /** Settles with the exit code when the server ends by itself. */
  readonly ended: Promise<number | null>;
  close(): Promise<void>;
}

/** Settings that keep the editor quiet: no welcome, no side chat, nothing asked of the network by the editor's own extensions. */
const QUIET = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.colorTheme': 'Default Light Modern',
  'workbench.layoutControl.enabled': false,
  'window.commandCenter': false,
  'chat.commandCenter.enabled': false,
  'chat.disableAIFeatures': true,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'telemetry.telemetryLevel': 'off',
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'npm.fetchOnlinePackageInfo': false,
  'npm.autoDetect': 'off',
  'json.schemaDownload.enable': false,
  'git.openRepositoryInParentFolders': 'never',
  'editor.minimap.enabled': false,
  'editor.accessibilitySupport': 'off',
};

/** Starts code-server on loopback and waits until it answers. `env` is its whole environment, and so the extension host's. */
export async function startWorkbench(
  codeServer: CodeServer,
  options: {
    readonly env: NodeJS.ProcessEnv;
    /** Whether every folder is trusted without asking. Default true. */
    readonly trusted?: boolean;
    readonly settings?: Readonly<Record<string, unknown>>;
    /** A packaged extension to install first, as a user would. */
    readonly install?: string;
    readonly port?: number;
    /** A folder the caller keeps the profile in, for a later workbench to find what was stored; absent: one that goes with this workbench. */
    readonly profile?: string;
  },
): Promise<Workbench> {
  const profile = options.profile ?? mkdtempSync(join(tmpdir(), 'mainstay-editor-'));
  mkdirSync(join(profile, 'user', 'User'), { recursive: true });
  writeFileSync(join(profile, 'config.yaml'), '');
  writeFileSync(join(profile, 'user', 'User', 'settings.json'), JSON.stringify({ ...QUIET, ...options.settings }));
  const places = [
    ...['--config', join(profile, 'config.yaml'), '--user-data-dir', join(profile, 'user')],
    ...['--extensions-dir', join(profile, 'extensions')],
  ];
  const forget = async () => {
    // An extension host outlives its server by a moment, and stores what it learnt.
    if (options.profile === undefined) await rm(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  };
  if (options.install !== undefined)
    await installExtension(codeServer, options.install, places, options.env).catch(async (error: unknown) => {
      await forget();
      throw error;
    });
  const server = spawn(
    codeServer.node,
    [
      ...[codeServer.entry, '--auth', 'none', '--bind-addr', `127.0.0.1:${options.port ?? 0}`],
      ...['--disable-telemetry', '--disable-update-check', ...(options.trusted === false ? [] : ['--disable-workspace-trust'])],
      ...places,
    ],
    { env: options.env, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const ended = new Promise<number | null>((done) => server.once('exit', done));
  const close = async () => {
    server.kill();
    await ended;
    await forget();
  };
  try {
    const host = await listening(server.stdout, server.stderr, ended);
    return { ended, close, address: (opening) => address(host, opening) };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Fails with the program's last words, which are kept from the reader otherwise: it says much that does not matter. */
async function installExtension(
  { node, entry, version }: CodeServer,
  vsix: string,
  places: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<void> {
  const run = promisify(execFile);
  await run(node, [entry, ...places, '--install-extension', vsix], { env, timeout: INSTALL_TIMEOUT_MS }).catch(
    (error: unknown) => {
      const said = error instanceof Error ? error.message.slice(-2_000) : String(error);
      throw new Error(`VS Code ${version} does not install ${basename(vsix)}: ${said}`, { cause: error });
    },
  );
}

/** `host:port`, once the server says where it listens; its last words where it ends first. */
function listening(stdout: NodeJS.ReadableStream, stderr: NodeJS.ReadableStream, ended: Promise<number | null>): Promise<string> {
  return new Promise((done, failed) => {
    const said: string[] = [];
    const gaveUp = (why: string) => failed(new Error(`the editor did not start: ${why}\n${said.slice(-10).join('\n')}`));
    const timer = setTimeout(() => gaveUp(`not ready after ${READY_TIMEOUT_MS / 1000} s`), READY_TIMEOUT_MS);
    const hear = (line: string) => {
      said.push(line);
      const host = /HTTP server listening on http:\/\/([\d.:]+)/.exec(line)?.[1];
      if (host === undefined) return;
      clearTimeout(timer);
      done(host);
    };
    createInterface({ input: stdout }).on('line', hear);
    createInterface({ input: stderr }).on('line', (line) => said.push(line));
    void ended.then((code) => {
      clearTimeout(timer);
      gaveUp(`it ended with exit code ${code ?? 'none'}`);
    });
  });
}

function address(host: string, { folder, extension, tests, file, diff }: Opening): string {
  const remote = (path: string) => `vscode-remote://${host}${path}`;
  const payload = [
    ...(extension === undefined ? [] : [['extensionDevelopmentPath', remote(extension)]]),
    ['skipWelcome', 'true'],
    ...(tests === undefined
      ? []
      : [
          ['extensionTestsPath', remote(tests)],
          ['enableProposedApi', ''],
        ]),
    ...(file === undefined ? [] : [['openFile', remote(file)]]),
    ...(diff === undefined
      ? []
      : [
          ['diffFileSecondary', remote(diff[0])],
          ['diffFilePrimary', remote(diff[1])],
        ]),
  ];
  return `http://${host}/?folder=${encodeURIComponent(folder)}&payload=${encodeURIComponent(JSON.stringify(payload))}`;
}
