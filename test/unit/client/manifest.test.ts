import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  DEPENDENCIES_VIEW,
  ASK_TO_ACCEPT_COMMAND,
  EXPLAIN_COMMAND,
  EXPLAIN_RULE_COMMAND,
  MANIFEST_GLOBS,
  POLICY_FILE,
  REVIEW_VIEW,
} from '../../../server/src/protocol.ts';
import { SETTING_GROUPS, settingSchemas } from '../../../server/src/settings/settings.ts';

interface Setting {
  readonly scope: string;
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly markdownDescription: string;
  readonly markdownEnumDescriptions?: readonly string[];
}

interface Step {
  readonly id: string;
  readonly description: string;
  readonly completionEvents: readonly string[];
  readonly media: { readonly image: string | Readonly<Record<string, string>>; readonly altText: string };
}

interface Manifest {
  readonly icon: string;
  readonly engines: { readonly vscode: string };
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly activationEvents: readonly string[];
  readonly capabilities: { readonly untrustedWorkspaces: { readonly restrictedConfigurations: readonly string[] } };
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly category: string }[];
    readonly jsonValidation: readonly { readonly fileMatch: string; readonly url: string }[];
    readonly languages: readonly { readonly id: string; readonly filenames: readonly string[] }[];
    readonly configuration: readonly {
      readonly title: string;
      readonly properties: Readonly<Record<string, Setting>>;
    }[];
    readonly views: Readonly<Record<string, readonly { readonly id: string }[]>>;
    readonly viewsWelcome: readonly { readonly view: string; readonly contents: string; readonly when: string }[];
    readonly walkthroughs: readonly { readonly steps: readonly Step[] }[];
  };
}

const root = new URL('../../../', import.meta.url);
const text = (file: string) => readFileSync(new URL(file, root), 'utf8');
const manifest = JSON.parse(text('package.json')) as Manifest;
const groups = manifest.contributes.configuration;
const settings = Object.assign({}, ...groups.map(({ properties }) => properties)) as Readonly<Record<string, Setting>>;

/** The commands that links of a Markdown text run. */
const commandsIn = (markdown: string) => [...markdown.matchAll(/\]\(command:([\w.]+)/g)].map(([, id]) => id);

