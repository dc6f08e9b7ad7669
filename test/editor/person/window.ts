import { basename } from 'node:path';
import type { Frame, Locator } from 'playwright-core';
import { PATIENCE_MS } from './person.ts';
import type { Person } from './person.ts';

/** For all dependencies of the examples to be asked about. */
const LONG_MS = 60_000;

/** Opens a file by the explorer: clicks its folders open, then double-clicks it. Waits until it is the active tab. */
export async function opensByExplorer({ page }: Person, ...path: readonly string[]): Promise<void> {
  const all = page.locator('.explorer-folders-view .monaco-list-row');
  let above = -1;
  for (const [at, name] of path.entries()) {
    const rows = all.and(page.locator(`[aria-level="${at + 1}"]`)).filter({ hasText: name });
    const [index, row] = await below(rows, above);
    if (at === path.length - 1) await row.dblclick();
    else {
      if ((await row.getAttribute('aria-expanded')) !== 'true') await row.click();
      // Its own children are drawn: the next file of that name below might be another folder's.
      await all.and(page.locator(`[data-index="${index + 1}"][aria-level="${at + 2}"]`)).waitFor();
    }
    await page.locator('.explorer-folders-view .monaco-tl-twistie.codicon-loading').waitFor({ state: 'detached' });
    above = index;
  }
  const name = path.at(-1) ?? '';
  await page.locator('.tab.active').filter({ hasText: name }).waitFor();
}

/** The first of the rows that stands below another, and where it stands. */
async function below(rows: Locator, above: number): Promise<readonly [index: number, row: Locator]> {
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    await rows.first().waitFor();
    for (const row of await rows.all()) {
      const index = Number(await row.getAttribute('data-index'));
      if (index > above) return [index, row];
    }
    if (Date.now() > until) throw new Error('the explorer does not show the file');
  }
}

/** Sets the cursor into a line (from 1) by the keyboard alone. */
export async function goesToLine({ page }: Person, line: number): Promise<void> {
  await page.keyboard.press('Control+g');
  const box = page.locator('.quick-input-widget:visible input').first();
  await box.waitFor();
  await page.keyboard.type(`${String(line)}:8`);
  await page.keyboard.press('Enter');
  await box.waitFor({ state: 'hidden' });
  await page
    .locator('.statusbar-item')
    .filter({ hasText: `Ln ${String(line)},` })
    .waitFor();
}

/** Opens the panel of problems, by the keyboard; its rows. */
export async function opensProblems({ page }: Person): Promise<Locator> {
  await page.keyboard.press('Control+Shift+m');
  const rows = page.locator('.markers-panel .monaco-list-row');
  await rows.first().waitFor();
  return rows;
}

/** The words of the rows that are to be seen, white space as single spaces. */
export async function textsOf(rows: Locator): Promise<readonly string[]> {
  return (await rows.allInnerTexts()).map((text) => text.replaceAll(/\s+/g, ' ').trim());
}

/** Every notification that pops up now, as text. */
export async function notifications({ page }: Person): Promise<readonly string[]> {
  return await textsOf(page.locator('.notification-toast:visible'));
}

/** Rests the pointer on a text of a diff's left side until a card shows that holds `wanted`; that card. */
export async function hoversLeft({ page }: Person, text: string, wanted: RegExp): Promise<Locator> {
  const span = page.locator('.monaco-diff-editor .editor.original .view-line span > span').filter({ hasText: text }).first();
  const card = page.locator('.monaco-hover:visible').filter({ hasText: wanted });
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    await span.hover({ position: { x: 20, y: 8 } });
    const seen = await card.waitFor({ timeout: 2_000 }).then(
      () => true,
      () => false,
    );
    if (seen) return card;
    if (Date.now() > until) throw new Error(`no hover on the left ${text} says ${String(wanted)}`);
    await page.mouse.move(2, 2);
  }
}

/** Waits for a window of its own to be there, and makes room in it: without its side bar a diff has two sides. */
export async function makesRoom({ page }: Person): Promise<void> {
  const rows = page.locator('.explorer-folders-view .monaco-list-row');
  await rows.first().waitFor();
  await page.keyboard.press('Control+b');
  await rows.first().waitFor({ state: 'hidden' });
}

/** The rows of one of Mainstay's views by its title, and the line above them. */
export function viewOf({ page }: Person, title: string): { readonly rows: Locator; readonly message: Locator } {
  const pane = page.locator('.pane').filter({ has: page.locator(`.pane-header[aria-label^="${title} "]`) });
  return { rows: pane.locator('.monaco-list-row'), message: pane.locator('.message') };
}

