import { describe, expect, test } from 'vitest';
import { repository } from '../../../server/src/facts/package.ts';
import type { Dependency } from '../../../server/src/model/manifest.ts';
import { defineSource, observe, type Service } from '../../../server/src/model/source.ts';
import { age, engineOver, line } from '../engine/invented.ts';

const URL = 'https://example.org';
const home = { kind: 'repository', host: 'github.com', owner: 'example', name: 'left' } as const;

/** A registry that tells the repository, the repository's own forge and a third party; `asked` keeps who was asked. */
function world(explicit = false) {
  const asked: string[] = [];
  const common = { concurrency: 1, timeoutMs: 2000, maxBatch: 1, needs: [], covers: () => true } as const;
  const about = (id: string, service: Service) =>
    defineSource({
      ...common,
      id,
      subject: 'repository',
      clearance: 'third-party',
      service,
      ...(explicit && service === 'github' ? { depth: 'detail', explicit: true } : {}),
      provides: [age],
      async *collect({ subjects }) {
        asked.push(id);
        for (const subject of subjects) yield await Promise.resolve(observe(subject, age, 1, URL));
      },
    });
  const registry = defineSource({
    ...common,
    id: 'registry',
    subject: 'package',
    clearance: 'registry',
    provides: [repository],
    async *collect({ subjects }) {
      for (const subject of subjects)
        yield await Promise.resolve(observe(subject, repository, { repository: home, how: 'declared' }, URL));
    },
  });
  return { asked, sources: [registry, about('forge', 'github'), about('deps-dev-projects', 'depsDev')] };
}
const wanted = [repository, age];

describe('who may be asked about a repository', () => {
  const git: Dependency = {
    ...line('left').dependency,
    target: { kind: 'forge', purl: 'pkg:github/example/left', repository: home },
  };

  test('one that a git dependency leads to: its forge, and no third party', async () => {
    const { asked, sources } = world();
    const gate = { allows: (purl: string) => !purl.startsWith('pkg:github/'), allowsRepository: () => true };
    await engineOver(sources, { gate }).gather({ dependency: git }, { wanted, depth: 'direct' });
    expect(asked).toEqual(['forge']);
  });

  test('what would reach any host on the web is asked only where the name is cleared for the web, whoever led there', async () => {
    const { asked, sources } = world();
    const web = sources.map((source) => (source.id === 'forge' ? { ...source, clearance: 'web' as const } : source));
    const asking = async (cleared: boolean) => {
      asked.length = 0;
      const gate = { allows: (_: string, clearance: string) => clearance !== 'web' || cleared, allowsRepository: () => true };
      await engineOver(web, { gate }).gather(line('left'), { wanted, depth: 'direct' });
      return [...asked].sort();
    };
    expect(await asking(false)).toEqual(['deps-dev-projects']);
    expect(await asking(true)).toEqual(['deps-dev-projects', 'forge']);
  });

  test('one of a private package on a forge of the user’s own: that forge, and no third party', async () => {
    const { asked, sources } = world();
    const gate = { allows: (_: string, clearance: string) => clearance === 'registry', allowsRepository: () => true };
    await engineOver(sources, { gate }).gather(line('left'), { wanted, depth: 'direct' });
    expect(asked).toEqual(['forge']);
  });

  test('one of a public package: both, whoever else leads to it', async () => {
    const { asked, sources } = world();
    await engineOver(sources).gather(line('left'), { wanted, depth: 'direct' });
    expect(asked.sort()).toEqual(['deps-dev-projects', 'forge']);
  });
});

describe('what is scarce', () => {
  test('is not spent on what a reader passes over, however deep, but on what a person asked for', async () => {
    const { asked, sources } = world(true);
    const engine = engineOver(sources);
    const position = await engine.gather(line('left'), { wanted, depth: 'detail' });
    expect(asked).toEqual(['deps-dev-projects']);
    expect(position.view.get(age)).toMatchObject({ from: { source: 'deps-dev-projects' } });

    const looked = await engine.gather(line('left'), { wanted, depth: 'detail', explicit: true });
    expect(asked).toEqual(['deps-dev-projects', 'forge']);
    expect(looked.view.get(age)).toMatchObject({ from: { source: 'forge' } });
    await engine.gather(line('left'), { wanted, depth: 'direct', explicit: true });
    expect(asked).toHaveLength(2);
  });
});
