import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import type { Opening, Workbench } from '../../../scripts/editor/workbench.ts';
import { personAt } from './person.ts';
import type { Person } from './person.ts';

const COLOURS = /\u001b\[\d+m/g;
const WINDOW = { width: 1200, height: 900 };
/** Longest time a story may take. Where it is over, the error says what was to be seen then. */
const STORY_MS = 120_000;

/** Where stories are played: one workbench and one window, in which they follow each other. */
export interface Desk {
  /** The folder that is open; it may be changed. */
  readonly folder: string;
  /**
   * A test: somebody does what is told, in the window of the story before where `opening` is the very same value as there, else in one of its own.
   * Where it fails, the error says what was seen, and the next story gets a new window.
   */
  story(tell: (person: Person) => Promise<unknown>, opening?: Partial<Opening>): () => Promise<void>;
}

/** What a desk is made of. */
export interface DeskOptions {
  readonly browser: Browser;
  readonly workbench: Workbench;
  /** What every window opens, unless its story says otherwise. */
  readonly opening: Opening;
  /** Where pictures of failures go. */
  readonly failures: string;
}

/** Sets up a desk. The windows go with their browser. */
export function deskAt({ browser, workbench, opening, failures }: DeskOptions): Desk {
  /** The window that the next story may go on in: loading one takes longer than most stories. */
  let left: { readonly page: Page; readonly own: Partial<Opening> | undefined } | undefined;

  async function sit(own: Partial<Opening> | undefined): Promise<Page> {
    if (left !== undefined && left.own === own) return left.page;
    await left?.page.close();
    const page = await browser.newPage({ viewport: WINDOW });
    await page.goto(workbench.address({ ...opening, ...own }));
    return page;
  }

  return {
    folder: opening.folder,
    story: (tell, own) => async () => {
      const page = await sit(own);
      left = undefined;
      const person = personAt(page);
      try {
        await inTime(tell(person));
      } catch (error) {
        const picture = join(failures, `${String(Date.now())}.png`);
        mkdirSync(failures, { recursive: true });
        await page.screenshot({ path: picture });
        const told = new Error(`${wordsOf(error)}\nseen: ${await seen(person)}\npicture: ${picture}`);
        await page.close();
        throw told;
      }
      left = { page, own };
    },
  };
}

function inTime(told: Promise<unknown>): Promise<unknown> {
  return new Promise((done, failed) => {
    const timer = setTimeout(() => failed(new Error(`the story did not end within ${STORY_MS / 1000} s`)), STORY_MS);
    void told.then(done, failed).finally(() => clearTimeout(timer));
  });
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message.replaceAll(COLOURS, '') : String(error);
}

/** The words in the window's parts, shortened. */
async function seen({ page }: Person): Promise<string> {
  const parts = ['.monaco-dialog-box', '.notification-toast', '.monaco-hover', '.tab.active', '.markers-panel', '.statusbar'];
  const words = await Promise.all(
    parts.map(async (part) => [part, await page.locator(`${part}:visible`).allInnerTexts()] as const),
  );
  return words
    .filter(([, texts]) => texts.length > 0)
    .map(([part, texts]) => `${part} “${texts.join(' | ').replaceAll(/\s+/g, ' ').slice(0, 400)}”`)
    .join('; ');
}
