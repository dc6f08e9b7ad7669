import assert from 'node:assert/strict';
import type { Upstream } from '../../upstream/server.ts';
import type { Tests } from '../suite.ts';
import type { Desk } from './desk.ts';
import { notifications, opensByExplorer, until } from './window.ts';

/** Nothing gives it away as a token but where it is typed. */
const TOKEN = 'opaque-0123456789-sentinel';

/** Signing in to GitHub, which nobody is ever asked to do. */
export function signing({ story }: Desk, { log }: Pick<Upstream, 'log'>): Tests {
  const asked = () => log.filter(({ service }) => service === 'github');
  return {
    'nobody is asked to sign in: no dialogue, no notification, no badge; the status item offers it': story(async (person) => {
      const { page } = person;
      await opensByExplorer(person, 'web-app', 'package.json');
      await person.hovers('express', /OpenJS/); // its repository is known, and is one of GitHub's
      await person.asksStatus(/Sign in to GitHub/);
      assert.equal(await page.locator('.monaco-dialog-box').count(), 0);
      assert.deepEqual(await notifications(person), []);
      assert.equal(await page.locator('.activitybar .badge:visible').count(), 0);
      assert.deepEqual(asked(), []);
    }),

    'a token is hidden while it is typed, used at once, shown nowhere, and forgotten on command': story(async (person) => {
      const { page } = person;
      await page.mouse.move(2, 2);
      await person.runs('Mainstay: Set GitHub Token');
      const box = page.locator('.quick-input-widget:visible input[type="password"]');
      await box.fill(TOKEN);
      await page.keyboard.press('Enter');
      await page.locator('.statusbar').filter({ hasText: 'token for github.com kept' }).waitFor();
      await until(() => asked().some(({ authorized }) => authorized));
      assert.doesNotMatch(await page.locator('body').innerText(), /sentinel/);

      await person.runs('Mainstay: Forget GitHub Token');
      await page.locator('.statusbar').filter({ hasText: 'forgotten: the token for github.com' }).waitFor();
      await person.asksStatus(/Sign in to GitHub/);
    }),
  };
}
