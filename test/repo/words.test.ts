import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { defaultThresholds, THRESHOLDS, type ThresholdName } from '../../server/src/model/thresholds.ts';
import { rules } from '../../server/src/rules/index.ts';
import { readSettings, settingSchemas } from '../../server/src/settings/settings.ts';

const pages = new URL('../../docs/rules/', import.meta.url);
const HEADINGS = ['What it means', 'Why it matters', 'Evidence', 'Threshold', 'What to do', 'When it is wrong'];

test('every rule has a page, and every page a rule', () => {
  const files = readdirSync(pages).filter((name) => name !== 'README.md');
  expect(files.sort()).toEqual(rules.map(({ id }) => `${id}.md`).sort());
});

test.each(rules.map(({ id, title }) => [id, title] as const))('the page of %s says all there is to say', (id, title) => {
  const page = readFileSync(new URL(`${id}.md`, pages), 'utf8');
  expect(page.split('\n', 1)).toEqual([`# ${title} (\`${id}\`)`]);
  expect([...page.matchAll(/^## (.*)$/gm)].map(([, heading]) => heading)).toEqual(HEADINGS);
  expect(page).toMatch(/\*\*If this is your (project|package|module):\*\*/);
});

test('every setting says what it does and by whom it may be set; every value of a choice says what it means', () => {
  const { settings, problems } = readSettings({}, rules);
  expect(problems).toEqual([]);
  for (const [key, schema] of Object.entries(settingSchemas())) {
    // Of the thresholds only what differs is set; what counts where nothing is set stands with each.
    if (key !== 'thresholds') expect(schema).toMatchObject({ default: settings[key as keyof typeof settings] });
    expect(String(schema['markdownDescription'])).toMatch(/\.$/);
    expect(String(schema['scope'])).toMatch(/^(machine|resource|window)$/);
    expect(schema['markdownEnumDescriptions'] ?? []).toHaveLength(Array.isArray(schema['enum']) ? schema['enum'].length : 0);
  }
});

test('every threshold is described, with its default and range', () => {
  const { properties } = settingSchemas()['thresholds'] as { properties: Record<string, object> };
  expect(Object.keys(properties)).toEqual(Object.keys(defaultThresholds));
  for (const [name, value] of Object.entries(defaultThresholds)) {
    const { least, most } = THRESHOLDS[name as ThresholdName];
    expect(properties[name]).toMatchObject({
      default: value,
      minimum: least,
      maximum: most,
      description: expect.stringMatching(/\.$/) as unknown,
    });
    expect(least <= value && value <= most).toBe(true);
  }
});

test('what decides what leaves the machine cannot be set by a workspace', () => {
  const machine = Object.entries(settingSchemas()).flatMap(([key, { scope }]) => (scope === 'machine' ? [key] : []));
  expect(machine).toEqual(expect.arrayContaining(['privatePatterns', 'publicMirrors']));
  expect(Object.keys(settingSchemas()).filter((key) => key.startsWith('services.') && !machine.includes(key))).toEqual([]);
});
