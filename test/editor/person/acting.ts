import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Tests } from '../suite.ts';
import type { Desk } from './desk.ts';
import { goesToLine, hoversLeft, makesRoom, notifications, opensByExplorer, opensProblems, textsOf } from './window.ts';

/** What is done with what was read. */
export function acting({ folder, story }: Desk): Tests {
  const stories = join(folder, 'stories', 'package.json');
  const before = join(folder, 'before', 'package.json');
  const text = readFileSync(stories, 'utf8');
  mkdirSync(join(folder, 'before'), { recursive: true });
  writeFileSync(before, text.replace('    "@example/withdrawn": "^0.2.0"', '    "@example/withdrawn": "^0.1.0"'));
  const lineOf = (name: string) => text.slice(0, text.indexOf(`"${name}"`)).split('\n').length;

  return {
    'by the keyboard alone: the quick fixes of a package that asks for funding name the host, and lead there only after a question':
      story(async (person) => {
        const { page } = person;
        await opensByExplorer(person, 'stories', 'package.json');
        await person.reads('@example/funded');
        await person.squiggles('warning'); // the facts are there
        await goesToLine(person, lineOf('@example/funded'));
        const menu = await person.asksForFixes(/fund/i);
        const rows = await textsOf(menu.locator('.monaco-list-row.action'));
        const funding = rows.filter((row) => row.startsWith('Fund'));
        assert.ok(funding.length > 0 && funding.every((row) => row.includes('example.org')), rows.join('\n'));
        const focused = menu.locator('.monaco-list-row.focused');
        for (let tries = rows.length; tries > 0 && !(await focused.innerText()).startsWith('Fund'); tries -= 1)
          await page.keyboard.press('ArrowDown');
        await page.keyboard.press('Enter');
        const question = page.locator('.monaco-dialog-box');
        await question.filter({ hasText: 'https://example.org/' }).waitFor();
        await page.keyboard.press('Escape');
        await question.waitFor({ state: 'hidden' });
      }),

    'in a diff of two files the right side has its squiggles, the left one answers hovers only, and nobody complains': story(
      async (person) => {
        const { page } = person;
        await makesRoom(person);
        const squiggles = (side: string) => page.locator(`.monaco-diff-editor .editor.${side} [class*="squiggly-"]`);
        await squiggles('modified').first().waitFor({ state: 'attached' });
        const card = await person.hovers('@example/deprecated-version', /can publish/);
        assert.equal((await card.innerText()).match(/You\s+require/g)?.length, 1);
        await page.mouse.move(2, 2);
        await card.waitFor({ state: 'hidden' });
        await hoversLeft(person, '@example/deprecated-version', /can publish/);
        const rows = await opensProblems(person);
        await rows.filter({ hasText: /package\.json\s*stories/ }).waitFor();
        // Related information has rows of its own, which begin with a file's name too.
        const texts = (await textsOf(rows)).filter((text) => !/^package\.json \[Ln/.test(text));
        assert.deepEqual(
          texts.filter((text) => text.startsWith('package.json')).map((text) => /before|stories/.exec(text)?.[0]),
          ['stories'],
          texts.join('\n'),
        );
        const told = texts.slice(1);
        assert.equal(new Set(told).size, told.length, texts.join('\n'));
        assert.equal(await squiggles('original').count(), 0);
        assert.deepEqual(await notifications(person), []);
      },
      { diff: [before, stories] },
    ),
  };
}
