import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';

type Notices = (root: string, metafiles: readonly unknown[]) => string;
const script = new URL('../../../scripts/notices/notices.mjs', import.meta.url).href;
const { thirdPartyNotices } = (await import(script)) as { readonly thirdPartyNotices: Notices };

const roots: string[] = [];
afterEach(() => {
  for (const root of roots.splice(0)) rmSync(root, { recursive: true });
});

function repository(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), 'mainstay-notices-'));
  roots.push(root);
  const lists = 'node_modules/module-replacements';
  const catalogue = { asOf: '2026-01-01', sources: [['example/list', 'list.yml', 'abc123', '2026-01-01', 'CC-BY-4.0']] };
  const given = {
    [`${lists}/package.json`]: manifest('module-replacements', 'MIT'),
    [`${lists}/LICENSE`]: 'Whoever keeps the lists',
    'server/src/sources/catalogue.json': JSON.stringify(catalogue),
    ...files,
  };
  for (const [name, text] of Object.entries(given)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
  return `${root}/`;
}
const bundled = (inputs: Readonly<Record<string, number>>) => ({
  outputs: {
    'dist/x.js': { inputs: Object.fromEntries(Object.entries(inputs).map(([path, bytes]) => [path, { bytesInOutput: bytes }])) },
  },
});
const manifest = (name: string, license: string) => JSON.stringify({ name, version: '1.0.0', license });

describe('the notices of the package', () => {
  test('hold each package that is in a bundle once, nested ones too, and none that was left out', () => {
    const root = repository({
      'node_modules/left/package.json': manifest('left', 'MIT'),
      'node_modules/left/LICENSE': 'Copyright Left',
      'node_modules/left/node_modules/@example/right/package.json': manifest('@example/right', 'ISC'),
      'node_modules/left/node_modules/@example/right/licence.md': 'Copyright Right',
    });
    const inputs = {
      'server/src/own.ts': 9,
      'node_modules/left/index.js': 5,
      'node_modules/left/node_modules/@example/right/lib/a.js': 5,
      'node_modules/shaken-off/index.js': 0,
    };
    const text = thirdPartyNotices(root, [bundled(inputs), bundled(inputs)]);
    expect(text.match(/Copyright \w+/g)).toEqual(['Copyright Right', 'Copyright Left']);
    expect(text).toContain('@example/right 1.0.0 (ISC)');
    expect(text).toContain('Whoever keeps the lists'); // data made of them ship, and no bundle names them
    expect(text).toContain('example/list, list.yml, abc123 of 2026-01-01: CC-BY-4.0');
  });

  test('are not made where a package brings no licence, unless what it states was read and is still the same', () => {
    const none = repository({ 'node_modules/left/package.json': manifest('left', 'MIT') });
    expect(() => thirdPartyNotices(none, [bundled({ 'node_modules/left/index.js': 5 })])).toThrow(
      'no licence file: left 1.0.0 (MIT)',
    );
    const inputs = bundled({ 'node_modules/spdx-license-ids/index.json': 5 });
    const read = repository({ 'node_modules/spdx-license-ids/package.json': manifest('spdx-license-ids', 'CC0-1.0') });
    expect(thirdPartyNotices(read, [inputs])).toContain('Creative Commons Zero');
    const changed = repository({ 'node_modules/spdx-license-ids/package.json': manifest('spdx-license-ids', 'BUSL-1.1') });
    expect(() => thirdPartyNotices(changed, [inputs])).toThrow('spdx-license-ids 1.0.0 (BUSL-1.1)');
  });
});
