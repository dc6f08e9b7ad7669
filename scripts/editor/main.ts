/**
 * `npm run editor`: Mainstay in a real VS Code. First the suite inside the extension host, then what a person sees and does.
 * The last line counts; with MAINSTAY_TEST_REPORT the counts are left in that file too, as `{"passed":n,"failed":n}`.
 */
import { leaveReport } from '../../test/editor/report.ts';
import type { Counts } from '../../test/editor/suite.ts';
import { findBrowser, launchBrowser } from './browser.ts';
import { installCodeServer } from './codeServer.ts';
import { desktopForTests, runInDesktop } from './desktop.ts';
import { bundleHostSuite, runInWorkbench } from './hostSuite.ts';
import { setStage } from './stage.ts';

const root = process.cwd();
const say = (line: string) => console.error(line);

const desktop = await desktopForTests(root, say);
const stage = await setStage(root);
const suite = await bundleHostSuite(root, stage);
const counts = desktop === undefined ? await inWorkbench() : await inDesktop(desktop);
suite.dispose();
await stage.close();
leaveReport(process.env['MAINSTAY_TEST_REPORT'], counts);
console.log(`${counts.passed} passed, ${counts.failed} failed`);
process.exitCode = counts.failed === 0 && counts.passed > 0 ? 0 : 1;

function inDesktop(executable: string): Promise<Counts> {
  console.log(`editor: desktop VS Code at ${executable}`);
  return runInDesktop(suite, { root, folder: stage.folder, executable });
}

async function inWorkbench(): Promise<Counts> {
  const browserPath = findBrowser();
  const codeServer = await installCodeServer(root, say);
  const browser = await launchBrowser(browserPath);
  console.log(`editor: VS Code ${codeServer.version} (code-server) in ${browserPath}, ${browser.version()}`);
  const found = await runInWorkbench(suite, { root, stage, codeServer, browser });
  await browser.close();
  return found;
}
