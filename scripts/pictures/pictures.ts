import { join } from 'node:path';
import { CHANGED } from '../../test/editor/branch.ts';
import type { Person } from '../../test/editor/person/person.ts';
import { hoversLeft, reviews } from '../../test/editor/person/window.ts';
import type { Picture } from './picture.ts';
import { opensDiff, widely, widens } from './poses.ts';
import { SOUGHT } from './situation.ts';

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
      await page.getByRole('heading', { name: 'Not known' }).waitFor();
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
    window: { width: 1460, height: 760 },
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
