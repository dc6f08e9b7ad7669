import type { Person } from '../../test/editor/person/person.ts';
import { reviews } from '../../test/editor/person/window.ts';

/** How far up a card is drawn, px: within the editor, or it opens below the line instead. */
const CARD_TOP = 80;
/** From there to its first line, px. */
const HEADLINE = 14;
const TRIES = 5;

/** Rests the pointer on a dependency until its card says something, and draws the card up by its edge: it opens lower than it is long. */
export async function widely(person: Person, name: string, wanted: RegExp): Promise<void> {
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
export async function opensDiff(person: Person): Promise<void> {
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
