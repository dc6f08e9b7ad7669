import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { ADDED } from '../../../scripts/catalog/added.ts';
import { ALIASES, NEVER_A_RULE, ORGANISATIONS, RESTED } from '../../../scripts/catalog/curated.ts';
import { meaningOf, REVIEWS } from '../../../scripts/catalog/relations.ts';
import { bundledCatalogue } from '../../../server/src/sources/catalogue/bundled.ts';
import { CATALOGUE_VERSION } from '../../../server/src/sources/catalogue/format.ts';
import { importPrefixes } from '../../../server/src/sources/catalogue/importPrefixes.ts';
import { lookUp } from '../../../server/src/sources/catalogue/lookup.ts';
import { foundationLinks } from '../../../server/src/sources/catalogue/match.ts';

const text = readFileSync(new URL('../../../server/src/sources/catalogue.json', import.meta.url), 'utf8');
const { foundations, projects, sources, orgs, aliases, rested, prefixes } = bundledCatalogue;

describe('the bundled catalogue', () => {
  test('is of the version its reader knows and at most 250 KB', () => {
    expect(bundledCatalogue.v).toBe(CATALOGUE_VERSION);
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(250_000);
  });

  test('names only reviewed foundations, and gives every stage the meaning the review gave it', () => {
    for (const { name, parent, stages } of foundations) {
      const review = REVIEWS.get(name);
      expect(review, name).toBeDefined();
      expect(review?.why.length, name).toBeGreaterThan(20);
      expect(parent).toBe(review?.parent);
      for (const [stage, meaning] of Object.entries(stages)) {
        expect(review && meaningOf(review, stage === '' ? null : stage), `${name} ${stage}`).toEqual(meaning);
      }
    }
    const unknown = projects.filter(([, at, stage]) => foundations[at]?.stages[stage ?? ''] === undefined);
    expect(unknown).toEqual([]);
  });

  test('cites a source with commit and date for every project', () => {
    for (const [name, , , source, since] of projects) {
      const row = sources[source];
      expect(row, name).toBeDefined();
      expect(row?.[2], name).toMatch(/^[0-9a-f]{7,40}$/);
      expect(row?.[3], name).toMatch(/^20\d\d-\d\d(-\d\d)?$/);
      if (since !== null) expect(since, name).toMatch(/^\d{4}(-\d\d){0,2}$/);
    }
  });

  test('lists every repository once', () => {
    const listed = projects.flatMap((row) =>
      row[5].flatMap((bundle) => {
        const slash = bundle.lastIndexOf('/');
        return bundle
          .slice(slash + 1)
          .split(' ')
          .map((name) => `${bundle.slice(0, slash)}/${name}`);
      }),
    );
    expect(listed.length).toBeGreaterThan(1500);
    expect(new Set(listed).size).toBe(listed.length);
    expect(listed.filter((key) => key !== key.toLowerCase() || key.endsWith('.git'))).toEqual([]);
  });

  test('points only at projects that are there', () => {
    const indices = [
      ...Object.values(orgs).map(([project]) => project),
      ...Object.values(rested).map(([project]) => project),
      ...Object.values(prefixes).flatMap((words) => Object.values(words)),
    ];
    expect(indices.filter((at) => projects[at] === undefined)).toEqual([]);
    expect(Object.keys(orgs).filter((owner) => NEVER_A_RULE.has(owner))).toEqual([]);
  });

  test('leads every former name to a project', () => {
    expect(aliases).toEqual(ALIASES);
    for (const former of Object.keys(aliases)) {
      const [owner = '', name = ''] = former.split('/');
      expect(lookUp(bundledCatalogue, { host: 'github.com', owner, name })?.via, former).toBe('alias');
    }
  });

  test('carries no description, logo, company page, person or package registry', () => {
    expect(text).not.toMatch(/crunchbase|"description"|"logo|twitter|@[a-z0-9-]+\.[a-z]{2,}|maintainers?"/i);
    expect(text).not.toMatch(/\bregistry\.[ny]|\bproxy\.golang|\bsum\.golang|\bpypi\./i);
    expect([...text.matchAll(/"(http:[^"]*)"/g)]).toEqual([]);
  });

  test('stands on evidence where it is made by hand', () => {
    for (const { source, says } of [...ADDED, ...ORGANISATIONS, ...RESTED]) {
      expect(source[2]).toMatch(/^[0-9a-f]{7,40}$/);
      expect(says.length).toBeGreaterThan(20);
    }
  });
});

test('import prefixes come in order, verified or marked', () => {
  const rows = importPrefixes();
  expect(rows).toContainEqual(['k8s.io/{1}', 'github.com/kubernetes/{1}', true]);
  expect(rows.map(([prefix]) => prefix)).toEqual(rows.map(([prefix]) => prefix).sort());
  expect(rows.filter(([, , verified]) => verified).length).toBeGreaterThanOrEqual(36);
});

test('a foundation has pages to give and to read, or says it has none', () => {
  expect(foundationLinks(bundledCatalogue, 'Apache Software Foundation')).toEqual({
    home: 'https://www.apache.org/',
    support: 'https://donate.apache.org/',
    lifecycle: 'https://incubator.apache.org/policy/incubation.html',
  });
  expect(foundationLinks(bundledCatalogue, 'OpenSSF')?.support).toBeNull();
  expect(foundationLinks(bundledCatalogue, 'No Such Foundation')).toBeNull();
});
