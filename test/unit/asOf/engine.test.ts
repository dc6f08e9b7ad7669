import { describe, expect, test } from 'vitest';
import { factAsOf } from '../../../server/src/engine/asOf.ts';
import { defineFact, type AnyFactKey } from '../../../server/src/model/fact.ts';
import type { Instant } from '../../../server/src/model/instant.ts';
import { defineSource, failed, observe, tellsOfPast } from '../../../server/src/model/source.ts';
import { sources } from '../../../server/src/sources/index.ts';
import { engineOver, line } from '../engine/invented.ts';

const AT = '2025-01-01T00:00:00.000Z';
const from = { source: 's', url: 'https://example.org', fetchedAt: '2026-01-01T00:00:00.000Z' };
const born = defineFact<Instant>({
  id: 'born',
  label: 'born',
  of: 'package',
  maxAgeHours: 1,
  then: (value, at) => (value < at ? { value } : { why: 'not-found' }),
});
const mood = defineFact<string>({ id: 'mood', label: 'mood', of: 'package', maxAgeHours: 1 });

describe('a fact as of an earlier moment', () => {
  test('what was true by then stands', () => {
    for (const asOf of [AT, '2024-12-31', '2024'])
      expect(factAsOf({ state: 'known', value: 'fine', from: { ...from, asOf } }, mood, AT)).toMatchObject({
        value: 'fine',
        from: { asOf },
      });
  });

  test('what was true later is read back by its key, or undated', () => {
    for (const more of [{}, { asOf: '2025-01-01' }, { asOf: '2025-06-01T00:00:00.000Z' }]) {
      expect(factAsOf({ state: 'known', value: 'fine', from: { ...from, ...more } }, mood, AT)).toEqual({
        state: 'unknown',
        why: 'undated',
      });
      expect(factAsOf({ state: 'known', value: '2020-01-01', from: { ...from, ...more } }, born, AT)).toMatchObject({
        value: '2020-01-01',
        from: { asOf: AT },
      });
    }
    expect(factAsOf({ state: 'known', value: '2025-02-01', from }, born, AT)).toEqual({ state: 'unknown', why: 'not-found' });
    expect(factAsOf({ state: 'unknown', why: 'offline' }, mood, AT)).toEqual({ state: 'unknown', why: 'offline' });
  });
});

/** A source that says one thing of every package, and counts how often it was asked and about when. */
function saying(
  id: string,
  key: AnyFactKey,
  value: unknown,
  more: { readonly asOf?: Instant; readonly past?: readonly AnyFactKey[] } = {},
) {
  const asked: (Instant | undefined)[] = [];
  const source = defineSource({
    id,
    subject: 'package',
    maxBatch: 10,
    concurrency: 1,
    timeoutMs: 1000,
    clearance: id === 'registry' ? 'registry' : 'third-party',
    needs: [],
    provides: [key],
    ...(more.past === undefined ? {} : { past: more.past }),
    covers: () => true,
    async *collect({ subjects, asOf }) {
      await Promise.resolve();
      asked.push(asOf);
      for (const subject of subjects)
        yield value === undefined
          ? failed(subject, 'offline')
          : observe<unknown>(subject, key, value, 'https://example.org', more.asOf === undefined ? {} : { asOf: more.asOf });
    },
  });
  return { source, asked };
}

async function knownOf(
  all: readonly ReturnType<typeof saying>[],
  key: AnyFactKey,
  when: 'then' | 'now' = 'then',
): Promise<unknown> {
  const asOf = when === 'now' ? undefined : AT;
  const engine = engineOver(
    all.map(({ source }) => source),
    { asOf, context: (_, subjects, signal) => ({ subjects, asOf, signal }) as never },
  );
  const { view } = await engine.gather(line('x'), { wanted: [key], depth: 'direct' });
  const fact = view.get<unknown>(key);
  return fact.state === 'known' ? fact.value : fact.why;
}

describe('the engine', () => {
  test('a further source that tells of then comes before a closer one that does not', async () => {
    const closer = saying('registry', mood, 'fine', { past: [mood] });
    const further = saying('bulk', mood, 'tired', { past: [mood], asOf: AT });
    expect(await knownOf([closer, further], mood)).toBe('tired');
    expect(await knownOf([closer, further], mood, 'now')).toBe('fine');
    expect(further.asked).toEqual([AT, undefined]);
  });

  test('who can tell nothing of then is not asked, and what they would tell is undated', async () => {
    const bulk = saying('bulk', mood, 'fine');
    expect(await knownOf([bulk], mood)).toBe('undated');
    expect(bulk.asked).toEqual([]);
    expect(await knownOf([bulk], mood, 'now')).toBe('fine');
  });

  test('that it was not there yet says more than a failure, a failure more than undated', async () => {
    expect(await knownOf([saying('registry', born, undefined), saying('bulk', born, '2025-06-01')], born)).toBe('not-found');
    const undated = saying('registry', mood, 'fine', { past: [mood] });
    expect(await knownOf([undated, saying('bulk', mood, undefined, { past: [mood] })], mood)).toBe('offline');
  });
});

test('which sources tell of an earlier moment; what they tell, they provide', () => {
  const asking = sources.filter(({ clearance }) => clearance !== undefined);
  expect(asking.filter((source) => !tellsOfPast(source)).map(({ id }) => id)).toEqual([
    'pkg-go-dev-module',
    'go-get',
    'funding-well-known',
    'github-advisories',
    'deps-dev-findings',
    'deps-dev-projects',
    'ecosystems',
    'ecosystems-accounts',
  ]);
  const strangers = sources.flatMap(({ id, past = [], provides }) =>
    past.filter((key) => !provides.includes(key)).map((key) => `${id}: ${key.id}`),
  );
  expect(strangers).toEqual([]);
});
