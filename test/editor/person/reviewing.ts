import assert from 'node:assert/strict';
import { CHANGED, makeBranch } from '../branch.ts';
import type { Tests } from '../suite.ts';
import type { Desk } from './desk.ts';
import { hoversLeft, notifications, reviews, textsOf, viewOf } from './window.ts';

/** What is done by somebody who reviews a branch. Comes last: it makes a repository of the open folder. */
export function reviewing({ folder, story }: Desk): Tests {
  let commit = '';
  const begin = () => {
    commit ||= makeBranch(folder).main;
  };
  return {
    'a repository is made of the folder': () => {
      begin();
      return Promise.resolve();
    },

    '“Review Dependency Changes” lists what the branch changes, loudest first, and a click leads to the line': story(
      async (person) => {
        const { page } = person;
        const rows = await reviews(person);
        await rows.filter({ hasText: CHANGED }).waitFor();
        await rows.filter({ hasText: '@example/team' }).waitFor();
        const texts = await textsOf(rows);
        const at = (name: string) => texts.findIndex((text) => text.startsWith(name));
        assert.match(texts[0] ?? '', /\d+ warnings, .*3 added, 1 removed, 2 bumped/, texts.join('\n'));
        assert.match(texts[at('@example/line-ended')] ?? '', /~1\.0\.0 → \^1\.1\.1/, texts.join('\n'));
        assert.ok(at('@example/unpublished') < at('@example/line-ended'), texts.join('\n'));
        assert.ok(!texts.some((text) => text.startsWith('@example/steady')), texts.join('\n'));
        const { message } = viewOf(person, 'Dependency Changes');
        assert.match(await message.innerText(), new RegExp(`since main \\(merge base ${commit.slice(0, 10)}\\)`));
        const row = rows.filter({ hasText: '@example/licence-closed' });
        await row.first().click();
        await page.locator('.tab.active').filter({ hasText: 'package.json' }).waitFor();
        await page.locator('.statusbar-item').filter({ hasText: 'Ln 6,' }).waitFor();
        assert.deepEqual(await notifications(person), []);
      },
      {},
    ),

    'a row’s diff shows what stood at the merge base: hovers on the left, squiggles and hints on the right': story(
      async (person) => {
        const { page } = person;
        const row = (await reviews(person)).filter({ hasText: '@example/line-ended' });
        await row.first().hover();
        await row.first().locator('.action-label[aria-label^="Open Diff"]').click();
        await page
          .locator('.tab.active')
          .filter({ hasText: `merge base ${commit.slice(0, 10)}` })
          .waitFor();
        const squiggles = (side: string) => page.locator(`.monaco-diff-editor .editor.${side} [class*="squiggly-"]`);
        await page.keyboard.press('Control+b');
        await squiggles('modified').first().waitFor({ state: 'attached' });
        await hoversLeft(person, '@example/team', /can publish/);
        assert.equal(await squiggles('original').count(), 0);
        assert.deepEqual(await notifications(person), []);
      },
      {},
    ),
  };
}
