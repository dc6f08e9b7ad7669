/**
 * `npm run editor [part…]` (host, person, keyboard, stranger, packaged; all by default): Mainstay in a real VS Code. First the suite inside the extension host; then what a person sees and does, in the oldest
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
import { runAsPerson, runAsStranger, runByKeyboard, runPackaged } from './personSuite.ts';
import { runQuietly } from './programs.ts';
import { setStage } from './stage.ts';

const PACKAGING_MS = 120_000;

const root = process.cwd();
const say = (line: string) => console.error(line);

const counts = await inAllEditors();
leaveReport(process.env['MAINSTAY_TEST_REPORT'], counts);
console.log(`${counts.passed} passed, ${counts.failed} failed`);
process.exitCode = counts.failed === 0 && counts.passed > 0 ? 0 : 1;

/** What several parts stand on, made when first wanted; where it cannot be had, every part that wants it hears the same. */
interface Ground {
  readonly codeServer: CodeServer;
  readonly browser: Browser;
}

async function inAllEditors(): Promise<Counts> {
  const browser = once(async () => {
    const path = findBrowser();
    const launched = await launchBrowser(path);
    console.log(`editor: pages are shown in ${path}, ${launched.version()}`);
    return launched;
  });
  const on = (which: 'oldest' | 'newest') =>
    once(async () => ({ root, browser: await browser(), codeServer: await installCodeServer(root, say, which) }));
  const [oldest, newest] = [on('oldest'), on('newest')];
  const all: Readonly<Record<string, () => Promise<Counts>>> = {
    host: () => inExtensionHost(oldest),
    person: async () => await runAsPerson(announced(await oldest())),
    keyboard: async () => await runByKeyboard(announced(await oldest())),
    stranger: async () => await runAsStranger(announced(await oldest())),
    packaged: async () => await runPackaged(announced(await newest()), await packaged()),
  };
  const wanted = process.argv.slice(2);
  // Its part comes last; fetched while others run, it is there by then. Where it cannot be had, its part says so.
  if (wanted.length === 0) void newest().catch(() => undefined);
  const parts = Object.entries(all).flatMap(([name, run]) => (wanted.length === 0 || wanted.includes(name) ? [run] : []));
  const said = new Set<string>();
  const found: Counts[] = [];
  for (const run of parts) found.push(await part(run, said));
  await browser().then(
    (launched) => launched.close(),
    () => undefined, // it was said above
  );
  return {
    passed: found.reduce((sum, { passed }) => sum + passed, 0),
    failed: found.reduce((sum, { failed }) => sum + failed, 0),
  };
}

/** A part that cannot run at all is one failure, which says why; parts that cannot run for the very same reason are not counted again. */
async function part(run: () => Promise<Counts>, said: Set<string>): Promise<Counts> {
  const started = performance.now();
  const found = await run().catch((error: unknown) => {
    const why = error instanceof Error ? error.message : String(error);
    const again = said.has(why);
    said.add(why);
    console.error(`editor: FAILED${again ? ', as above' : ''}: ${why}`);
    return { passed: 0, failed: again ? 0 : 1 };
  });
  console.log(`editor: ${found.passed} passed, ${found.failed} failed in ${((performance.now() - started) / 1000).toFixed(0)} s`);
  return found;
}

function once<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | undefined;
  return () => (made ??= make());
}

function announced<World extends Ground>(world: World): World {
  console.log(`editor: VS Code ${world.codeServer.version} (code-server)`);
  return world;
}

/** On the desktop where there is one, else in the browser. */
async function inExtensionHost(ground: () => Promise<Ground>): Promise<Counts> {
  const executable = await desktopForTests(root, say);
  const found = executable === undefined ? announced(await ground()) : undefined;
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
