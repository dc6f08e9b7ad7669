import { expect, test } from 'vitest';
import { UpstreamFailure } from '../../../server/src/model/failure.ts';
import { defineFact } from '../../../server/src/model/fact.ts';
import { defineSource, failed, missing, observe, sparedBy } from '../../../server/src/model/source.ts';
import { engineOver, line, nickname } from './invented.ts';

const seenName = defineFact<string>({ id: 'seen-name', label: 'name seen in bulk', of: 'package', maxAgeHours: 1 });
const URL = 'https://example.org';
const HOUR = 3_600_000;

/** A registry spared by what a bulk service saw, at a clock that can be moved; the bulk service says what `bulk` says. */
function world(bulk: { says: string }) {
  let time = Date.parse('2026-01-01T00:00:00.000Z');
  const asked: string[] = [];
  const common = {
    subject: 'package',
    concurrency: 2,
    timeoutMs: 2000,
    clearance: 'third-party',
    needs: [],
    covers: () => true,
  } as const;
  const engine = engineOver(
    [
      defineSource({
        ...common,
        id: 'registry',
        maxBatch: 1,
        depth: 'direct',
        provides: [nickname],
        spared: sparedBy({ by: seenName, of: nickname, word: (name) => name, hours: 72 }),
        async *collect({ subjects }) {
          await Promise.resolve();
          asked.push('registry');
          for (const subject of subjects) yield observe(subject, nickname, 'bob', URL);
        },
      }),
      defineSource({
        ...common,
        id: 'bulk',
        maxBatch: 1000,
        provides: [seenName],
        async *collect({ subjects, now }) {
          await Promise.resolve();
          asked.push('bulk');
          if (bulk.says === 'limited') {
            const until = new Date(Date.parse(now) + 10 * HOUR).toISOString();
            throw new UpstreamFailure('rate-limited', 'not so often', 429, until);
          }
          for (const subject of subjects)
            yield bulk.says === 'not-served'
              ? missing(subject, seenName, 'not-served')
              : observe(subject, seenName, bulk.says, URL);
        },
      }),
    ],
    { now: () => new Date(time).toISOString() },
  );
  return {
    pass: (hours: number) => (time += hours * HOUR),
    async gather(depth: 'bulk' | 'direct', wanted = [nickname, seenName]) {
      asked.length = 0;
      await engine.gather(line('a'), { wanted, depth });
      return asked.toSorted();
    },
  };
}

test('an aged answer is kept where the bulk service sees the same, and asked for anew where it sees another', async () => {
  const bulk = { says: 'bob' };
  const { gather, pass } = world(bulk);
  expect(await gather('direct')).toEqual(['bulk', 'registry']);
  pass(2);
  expect(await gather('direct')).toEqual(['bulk']);
  bulk.says = 'robert';
  pass(2);
  expect(await gather('direct')).toEqual(['bulk', 'registry']);
});

test.each(['not-served', 'limited'])(
  'nobody waits for a bulk service that was asked of late and could not tell: %s',
  async (says) => {
    const bulk = { says: 'bob' };
    const { gather, pass } = world(bulk);
    await gather('direct');
    pass(2);
    bulk.says = says;
    expect(await gather('bulk')).toEqual(['bulk']);
    expect(await gather('direct')).toEqual(['registry']);
  },
);

test('what would spare a question too deep to be put is not asked for its sake', async () => {
  const { gather } = world({ says: 'bob' });
  expect(await gather('bulk', [nickname])).toEqual([]);
  expect(await gather('direct', [nickname])).toEqual(['bulk', 'registry']);
});

test('a batch that breaks after it had failed for one of its packages takes nothing away that is held of it', async () => {
  let works = true;
  let time = Date.parse('2026-01-01T00:00:00.000Z');
  const forge = defineSource({
    id: 'forge',
    subject: 'package',
    maxBatch: 20,
    concurrency: 1,
    timeoutMs: 2000,
    clearance: 'third-party',
    needs: [],
    provides: [nickname],
    covers: () => true,
    async *collect({ subjects }) {
      await Promise.resolve();
      for (const subject of subjects) {
        if (works) yield observe(subject, nickname, 'bob', URL);
        else if (subject.purl === 'pkg:npm/a') yield failed(subject, 'unauthorized');
        else throw new UpstreamFailure('timeout', 'no answer in time');
      }
    },
  });
  const engine = engineOver([forge], { now: () => new Date(time).toISOString() });
  const both = () => Promise.all(['a', 'b'].map((name) => engine.gather(line(name), { wanted: [nickname], depth: 'direct' })));
  await both();
  works = false;
  time += 5 * HOUR;
  for (const { view } of await both()) expect(view.get(nickname)).toMatchObject({ state: 'known', value: 'bob' });
});

test('that a bulk service was asked today does not make its undated word newer than a closer one', async () => {
  let time = Date.parse('2026-01-01T00:00:00.000Z');
  const common = {
    subject: 'package',
    concurrency: 1,
    timeoutMs: 2000,
    clearance: 'third-party',
    needs: [],
    provides: [nickname],
    covers: () => true,
  } as const;
  const dated = { asOf: '' };
  const registry = defineSource({
    ...common,
    id: 'registry',
    maxBatch: 1,
    depth: 'direct',
    async *collect({ subjects }) {
      await Promise.resolve();
      for (const subject of subjects) yield observe(subject, nickname, 'deprecated', URL);
    },
  });
  const bulk = defineSource({
    ...common,
    id: 'bulk',
    maxBatch: 1000,
    async *collect({ subjects }) {
      await Promise.resolve();
      for (const subject of subjects) yield observe(subject, nickname, 'fine', URL, dated.asOf === '' ? {} : dated);
    },
  });
  const engine = engineOver([registry, bulk], { now: () => new Date(time).toISOString() });
  await engine.gather(line('a'), { wanted: [nickname], depth: 'direct' });
  time += 30 * HOUR;
  const late = await engine.gather(line('a'), { wanted: [nickname], depth: 'bulk' });
  expect(late.view.get(nickname)).toMatchObject({ value: 'deprecated' });
  time += 2 * HOUR;
  dated.asOf = new Date(time).toISOString();
  const later = await engine.gather(line('a'), { wanted: [nickname], depth: 'bulk' });
  expect(later.view.get(nickname)).toMatchObject({ value: 'fine' });
});
