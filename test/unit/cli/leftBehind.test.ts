import { expect, test } from 'vitest';
import { join } from 'node:path';
import { readInput } from '../../../server/src/reviewing/inputs.ts';
import { recorded } from '../lockfiles/reading.ts';
import { folderWith } from '../../protocol/runCli.ts';

const lockfiles = { 'package-lock.json': recorded('npm3', 'before'), 'pnpm-lock.yaml': recorded('pnpm10', 'before') };
const text = (more: object) => JSON.stringify({ ...more, dependencies: { '@example/web': '^1.0.0' } });
const pinned = async (files: Readonly<Record<string, string>>, path: string) =>
  [...(await readInput(join(folderWith(files), path), undefined)).locked.keys()].includes('@example/web');

test('a package-lock.json beside the lockfile of the manager that package.json names pins nothing', async () => {
  const pnpm = { packageManager: 'pnpm@10.1.0' };
  expect(await pinned({ ...lockfiles, 'package.json': text({}) }, 'package.json')).toBe(true);
  expect(await pinned({ ...lockfiles, 'package.json': text({ packageManager: 'npm@11.0.0' }) }, 'package.json')).toBe(true);
  expect(await pinned({ ...lockfiles, 'package.json': text(pnpm) }, 'package.json')).toBe(false);
  // Where the other manager has none, it is all there is to go by.
  const alone = { 'package-lock.json': lockfiles['package-lock.json'], 'package.json': text(pnpm) };
  expect(await pinned(alone, 'package.json')).toBe(true);
});
