import { join } from 'node:path';
import { CHANGED } from '../../test/editor/branch.ts';
import type { Person } from '../../test/editor/person/person.ts';
import { hoversLeft, reviews } from '../../test/editor/person/window.ts';
import type { Opening } from '../editor/workbench.ts';
import { SOUGHT } from './situation.ts';
import type { Situation } from './situation.ts';

/** One picture: how things stand, what is open, and what is done before it is taken. */
export interface Picture {
  readonly name: string;
  readonly situation: Situation;
  /** What the page opens, given the folder of the examples. */
  readonly opens: (folder: string) => Pick<Opening, 'file'>;
  /** Words of the file, seen once it is open. */
  readonly opensWith: string;
  readonly pose: (person: Person) => Promise<unknown>;
  /** The window's size in pixels, where another one suits better. */
  readonly window?: { readonly width: number; readonly height: number };
  /** Pixels of height that are kept; `bottom`: from the lower edge of the window, so that the status bar is seen. */
  readonly height?: number;
  readonly bottom?: boolean;
  /** Pixels of the picture for each of the window; 1 where absent. */
  readonly scale?: number;
  /** The side bar stays, and the bar of activities is seen. */
  readonly wholeWidth?: boolean;
}

/** How far up a card is drawn, px: within the editor, or it opens below the line instead. */
const CARD_TOP = 80;
/** From there to its first line, px. */
const HEADLINE = 14;
const TRIES = 5;

const GO_SERVICE = file('go-service', 'go.mod');
const KEEPERS = file('keepers', 'package.json');
const STORIES = file('stories', 'package.json');
const WEB_APP = file('web-app', 'package.json');

/** The quick fixes of a finding, once the facts are there. */
const ACTIONS = {
  opens: KEEPERS,
  opensWith: '@example/archived',
  async pose(person: Person) {
    await person.hovers('@example/one-person', /merged/);
    await person.goesTo('@example/one-person');
    await person.asksForFixes(/Fund on/);
  },
};

/** The pictures of the README, in its order. */
export const PICTURES: readonly Picture[] = [
  {
    name: 'hover-go',
    situation: 'usual',
    opens: GO_SERVICE,
    opensWith: 'boltdb',
    pose: (person) => widely(person, SOUGHT, /newcomers/),
  },
  {
    name: 'one-person',
    situation: 'usual',
    opens: KEEPERS,
    opensWith: '@example/archived',
    pose: (person) => widely(person, '@example/one-person', /merged/),
  },
  {
    name: 'one-person-dark',
    situation: 'dark',
    opens: KEEPERS,
    opensWith: '@example/archived',
    pose: (person) => widely(person, '@example/one-person', /merged/),
  },
  {
    name: 'one-person-contrast',
    situation: 'high-contrast',
    opens: KEEPERS,
    opensWith: '@example/archived',
    pose: (person) => widely(person, '@example/one-person', /merged/),
  },
  // What 200 % shows is what a window half as wide and high shows, drawn with twice the pixels.
  {
    name: 'one-person-zoom',
    situation: 'usual',
    opens: KEEPERS,
    opensWith: '@example/archived',
    pose: async (person) => {
      await person.page.keyboard.press('Control+b');
      await person.hovers('@example/one-person', /merged/);
    },
    wholeWidth: true,
    window: { width: 800, height: 520 },
    height: 496,
    scale: 2,
  },
  {
    name: 'tokenless',
    situation: 'tokenless',
    opens: KEEPERS,
    opensWith: '@example/archived',
    pose: (person) => widely(person, '@example/team', /sign-in.*ecosyste\.ms/s),
  },
  {
    name: 'rate-limited',
    situation: 'rate-limited',
    opens: KEEPERS,
    opensWith: '@example/archived',
    pose: (person) => widely(person, '@example/team', /again after.*ecosyste\.ms/s),
  },
  {
    name: 'hover-npm',
    situation: 'usual',
    opens: STORIES,
    opensWith: '@example/deprecated',
    pose: async (person) => {
      await person.squiggles('warning');
      await person.hovers('@example/deprecated-version', /can publish/);
    },
  },
  ...(
    [
      ['actions', 'usual'],
      ['actions-dark', 'dark'],
      ['actions-contrast', 'high-contrast'],
    ] as const
  ).map(([name, situation]): Picture => ({ name, situation, ...ACTIONS, height: 690 })),
  { name: 'actions-zoom', situation: 'usual', ...ACTIONS, window: { width: 800, height: 640 }, height: 616, scale: 2 },
  {
    name: 'explanation',
    situation: 'tokenless',
    opens: KEEPERS,
    opensWith: '@example/archived',
    pose: async (person) => {
      await person.hovers('@example/team', /sign-in.*ecosyste\.ms/s);
      await person.goesTo('@example/team');
      await person.runs('Mainstay: Explain Dependency');
      const page = person.page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
      await page.getByText('Not known').waitFor();
    },
    window: { width: 1000, height: 900 },
    height: 870,
  },
  {
    name: 'diff',
    situation: 'branch',
    opens: file(...CHANGED.split('/')),
    opensWith: '@example/steady',
    pose: async (person) => {
      await opensDiff(person);
      await hoversLeft(person, '@example/deprecated-version', /can publish/);
    },
    window: { width: 1460, height: 560 },
    height: 470,
  },
  {
    name: 'review-list',
    situation: 'branch',
    opens: file(...CHANGED.split('/')),
    opensWith: '@example/steady',
    pose: async (person) => {
      await reviews(person);
      await person.squiggles('warning');
      await widens(person, 700);
    },
    window: { width: 1400, height: 480 },
    height: 430,
    wholeWidth: true,
  },
  {
    name: 'status',
    situation: 'usual',
    opens: STORIES,
    opensWith: '@example/deprecated',
    pose: async (person) => {
      await person.squiggles('warning');
      await person.hovers('@example/steady', /can publish/);
      await person.page.locator('.statusbar').filter({ hasText: 'kept' }).waitFor({ state: 'hidden' }); // what was done before
      await person.asksStatus(/warnings/);
    },
    bottom: true,
    height: 420,
  },
  {
    name: 'hints',
    situation: 'every-hint',
    opens: KEEPERS,
    opensWith: '@example/archived',
    pose: async (person) => {
      await person.squiggles('warning');
      await person.runs('Problems: Focus on Problems View');
      await person.hovers('@example/busy', /active/); // by then the facts are there
      await person.goesTo('"private"');
    },
    window: { width: 820, height: 600 },
    height: 523,
  },
  {
    name: 'restricted',
    situation: 'restricted',
    opens: WEB_APP,
    opensWith: 'axios',
    pose: async (person) => {
      await person.hovers('express', /OpenJS/);
      await person.asksStatus(/^(?!.*still being asked).*Restricted/s);
    },
    bottom: true,
    height: 420,
  },
  {
    name: 'offline',
    situation: 'offline',
    opens: GO_SERVICE,
    opensWith: 'boltdb',
    pose: (person) => widely(person, SOUGHT, /reached/),
  },
  {
    name: 'failing',
    situation: 'failing',
    opens: WEB_APP,
    opensWith: 'axios',
    pose: (person) => person.hovers('express', /facts known/),
  },
];

