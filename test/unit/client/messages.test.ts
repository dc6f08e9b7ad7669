import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  confirmations,
  decisions,
  diff,
  explaining,
  github,
  ledger,
  network,
  report,
  statusLines,
} from '../../../client/src/messages.ts';

interface Contributions {
  readonly commands: readonly { readonly command: string; readonly title: string; readonly category: string }[];
  readonly menus: { readonly commandPalette: readonly { readonly command: string; readonly when: string }[] };
  readonly views: Readonly<Record<string, readonly { readonly name: string }[]>>;
  readonly configuration: Configuration | readonly Configuration[];
}
interface Configuration {
  readonly properties: Readonly<Record<string, unknown>>;
}

const root = new URL('../../../', import.meta.url);
const text = (file: string) => readFileSync(new URL(file, root), 'utf8');
const { contributes } = JSON.parse(text('package.json')) as { readonly contributes: Contributions };
const messages = text('client/src/messages.ts');
const sourcesOf = (folder: string) =>
  readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' }).flatMap((file) =>
    file.endsWith('.ts') ? [text(`${folder}/${file}`)] : [],
  );

/** Names that a text puts in quotes or italics after the product's, as the palette lists them. */
const commandsIn = (words: string) =>
  [...words.matchAll(/[“*_](?:Mainstay|\$\{PRODUCT\}): ([^”*_]+)[”*_]/g)].flatMap(([, title]) => title ?? []);

describe('what texts name exists by that name', () => {
  const hidden = contributes.menus.commandPalette.filter(({ when }) => when === 'false').map(({ command }) => command);
  const titles = contributes.commands
    .filter(({ category, command }) => category === 'Mainstay' && !hidden.includes(command))
    .map(({ title }) => title);

  test('a command, in the palette', () => {
    const named = commandsIn(messages);
    expect(named).toEqual(expect.arrayContaining(['Refresh', 'Show Output', 'Sign in to GitHub']));
    expect(named.filter((title) => !titles.includes(title))).toEqual([]);
  });

  test('a command that the server, package.json or the README names, too', () => {
    const others = [...sourcesOf('server/src'), text('package.json'), text('README.md')].flatMap(commandsIn);
    expect(others.length).toBeGreaterThan(3);
    expect(others.filter((title) => !titles.includes(title))).toEqual([]);
  });

  test('a setting', () => {
    const properties = [contributes.configuration].flat().flatMap((group) => Object.keys(group.properties));
    const named = [...messages.matchAll(/\bmainstay(?:\.\w+)+/g)].map(([id]) => id);
    expect(named.length).toBeGreaterThan(1);
    expect(named.filter((id) => !properties.includes(id))).toEqual([]);
  });

  test('a view', () => {
    const names = Object.values(contributes.views).flatMap((views) => views.map(({ name }) => name));
    expect(names).toContain(/“([^”]+)”/.exec(diff.fromRow)?.[1]);
  });
});

describe('texts of their values', () => {
  test('one and many', () => {
    expect(statusLines.dependencies(1, 0, true)).toBe('1 direct dependency in this manifest.');
    expect(statusLines.dependencies(2, 1, false)).toBe('2 direct dependencies in open manifests, 1 still being asked about.');
    expect(github.tokensForgotten(['github.com'])).toBe('forgotten: the token for github.com');
    expect(github.tokensForgotten(['github.com', 'ghe.example.org'])).toBe(
      'forgotten: the tokens for github.com, ghe.example.org',
    );
  });

  test('what was not told is not made up', () => {
    expect(github.notSignedIn('github.com', undefined)).toBe('not signed in to github.com: no reason given');
    expect(network.noConnection(undefined)).toBe('no connection');
    expect(network.noConnection('ECONNREFUSED')).toBe('no connection (ECONNREFUSED)');
  });

  test('without a ledger nothing is claimed of what was sent before', () => {
    expect(ledger.notRunning).toMatch(/not running\. Nothing is sent while it is not\./);
    expect(`${ledger.notRunning}${ledger.failed}`).not.toMatch(/no name/i);
  });

  test('what goes after the product’s name in the status bar is no sentence', () => {
    const passing = [...Object.values(confirmations), decisions.fromQuickFix, diff.nothingBefore, diff.noGit, report.saved];
    const plain = passing.filter((one) => typeof one === 'string');
    expect(plain.length).toBeGreaterThan(8);
    expect(plain.filter((one) => /^\p{Lu}|\.$/u.test(one))).toEqual([]);
  });
});

test('an explanation’s tab keeps the scope or path of what it is about: tabs show what follows the last slash', () => {
  expect(explaining.document('@example/team')).toBe('@example-team.md');
  expect(explaining.document('go.etcd.io/etcd/client/v3')).toBe('go.etcd.io-etcd-client-v3.md');
});