/** Opens the list of what the branch changes, by the palette, which has its command once the extension's icon is there; the rows of the list. */
export async function reviews(person: Person): Promise<Locator> {
  await isThere(person);
  await person.runs('Mainstay: Review Dependency Changes');
  const { rows } = viewOf(person, 'Dependency Changes');
  await rows.first().waitFor();
  return rows;
}

/**
 * Opens the menu of source actions; that menu. VS Code now and then answers that there are none, its own among them, where the palette it was asked by is
 * still closing: it is asked again.
 */
export async function asksForSource(person: Person, wanted: RegExp): Promise<Locator> {
  const menu = person.page.locator('.action-widget');
  await until(async () => {
    await person.runs('Source Action...');
    return await menu
      .filter({ hasText: wanted })
      .waitFor({ timeout: 3_000 })
      .then(
        () => true,
        () => false,
      );
  });
  return menu;
}

/** Chooses an entry of the menu of fixes that is open, by the arrow keys. */
export async function choosesFix({ page }: Person, wanted: RegExp): Promise<void> {
  const rows = page.locator('.action-widget .monaco-list-row');
  const focused = page.locator('.action-widget .monaco-list-row.focused');
  const most = await rows.count();
  for (let tries = most; tries > 0 && !wanted.test(await focused.innerText()); tries -= 1) await page.keyboard.press('ArrowDown');
  if (!wanted.test(await focused.innerText()))
    throw new Error(`the menu has no ${String(wanted)}: ${(await rows.allInnerTexts()).join(' | ')}`);
  await page.keyboard.press('Enter');
}

/** Opens the view of all dependencies and waits until all is known; its rows. */
export async function oversees(person: Person): Promise<Locator> {
  await isThere(person);
  await person.runs('Mainstay: Focus on Dependencies View');
  const { rows, message } = viewOf(person, 'Dependencies');
  await message.filter({ hasText: /packages? in/ }).waitFor({ timeout: LONG_MS });
  await message.filter({ hasText: 'still being asked' }).waitFor({ state: 'hidden', timeout: LONG_MS });
  await rows.first().waitFor(); // drawn a moment after the line above them
  return rows;
}

/** Goes to the row of a view that begins with a text, by typing it, as lists let one; that row. The list is scrolled until it is there. */
export async function goesToRow({ page }: Person, rows: Locator, text: string): Promise<Locator> {
  const row = rows.filter({ hasText: text }).first();
  await until(async () => {
    await rows.first().click();
    await page.keyboard.type(text);
    return await row.waitFor({ timeout: 2_000 }).then(
      () => true,
      () => false,
    );
  });
  return row;
}

/** Has the report made; the frame that shows it, once it is there. */
export async function reports(person: Person): Promise<Frame> {
  await isThere(person);
  await person.runs('Mainstay: Show Dependency Report');
  const until = Date.now() + LONG_MS;
  for (;;) {
    for (const frame of person.page.frames()) {
      const title = await frame.title().catch(() => ''); // it went away meanwhile
      if (title.startsWith('Dependencies of ')) return frame;
    }
    if (Date.now() > until) throw new Error('no report shows');
    await person.page.waitForTimeout(200);
  }
}

/** Looks again until it holds; the story's own time limit ends the waiting. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((again) => setTimeout(again, 50));
}

/** Answers the question for a file: once its name is offered, with a path in its place. A question that is still looking at folders hears no key. */
export async function savesAs({ page }: Person, file: string): Promise<void> {
  const box = page.locator('.quick-input-widget:visible input').first();
  const until = Date.now() + PATIENCE_MS;
  while (!(await box.inputValue()).endsWith(basename(file))) {
    if (Date.now() > until) throw new Error('no file is asked for');
    await page.waitForTimeout(100);
  }
  await box.fill(file);
  for (;;) {
    await page.keyboard.press('Enter');
    const answered = await box.waitFor({ state: 'hidden', timeout: 2_000 }).then(
      () => true,
      () => false,
    );
    if (answered) return;
    if (Date.now() > until) throw new Error(`the question for a file stays: ${await box.inputValue()}`);
  }
}

/** Waits for the extension's icon: from then on the palette has its commands. */
async function isThere({ page }: Person): Promise<void> {
  await page.locator('.activitybar .action-label[aria-label^="Mainstay"]').waitFor();
}
