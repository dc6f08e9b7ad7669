import { errors, type Locator, type Page } from 'playwright-core';

/** Longest wait for one thing to be seen, ms: twice what a busy machine of two cores was seen to take to start an extension. */
export const PATIENCE_MS = 40_000;
/** Where the pointer rests on a text: beyond the indent that go.mod's lines begin with. */
const SPOT = { x: 45, y: 8 };
/** How long a rested pointer waits for a card before the person moves away and comes back. */
const REST_MS = 2_000;

/** What a person does in the workbench, and what they see. Every wait is for something to be seen; the longest is {@link PATIENCE_MS}. */
export interface Person {
  readonly page: Page;
  /** Waits until the text stands in the editor. */
  reads(text: string): Promise<void>;
  /** Rests the pointer on a text until a hover shows that holds `wanted`; that hover. */
  hovers(text: string, wanted: string | RegExp): Promise<Locator>;
  /** Waits for squiggles of a kind; how many are to be seen. */
  squiggles(kind: 'warning' | 'info' | 'hint'): Promise<number>;
  /** Sets the cursor into a text. */
  goesTo(text: string): Promise<void>;
  /** Opens the menu of quick fixes where the cursor is; that menu. */
  asksForFixes(wanted: string | RegExp): Promise<Locator>;
  /** Runs a command of the palette by its title. */
  runs(title: string): Promise<void>;
  /** Rests the pointer on Mainstay in the status bar until what shows holds `wanted`; that tooltip. */
  asksStatus(wanted: string | RegExp): Promise<Locator>;
}

/** Somebody who sits before a page of the workbench. */
export function personAt(page: Page): Person {
  page.setDefaultTimeout(PATIENCE_MS);
  const editor = page.locator('.editor-instance .monaco-editor').last();
  const span = (text: string) => editor.locator('.view-line span > span').filter({ hasText: text }).first();
  const away = () => page.mouse.move(2, 2);
  return {
    page,
    reads: (text) => span(text).waitFor(),
    async hovers(text, wanted) {
      const card = page.locator('.monaco-hover:visible').filter({ hasText: wanted });
      const until = Date.now() + PATIENCE_MS;
      for (;;) {
        await span(text).hover({ position: SPOT });
        const seen = await card.waitFor({ timeout: REST_MS }).then(
          () => true,
          () => false,
        );
        if (seen) return card;
        if (Date.now() > until) throw new Error(`no hover on ${text} says ${String(wanted)}: ${await shown(page)}`);
        await away();
      }
    },
    async squiggles(kind) {
      const drawn = editor.locator(`.squiggly-${kind}`);
      await drawn.first().waitFor({ state: 'attached' });
      return await drawn.count();
    },
    async goesTo(text) {
      await away();
      await span(text).click({ position: SPOT });
    },
    async asksForFixes(wanted) {
      const menu = page.locator('.action-widget');
      await page.keyboard.press('Control+.');
      await menu.filter({ hasText: wanted }).waitFor();
      return menu;
    },
    async runs(title) {
      const box = page.locator('.quick-input-widget input').first();
      const row = page.locator('.quick-input-list .monaco-list-row').filter({ hasText: title }).first();
      const until = Date.now() + PATIENCE_MS;
      while (!(await offers(page, { box, row, title }))) {
        if (Date.now() > until) throw new Error(`the palette does not offer ${title}`);
        await page.evaluate('document.activeElement?.blur()');
      }
      await page.keyboard.press('Enter');
      await paletteIsGone(page);
    },
    async asksStatus(wanted) {
      const tooltip = page.locator('.monaco-hover:visible').filter({ hasText: wanted });
      const until = Date.now() + PATIENCE_MS;
      for (;;) {
        await page.locator('.statusbar-item.right').filter({ hasText: 'Mainstay' }).hover();
        const seen = await tooltip.waitFor({ timeout: REST_MS }).then(
          () => true,
          () => false,
        );
        if (seen) return tooltip;
        if (Date.now() > until) throw new Error(`the status does not say ${String(wanted)}: ${await shown(page)}`);
        await away();
      }
    },
  };
}

/** Opens the palette and looks for a command; whether it is offered. A web view that is being drawn may swallow the key, or close the palette again. */
async function offers(
  page: Page,
  { box, row, title }: { readonly box: Locator; readonly row: Locator; readonly title: string },
): Promise<boolean> {
  if (!(await box.isVisible())) await page.keyboard.press('F1');
  try {
    await box.fill(`>${title}`, { timeout: REST_MS });
    await row.waitFor({ timeout: 2 * REST_MS });
    return true;
  } catch (error) {
    if (error instanceof errors.TimeoutError) return false;
    throw error;
  }
}

/** Waits until no palette waits for a command: a question of the command may then stand in its place, drawn in the same box. */
async function paletteIsGone(page: Page): Promise<void> {
  const box = page.locator('.quick-input-widget input').first();
  const until = Date.now() + PATIENCE_MS;
  while ((await box.isVisible()) && (await box.inputValue()).startsWith('>')) {
    if (Date.now() > until) throw new Error(`the palette stays: ${await box.inputValue()}`);
    await page.waitForTimeout(50);
  }
}

async function shown(page: Page): Promise<string> {
  const texts = await page.locator('.monaco-hover:visible').allInnerTexts();
  return texts.length === 0 ? 'no hover shows' : texts.join(' | ');
}