function file(...path: readonly string[]): Picture['opens'] {
  return (folder) => ({ file: join(folder, ...path) });
}

/** Rests the pointer on a dependency until its card says something, and draws the card up by its edge: it opens lower than it is long. */
async function widely(person: Person, name: string, wanted: RegExp): Promise<void> {
  const { mouse } = person.page;
  for (let tries = 0; tries < TRIES; tries += 1) {
    const card = await person.hovers(name, wanted);
    const box = await card.boundingBox();
    if (!box) continue; // it went away: more was learnt meanwhile, or the pointer slipped off
    const middle = box.x + box.width / 2;
    await mouse.move(middle, box.y + 1, { steps: 5 });
    await mouse.down();
    await mouse.move(middle, CARD_TOP, { steps: 5 });
    await mouse.up();
    await mouse.move(middle, CARD_TOP + HEADLINE, { steps: 5 }); // off the edge, which is lit while the pointer is there
    const drawn = await card.boundingBox({ timeout: 2_000 }).catch(() => null);
    if (drawn && drawn.height > box.height) return;
    await mouse.move(2, 2);
  }
  throw new Error(`the card of ${name} was not drawn up in ${TRIES} tries`);
}

/** Opens the diff of a row of the list of changes, and lets both sides have the room. */
async function opensDiff(person: Person): Promise<void> {
  const { page } = person;
  const row = (await reviews(person)).filter({ hasText: '@example/line-ended' }).first();
  await row.hover();
  await row.locator('.action-label[aria-label^="Open Diff"]').click();
  const right = page.locator('.monaco-diff-editor .editor.modified');
  await right.locator('[class*="squiggly-"]').first().waitFor({ state: 'attached' });
  await page.keyboard.press('Control+b');
}

/** Draws the side bar wider, by the edge it has in common with the editor. */
export async function widens({ page }: Person, to: number): Promise<void> {
  const bar = await page.locator('.part.sidebar').boundingBox();
  if (!bar) throw new Error('there is no side bar');
  await page.mouse.move(bar.x + bar.width, bar.y + 300, { steps: 5 });
  await page.mouse.down();
  await page.mouse.move(to, bar.y + 300, { steps: 5 });
  await page.mouse.up();
  await page.mouse.move(to + 200, bar.y + 350, { steps: 5 }); // off the edge, which is lit while the pointer is there
}
