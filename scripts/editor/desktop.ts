import { downloadAndUnzipVSCode, runTests } from '@vscode/test-electron';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readReport } from '../../test/editor/report.ts';
import type { Counts } from '../../test/editor/suite.ts';
import type { HostSuite } from './hostSuite.ts';
import { onPath } from './programs.ts';

/** The oldest VS Code Mainstay supports: what tests are to run in. */
const OLDEST = '1.100.3';
const DOWNLOADS = 'https://update.code.visualstudio.com/api/releases/stable';
const REACHABLE_WITHIN_MS = 4_000;
const MAC = '/Applications/Visual Studio Code.app/Contents/Resources/app/bin/code';

/** Whether a window can be shown at all. */
function hasScreen(env: NodeJS.ProcessEnv): boolean {
  return process.platform !== 'linux' || env['DISPLAY'] !== undefined || env['WAYLAND_DISPLAY'] !== undefined;
}

/** The `code` command of an installed desktop VS Code that is new enough for Mainstay and can show a window; MAINSTAY_VSCODE names another. */
export function findDesktop(env: NodeJS.ProcessEnv = process.env): string | undefined {
  if (!hasScreen(env)) return undefined;
  const windows = join(env['LOCALAPPDATA'] ?? '', 'Programs', 'Microsoft VS Code', 'bin', 'code.cmd');
  const known = [env['MAINSTAY_VSCODE'], onPath('code', env), onPath('code-insiders', env), MAC, windows];
  return known.find((command) => command !== undefined && existsSync(command) && isNewEnough(command));
}

function isNewEnough(command: string): boolean {
  const { stdout, error } = spawnSync(command, ['--version'], {
    encoding: 'utf8',
    timeout: 10_000,
    shell: process.platform === 'win32',
  });
  if (error !== undefined) return false;
  const [major = 0, minor = 0] = stdout.split('.').map(Number);
  return major > 1 || (major === 1 && minor >= 100);
}

/** Desktop VS Code for tests, downloaded into `.cache/vscode-test` or already there; undefined where it cannot be had, with the reason said. */
export async function desktopForTests(root: string, say: (line: string) => void): Promise<string | undefined> {
  if (!hasScreen(process.env)) {
    say('editor: no desktop VS Code here: there is no screen (DISPLAY is not set; `xvfb-run` gives one)');
    return undefined;
  }
  const cachePath = join(root, '.cache', 'vscode-test');
  try {
    if (!existsSync(cachePath)) await fetch(DOWNLOADS, { method: 'HEAD', signal: AbortSignal.timeout(REACHABLE_WITHIN_MS) });
    return await downloadAndUnzipVSCode({ version: OLDEST, cachePath });
  } catch (error) {
    say(`editor: desktop VS Code cannot be downloaded here (${error instanceof Error ? error.message : String(error)})`);
    return undefined;
  }
}

/** Runs the suite in desktop VS Code, with a profile of its own. */
export async function runInDesktop(
  suite: HostSuite,
  { root, folder, executable }: { readonly root: string; readonly folder: string; readonly executable: string },
): Promise<Counts> {
  const profile = mkdtempSync(join(tmpdir(), 'mainstay-editor-'));
  try {
    await runTests({
      vscodeExecutablePath: executable,
      extensionDevelopmentPath: root,
      extensionTestsPath: suite.file,
      extensionTestsEnv: suite.env,
      launchArgs: [
        folder,
        ...['--disable-extensions', '--disable-workspace-trust', '--skip-welcome', '--skip-release-notes'],
        ...['--user-data-dir', join(profile, 'user'), '--extensions-dir', join(profile, 'extensions')],
      ],
    });
  } catch (error) {
    console.error(`editor: ${error instanceof Error ? error.message : String(error)}`);
  } finally {
    rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
  return readReport(suite.report, 'the suite in the extension host');
}
