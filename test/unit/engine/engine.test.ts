import { getEventListeners } from 'node:events';
import { describe, expect, test } from 'vitest';
import { repository } from '../../../server/src/facts/package.ts';
import type { AnyFactKey } from '../../../server/src/model/fact.ts';
import { UpstreamFailure } from '../../../server/src/model/failure.ts';
import { defineSource, failed, missing, observe, type Observation } from '../../../server/src/model/source.ts';
import type { Target } from '../../../server/src/model/manifest.ts';
import type { PackageSubject, RepositorySubject } from '../../../server/src/model/subject.ts';
import { age, engineOver, line, nickname } from './invented.ts';

const wanted = [nickname, age];

/** A registry that answers one package at a time, and a forge that takes a hundred repositories at once. */
function inventedWorld() {
  const asked = { registry: [] as string[][], forge: [] as string[][] };
  const registry = defineSource({
    id: 'registry',
    subject: 'package',
    maxBatch: 1,
    concurrency: 4,
    timeoutMs: 2000,
    clearance: 'registry',
    needs: [],
    provides: [nickname, repository],
    covers: () => true,
    async *collect({ subjects }: { readonly subjects: readonly PackageSubject[] }): AsyncIterable<Observation> {
      asked.registry.push(subjects.map(({ purl }) => purl));
      for (const subject of subjects) {
        const name = subject.purl.slice('pkg:npm/'.length);
        await Promise.resolve();
        if (name === 'broken') throw new UpstreamFailure('rate-limited', 'slow down', 429);
        yield observe(subject, nickname, name.toUpperCase(), `https://registry.example.org/${name}`);
        const home: RepositorySubject = {
          kind: 'repository',
          host: 'forge.example.org',
          owner: 'team',
          name: name.split('-')[0] ?? name,
        };
        if (name !== 'homeless')
          yield observe(subject, repository, { repository: home, how: 'declared' }, 'https://registry.example.org');
      }
    },
  });
  const forge = defineSource({
    id: 'forge',
    subject: 'repository',
    maxBatch: 100,
    concurrency: 1,
    timeoutMs: 2000,
    clearance: 'third-party',
    needs: [],
    provides: [age],
    covers: ({ host }) => host === 'forge.example.org',
    async *collect({ subjects }: { readonly subjects: readonly RepositorySubject[] }): AsyncIterable<Observation> {
      asked.forge.push(subjects.map(({ name }) => name));
      await Promise.resolve();
      for (const subject of subjects) {
        yield subject.name === 'gone'
          ? failed(subject, 'not-found')
          : observe(subject, age, subject.name.length, 'https://forge.example.org');
      }
    },
  });
  return { asked, registry, forge };
}

describe('two invented sources of different subject and batch size', () => {
  test('fifty packages of ten repositories cost fifty single asks and one batch', async () => {
    const { asked, registry, forge } = inventedWorld();
    const engine = engineOver([registry, forge]);
    const names = Array.from({ length: 50 }, (_, index) => `r${index % 10}-p${index}`);

    const positions = await Promise.all(names.map((name) => engine.gather(line(name), { depth: 'detail', wanted })));

    expect(asked.registry).toHaveLength(50);
    expect(asked.forge.map((batch) => [...batch].sort())).toEqual([Array.from({ length: 10 }, (_, index) => `r${index}`)]);
    expect(positions[13]?.view.get(nickname)).toMatchObject({ state: 'known', value: 'R3-P13', from: { source: 'registry' } });
    expect(positions.map(({ view }) => view.get(age).state)).toEqual(names.map(() => 'known'));
  });

  test('one flight per subject and source, however many dependencies want it', async () => {
    const { asked, registry, forge } = inventedWorld();
    const engine = engineOver([registry, forge]);

    await Promise.all([line('same'), line('same'), line('same')].map((one) => engine.gather(one, { depth: 'detail', wanted })));
    await engine.gather(line('same'), { depth: 'detail', wanted });

    expect(asked).toEqual({ registry: [['pkg:npm/same']], forge: [['same']] });
  });

  test('one subject that is gone costs its own row, the others of the batch keep theirs', async () => {
    const { registry, forge } = inventedWorld();
    const engine = engineOver([registry, forge]);

    const [gone, fine] = await Promise.all(
      [line('gone'), line('fine')].map((one) => engine.gather(one, { depth: 'detail', wanted })),
    );

    expect(gone?.view.get(age)).toEqual({ state: 'unknown', why: 'not-found' });
    expect(gone?.view.get(nickname).state).toBe('known');
    expect(fine?.view.get(age)).toMatchObject({ value: 4 });
  });

  test('a registry that refuses leaves its reason on every fact that hung on it', async () => {
    const { asked, registry, forge } = inventedWorld();
    const failures: string[] = [];
    const engine = engineOver([registry, forge], {
      onFailure: ({ source, subjects, why, message }) => failures.push(`${source} ${subjects.length} ${why}: ${message}`),
    });

    const { view } = await engine.gather(line('broken'), { depth: 'detail', wanted });

    expect(view.get(nickname)).toEqual({ state: 'unknown', why: 'rate-limited' });
    expect(view.get(age)).toEqual({ state: 'unknown', why: 'rate-limited' });
    expect(asked.forge).toEqual([]);
    expect(failures).toEqual(['registry 1 rate-limited: slow down']);
  });

  test('a field that was not served is unknown, never empty', async () => {
    const { registry, forge } = inventedWorld();
    const { view } = await engineOver([registry, forge]).gather(line('homeless'), { depth: 'detail', wanted });
    expect(view.get(repository)).toEqual({ state: 'unknown', why: 'not-served' });
  });
});