describe('what package.json tells VS Code', () => {
  test('every command it lists is registered, and every one registered is listed', () => {
    const sources = ['commands', 'githubCommands', 'reviewView', 'dependenciesView', 'dependencyReport']
      .map((name) => text(`client/src/${name}.ts`))
      .join('\n');
    const byName = [ASK_TO_ACCEPT_COMMAND, EXPLAIN_COMMAND, EXPLAIN_RULE_COMMAND];
    const registered = [...byName, ...[...sources.matchAll(/'(mainstay\.[\w.]+)'/g)].map(([, id]) => id)];
    const listed = manifest.contributes.commands.map(({ command }) => command);
    expect([...new Set(registered)].sort()).toEqual([...listed].sort());
    expect(manifest.contributes.commands.map(({ category }) => category).every((one) => one === 'Mainstay')).toBe(true);
  });

  test('every view that is served has its place, and says in words why it is empty and what to do', () => {
    const { views, viewsWelcome } = manifest.contributes;
    const places = Object.values(views).flatMap((all) => all.map(({ id }) => id));
    const served = { [REVIEW_VIEW]: 'reviewView', [DEPENDENCIES_VIEW]: 'dependenciesView' };
    expect([...places].sort()).toEqual(Object.keys(served).sort());
    for (const [view, file] of Object.entries(served)) {
      const sources = text(`server/src/lsp/${file}.ts`) + text('client/src/treeView.ts');
      const reasons = [...sources.matchAll(/empty:[^}\n]*/g)].flatMap(([line]) =>
        [...line.matchAll(/'([a-z-]+)'/g)].map(([, reason = '']) => reason),
      );
      expect(reasons.length).toBeGreaterThan(3);
      for (const reason of reasons) {
        const welcome = viewsWelcome.find((one) => one.view === view && one.when === `${view}.empty == ${reason}`);
        expect(welcome, `${view}: ${reason}`).toBeDefined();
        expect(commandsIn(welcome?.contents ?? ''), `${view}: ${reason}`).not.toEqual([]);
      }
    }
  });

  test('every command that a welcome text or a step of the walkthrough runs is Mainstay’s and listed, or VS Code’s own', () => {
    const { viewsWelcome, walkthroughs, commands } = manifest.contributes;
    const steps = walkthroughs.flatMap((walkthrough) => walkthrough.steps);
    const run = [...viewsWelcome.map(({ contents }) => contents), ...steps.map(({ description }) => description)].flatMap(
      commandsIn,
    );
    expect(run.length).toBeGreaterThan(5);
    const focusing = [REVIEW_VIEW, DEPENDENCIES_VIEW].map((view) => `${view}.focus`); // VS Code makes them
    const listed = [...commands.map(({ command }) => command), ...focusing];
    for (const id of run) if (!id?.startsWith('workbench.')) expect(listed).toContain(id);
    for (const { id, media } of steps) {
      const images = typeof media.image === 'string' ? [media.image] : Object.values(media.image);
      for (const image of images) {
        expect(existsSync(new URL(image, root)), `${id}: ${image}`).toBe(true);
        expect(text('.vscodeignore')).toContain(`!${image}`);
      }
    }
  });

  test('a step of the walkthrough is done by doing it, and shows a dark picture in a dark theme where one was taken', () => {
    const steps = manifest.contributes.walkthroughs.flatMap((walkthrough) => walkthrough.steps);
    for (const { id, media, completionEvents } of steps) {
      // Ctrl+P is nobody's first look at a card.
      expect(completionEvents, id).not.toContain('onCommand:workbench.action.quickOpen');
      const { light, dark } = typeof media.image === 'string' ? { light: media.image } : media.image;
      const taken = light?.replace('.png', '-dark.png') ?? '';
      if (existsSync(new URL(taken, root))) expect(dark, id).toBe(taken);
    }
    const first = steps.find(({ id }) => id === 'card')?.description ?? '';
    for (const name of ['package.json', 'go.mod'])
      expect(first).toContain(`quickOpen?${encodeURIComponent(JSON.stringify([name]))}`);
  });

  test('settings stand in titled groups, each in one; what is no plain choice has an example', () => {
    expect(groups.map(({ title }) => title)).toEqual([...SETTING_GROUPS]);
    expect(Object.keys(settings).sort()).toEqual(
      Object.keys(settingSchemas())
        .map((key) => `mainstay.${key}`)
        .sort(),
    );
    expect(groups.flatMap(({ properties }) => Object.keys(properties))).toHaveLength(Object.keys(settings).length);
    for (const [name, { type, enum: values, markdownDescription, markdownEnumDescriptions }] of Object.entries(settings)) {
      if (values) expect(markdownEnumDescriptions, name).toHaveLength(values.length);
      else if (type !== 'boolean') expect(markdownDescription, name).toMatch(/`[^`]+`/);
    }
  });

  test('it wakes for the language of every manifest, and go.mod has one without any other extension', () => {
    const languages: Readonly<Record<string, string>> = {
      'package.json': 'json',
      'pnpm-workspace.yaml': 'yaml',
      'go.mod': 'go.mod',
    };
    for (const glob of MANIFEST_GLOBS)
      expect(manifest.activationEvents).toContain(`onLanguage:${languages[glob.replace('**/', '')] ?? glob}`);
    expect(manifest.contributes.languages).toMatchObject([{ id: 'go.mod', filenames: ['go.mod'] }, { id: 'jsonc' }]);
  });

  test('a policy may have comments, and is completed and validated by a schema that ships', () => {
    const { languages, jsonValidation } = manifest.contributes;
    expect(languages.find(({ id }) => id === 'jsonc')?.filenames).toEqual([POLICY_FILE]);
    expect(jsonValidation).toEqual([{ fileMatch: POLICY_FILE, url: './media/mainstay.schema.json' }]);
    expect(text('.vscodeignore')).toContain('!media/mainstay.schema.json');
    expect(JSON.parse(text('media/mainstay.schema.json'))).toMatchObject({
      additionalProperties: false,
      properties: { decisions: {} },
    });
  });

  test('what decides who is asked about which name is restricted, and no workspace’s to set', () => {
    const deciding = Object.keys(settings)
      .filter((name) => /services\.|priva|mirror|server$|servers$|upstream|endpoint|path/i.test(name))
      .filter((name) => name !== 'mainstay.trace.server');
    expect(deciding.length).toBeGreaterThan(8);
    expect([...manifest.capabilities.untrustedWorkspaces.restrictedConfigurations].sort()).toEqual(deciding.sort());
    expect(deciding.filter((name) => settings[name]?.scope !== 'machine')).toEqual([]);
  });

  test('it is compiled against the oldest VS Code it says it runs in', () => {
    expect(manifest.engines.vscode).toBe(`^${manifest.devDependencies['@types/vscode'] ?? ''}`);
  });

  test('its icon is a PNG of at least 128 pixels', () => {
    expect(existsSync(new URL(manifest.icon, root))).toBe(true);
    const png = readFileSync(new URL(manifest.icon, root));
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect(png.readUInt32BE(16)).toBeGreaterThanOrEqual(128);
  });
});
