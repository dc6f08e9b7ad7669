import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { areDatesPlausible } from '../../../server/src/sources/npm/dates.ts';
import { readPackument } from '../../../server/src/sources/npm/packument.ts';
import { recordedPackages } from '../../upstream/world/recorded.ts';

const NOW = '2026-11-21T00:00:00.000Z';

/** What a mirror serves that knows nothing but versions and dates. */
function bare(dates: readonly (readonly [version: string, at: string])[]) {
  const versions = Object.fromEntries(dates.map(([version]) => [version, {}]));
  return readPackument(JSON.stringify({ versions, time: Object.fromEntries(dates) }), NOW);
}

describe('real histories (days of git tags, as recorded)', () => {
  const histories = recordedPackages(NOW).map(({ name, versions }) => ({
    name,
    dates: versions.map(({ version, at }) => [version, at] as const),
  }));

  test('are all believed, even of a mirror that serves nothing else', () => {
    const refused = histories.filter(({ dates }) => !areDatesPlausible(bare(dates), true));

    expect(histories.length).toBeGreaterThan(20);
    expect(refused.map(({ name }) => name)).toEqual([]);
  });

  test('are never believed with their dates dealt out anew, even of a registry that serves everything', () => {
    const long = histories.filter(({ dates }) => dates.length >= 40);
    const dealt = fc.constantFrom(...long).chain(({ dates }) => {
      const days = dates.map(([, at]) => at);
      return fc
        .shuffledSubarray(days, { minLength: days.length })
        .map((anew) => dates.map(([version], n) => [version, anew[n] ?? ''] as const));
    });
    fc.assert(
      fc.property(dealt, (dates) => {
        expect(areDatesPlausible(bare(dates), false)).toBe(false);
      }),
      { numRuns: 40 },
    );
  });
});
