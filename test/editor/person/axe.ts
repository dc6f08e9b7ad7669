import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Frame, Page } from 'playwright-core';

/** What `axe.run` gives back, as far as it is read. */
interface Outcome {
  readonly violations: readonly {
    readonly id: string;
    readonly help: string;
    readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
  }[];
  readonly passes: readonly unknown[];
}

const SOURCE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe-core finds wrong in a frame that runs no scripts, by a page with the same document, styles and all: without scripts axe has no clock. */
export async function axeFindsIn(frame: Frame, browser: Browser): Promise<readonly string[]> {
  const alike = await browser.newPage();
  try {
    await alike.setContent(await frame.content());
    return await axeFinds(alike);
  } finally {
    await alike.close();
  }
}

/**
 * What axe-core finds wrong in a document, by all its rules, one line each; empty where nothing is. It comes in by the debugger, so a content security
 * policy that allows no script does not keep it out.
 */
export async function axeFinds(document: Page): Promise<readonly string[]> {
  await document.evaluate(SOURCE);
  const outcome: Outcome = await document.evaluate('axe.run(document, { resultTypes: ["violations"] })');
  if (outcome.passes.length === 0) throw new Error('axe found nothing to look at');
  return outcome.violations.map(
    ({ id, help, nodes }) =>
      `${id}: ${help}: ${nodes.map(({ html, failureSummary = '' }) => `${html} ${failureSummary}`).join(' | ')}`,
  );
}
