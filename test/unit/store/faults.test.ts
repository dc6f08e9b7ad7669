import { expect, test } from 'vitest';
import { rounds } from './rounds.ts';

// `npm run soak` runs 200 of these rounds.
test('four processes write at once, two are killed, a shard is damaged: nothing else is lost', async () => {
  const found = await rounds(2, Math.random);
  expect(found.wrong).toEqual([]);
  expect(found.stored).toBeGreaterThan(0);
  expect(found.damaged).toBe(2);
}, 120_000);
