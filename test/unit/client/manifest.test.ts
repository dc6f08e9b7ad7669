import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  ASK_TO_ACCEPT_COMMAND,
  EXPLAIN_COMMAND,
  EXPLAIN_RULE_COMMAND,
  MANIFEST_GLOBS,
  POLICY_FILE,
} from '../../../server/src/protocol.ts';

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
    readonly configuration: { readonly properties: Readonly<Record<string, { readonly scope: string }>> };
  };
}

const root = new URL('../../../', import.meta.url);
const text = (file: string) => readFileSync(new URL(file, root), 'utf8');
const manifest = JSON.parse(text('package.json')) as Manifest;
const settings = manifest.contributes.configuration.properties;

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
