import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { compact, layout } from '../../../scripts/replacements/compact.ts';
import { replacements } from '../../../server/src/facts/replacement.ts';
import { cardRows } from '../../../server/src/present/cardRows.ts';
import { allSuggestions, replacementLink, suggestionWords } from '../../../server/src/present/replacing.ts';
import { bundledReplacements } from '../../../server/src/sources/replacements/bundled.ts';
import type { ReplacementsFile } from '../../../server/src/sources/replacements/format.ts';
import { suggestedFor } from '../../../server/src/sources/replacements/lookup.ts';
import { healthy, NOW, supposedCase } from '../present/cards.ts';

const file: ReplacementsFile = {
  version: '1.0.0',
  released: '2026-01-01',
  suggestions: [
    ['m', 'one'],
    ['n', 'fetch', '18.0.0', 'https://example.org/fetch'],
    ['s', 'You can use `x ?? y`.'],
    ['r', 'Not needed.'],
  ],
  modules: { old: [[1, 0], 'https://example.org/old'], tiny: [[2]], gone: [[3]], native: [[1]] },
};

describe('looking a package up', () => {
  test('what its page tells of comes first, with that page', () => {
    expect(suggestedFor(file, 'old')).toEqual({
      suggested: [
        { kind: 'native', name: 'fetch', node: '18.0.0', page: 'https://example.org/old' },
        { kind: 'package', name: 'one', page: 'https://example.org/old' },
      ],
      page: 'https://example.org/old',
    });
  });

  test('without a page of its own it has that of what the platform has, or none', () => {
    expect(suggestedFor(file, 'native')?.suggested[0]?.page).toBe('https://example.org/fetch');
    expect(suggestedFor(file, 'tiny')?.suggested).toEqual([{ kind: 'code', words: 'You can use `x ?? y`.', page: null }]);
    expect(suggestedFor(file, 'gone')?.suggested).toEqual([{ kind: 'none', why: 'Not needed.', page: null }]);
  });

  test.each(['unlisted', 'constructor', '__proto__', 'toString'])('%s is not listed', (name) =>
    expect(suggestedFor(file, name)).toBeUndefined(),
  );
});

describe('the lists that ship', () => {
  test('have their shape: every place leads to a suggestion, every page is https, every name is a name', () => {
    const page = z.string().check(z.startsWith('https://'));
    const Suggestion = z.union([
      z.tuple([z.literal('m'), z.string().check(z.regex(/^(?:@[a-z0-9-]+\/)?[a-z0-9][a-z0-9._-]*$/))]),
      z.tuple([z.literal('o'), z.string().check(z.minLength(1))]),
      z.tuple([z.literal('n'), z.string().check(z.minLength(1)), z.nullable(z.string().check(z.regex(/^\d+\.\d+/))), page]),
      z.tuple([z.literal('s'), z.string().check(z.minLength(5))]),
      z.tuple([z.literal('r'), z.string().check(z.minLength(5))]),
      z.tuple([z.literal('r'), z.string().check(z.minLength(5)), page]),
    ]);
    const last = bundledReplacements.suggestions.length - 1;
    const places = z.array(z.int().check(z.gte(0), z.lte(last))).check(z.minLength(1));
    const Shape = z.object({
      version: z.string(),
      released: z.iso.date(),
      suggestions: z.array(Suggestion),
      modules: z.record(z.string(), z.union([z.tuple([places]), z.tuple([places, page])])),
    });
    expect(z.safeParse(Shape, bundledReplacements).error?.issues).toBeUndefined();
    expect(Object.keys(bundledReplacements.modules).length).toBeGreaterThan(500);
  });

  test('name as a package only what surely is one', () => {
    const moment = suggestedFor(bundledReplacements, 'moment')?.suggested.map(({ kind, ...one }) => [
      kind,
      'name' in one ? one.name : '',
    ]);
    expect(moment?.slice(0, 2)).toEqual([
      ['other', 'day.js'], // the project's package has another name, and one of this name is somebody else's
      ['package', 'date-fns'],
    ]);
  });

  test('suggest nothing for itself', () => {
    const own = Object.keys(bundledReplacements.modules).filter((name) =>
      suggestedFor(bundledReplacements, name)?.suggested.some((one) => one.kind === 'package' && one.name === name),
    );
    expect(own).toEqual([]);
  });
});

