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
  readonly pose: (person: Person) => Promise<unknown>;
}

const PICTURES: readonly Picture[] = [
  {
    name: 'hover-go',
    file: ['go-service', 'go.mod'],
    pose: (person) => person.hovers('go.etcd.io/etcd/client/v3', /graduated/),
  },
  {
    name: 'hover-npm',
    file: ['stories', 'package.json'],
    pose: (person) => person.hovers('@example/deprecated-version', /Loses data/),
  },
  { name: 'squiggles', file: ['stories', 'package.json'], pose: (person) => person.squiggles('warning') },
  {
    name: 'actions',
    file: ['web-app', 'package.json'],
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
    const page = await browser.newPage({ viewport: { width: 1000, height: 640 } });
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

async function take({ name, file, pose }: Picture, page: Page): Promise<void> {
  await page.goto(workbench.address({ folder: stage.folder, extension: root, file: join(stage.folder, ...file) }));
  await pose(personAt(page));
  await page.screenshot({ path: join(root, 'media', `${name}.png`) });
  console.log(`pictures: media/${name}.png`);
}