describe('bounds and refusals', () => {
  const stalled = (id: string) =>
    defineSource({
      id,
      subject: 'package',
      maxBatch: 10,
      concurrency: 1,
      timeoutMs: 30,
      clearance: 'registry',
      needs: [],
      provides: [nickname],
      covers: () => true,
      async *collect({ subjects }): AsyncIterable<Observation> {
        const [first] = subjects;
        if (first) yield observe(first, nickname, 'early', 'https://example.org');
        await new Promise(() => undefined); // never listens to its signal
      },
    });

  test('a source that stalls ends at its time limit and keeps what it had said', async () => {
    const engine = engineOver([stalled('stalled')]);
    const [early, late] = await Promise.all(
      [line('a'), line('b')].map((one) => engine.gather(one, { depth: 'detail', wanted: [nickname] })),
    );
    expect(early?.view.get(nickname)).toMatchObject({ value: 'early' });
    expect(late?.view.get(nickname)).toEqual({ state: 'unknown', why: 'timeout' });
  });

  test('an aborted wait returns at once with what is held, the rest pending', async () => {
    const stop = new AbortController();
    const waiting = engineOver([stalled('stalled')]).gather(line('b'), {
      depth: 'detail',
      wanted: [nickname, age],
      signal: stop.signal,
    });
    stop.abort();
    expect((await waiting).view.get(age)).toEqual({ state: 'unknown', why: 'pending' });
  });

  test('a signal that outlives a gathering is let go of', async () => {
    const { registry, forge } = inventedWorld();
    const { signal } = new AbortController();
    await engineOver([registry, forge]).gather(line('a'), { depth: 'detail', wanted, signal });
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  test.each([
    ['private', { gate: { allows: () => false, allowsRepository: () => false } }],
    ['offline', { offline: true }],
  ] as const)('%s: nobody is asked', async (why, more) => {
    const { asked, registry, forge } = inventedWorld();
    const { view } = await engineOver([registry, forge], more).gather(line('secret'), { depth: 'detail', wanted });
    expect(view.get(nickname)).toEqual({ state: 'unknown', why });
    expect(asked).toEqual({ registry: [], forge: [] });
  });

  test('the repository of a private name is not asked of its forge', async () => {
    const { asked, registry, forge } = inventedWorld();
    const gate = {
      allows: () => true,
      allowsRepository: (_: unknown, learntFrom: string) => learntFrom !== 'pkg:npm/same-secret',
    };
    const engine = engineOver([registry, forge], { gate });
    await engine.gather(line('same-secret'), { depth: 'detail', wanted });
    expect(asked).toEqual({ registry: [['pkg:npm/same-secret']], forge: [] });
    const { view } = await engine.gather(line('same-open'), { depth: 'detail', wanted });
    expect(view.get(age)).toMatchObject({ value: 4 });
  });

  test('the reason of what is worked out of a registry outranks that of a bulk service', async () => {
    const { registry } = inventedWorld();
    const silent = (id: string, more: object) =>
      defineSource({
        ...stalled(id),
        provides: [nickname],
        ...more,
        async *collect({ subjects }: { readonly subjects: readonly PackageSubject[] }): AsyncIterable<Observation> {
          await Promise.resolve();
          for (const subject of subjects) yield missing(subject, nickname, id === 'bulk' ? 'not-found' : 'too-large');
        },
      });
    const derived = silent('derived', { clearance: undefined, after: [repository] });
    const engine = engineOver([{ ...registry, provides: [repository] }, derived, silent('bulk', { clearance: 'third-party' })]);
    const { view } = await engine.gather(line('x'), { depth: 'detail', wanted: [nickname] });
    expect(view.get(nickname)).toEqual({ state: 'unknown', why: 'too-large' });
  });

  test("the workspace's own is private, what is no package of a registry is unsupported", async () => {
    const { registry, forge } = inventedWorld();
    const engine = engineOver([registry, forge]);
    const at = (target: Target) =>
      engine.gather({ dependency: { ...line('x').dependency, target } }, { depth: 'detail', wanted });
    expect((await at({ kind: 'local' })).view.get(nickname)).toEqual({ state: 'unknown', why: 'private' });
    expect((await at({ kind: 'url' })).view.get(nickname)).toEqual({ state: 'unknown', why: 'unsupported' });
    expect((await at({ kind: 'none' })).view.get(age)).toEqual({ state: 'unknown', why: 'unsupported' });
  });

  test('a closer source outranks a bulk one, whichever answers first', async () => {
    const { registry, forge } = inventedWorld();
    const bulk = defineSource({
      ...stalled('bulk'),
      clearance: 'third-party',
      async *collect({ subjects }) {
        await Promise.resolve();
        for (const subject of subjects) yield observe(subject, nickname, 'from bulk', 'https://bulk.example.org');
      },
    });
    const engine = engineOver([registry, bulk, forge]);
    const [close, far] = await Promise.all(
      [line('a'), line('broken')].map((one) => engine.gather(one, { depth: 'detail', wanted: [nickname] })),
    );
    expect(close?.view.get(nickname)).toMatchObject({ value: 'A', from: { source: 'registry' } });
    expect(far?.view.get(nickname)).toMatchObject({ value: 'from bulk', from: { source: 'bulk' } });
  });

  test('whoever comes after a source that itself still waits, waits too', async () => {
    const order: string[] = [];
    const inTurn = (id: string, answers: boolean, after: readonly AnyFactKey[]) =>
      defineSource({
        ...stalled(id),
        after,
        covers: (_, view) => view.get(nickname).state === 'unknown',
        async *collect({ subjects }) {
          order.push(id);
          await Promise.resolve();
          if (answers) for (const subject of subjects) yield observe(subject, nickname, id, 'https://example.org');
        },
      });
    const engine = engineOver([
      inTurn('first', false, []),
      inTurn('second', true, [nickname]),
      inTurn('third', true, [nickname]),
    ]);
    const { view } = await engine.gather(line('a'), { depth: 'detail', wanted: [nickname] });
    expect(order).toEqual(['first', 'second']);
    expect(view.get(nickname)).toMatchObject({ value: 'second' });
  });

  test('what is old is asked again, what is fresh is not', async () => {
    const { asked, registry, forge } = inventedWorld();
    let now = '2026-01-01T00:00:00.000Z';
    const engine = engineOver([registry, forge], { now: () => now });
    await engine.gather(line('a'), { depth: 'detail', wanted });
    now = '2026-01-01T00:59:00.000Z';
    await engine.gather(line('a'), { depth: 'detail', wanted });
    expect(asked.registry).toHaveLength(1);
    now = '2026-01-01T02:00:00.000Z';
    await engine.gather(line('a'), { depth: 'detail', wanted });
    expect(asked).toEqual({ registry: [['pkg:npm/a'], ['pkg:npm/a']], forge: [['a']] });
  });
});