test('the generator keeps what an editor needs, each suggestion once, in a text that reads back', () => {
  const made = compact(
    { version: '9.9.9', released: '2026-02-03' },
    {
      mappings: {
        z: { type: 'module', moduleName: 'z', replacements: ['native', 'lost'] },
        a: { type: 'module', moduleName: 'a', replacements: ['module', 'native'], url: { type: 'e18e', id: 'a' } },
        none: { type: 'module', moduleName: 'none', replacements: ['lost'] },
      },
      replacements: {
        module: { id: 'module', type: 'documented', replacementModule: 'better' },
        native: {
          id: 'parse_args',
          type: 'native',
          url: { type: 'node', id: 'api/util.html' },
          engines: [{ engine: 'nodejs', minVersion: '18.3.0' }],
          nodeFeatureId: { moduleName: 'node:util', exportName: 'parseArgs' },
        },
      },
    },
  );
  expect(made).toEqual({
    version: '9.9.9',
    released: '2026-02-03',
    suggestions: [
      ['m', 'better'],
      ['n', 'node:util parseArgs', '18.3.0', 'https://nodejs.org/api/util.html'],
    ],
    modules: { a: [[0, 1], 'https://e18e.dev/docs/replacements/a'], z: [[1]] },
  });
  expect(JSON.parse(layout(made))).toEqual(made);
  expect(readFileSync('server/src/sources/replacements.json', 'utf8')).toBe(layout(bundledReplacements));
});

describe('what is said of suggestions', () => {
  const suggested = suggestedFor(file, 'old')?.suggested ?? [];
  const fact = { list: 'module-replacements 1.0.0', suggested };
  const ended = { ...healthy, deprecation: 'gone', [replacements.id]: fact };

  test('in few words, Node’s version where it matters', () => {
    expect(suggested.map(suggestionWords)).toEqual(['fetch (built into Node 18)', 'one']);
    expect(suggestionWords({ kind: 'native', name: 'Map', node: '0.12.0', page: null })).toBe('Map (built in)');
    expect(suggestionWords({ kind: 'code', words: 'You can use `x`.', page: null })).toBe('You can use x.');
    expect(allSuggestions(Array.from({ length: 7 }, (_, at) => ({ kind: 'package' as const, name: `p${at}`, page: null })))).toBe(
      'p0, p1, p2, p3, p4 and 2 more',
    );
  });

  test('a row and a page where something was found, and neither where nothing was', () => {
    const label = (facts: Readonly<Record<string, unknown>>) =>
      cardRows(supposedCase(facts), NOW).find((row) => row.label === 'In its place')?.value;
    expect(label(ended)).toBe('fetch (built into Node 18\\), one (suggested by module-replacements 1.0.0)');
    expect(replacementLink(supposedCase(ended))).toEqual({
      title: 'Replacement suggested by module-replacements: fetch (built into Node 18), one on example.org',
      url: 'https://example.org/old',
    });
    const well = { ...healthy, [replacements.id]: fact };
    expect(label(well)).toBeUndefined();
    expect(replacementLink(supposedCase(well))).toBeUndefined();
  });

  test('a long suggestion still names its host', () => {
    const long = { list: 'x', suggested: [{ kind: 'code', words: 'a'.repeat(500), page: 'https://example.org/a' }] };
    const link = replacementLink(supposedCase({ ...ended, [replacements.id]: long }));
    expect(link?.title).toMatch(/… on example\.org$/);
    expect(link?.title.length).toBeLessThanOrEqual(120);
  });
});
