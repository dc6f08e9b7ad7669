import { describe, expect, test } from 'vitest';
import { repository } from '../../../server/src/facts/package.ts';
import { defineFact } from '../../../server/src/model/fact.ts';
import { UpstreamFailure } from '../../../server/src/model/failure.ts';
import { defineSource, failed, observe, type Depth, type Observation } from '../../../server/src/model/source.ts';
import type { Subject } from '../../../server/src/model/subject.ts';
import { age, engineOver, line, nickname } from './invented.ts';

const staffing = defineFact<number>({ id: 'staffing', label: 'staffing', of: 'directory', maxAgeHours: 1 });
const diary = defineFact<string>({ id: 'diary', label: 'diary', of: 'repository', maxAgeHours: 1 });
const URL = 'https://example.org';

/** A bulk service, a registry asked one by one, a forge in batches, and the forge's details; `asked` keeps who was asked, in order. */
function world(answers: { readonly forge?: (subject: Subject) => Observation } = {}) {
  const asked: { readonly source: string; readonly subjects: readonly Subject[] }[] = [];
  const common = { concurrency: 2, timeoutMs: 2000, clearance: 'third-party', needs: [], covers: () => true } as const;
  const home = { kind: 'repository', host: 'forge.example.org', owner: 'team', name: 'mono', path: 'packages/a' } as const;
  const note = async (source: string, subjects: readonly Subject[]) => {
    asked.push({ source, subjects });
    await new Promise((done) => setTimeout(done, 5));
  };
  const sources = [
    defineSource({
      ...common,
      id: 'registry',
      subject: 'package',
      maxBatch: 1,
      depth: 'direct',
      provides: [nickname],
      async *collect({ subjects }) {
        await note('registry', subjects);
        for (const subject of subjects) yield observe(subject, nickname, subject.purl, URL);
      },
    }),
    defineSource({
      ...common,
      id: 'bulk',
      subject: 'package',
      maxBatch: 1000,
      provides: [repository],
      async *collect({ subjects }) {
        await note('bulk', subjects);
        for (const subject of subjects) yield observe(subject, repository, { repository: home, how: 'declared' }, URL);
      },
    }),
    defineSource({
      ...common,
      id: 'forge',
      subject: 'repository',
      maxBatch: 20,
      provides: [age],
      async *collect({ subjects }) {
        await note('forge', subjects);
        for (const subject of subjects) yield answers.forge?.(subject) ?? observe(subject, age, 7, URL);
      },
    }),
    defineSource({
      ...common,
      id: 'folders',
      subject: 'directory',
      maxBatch: 20,
      provides: [staffing],
      async *collect({ subjects }) {
        await note('folders', subjects);
        for (const subject of subjects) yield observe(subject, staffing, subject.path.length, URL);
      },
    }),
    defineSource({
      ...common,
      id: 'details',
      subject: 'repository',
      maxBatch: 1,
      depth: 'detail',
      provides: [diary],
      async *collect({ subjects }) {
        await note('details', subjects);
        for (const subject of subjects) yield observe(subject, diary, 'dear diary', URL);
      },
    }),
  ];
  const gather = (depth: Depth, names: readonly string[], engine = engineOver(sources)) =>
    Promise.all(names.map((name) => engine.gather(line(name), { wanted: [nickname, repository, age, staffing, diary], depth })));
  return { asked, sources, gather };
}

describe('how deep is asked', () => {
  test('an indirect line costs batches only; what only a deeper question tells is pending, not unsupported', async () => {
    const { asked, gather } = world();
    const [position] = await gather('bulk', ['a']);
    expect(asked.map(({ source }) => source).sort()).toEqual(['bulk', 'folders', 'forge']);
    expect(position?.view.get(age)).toMatchObject({ state: 'known', value: 7 });
    expect(position?.view.get(nickname)).toEqual({ state: 'unknown', why: 'pending' });
    expect(position?.view.get(diary)).toEqual({ state: 'unknown', why: 'pending' });
  });

  test('a direct line is asked of its registry, in detail only when asked for; what is known is not asked again', async () => {
    const { asked, sources, gather } = world();
    const engine = engineOver(sources);
    await gather('direct', ['a'], engine);
    expect(asked.some(({ source }) => source === 'registry')).toBe(true);
    expect(asked.some(({ source }) => source === 'details')).toBe(false);

    asked.length = 0;
    const [position] = await gather('detail', ['a'], engine);
    expect(asked.map(({ source }) => source)).toEqual(['details']);
    expect(position?.view.get(diary)).toMatchObject({ value: 'dear diary' });
    expect(engine.position(line('a'), 'detail').view.get(diary).state).toBe('known');
  });

  test('packages of one repository share it; the folder is a subject of its own', async () => {
    const { asked, gather } = world();
    const [position] = await gather('bulk', ['a', 'b', 'c']);
    const forge = asked.filter(({ source }) => source === 'forge');
    expect(forge.flatMap(({ subjects }) => subjects)).toEqual([
      { kind: 'repository', host: 'forge.example.org', owner: 'team', name: 'mono' },
    ]);
    expect(position?.view.get(staffing)).toMatchObject({ value: 'packages/a'.length });
  });

  test('of a crowd, batches that speak of all go before the first question of one package', async () => {
    const { asked, gather } = world();
    await gather(
      'direct',
      Array.from({ length: 200 }, (_, index) => `p${index}`),
    );
    expect(asked[0]?.source).toBe('bulk');
    expect(asked[0]?.subjects).toHaveLength(200);
    expect(asked.filter(({ source }) => source === 'registry')).toHaveLength(200);
  });

  test('when a forge says from when it may be asked again, the fact carries that, and it is left alone until then', async () => {
    const until = '2026-01-01T02:30:00.000Z';
    let now = '2026-01-01T00:00:00.000Z';
    const { asked, sources, gather } = world({ forge: (subject) => failed(subject, 'rate-limited', until) });
    const engine = engineOver(sources, { now: () => now });
    const [position] = await gather('bulk', ['a'], engine);
    expect(position?.view.get(age)).toEqual({ state: 'unknown', why: 'rate-limited', until });

    const forgeAsks = () => asked.filter(({ source }) => source === 'forge').length;
    now = '2026-01-01T02:29:00.000Z';
    await gather('bulk', ['a'], engine);
    expect(forgeAsks()).toBe(1);
    now = '2026-01-01T02:31:00.000Z';
    await gather('bulk', ['a'], engine);
    expect(forgeAsks()).toBe(2);
  });

  test('a thrown failure carries its time too', async () => {
    const until = '2026-01-01T01:00:00.000Z';
    const { gather } = world({
      forge: () => {
        throw new UpstreamFailure('rate-limited', 'slow down', 403, until);
      },
    });
    const [position] = await gather('bulk', ['a']);
    expect(position?.view.get(age)).toEqual({ state: 'unknown', why: 'rate-limited', until });
  });
});
