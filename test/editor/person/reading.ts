import assert from 'node:assert/strict';
import type { Tests } from '../suite.ts';
import type { Desk } from './desk.ts';
import { notifications, opensByExplorer, opensProblems, textsOf } from './window.ts';

/** What everybody meets who opens a manifest, in whatever VS Code. */
export function reading({ story }: Desk): Tests {
  return {
    'a manifest opened from the explorer gets its card, as drawn, with no mark-up left over': story(async (person) => {
      await opensByExplorer(person, 'stories', 'package.json');
      await person.reads('@example/deprecated-version');
      const card = await person.hovers('@example/deprecated-version', /can publish/);
      const text = await card.innerText();
      assert.match(text, /Loses data on Windows/);
      assert.doesNotMatch(text, /\*\*|\]\(|\$\(|<\/?[a-z]+>/, 'Markdown or icons that were not drawn');
    }),

    'squiggles are drawn under what is deprecated or withdrawn, and hints at the ends of lines': story(async (person) => {
      const { page } = person;
      await page.mouse.move(2, 2);
      await page.locator('.squiggly-warning').nth(4).waitFor({ state: 'attached' });
      const line = page.locator('.view-line').filter({ hasText: '"@example/deprecated-version"' });
      await line.filter({ hasText: /"2\.0\.1",.*deprecated/ }).waitFor();
    }),

    'the problems panel lists them with their rule, and nobody complains': story(async (person) => {
      const rows = await opensProblems(person);
      await rows
        .filter({ hasText: /mainstay\s*deprecated/i })
        .first()
        .waitFor();
      const texts = await textsOf(rows);
      assert.ok(
        texts.some((text) => text.includes('Loses data on Windows')),
        texts.join('\n'),
      );
      assert.deepEqual(await notifications(person), []);
    }),

    'a go.mod gets its card': story(async (person) => {
      await opensByExplorer(person, 'go-service', 'go.mod');
      await person.reads('boltdb');
      await person.hovers('go.etcd.io/etcd/client/v3', /CNCF/);
    }),
  };
}
