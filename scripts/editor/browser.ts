import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';
import { onPath } from './programs.ts';

const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'microsoft-edge-stable',
];
const APPLICATIONS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];
const PROGRAMS = ['Google/Chrome/Application/chrome.exe', 'Microsoft/Edge/Application/msedge.exe'];

/** An installed Chromium, Chrome or Edge: CHROME_PATH first, then the usual places. Throws an Error that says what to install. */
export function findBrowser(env: NodeJS.ProcessEnv = process.env): string {
  const windows = [env['ProgramFiles'], env['ProgramFiles(x86)'], env['LOCALAPPDATA']].filter((folder) => folder !== undefined);
  const found =
    env['CHROME_PATH'] ??
    NAMES.map((name) => onPath(name, env)).find((file) => file !== undefined) ??
    [...APPLICATIONS, ...windows.flatMap((folder) => PROGRAMS.map((program) => join(folder, program)))].find((file) =>
      existsSync(file),
    );
  if (found !== undefined && existsSync(found)) return found;
  throw new Error(
    found === undefined
      ? 'no browser to show the editor in: install Chromium, Chrome or Edge (on Debian: apt-get install chromium), or set CHROME_PATH to one'
      : `CHROME_PATH names ${found}, and there is no such file: set it to an installed Chromium, Chrome or Edge`,
  );
}

/** Starts the browser without a window. It reaches this machine only, whatever a page asks for. */
export function launchBrowser(executablePath: string): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: [
      ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
      ...['--disable-component-update', '--disable-sync', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'],
    ],
  });
}
