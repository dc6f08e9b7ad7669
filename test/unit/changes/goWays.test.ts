import { expect, test } from 'vitest';
import { goWays } from '../../../server/src/changes/goWays.ts';
import { manifestOf } from '../ecosystems/rows.ts';

const mod = (path: string, ...requires: string[]) =>
  `module ${path}\n\nrequire (\n${requires.map((one) => `\t${one}\n`).join('')})\n`;
const self = manifestOf(
  'go.mod',
  mod(
    'example.org/self',
    'example.org/b v1.0.0',
    'example.org/a v1.0.0',
    'example.org/mid v1.5.0 // indirect',
    'example.org/deep v2.0.0+incompatible // indirect',
    'example.org/near v1.0.0 // indirect',
    'example.org/lost v1.0.0 // indirect',
    'example.org/old v1.0.0 // indirect',
  ) + 'replace example.org/b => example.org/fork v1.1.0\n',
);
const files: Readonly<Record<string, string>> = {
  'example.org/a@v1.0.0': mod('example.org/a', 'example.org/near v0.9.0', 'example.org/unlisted v1.0.0'),
  'example.org/fork@v1.1.0': mod('example.org/b', 'example.org/mid v1.0.0', 'example.org/near v0.1.0', 'example.org/a v1.0.0'),
  'example.org/mid@v1.5.0': mod('example.org/mid', 'example.org/deep v1.0.0', 'example.org/mid v1.0.0'),
};

test('the way of each, at the versions that are built and through what replaces a module', async () => {
  const asked: string[] = [];
  const ways = await goWays(self, new Set(['example.org/near', 'example.org/deep', 'example.org/lost']), (path, version) => {
    asked.push(`${path}@${version}`);
    return Promise.resolve(files[`${path}@${version}`]);
  });
  expect(Object.fromEntries(ways)).toEqual({
    'example.org/near': ['example.org/a'], // both bring it in; a is first by name
    'example.org/deep': ['example.org/b', 'example.org/mid'],
  });
  expect(asked).toEqual(expect.arrayContaining(['example.org/a@v1.0.0', 'example.org/fork@v1.1.0', 'example.org/mid@v1.5.0']));
  expect(new Set(asked).size).toBe(asked.length);
});

test('nothing is read where nothing is wanted, or no more once all is found', async () => {
  const asked: string[] = [];
  const read = (path: string) => {
    asked.push(path);
    return Promise.resolve(files['example.org/a@v1.0.0']);
  };
  await goWays(self, new Set(), read);
  expect(asked).toEqual([]);
  await goWays(self, new Set(['example.org/near']), read);
  expect(asked).toEqual(['example.org/a', 'example.org/fork']);
});

test('however many modules there are, at most two thousand files are read', async () => {
  const names = Array.from({ length: 5_000 }, (_, index) => `example.org/m${index}`);
  const large = manifestOf(
    'go.mod',
    mod('example.org/self', ...names.map((name) => `${name} v1.0.0`), 'example.org/x v1.0.0 // indirect'),
  );
  let reads = 0;
  const ways = await goWays(large, new Set(['example.org/x']), () => {
    reads += 1;
    return Promise.resolve('not a go.mod');
  });
  expect([reads, ways.size]).toEqual([2_000, 0]);
});
