/** `npm run pictures`: takes the pictures of the README, in the editor, against the local upstream, into `media/`. */
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { personAt } from '../../test/editor/person/person.ts';
import type { Person } from '../../test/editor/person/person.ts';
import { findBrowser, launchBrowser } from '../editor/browser.ts';
import { installCodeServer } from '../editor/codeServer.ts';
import { setStage } from '../editor/stage.ts';
import { startWorkbench } from '../editor/workbench.ts';

/** One picture: the file that is open, and what is done before it is taken. */
interface Picture {
  readonly name: string;
  readonly file: readonly string[];
  /** Words of the file, seen once it is open. */
  readonly opensWith: string;
  readonly pose: (person: Person) => Promise<unknown>;
}

const PICTURES: readonly Picture[] = [
  {
    name: 'hover-go',
    file: ['go-service', 'go.mod'],
    opensWith: 'boltdb',
    pose: (person) => person.hovers('go.etcd.io/etcd/client/v3', /last release/),
  },
  {
    name: 'hover-npm',
    file: ['stories', 'package.json'],
    opensWith: '@example/deprecated',
    pose: async (person) => {
      await person.squiggles('warning');
      await person.hovers('@example/deprecated-version', /can publish/);
    },
  },
  {
    name: 'squiggles',
    file: ['stories', 'package.json'],
    opensWith: '@example/deprecated',
    pose: async (person) => {
      await person.hovers('@example/withdrawn', /Every version/);
      await person.squiggles('warning');
      await person.page.mouse.move(2, 2);
    },
  },
  {
    name: 'actions',
    file: ['web-app', 'package.json'],
    opensWith: 'axios',
    pose: async (person) => {
      await person.hovers('express', /OpenJS/);
      await person.goesTo('express');
      await person.asksForFixes(/fund/i);
    },
  },
];

const root = process.cwd();
const browserPath = findBrowser();
const codeServer = await installCodeServer(root, (line) => console.error(line));
const stage = await setStage(root);
const workbench = await startWorkbench(codeServer, { env: stage.env });
const browser = await launchBrowser(browserPath);
try {
  for (const picture of PICTURES) {
    const page = await browser.newPage({ viewport: { width: 1000, height: 760 } });
    await take(picture, page).catch((error: unknown) => {
      console.error(`pictures: ${picture.name}: ${error instanceof Error ? error.message : String(error)}`);
      process.exitCode = 1;
    });
    await page.close();
  }
} finally {
  await browser.close();
  await workbench.close();
  await stage.close();
}

async function take({ name, file, opensWith, pose }: Picture, page: Page): Promise<void> {
  await page.goto(workbench.address({ folder: stage.folder, extension: root, file: join(stage.folder, ...file) }));
  const person = personAt(page);
  await person.reads(opensWith);
  await page.keyboard.press('Control+b'); // the side bar, which says nothing here
  await pose(person);
  await page.screenshot({
    path: join(root, 'media', `${name}.png`),
    clip: { x: 48, y: 0, width: 952, height: 540 },
    animations: 'disabled',
  });
  console.log(`pictures: media/${name}.png`);
}
