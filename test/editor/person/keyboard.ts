import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Tests } from '../suite.ts';
import type { Desk } from './desk.ts';
import type { Person } from './person.ts';
import { choosesFix, goesToLine, textsOf, viewOf, until } from './window.ts';

const NAME = '@example/one-person';
const RULE = 'one-maintainer';
const REASON = 'known to us, and funded';
const OWNER = 'web team';
/** The last day of the decision, and a moment when it has passed. */
const UNTIL = '2026-08-24';
export const LATER = '2026-08-26T00:00:00.000Z';

/** What stands between two stories: how many dotted squiggles there were before anybody decided. */
interface Seen {
  hints: number;
}

/** Somebody without a pointer: from a squiggle to its card, to where money is asked for, to a decision. No mouse is touched. */
export function deciding({ folder, story }: Desk, seen: Seen): Tests {
  return {
    'by the keyboard alone: manifest, squiggle, card, fund link, decision, squiggle gone, decision in view and policy file':
      story(async (person) => {
        const { page } = person;
        await opensManifest(person, folder);
        const card = await opensCard(person, /One person made/);
        assert.match(await card.innerText(), /asked for on .*example\.org/);
        await page.keyboard.press('Escape');
        await page.keyboard.press('Escape');
        seen.hints = await hints(person);

        const menu = await person.asksForFixes(new RegExp(RULE));
        const rows = await textsOf(menu.locator('.monaco-list-row.action'));
        assert.ok(
          rows.some((row) => row === 'Fund on example.org'),
          rows.join('\n'),
        );
        await choosesFix(person, new RegExp(`Accept “${RULE}” .*team`));
        await answers(person, 'Why is it accepted?', REASON);
        await answers(person, 'Who answers for it?', OWNER);
        await answers(person, 'The last day it holds', UNTIL);
        await until(async () => (await hints(person)) === seen.hints - 1);
        await seesDecision(person);
        await page.keyboard.press('Control+k');
        await page.keyboard.press('s'); // the policy is a document like any other until it is saved
        const policy = join(folder, '.mainstay.json');
        await until(() => existsSync(policy) && readFileSync(policy, 'utf8').includes(REASON));
        const { decisions } = JSON.parse(readFileSync(policy, 'utf8')) as { decisions: readonly object[] };
        assert.deepEqual(
          decisions.map((one) => Object.fromEntries(Object.entries(one).filter(([key]) => key !== 'accepted'))),
          [
            {
              rule: RULE,
              purl: 'pkg:npm/%40example/one-person',
              reason: REASON,
              owner: OWNER,
              until: UNTIL,
              standing: 'one-person',
              severity: 'hint',
            },
          ],
        );
      }),
  };
}

/** The same folder once the day of the decision has passed. */
export function afterItsDay({ folder, story }: Desk, seen: Seen): Tests {
  return {
    'the day of the decision has passed: the squiggle is back, and the card says why': story(async (person) => {
      await opensManifest(person, folder);
      await until(async () => (await hints(person)) === seen.hints);
      const card = await opensCard(person, /One person made/);
      assert.match(await card.innerText(), new RegExp(UNTIL));
    }),
  };
}

/** Opens the manifest by its name, signs in by a token and goes to the line. */
async function opensManifest(person: Person, folder: string): Promise<void> {
  const { page } = person;
  await page.locator('.explorer-folders-view .monaco-list-row').first().waitFor();
  await page.keyboard.press('Control+p');
  await page.locator('.quick-input-widget:visible input').first().waitFor();
  await page.keyboard.type('keepers/package.json');
  await page.locator('.quick-input-list .monaco-list-row').filter({ hasText: 'keepers' }).first().waitFor();
  await page.keyboard.press('Enter');
  await page.locator('.tab.active').filter({ hasText: 'package.json' }).waitFor();
  await page.locator('.statusbar-item.right').filter({ hasText: 'Mainstay' }).waitFor(); // it runs
  await person.runs('Mainstay: Set GitHub Token');
  await page.locator('.quick-input-widget:visible input[type="password"]').waitFor();
  await page.keyboard.type('any-word-serves-the-local-upstream');
  await page.keyboard.press('Enter');
  await page.locator('.statusbar').filter({ hasText: 'token for github.com kept' }).waitFor();
  const text = readFileSync(join(folder, 'keepers', 'package.json'), 'utf8');
  await goesToLine(person, text.slice(0, text.indexOf(`"${NAME}"`)).split('\n').length);
  await person.squiggles('hint');
}

/** The view of all dependencies, opened, walked through and unfolded by keys: the decision stands below its package. */
async function seesDecision(person: Person): Promise<void> {
  const { page } = person;
  const { rows } = viewOf(person, 'Dependencies');
  const list = page.locator('.pane .monaco-list:focus');
  const focused = list.locator('.monaco-list-row.focused');
  const walksTo = async (text: string) => {
    await rows.filter({ hasText: text }).first().waitFor();
    await until(async () => {
      // The palette gives the focus back late, and a list may have it without a row that has.
      if ((await list.count()) === 0) await person.runs('Mainstay: Focus on Dependencies View');
      else if ((await focused.count()) > 0 && (await focused.innerText()).includes(text)) return true;
      else await page.keyboard.press('ArrowDown');
      return false;
    });
  };
  await person.runs('Mainstay: Focus on Dependencies View');
  for (const text of ['Most work is one person', NAME]) {
    await walksTo(text);
    await page.keyboard.press('ArrowRight');
  }
  await rows.filter({ hasText: new RegExp(`accepted until ${UNTIL}`) }).waitFor();
}

/** The card of where the cursor is, once it says what is wanted: it may take until the answers are there. */
async function opensCard({ page }: Person, wanted: RegExp) {
  const card = page.locator('.monaco-hover:visible').filter({ hasText: wanted });
  await until(async () => {
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+k');
    await page.keyboard.press('Control+i');
    return await card.waitFor({ timeout: 3_000 }).then(
      () => true,
      () => false,
    );
  });
  return card;
}

async function answers({ page }: Person, question: string, answer: string): Promise<void> {
  await page.locator('.quick-input-widget:visible').filter({ hasText: question }).waitFor();
  await page.keyboard.press('Control+a');
  await page.keyboard.type(answer);
  await page.keyboard.press('Enter');
}

function hints({ page }: Person): Promise<number> {
  return page.locator('.editor-instance .squiggly-hint').count();
}
