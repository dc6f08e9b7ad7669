import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { wears } from '../../../scripts/pictures/situation.ts';
import type { Tests } from '../suite.ts';
import { axeFinds, axeFindsIn } from './axe.ts';
import type { Desk } from './desk.ts';
import { goesToRow, notifications, oversees, reports, savesAs, textsOf, until, viewOf } from './window.ts';

/** As the dialogue offers it. */
const EXPORTED = 'dependency-report.html';

/** What somebody sees who looks at the whole. */
export function overseeing({ folder, story }: Desk): Tests {
  return {
    '“Dependencies” lists all manifests in groups, with a badge for warnings only; a click leads to the line': story(
      async (person) => {
        const { page } = person;
        const rows = await oversees(person);
        const texts = await textsOf(rows);
        assert.ok(
          texts.some((text) => text.startsWith('Ended')),
          texts.join('\n'),
        );
        const badge = page.locator('.activitybar .action-item').filter({ has: page.locator('[aria-label^="Mainstay"]') });
        const warnings = /(\d+) warnings/.exec(await viewOf(person, 'Dependencies').message.innerText())?.[1];
        assert.equal(await badge.locator('.badge-content').innerText(), warnings);
        await rows.filter({ hasText: '@example/archived' }).click();
        await page.locator('.tab.active').filter({ hasText: 'package.json' }).waitFor();
        await person.reads('@example/archived');
        await rows.filter({ hasText: '@example/archived' }).locator('.monaco-tl-twistie').click();
        await rows.filter({ hasText: 'keepers/package.json' }).first().waitFor(); // the manifest that asks for it
        assert.deepEqual(await notifications(person), []);
      },
    ),

    'its title groups by safety net, and shows only what has findings; both stay so until changed back': story(async (person) => {
      const { page } = person;
      const rows = await oversees(person);
      const header = page.locator('.pane-header[aria-label^="Dependencies "]');
      const act = async (label: string) => {
        await header.hover();
        await header.locator(`.action-label[aria-label="${label}"]`).click();
      };
      const chooses = async (title: string) => {
        await header.hover();
        await header.locator('.action-label.codicon-toolbar-more').click();
        await page.locator('.monaco-menu .action-label').filter({ hasText: title }).hover();
        await page.keyboard.press('Enter'); // a click this soon after the menu opened would not count
      };
      const unknown = rows.filter({ hasText: 'Not enough known' });
      const counted = async () => Number(/known(\d+)/.exec(await unknown.innerText())?.[1]);
      const all = await counted();
      await act('Show Only Findings');
      await until(async () => (await counted()) < all / 2);
      await act('Show All Dependencies');
      await until(async () => (await counted()) > all / 2); // not `all` itself: the line opened above has been asked more of meanwhile
      await chooses('Group by Safety Net');
      await rows
        .filter({ hasText: 'Governed by a foundation' })
        .or(rows.filter({ hasText: 'Hosted by a foundation' }))
        .first()
        .waitFor();
      await chooses('Group by Standing');
      await rows.and(page.locator('[aria-level="1"]')).filter({ hasText: 'Ended' }).waitFor();
    }),

    'a row’s actions: the funding page opens once VS Code was told so, and a dependency is explained in words': story(
      async (person) => {
        const { page } = person;
        const rows = await oversees(person);
        const row = await goesToRow(person, rows, '@example/funded');
        await row.hover();
        await row.locator('.action-label[aria-label^="Open Funding Page"]').click();
        const question = page.locator('.monaco-dialog-box');
        await question.filter({ hasText: 'https://' }).waitFor();
        await page.keyboard.press('Escape');
        await question.waitFor({ state: 'hidden' });
        await row.hover();
        await row.locator('.action-label[aria-label^="Explain Dependency"]').click();
        await page
          .locator('.tab.active')
          .filter({ hasText: /Preview.*funded/ })
          .waitFor();
      },
    ),

    'the report opens in a panel without scripts; axe finds nothing wrong in light, dark and high contrast': story(
      async (person) => {
        const report = await reports(person);
        const browser = person.page.context().browser();
        assert.ok(browser);
        assert.deepEqual(await axeFindsIn(report, browser), []);
        for (const [named, worn] of [
          ['Dark Modern', 'vs-dark'],
          ['Dark High Contrast', 'hc-black'],
          ['Light Modern', 'vs'],
        ] as const) {
          await wears(person, { named, worn });
          const kind = worn === 'vs-dark' ? 'vscode-dark' : worn === 'vs' ? 'vscode-light' : 'vscode-high-contrast';
          await report.locator(`body.${kind}`).waitFor();
          assert.deepEqual(await axeFindsIn(report, browser), [], named);
        }
        assert.equal(await report.locator('script').count(), 0);
        await report.locator('nav a').last().press('Enter');
        await report.waitForFunction('scrollY > 0');
        assert.deepEqual(await notifications(person), []);
      },
      {},
    ),

    'it is exported as a file that needs nothing else; axe finds nothing wrong in it either': story(async (person) => {
      const { page } = person;
      await reports(person);
      await person.runs('Mainstay: Export Dependency Report');
      const file = join(folder, EXPORTED);
      await savesAs(person, file);
      await page.locator('.statusbar').filter({ hasText: 'report saved' }).waitFor();
      assert.ok(existsSync(file));
      assert.doesNotMatch(readFileSync(file, 'utf8'), /<(?:script|link|img|iframe)\b|url\(/);
      const browser = page.context().browser();
      assert.ok(browser);
      for (const look of [{ colorScheme: 'light' }, { colorScheme: 'dark' }, { forcedColors: 'active' }] as const) {
        const alone = await browser.newPage(look);
        try {
          await alone.goto(pathToFileURL(file).href);
          assert.deepEqual(await axeFinds(alone), [], JSON.stringify(look));
        } finally {
          await alone.close();
        }
      }
    }, {}),

    'axe does find what is wrong': story(async ({ page }) => {
      const browser = page.context().browser();
      assert.ok(browser);
      const broken = await browser.newPage();
      await broken.setContent('<p style="color: #ccc">hardly to be read</p>');
      const found = await axeFinds(broken);
      await broken.close();
      assert.match(found.join('\n'), /color-contrast/);
    }),
  };
}
