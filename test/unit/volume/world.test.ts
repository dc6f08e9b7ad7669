import { beforeAll, describe, expect, test } from 'vitest';
import { COMMITTED, readFolder } from '../../../scripts/histories/folder.ts';
import { aboveHint, missed, warned, type Corpus } from '../../../scripts/volume/aims.ts';
import { worldPart } from '../../../scripts/volume/parts.ts';
import { worldResult, type WorldResult } from '../../../scripts/volume/result.ts';
import { SHARES } from '../../../scripts/volume/shares.ts';
import { pageWith } from '../../../scripts/volume/write.ts';
import { activity, identity } from '../../../server/src/facts/repository.ts';
import { rules } from '../../../server/src/rules/index.ts';

let world: WorldResult;

beforeAll(() => {
  world = worldResult(readFolder(COMMITTED).histories, rules);
}, 60_000);

describe('an invented world of 1,000 packages', () => {
  test('says little: at most 10 % above hint where lines stood, at most 15 % warnings where they were added', () => {
    for (const corpus of world.corpora) {
      expect(corpus.standing.repositories).toBe(1000);
      expect(aboveHint(corpus)).toBeLessThanOrEqual(0.1);
      expect(warned(corpus)).toBeLessThanOrEqual(0.15);
    }
    expect(world.corpora.flatMap(missed)).toEqual([]);
  });

  test('says something: it is no silence that holds the aims', () => {
    const [open, refuted] = world.corpora;
    for (const { what, of, among } of SHARES)
      expect(open?.standing.byRule[`${what}:warning`]).toBeGreaterThan(((1000 * of) / among) * 0.8);
    expect(open?.standing.byRule['fading:hint']).toBeGreaterThan(50);
    expect(refuted?.added.byRule['fading:warning']).toBeGreaterThan(open?.added.byRule['fading:warning'] ?? 0);
  });

  test('lays over exactly the shares, and leaves activity as it was drawn', () => {
    const counts = SHARES.map(({ what }) => world.packages.filter(({ laid }) => laid.includes(what)).length);
    expect(counts).toEqual(SHARES.map(({ of, among }) => Math.round((1000 * of) / among)));
    expect(world.packages.filter(({ facts }) => facts.get(activity).state === 'unknown')).toEqual([]);
  });

  test('names no real project', () => {
    for (const { name, facts } of world.packages) {
      expect(facts.get(identity)).toMatchObject({ value: { fullName: name.slice(1) }, from: { source: 'invented' } });
      expect(facts.get(activity)).toMatchObject({ from: { url: 'https://example.org/' } });
    }
  });

  test('the page says what it says: else run npm run volume -- --write', async () => {
    const { now, wanted } = await pageWith([worldPart(world)]);
    expect(now).toBe(wanted);
  });
});

describe('an aim', () => {
  const nothing = { lines: 20, repositories: 20, warnings: 0, informations: 0, hints: 0, byRule: {} };
  const corpus = (standing: Partial<Corpus['standing']>, added: Partial<Corpus['added']>): Corpus => ({
    title: 'twenty',
    standing: { ...nothing, ...standing },
    added: { ...nothing, ...added },
  });

  test('is held at its very edge, hints not counted', () => {
    expect(missed(corpus({ warnings: 1, informations: 1, hints: 18 }, { warnings: 3, informations: 17 }))).toEqual([]);
  });

  test.each([
    [corpus({ warnings: 1, informations: 2 }, {}), 'twenty: 15.0 % above hint on standing lines, at most 10.0 % aimed at'],
    [corpus({}, { warnings: 4 }), 'twenty: 20.0 % warnings on added lines, at most 15.0 % aimed at'],
  ])('is missed above it', (given, words) => expect(missed(given)).toEqual([words]));
});
