import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Locator } from 'playwright-core';
import type { Tests } from '../suite.ts';
import type { Desk } from './desk.ts';
import type { Person } from './person.ts';
import { asksForSource, choosesFix, goesToLine, notifications, opensByExplorer, textsOf, until } from './window.ts';

const MANIFEST = `{
  "name": "moving",
  "private": true,
  "dependencies": {
    "@example/deprecated": "~1.2.0",
    "request": "^2.88.0"
  }
}
`;
const MOVED = /"@example\/steady":\s"~2\.1\.0"/;

/** Having it explained, and ways out that change the line. */
export function explaining({ folder, story }: Desk): Tests {
  const moving = join(dirname(folder), 'moving'); // beside the examples, whose manifests others count
  mkdirSync(join(moving, '.vscode'), { recursive: true });
  writeFileSync(join(moving, 'package.json'), MANIFEST);
  // Strict: what has no foundation is found, as the recorded packages have none.
  writeFileSync(join(moving, '.vscode', 'settings.json'), '{ "mainstay.preset": "strict" }\n');
  const opening = { folder: moving, file: join(moving, 'package.json') };

  return {
    '“Explain Dependency” opens what is known as a page, with why the rest is not and what helps': story(async (person) => {
      await opensByExplorer(person, 'keepers', 'package.json');
      await person.reads('@example/one-person');
      await person.squiggles('warning');
      await person.goesTo('@example/one-person');
      await person.runs('Mainstay: Explain Dependency');
      const page = preview(person);
      await page.getByRole('heading', { name: 'Not known' }).waitFor();
      const text = await page.innerText();
      assert.match(text, /@example\/one-person \*/);
      assert.match(text, /needs GitHub sign-in: .*active people.*\s+What helps: sign in to GitHub/);
      assert.match(text, /\d+ of the \d+ facts a card counts are known\./);
      assert.doesNotMatch(text, /\*\*|\]\(|\$\(/, 'Markdown that was not drawn');
      await closes(person);
    }),

    'the lightbulb of a finding: a way out first, then accepting and explaining, pages last; each in few words': story(
      async (person) => {
        await person.reads('@example/deprecated');
        await person.squiggles('warning');
        await goesToLine(person, 5);
        const menu = await person.asksForFixes(/Move to/);
        const rows = await textsOf(menu.locator('.monaco-list-row.action'));
        const place = (words: string) => rows.findIndex((row) => row.startsWith(words));
        const order = ['Move to @example/steady', 'Accept “deprecated”', 'Explain the rule', 'Repository on'].map(place);
        assert.equal(order[0], 0, rows.join('\n'));
        assert.deepEqual(
          order,
          [...order].sort((a, b) => a - b),
          rows.join('\n'),
        );
        assert.ok(
          rows.every((row) => row.length <= 100),
          rows.join('\n'),
        );
        await choosesFix(person, /^Explain @example\/deprecated$/);
        await preview(person).getByRole('heading', { name: 'Not known' }).waitFor();
        await closes(person);
        await goesToLine(person, 5);
        await person.asksForFixes(/Explain the rule/);
        await choosesFix(person, /Explain the rule “deprecated”/);
        await preview(person).getByText('When it is wrong').first().waitFor();
        await closes(person);
      },
      opening,
    ),

    'a replacement that its registry does not have is refused in the status bar, and nothing else complains': story(
      async (person) => {
        await person.reads('request');
        await person.squiggles('warning');
        await goesToLine(person, 6);
        await person.asksForFixes(/Replace with ky/);
        await choosesFix(person, /Replace with ky/);
        await person.page.locator('.statusbar').filter({ hasText: 'Mainstay: ky was not put in' }).waitFor();
        assert.deepEqual(await notifications(person), []);
      },
      opening,
    ),

    '“Source Action…” lists what is done about the whole manifest': story(async (person) => {
      await person.reads('@example/deprecated');
      await person.squiggles('warning');
      await goesToLine(person, 5);
      const menu = await asksForSource(person, /Explain \d+ findings of this manifest/);
      assert.match(await menu.innerText(), /Accept all \d+ findings of this manifest \(team, \.mainstay\.json\)…/);
      await choosesFix(person, /Explain \d+ findings/);
      await preview(person).getByText('Findings in package.json').waitFor();
      await closes(person);
    }, opening),

    'moving to the successor changes the line, and undo brings it back': story(async (person) => {
      await person.reads('@example/deprecated');
      await person.squiggles('warning');
      await goesToLine(person, 5);
      await person.asksForFixes(/Move to/);
      await choosesFix(person, /Move to @example\/steady/);
      const lines = person.page.locator('.editor-instance .view-line');
      await lines.filter({ hasText: MOVED }).waitFor();
      await person.page.keyboard.press('Control+z');
      await lines.filter({ hasText: /"@example\/deprecated":\s"~1\.2\.0"/ }).waitFor();
      assert.equal(await lines.filter({ hasText: MOVED }).count(), 0);
    }, opening),

    'the walkthrough opens: every step with its words as drawn and a picture that loads; a button leads there': story(
      async (person) => {
        const { page } = person;
        await person.reads('@example/deprecated');
        await page.locator('.statusbar-item.right').filter({ hasText: 'Mainstay' }).waitFor(); // only then the palette knows it
        await person.runs('Welcome: Open Walkthrough');
        await page.locator('.quick-input-list .monaco-list-row').filter({ hasText: 'Mainstay' }).first().click();
        const steps = page.locator('.gettingStartedContainer .getting-started-step');
        await steps.nth(5).waitFor();
        for (const step of await steps.all()) {
          await step.click();
          await page.locator('.getting-started-step.expanded').and(step).waitFor();
          assert.doesNotMatch(await step.innerText(), /`|\]\(|command:/);
          const picture = page.locator('.getting-started-media img').first();
          await picture.waitFor();
          await until(() =>
            picture.evaluate((image) => (image as unknown as { readonly naturalWidth: number }).naturalWidth > 100),
          );
        }
        await page.getByText('Show the privacy ledger').click();
        await page.locator('.tab').filter({ hasText: 'Mainstay privacy ledger' }).waitFor();
      },
      opening,
    ),
  };
}

/** The body of the rendered Markdown that is shown. */
function preview({ page }: Person): Locator {
  return page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame').locator('body');
}

async function closes({ page }: Person): Promise<void> {
  const tab = page.locator('.tab.active');
  await tab.filter({ hasText: 'Preview' }).waitFor();
  await tab.locator('.codicon-close').click();
  await page.locator('.tab.active').filter({ hasText: 'package.json' }).click();
}
