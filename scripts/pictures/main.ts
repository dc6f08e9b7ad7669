/**
 * `npm run pictures [name…]`: takes the pictures of the README, in the editor and of reports, against the local upstream, into `media/`; all of
 * them, or those named.
 */
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { personAt } from '../../test/editor/person/person.ts';
import { findBrowser, launchBrowser } from '../editor/browser.ts';
import { installCodeServer } from '../editor/codeServer.ts';
import { REPORTS, takeReport } from './reports.ts';
import { OVERVIEW } from './overview.ts';
import type { Picture } from './picture.ts';
import { PICTURES } from './pictures.ts';
import { bringAbout } from './situation.ts';
import type { Scene } from './situation.ts';

const WINDOW = { width: 1000, height: 760 };
/** The bar of activities at the left, which says nothing here. */
const LEFT = 48;
const HEIGHT = 540;

const root = process.cwd();
const names = process.argv.slice(2);
const wanted = [...PICTURES, ...OVERVIEW].filter(({ name }) => names.length === 0 || names.includes(name));
const browserPath = findBrowser();
const reports = REPORTS.filter(({ name }) => names.length === 0 || names.includes(name));
const browser = await launchBrowser(browserPath);
try {
  for (const report of reports) await attempt(report.name, () => takeReport(report, browser, root));
  if (wanted.length > 0) await takeInEditor();
} finally {
  await browser.close();
}

async function takeInEditor(): Promise<void> {
  const codeServer = await installCodeServer(root, (line) => console.error(line));
  for (const situation of new Set(wanted.map((picture) => picture.situation))) {
    const scene = await bringAbout(situation, { root, codeServer, browser });
    try {
      for (const picture of wanted.filter((one) => one.situation === situation))
        await attempt(picture.name, () => take(picture, browser, scene));
    } finally {
      await scene.close();
    }
  }
}

/** Takes one picture; that it could not be taken stops no other. */
async function attempt(name: string, takes: () => Promise<void>): Promise<void> {
  try {
    await takes();
    console.log(`pictures: media/${name}.png`);
  } catch (error) {
    console.error(`pictures: ${name}: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
}

async function take(picture: Picture, from: Browser, { folder, workbench, settles }: Scene): Promise<void> {
  const {
    name,
    opens,
    opensWith,
    pose,
    window = WINDOW,
    height = HEIGHT,
    bottom = false,
    wholeWidth = false,
    scale = 1,
  } = picture;
  const left = wholeWidth ? 0 : LEFT;
  const page = await from.newPage({ viewport: window, deviceScaleFactor: scale });
  try {
    await page.goto(workbench.address({ folder, extension: root, ...opens(folder) }));
    const person = personAt(page);
    await person.reads(opensWith);
    if (!wholeWidth) await page.keyboard.press('Control+b'); // the side bar, which says nothing here
    await settles(person);
    await pose(person);
    await page.screenshot({
      path: join(root, 'media', `${name}.png`),
      clip: { x: left, y: bottom ? window.height - height : 0, width: window.width - left, height },
      animations: 'disabled',
    });
  } finally {
    await page.close();
  }
}
