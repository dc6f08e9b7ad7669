/**
 * `npm run editor`: Mainstay in a real VS Code. First the suite inside the extension host; then what a person sees and does, in the oldest
 * VS Code it supports, in a stranger's project, and in the newest VS Code with the package installed. Every part runs, whatever became of
 * the ones before. The last line counts; with MAINSTAY_TEST_REPORT the counts are left in that file too, as `{"passed":n,"failed":n}`.
 */
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { leaveReport } from '../../test/editor/report.ts';
import type { Counts } from '../../test/editor/suite.ts';
import { findBrowser, launchBrowser } from './browser.ts';
import { installCodeServer } from './codeServer.ts';
import type { CodeServer } from './codeServer.ts';
import { desktopForTests, runInDesktop } from './desktop.ts';
import { bundleHostSuite, runInWorkbench } from './hostSuite.ts';
import { runAsPerson, runAsStranger, runPackaged } from './personSuite.ts';
import { runQuietly } from './programs.ts';
import { setStage } from './stage.ts';

const PACKAGING_MS = 120_000;

const root = process.cwd();
const say = (line: string) => console.error(line);

const counts = await inAllEditors();
leaveReport(process.env['MAINSTAY_TEST_REPORT'], counts);
console.log(`${counts.passed} passed, ${counts.failed} failed`);
process.exitCode = counts.failed === 0 && counts.passed > 0 ? 0 : 1;

/** A part that cannot run at all is one failure, which says why. */
async function part(run: () => Promise<Counts>): Promise<Counts> {
  const started = performance.now();
  const found = await run().catch((error: unknown) => {
    console.error(`editor: FAILED: ${error instanceof Error ? error.message : String(error)}`);
    return { passed: 0, failed: 1 };
  });
  console.log(`editor: ${found.passed} passed, ${found.failed} failed in ${((performance.now() - started) / 1000).toFixed(0)} s`);
  return found;
}

async function inAllEditors(): Promise<Counts> {
  let browser: Browser | undefined;
  const opened = async () => {
    if (browser !== undefined) return browser;
    const path = findBrowser();
    browser = await launchBrowser(path);
    console.log(`editor: pages are shown in ${path}, ${browser.version()}`);
    return browser;
  };
  const world = async (which: 'oldest' | 'newest') => ({
    root,
    browser: await opened(),
    codeServer: announced(await installCodeServer(root, say, which)),
  });
  const parts = [
    () => inExtensionHost(world),
    async () => await runAsPerson(await world('oldest')),
    async () => await runAsStranger(await world('oldest')),
    async () => await runPackaged(await world('newest'), await packaged()),
  ];
  const all: Counts[] = [];
  for (const run of parts) all.push(await part(run));
  await browser?.close();
  return {
    passed: all.reduce((sum, { passed }) => sum + passed, 0),
    failed: all.reduce((sum, { failed }) => sum + failed, 0),
  };
}

function announced(codeServer: CodeServer): CodeServer {
  console.log(`editor: VS Code ${codeServer.version} (code-server)`);
  return codeServer;
}

/** On the desktop where there is one, else in the browser. */
async function inExtensionHost(
  world: (which: 'oldest') => Promise<{ readonly codeServer: CodeServer; readonly browser: Browser }>,
): Promise<Counts> {
  const executable = await desktopForTests(root, say);
  const found = executable === undefined ? await world('oldest') : undefined;
  const stage = await setStage(root);
  const suite = await bundleHostSuite(root, stage);
  try {
    if (found !== undefined) return await runInWorkbench(suite, { root, stage, ...found });
    console.log(`editor: desktop VS Code at ${String(executable)}`);
    return await runInDesktop(suite, { root, folder: stage.folder, executable: String(executable) });
  } finally {
    suite.dispose();
    await stage.close();
  }
}

/** The package as it would be published now. */
async function packaged(): Promise<string> {
  await runQuietly(process.execPath, ['scripts/package.mjs'], {
    cwd: root,
    timeoutMs: PACKAGING_MS,
    hint: 'mainstay.vsix could not be made: see above',
  });
  return join(root, 'mainstay.vsix');
}
