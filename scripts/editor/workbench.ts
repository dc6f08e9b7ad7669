import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { CodeServer } from './codeServer.ts';

const READY_TIMEOUT_MS = 30_000;

/** What a page of the workbench opens. Paths are absolute. */
export interface Opening {
  readonly folder: string;
  /** The extension under development. */
  readonly extension: string;
  /** The bundled suite to run in the extension host. */
  readonly tests?: string;
  /** A file to show. */
  readonly file?: string;
  /** Two files to show side by side. */
  readonly diff?: readonly [before: string, after: string];
}

/** A running workbench, its profile in a folder of its own that goes with it. */
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
    readonly port?: number;
  },
): Promise<Workbench> {
  const profile = mkdtempSync(join(tmpdir(), 'mainstay-editor-'));
  mkdirSync(join(profile, 'user', 'User'), { recursive: true });
  writeFileSync(join(profile, 'config.yaml'), '');
  writeFileSync(join(profile, 'user', 'User', 'settings.json'), JSON.stringify({ ...QUIET, ...options.settings }));
  const server = spawn(
    process.execPath,
    [
      ...[codeServer.entry, '--auth', 'none', '--bind-addr', `127.0.0.1:${options.port ?? 0}`],
      ...['--disable-telemetry', '--disable-update-check', ...(options.trusted === false ? [] : ['--disable-workspace-trust'])],
      ...['--config', join(profile, 'config.yaml'), '--user-data-dir', join(profile, 'user')],
      ...['--extensions-dir', join(profile, 'extensions')],
    ],
    { env: options.env, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const ended = new Promise<number | null>((done) => server.once('exit', done));
  const close = async () => {
    server.kill();
    await ended;
    rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  };
  try {
    const host = await listening(server.stdout, server.stderr, ended);
    return { ended, close, address: (opening) => address(host, opening) };
  } catch (error) {
    await close();
    throw error;
  }
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
    ['extensionDevelopmentPath', remote(extension)],
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
          ['diffFilePrimary', remote(diff[0])],
          ['diffFileSecondary', remote(diff[1])],
        ]),
  ];
  return `http://${host}/?folder=${encodeURIComponent(folder)}&payload=${encodeURIComponent(JSON.stringify(payload))}`;
}
