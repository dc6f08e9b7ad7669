import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { Upstream } from '../../upstream/server.ts';
import type { Tests } from '../suite.ts';
import type { Desk } from './desk.ts';
import { textsOf } from './window.ts';

/** Longer than the second after which asking counts as long. */
const SLOW_MS = 2_500;
const PROGRESS = /(\d+) of (\d+) dependencies/;

/** How long asking looks. Comes first: what is known already is asked of nobody. */
export function waiting({ folder, story }: Desk, { script }: Pick<Upstream, 'script'>): Tests {
  return {
    'asking that takes long is counted in the status bar, and ends': story(
      async (person) => {
        const over = script({ kind: 'slow', ms: SLOW_MS });
        try {
          await person.reads('axios');
          const progress = person.page.locator('.statusbar-item').filter({ hasText: PROGRESS }).first();
          await progress.waitFor();
          const [, done, all] = PROGRESS.exec(await progress.innerText()) ?? [];
          assert.ok(Number(all) > 10 && Number(done) <= Number(all), `${String(done)} of ${String(all)}`);
          over();
          await progress.waitFor({ state: 'hidden' });
        } finally {
          over();
        }
      },
      { file: join(folder, 'web-app', 'package.json') },
    ),

    'opened again, what is known is there without any progress': story(
      async (person) => {
        const said: string[] = [];
        const bar = person.page.locator('.statusbar-item');
        const known = person.squiggles('hint').then(() => true);
        while (!(await Promise.race([known, pause()]))) said.push(...(await textsOf(bar)));
        assert.ok(
          said.some((text) => text.includes('Mainstay')),
          'it was looked at while it worked',
        );
        assert.deepEqual(
          said.filter((text) => PROGRESS.test(text)),
          [],
        );
      },
      { file: join(folder, 'web-app', 'package.json') },
    ),
  };
}

function pause(): Promise<false> {
  return new Promise((done) => setTimeout(() => done(false), 50));
}
