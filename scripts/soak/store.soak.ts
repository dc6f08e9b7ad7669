import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Entry } from '../../server/src/engine/factStore.ts';
import { emptyFolder, NOW, windowOn } from '../../test/unit/store/folder.ts';
import { rounds } from '../../test/unit/store/rounds.ts';

const ROUNDS = 200;
const ENTRIES = 2_000;

/** Numbers from 0 up to 1, the same in every run. Source: mulberry32. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

test(`${ROUNDS} rounds of four writers, two of them killed, and a damaged shard: nothing else is lost`, async () => {
  const { wrong, ...sums } = await rounds(ROUNDS, seeded(20261121));
  console.log(`${ROUNDS} rounds: ${JSON.stringify(sums)}, ${wrong.length} wrong`);
  expect(wrong).toEqual([]);
  expect(sums.killed).toBeGreaterThan(ROUNDS);
});

test(`reading ${ENTRIES} entries of two KiB`, async () => {
  const folder = emptyFolder();
  const from = { source: 'invented', url: 'https://example.org/', fetchedAt: NOW };
  const value = Array.from({ length: 40 }, (_, index) => ({ version: `1.${index}.0`, at: NOW }));
  const entry: Entry = { at: NOW, facts: new Map([['nickname', { state: 'known', value, from }]]) };
  const keys = Array.from({ length: ENTRIES }, (_, index) => `invented package:pkg:npm/p${index}`);
  const writer = windowOn(folder).entries;
  for (const key of keys) writer.set(key, entry);
  const before = performance.now();
  await writer.flush();
  const written = performance.now();
  const reader = windowOn(folder).entries;
  const cpu = process.cpuUsage();
  const found = keys.map((key) => reader.get(key));
  const { user, system } = process.cpuUsage(cpu);
  const read = performance.now() - written;
  expect(found.every((one) => one?.facts.size === 1)).toBe(true);
  const size = readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
  console.log(
    `${ENTRIES} entries in ${readdirSync(folder).length} shards, ${(size / 1024).toFixed(0)} KiB: written in ${(written - before).toFixed(0)} ms, ` +
      `all read in ${read.toFixed(0)} ms (${((user + system) / 1000).toFixed(0)} ms of work)`,
  );
});
