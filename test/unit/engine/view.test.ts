import { expect, test } from 'vitest';
import { canPublish, funding, releasers, repository } from '../../../server/src/facts/package.ts';
import { versionAttested } from '../../../server/src/facts/version.ts';
import type { AnyFactKey, FactView } from '../../../server/src/model/fact.ts';
import type { Purl } from '../../../server/src/model/purl.ts';
import { UpstreamFailure } from '../../../server/src/model/failure.ts';
import { defineSource, missing, observe } from '../../../server/src/model/source.ts';
import { age, engineOver, line } from './invented.ts';

const home = { kind: 'repository', host: 'forge.example.org', owner: 'team', name: 'x' } as const;
const common = {
  maxBatch: 10,
  concurrency: 1,
  timeoutMs: 1000,
  clearance: 'third-party',
  needs: [],
  covers: () => true,
} as const;

/** A forge that says how old a repository was on one day, and a bulk service that says so of another. */
function twoSources(closerAsOf: string, bulkAsOf: string) {
  return [
    defineSource({
      ...common,
      id: 'registry',
      subject: 'package',
      provides: [repository],
      async *collect({ subjects }) {
        await Promise.resolve();
        for (const subject of subjects)
          yield observe(subject, repository, { repository: home, how: 'declared' }, 'https://example.org');
      },
    }),
    ...(['closer', 'bulk'] as const).map((id) =>
      defineSource({
        ...common,
        id,
        subject: 'repository',
        provides: [age],
        async *collect({ subjects }) {
          await Promise.resolve();
          const [value, asOf] = id === 'closer' ? [1, closerAsOf] : [2, bulkAsOf];
          for (const subject of subjects) yield observe(subject, age, value, 'https://example.org', { asOf });
        },
      }),
    ),
  ];
}

test.each([
  ['a newer bulk value does not override a closer one', '2026-01-01T00:00:00Z', '2026-01-01T20:00:00Z', 1],
  ['one that had aged by then gives way', '2026-01-01T00:00:00Z', '2026-01-03T00:00:00Z', 2],
  ['an older bulk value never counts', '2026-01-03T00:00:00Z', '2026-01-01T00:00:00Z', 1],
])('%s', async (_, closerAsOf, bulkAsOf, expected) => {
  const engine = engineOver(twoSources(closerAsOf, bulkAsOf), { now: () => '2026-01-03T12:00:00.000Z' });
  const { view } = await engine.gather(line('x'), { wanted: [repository, age], depth: 'direct' });
  expect(view.get(age)).toMatchObject({ value: expected });
});

test('a service asked by the package that fails is why its facts about the repository are not known', async () => {
  const [registry] = twoSources('', '');
  if (!registry) throw new Error('no registry');
  const bulk = defineSource({
    ...common,
    id: 'bulk-by-package',
    subject: 'package',
    provides: [age],
    // eslint-disable-next-line @typescript-eslint/require-await -- it only fails
    async *collect() {
      throw new UpstreamFailure('rate-limited', 'slow down', 429);
    },
  });
  const { view } = await engineOver([registry, bulk]).gather(line('x'), { wanted: [repository, age], depth: 'direct' });
  expect(view.get(age)).toEqual({ state: 'unknown', why: 'rate-limited' });
});

test('what only another registry has is nobody’s to tell, whoever did not answer for it and before anybody was asked', async () => {
  const bulk = defineSource({
    ...common,
    id: 'bulk',
    subject: 'package',
    provides: [canPublish, funding],
    async *collect({ subjects }) {
      await Promise.resolve();
      for (const subject of subjects) {
        yield missing(subject, canPublish, 'not-served');
        yield missing(subject, funding, 'not-served');
      }
    },
  });
  const engine = engineOver([bulk]);
  const [module, own] = ['pkg:golang/example.org/x', 'pkg:npm/x'].map((purl) => ({
    ...line('x'),
    dependency: { ...line('x').dependency, target: { kind: 'registry' as const, purl: purl as Purl, range: '1.0.0' } },
  }));
  if (!module || !own) throw new Error('no lines');
  const why = (view: FactView) =>
    [canPublish, funding, releasers, versionAttested]
      .map((key: AnyFactKey) => view.get(key))
      .map((fact) => (fact.state === 'unknown' ? fact.why : 'known'));
  expect(why(engine.position(module).view)).toEqual(['unsupported', 'unsupported', 'unsupported', 'unsupported']);
  expect(why(engine.position(own).view).slice(0, 3)).toEqual(['pending', 'pending', 'pending']);
  const wanted = [canPublish, funding];
  expect(why((await engine.gather(module, { wanted, depth: 'direct' })).view).slice(0, 3)).toEqual([
    'unsupported',
    'unsupported',
    'unsupported',
  ]);
  expect(why((await engine.gather(own, { wanted, depth: 'direct' })).view).slice(0, 2)).toEqual(['not-served', 'not-served']);
});
