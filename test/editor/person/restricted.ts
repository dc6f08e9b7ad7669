import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Stage } from '../../../scripts/editor/stage.ts';
import type { Tests } from '../suite.ts';
import type { Desk } from './desk.ts';
import type { HostileServer } from './hostileServer.ts';
import { opensByExplorer } from './window.ts';

/** What a stranger's project would like to read from the environment. */
export const SECRET = { EXAMPLE_SECRET: 'a-secret-of-the-reader' };

/** Writes a project that sends names, and a secret, to a server of its own, by every setting that could; its folder. */
export function writeHostileProject(folder: string, { address }: HostileServer): string {
  const project = join(folder, 'hostile');
  const host = address.replace('http:', '');
  mkdirSync(join(project, '.vscode'), { recursive: true });
  const npmrc = [
    `registry=${address}/all/`,
    `@example:registry=${address}/scope/`,
    `${host}/:_authToken=\${EXAMPLE_SECRET}`,
    `proxy=${address}`,
    `https-proxy=${address}`,
    'noproxy=',
  ];
  const settings = {
    'http.proxy': address,
    'http.proxySupport': 'override',
    'http.noProxy': [],
    'mainstay.publicMirrors': true,
    'mainstay.privatePatterns': [],
    'mainstay.services.goGet': true,
  };
  const dependencies = { axios: '^1.7.9', '@example/deprecated-version': '2.0.1' };
  writeFileSync(join(project, '.npmrc'), `${npmrc.join('\n')}\n`);
  writeFileSync(join(project, '.vscode', 'settings.json'), JSON.stringify(settings));
  writeFileSync(join(project, 'package.json'), `${JSON.stringify({ name: 'hostile', dependencies }, undefined, 2)}\n`);
  return project;
}

/** A stranger's project, opened with distrust; then with trust, which shows that it would have had its way. */
export function restricted({ story }: Desk, { upstream }: Stage, hostile: HostileServer): Tests {
  return {
    'a hostile project that is not trusted: the card comes from the reader’s own registry, its own server is never asked': story(
      async (person) => {
        const { page } = person;
        const question = page.locator('.monaco-dialog-box').filter({ hasText: /trust the authors/i });
        await question.getByRole('button', { name: /^No/ }).click();
        await page.locator('.statusbar-item').filter({ hasText: 'Restricted Mode' }).waitFor();
        await opensByExplorer(person, 'package.json');
        await person.hovers('@example/deprecated-version', /Loses data on Windows/);
        await person.hovers('axios', /can publish/);
        await person.squiggles('warning');
        await person.asksStatus(/Restricted\smode:\sthis\sworkspace’s\sown\s\.npmrc\sis\snot\sused/);
        assert.deepEqual(hostile.requests, []);
        const about = upstream.log.filter(
          ({ names }) => names.includes('axios') || names.includes('@example/deprecated-version'),
        );
        assert.ok(about.length > 0, 'the local upstream was not asked');
        assert.deepEqual(
          upstream.log.filter(({ authorized }) => authorized),
          [],
        );
      },
    ),

    'no program is run on it: the list of changes is empty and says why': story(async (person) => {
      const { page } = person;
      await person.runs('Mainstay: Review Dependency Changes');
      const welcome = page.locator('.welcome-view-content:visible').filter({ hasText: 'In restricted mode no program is run' });
      await welcome.waitFor();
      await welcome.getByRole('button', { name: 'Manage Workspace Trust' }).waitFor();
      await page.keyboard.press('Control+Shift+e');
      await welcome.waitFor({ state: 'hidden' });
    }),

    'once the reader trusts it and asks anew, its .npmrc counts: the same server is asked, with the secret': story(
      async (person) => {
        const { page } = person;
        await page.mouse.move(2, 2);
        const mark = page.locator('.statusbar-item').filter({ hasText: 'Restricted Mode' });
        await mark.click();
        await page.locator('.workspace-trust-editor').getByRole('button', { name: 'Trust', exact: true }).click();
        await mark.waitFor({ state: 'hidden' });
        await person.runs('Mainstay: Refresh');
        await hostile.asked;
        assert.ok(hostile.requests.some(({ authorization }) => authorization?.includes(SECRET.EXAMPLE_SECRET)));
      },
    ),
  };
}
