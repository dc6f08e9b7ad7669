import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { makeBranch } from '../../test/editor/branch.ts';
import { personAt } from '../../test/editor/person/person.ts';
import type { Person } from '../../test/editor/person/person.ts';
import type { CodeServer } from '../editor/codeServer.ts';
import { setStage } from '../editor/stage.ts';
import { startWorkbench } from '../editor/workbench.ts';
import type { Workbench } from '../editor/workbench.ts';

/**
 * How things stand while pictures are taken. `usual`: a GitHub token was given · `tokenless`: none was · `rate-limited`: GitHub's hour is
 * used up · `offline`: facts were stored, and days later nobody can be reached · `failing`: the npm registry answers 500 to all, no token ·
 * `dark`, `high-contrast`: as `usual`, in that theme · `branch`: the folder is the checkout of a branch that changes dependencies.
 */
export type Situation =
  | 'usual'
  | 'tokenless'
  | 'every-hint'
  | 'restricted'
  | 'rate-limited'
  | 'offline'
  | 'failing'
  | 'dark'
  | 'high-contrast'
  | 'branch';

/** A workbench in a situation. */
export interface Scene {
  /** The copy of `examples/` that is shown. */
  readonly folder: string;
  readonly workbench: Workbench;
  /** What a page's person does before anything else there; resolved once it is done. */
  settles(person: Person): Promise<void>;
  close(): Promise<void>;
}

/** What scenes are made of. */
export interface Props {
  readonly root: string;
  readonly codeServer: CodeServer;
  readonly browser: Browser;
}

/** Quiet where a person would be asked first: the pictures are of what comes after. */
const UNASKED = { 'security.workspace.trust.startupPrompt': 'never', 'security.workspace.trust.banner': 'never' };

/** The local upstream takes any; it is typed where only dots show. */
export const TOKEN = 'invented-token-of-the-local-upstream';

/** Days between the asking and the picture of `offline`; the half, so that they read as five. */
const DAYS_AWAY = 5.5;
const DAY_MS = 86_400_000;
/** How long facts may take to their disk. */
const STORING_MS = 20_000;

/** What is looked at before, and again when nobody can be reached. */
export const SOUGHT = 'go.etcd.io/etcd/client/v3';
/** What is stored of its repository once all is: one fact of the first question, one of the detail. */
const LEARNT = ['"activity":[', '"newcomers":['];

/** Situations in which the person has given a token. */
const SIGNED_IN: ReadonlySet<Situation> = new Set([
  'usual',
  'every-hint',
  'rate-limited',
  'offline',
  'dark',
  'high-contrast',
  'branch',
]);

/** Themes by the words they are chosen by, and the class that says that they are worn. */
const THEMES: Readonly<Partial<Record<Situation, { readonly named: string; readonly worn: string }>>> = {
  dark: { named: 'Dark Modern', worn: 'vs-dark' },
  'high-contrast': { named: 'Dark High Contrast', worn: 'hc-black' },
};

/** Brings a situation about. */
export async function bringAbout(situation: Situation, { root, codeServer, browser }: Props): Promise<Scene> {
  const stage = await setStage(root);
  if (situation === 'branch') makeBranch(stage.folder);
  const profile = mkdtempSync(join(tmpdir(), 'mainstay-pictures-'));
  const settings = { ...UNASKED, ...(situation === 'every-hint' ? { 'mainstay.inlayHints': 'all' } : {}) };
  const begin = (env = stage.env) => startWorkbench(codeServer, { env, profile, settings, trusted: situation !== 'restricted' });
  const settles = async (person: Person) => {
    if (SIGNED_IN.has(situation)) await givesToken(person);
    const theme = THEMES[situation];
    if (theme) await wears(person, theme);
  };
  if (situation === 'failing') stage.upstream.script({ kind: 'status', status: 500, service: 'npm' });
  if (situation === 'rate-limited') stage.upstream.script({ kind: 'rate-limit', service: 'github' });
  let { env } = stage;
  if (situation === 'offline') {
    const before = await begin();
    const page = await browser.newPage();
    try {
      const file = join(stage.folder, 'go-service', 'go.mod');
      await page.goto(before.address({ folder: stage.folder, extension: root, file }));
      await learns(personAt(page), profile);
    } finally {
      await page.close();
      await before.close();
    }
    await stage.upstream.close();
    env = { ...env, MAINSTAY_NOW: new Date(Date.parse(env['MAINSTAY_NOW'] ?? '') + DAYS_AWAY * DAY_MS).toISOString() };
  }
  const workbench = await begin(env);
  return {
    folder: stage.folder,
    workbench,
    settles,
    close: async () => {
      await workbench.close();
      await stage.close();
      await rm(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
    },
  };
}

/** Types a token where VS Code asks for it, which shows dots. */
async function givesToken(person: Person): Promise<void> {
  const { page } = person;
  await page.locator('.statusbar-item.right').filter({ hasText: 'Mainstay' }).waitFor(); // only then the palette has its commands
  await person.runs('Mainstay: Set GitHub Token');
  await page.locator('.quick-input-widget:visible input[type="password"]').fill(TOKEN);
  await page.keyboard.press('Enter');
  await page.locator('.statusbar').filter({ hasText: 'token for github.com kept' }).waitFor();
}

/**
 * Chooses a theme. Setting it would not do: VS Code tries the themes of the extension under development first, and takes its own for such where
 * they are installed below that extension's folder, as here.
 */
export async function wears({ page }: Person, { named, worn }: { readonly named: string; readonly worn: string }): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.keyboard.press('Control+t');
  const picker = page.locator('.quick-input-widget:visible');
  await picker.locator('input').first().fill(named);
  await picker.locator('.monaco-list-row').filter({ hasText: named }).first().waitFor();
  await page.keyboard.press('Enter');
  await page.locator(`.monaco-workbench.${worn}`).waitFor();
  await picker.waitFor({ state: 'hidden' });
}

/** Looks at one dependency until all about it is known and kept in the profile. */
async function learns(person: Person, profile: string): Promise<void> {
  await person.reads(SOUGHT);
  await givesToken(person);
  await person.hovers(SOUGHT, /newcomers/);
  const until = Date.now() + STORING_MS;
  const storage = join(profile, 'user', 'User', 'globalStorage');
  while (!LEARNT.every((fact) => stored(storage).some((line) => line.includes('etcd-io/etcd') && line.includes(fact)))) {
    if (Date.now() > until) throw new Error(`nothing of ${SOUGHT} was stored`);
    await new Promise((again) => setTimeout(again, 100));
  }
}

/** The lines of stored facts, one for each thing that a source told of. */
function stored(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.parentPath.includes('facts-'))
    .flatMap((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8').split('\n'));
}
