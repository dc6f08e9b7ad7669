import { join } from 'node:path';
import type { Person } from '../../test/editor/person/person.ts';
import { oversees, reports } from '../../test/editor/person/window.ts';
import type { Picture } from './picture.ts';
import { widens } from './poses.ts';
import type { Situation } from './situation.ts';

/** The suffix of a picture's name in each theme. */
const THEMES: readonly (readonly [suffix: string, situation: Situation])[] = [
  ['', 'usual'],
  ['-dark', 'dark'],
  ['-contrast', 'high-contrast'],
];

const opened = {
  opens: (folder: string) => ({ file: join(folder, 'keepers', 'package.json') }),
  opensWith: '@example/archived',
};

/** The pictures of all dependencies together: the view and the report, each in three themes, the report also at twice the size. */
export const OVERVIEW: readonly Picture[] = [
  ...THEMES.map(([suffix, situation]): Picture => ({
    name: `dependencies${suffix}`,
    situation,
    ...opened,
    pose: unfolds,
    window: { width: 1400, height: 760 },
    height: 720,
    wholeWidth: true,
  })),
  ...THEMES.map(([suffix, situation]): Picture => ({
    name: `report${suffix}`,
    situation,
    ...opened,
    pose: reports,
    window: { width: 1100, height: 900 },
    height: 870,
  })),
  { name: 'report-map', situation: 'usual', ...opened, pose: goesToMap, window: { width: 1100, height: 900 }, height: 870 },
  // What 200 % shows is what a window half as wide and high shows, drawn with twice the pixels.
  {
    name: 'dependencies-zoom',
    situation: 'usual',
    ...opened,
    pose: unfolds,
    window: { width: 900, height: 620 },
    height: 596,
    wholeWidth: true,
    scale: 2,
  },
  {
    name: 'report-zoom',
    situation: 'usual',
    ...opened,
    pose: reports,
    window: { width: 640, height: 480 },
    height: 456,
    scale: 2,
  },
];

/** Opens the view, in it the group of one person's, a package and what is below. */
async function unfolds(person: Person): Promise<void> {
  const rows = await oversees(person);
  await person.page.locator('.pane-header[aria-label^="Dependency Changes "]').click();
  await widens(person, 640);
  const opens = async (text: string) => {
    const row = rows.filter({ hasText: text }).first();
    if ((await row.getAttribute('aria-expanded')) !== 'true') await row.locator('.monaco-tl-twistie').click();
  };
  await opens('Most work is one person');
  await opens('@example/one-person');
  const [row, found] = [
    rows.filter({ hasText: '@example/one-person' }).first(),
    rows.filter({ hasText: 'Most work is one person' }).last(),
  ];
  await row.click();
  await found.waitFor();
  await person.page.mouse.move(1000, 500);
}

async function goesToMap(person: Person): Promise<void> {
  const report = await reports(person);
  await report.locator('#map').scrollIntoViewIfNeeded();
  await report.locator('nav a', { hasText: 'Map' }).press('Enter');
  await report.waitForFunction('scrollY > 0');
}
