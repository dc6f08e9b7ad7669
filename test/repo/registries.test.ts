import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { ecosystems } from '../../server/src/ecosystems/index.ts';
import { lockfileFormats } from '../../server/src/lockfiles/index.ts';
import { MANIFEST_GLOBS } from '../../server/src/protocol.ts';
import { actionFacts, detailFacts, reportFacts } from '../../server/src/present/cardFacts.ts';
import { rules } from '../../server/src/rules/index.ts';
import { sources } from '../../server/src/sources/index.ts';
import type { AnyFactKey } from '../../server/src/model/fact.ts';

const folder = (name: string) => new URL(`../../server/src/${name}/`, import.meta.url);
/** Files of a folder that define something to be registered. */
const defining = (name: string, word: RegExp) =>
  readdirSync(folder(name)).filter(
    (file) => file.endsWith('.ts') && file !== 'index.ts' && word.test(readFileSync(new URL(file, folder(name)), 'utf8')),
  );
const imported = (name: string) =>
  [...readFileSync(new URL('index.ts', folder(name)), 'utf8').matchAll(/from '\.\/([\w/]+\.ts)'/g)].map(([, file]) => file);

describe('registries', () => {
  test.each([
    ['sources', /= defineSource\(|\bdefineSource\(\{/],
    ['rules', /= defineRule\(/],
    ['ecosystems', /: Ecosystem = \{/],
    ['lockfiles', /: LockfileFormat = \{/],
  ])('every file of %s is registered', (name, word) => {
    const files = defining(name, word);
    expect(files.length).toBeGreaterThan(1);
    expect(files.filter((file) => !imported(name).includes(file))).toEqual([]);
  });

  test('ids are unique and kebab-case', () => {
    for (const ids of [
      sources.map(({ id }) => id),
      rules.map(({ id }) => id),
      ecosystems.map(({ id }) => id),
      lockfileFormats.map(({ id }) => id),
    ]) {
      expect(new Set(ids).size).toBe(ids.length);
      expect(ids.filter((id) => !/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id))).toEqual([]);
    }
  });

  test('every fact that a rule or the report needs has a source, and no source provides what nobody reads', () => {
    const provided = new Map(sources.flatMap(({ provides }) => provides.map((key) => [key.id, key] as const)));
    const needed: readonly AnyFactKey[] = [
      ...reportFacts,
      ...detailFacts,
      ...actionFacts,
      ...rules.flatMap(({ keys }) => keys),
      ...sources.flatMap(({ needs, after = [], spared }) => [...needs, ...after, ...(spared ? [spared.by] : [])]),
    ];
    expect(needed.map(({ id }) => id).filter((id) => !provided.has(id))).toEqual([]);
    // Without a rule or row of their own: npm's version selection reads the heads of minors, the trust delta of a review the accounts, and what is
    // compared between two versions rides in answers that are asked for anyway.
    const between = ['version-publisher', 'version-access', 'version-repository', 'version-engine', 'known-tags'];
    const read = new Set([...needed.map(({ id }) => id), ...between, 'minor-heads', 'publish-accounts']);
    expect([...provided.keys()].filter((id) => !read.has(id))).toEqual([]);
  });

  test('whoever asks somebody says under which clearance, and within which bounds', () => {
    for (const { maxBatch, concurrency, timeoutMs, service } of sources) {
      expect(maxBatch).toBeGreaterThan(0);
      expect(concurrency).toBeGreaterThan(0);
      // With every service stalled a run ends within about 40 s. GitHub is asked one question after the other: what bounds it there is that
      // a host which stays silent three times is left alone.
      expect(timeoutMs).toBeLessThanOrEqual(service === 'github' ? 60_000 : 35_000);
    }
  });
});

test("the protocol's globs are the ecosystems' files", () => {
  expect(MANIFEST_GLOBS.map((glob) => glob.replace('**/', '')).sort()).toEqual(ecosystems.flatMap(({ files }) => files).sort());
});
