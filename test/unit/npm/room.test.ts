import { describe, expect, test } from 'vitest';
import { bytesOf, MAX_FACT_BYTES } from '../../../server/src/sources/npm/fit.ts';
import { readPackument } from '../../../server/src/sources/npm/packument.ts';
import { reducePackument } from '../../../server/src/sources/npm/reduce.ts';
import { facts, fullDocument, knownOf, NOW, reduce, STEADY, valueOf, whyUnknown, type Story } from './invented.ts';

describe('room', () => {
  /** 3,000 versions over ten years in 30 majors, canaries between them, publishers and licences changing all the time. */
  function huge(accounts: number): Story {
    return Array.from({ length: 3000 }, (_, n) => {
      const stable = n % 3 === 0;
      const at = new Date(Date.parse('2015-01-01') + n * 1.3 * 86_400_000).toISOString().slice(0, 19);
      const number = `${String(Math.floor(n / 100))}.${String(Math.floor((n % 100) / 10))}.${String(n % 10)}`;
      const differs = {
        _npmUser: { name: `account-number-${String(n % accounts)}`, email: 'x@example.org' },
        deprecated: n % 7 === 0 ? `Release ${String(n)} is deprecated because of ${'a long story '.repeat(20)}` : undefined,
        license: n % 11 === 0 ? 'Apache-2.0' : 'MIT',
        hasInstallScript: n % 5 === 0,
      };
      return [stable ? number : `${number}-canary.${String(n)}`, at, differs] as const;
    });
  }

  test.each([12, 200])('a package with 3,000 restless versions by %d accounts fits', (accounts) => {
    const maintainers = Array.from({ length: accounts }, (_, n) => ({ name: `a${String(n)}` }));
    const reduced = reduce(fullDocument(huge(accounts), { maintainers }));

    expect(bytesOf(reduced)).toBeLessThanOrEqual(MAX_FACT_BYTES);
    const { stable, total } = knownOf(reduced, facts.releases);
    expect(total).toBe(1000);
    expect(stable.length).toBeGreaterThanOrEqual(20);
    expect(stable.at(-1)?.version).toBe('29.9.7');
    expect(valueOf(reduced, facts.canPublish)).toBe(accounts);
    expect(knownOf(reduced, facts.minorHeads).slice(0, 3)).toEqual(['29.9.9-canary.2999', '29.9.8-canary.2998', '29.9.7']);
    expect(whyUnknown(reduced)).toEqual({
      // What is only told of a change goes first.
      'too-large': accounts > 12 ? ['releasers'] : ['access-runs', 'repository-runs', 'engine-runs'],
    });
  });

  test('an ordinary package of 120 releases keeps all that the facts promise', () => {
    const story = Array.from({ length: 120 }, (_, n) => {
      const at = new Date(Date.parse('2016-01-01') + n * 25 * 86_400_000).toISOString().slice(0, 19);
      return [`${String(Math.floor(n / 40))}.${String(Math.floor((n % 40) / 4))}.${String(n % 4)}`, at] as const;
    });
    const reduced = reduce(fullDocument(story));

    expect(knownOf(reduced, facts.releases).stable).toHaveLength(40);
    expect(valueOf(reduced, facts.minorHeads)).toHaveLength(30);
    expect(bytesOf(reduced)).toBeLessThanOrEqual(MAX_FACT_BYTES);
    expect(whyUnknown(reduced)).toEqual({});
  });

  test('more releasers than fit are unknown rather than too few', () => {
    const month = (n: number) => `${String(2012 + Math.floor(n / 12))}-${String((n % 12) + 1).padStart(2, '0')}-01`;
    const people = (count: number): Story =>
      Array.from({ length: count }, (_, n) => [`1.${String(n)}.0`, month(n), { _npmUser: { name: `a${String(n)}` } }] as const);

    expect(valueOf(reduce(fullDocument(people(40))), facts.releasers)).toHaveLength(40);
    expect(valueOf(reduce(fullDocument(people(41))), facts.releasers)).toBe('too-large');
  });

  test('the order of entries in the document does not matter', () => {
    const document = fullDocument(STEADY) as { versions: Record<string, unknown> };
    const reversed = { ...document, versions: Object.fromEntries(Object.entries(document.versions).reverse()) };
    const now = NOW;

    expect(reducePackument(readPackument(JSON.stringify(reversed), now), now)).toEqual(reduce(document));
  });
});
