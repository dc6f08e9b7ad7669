import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { concentrationOf } from '../../../server/src/assess/concentration.ts';

const packages = (...accounts: readonly (string | undefined)[]) =>
  accounts.map((one) => one?.split(' ').filter((name) => name !== ''));

describe('how much few accounts can publish', () => {
  test('the fewest that reach half of what is known', () => {
    expect(concentrationOf(packages('a', 'a', 'a b', 'b', 'b c', 'c', 'd', 'e'))).toEqual({
      accounts: 2,
      reached: 5,
      known: 8,
      all: 8,
    });
  });

  test('of packages nobody knows the accounts of nothing is told but that they are there', () => {
    expect(concentrationOf(packages('a', 'a', undefined, undefined, 'b'))).toEqual({ accounts: 1, reached: 2, known: 3, all: 5 });
  });

  test('a package that no account can publish is known, and reached by none', () => {
    expect(concentrationOf(packages('a', 'a', 'a', '', ''))).toEqual({ accounts: 1, reached: 3, known: 5, all: 5 });
  });

  test('where half is out of reach of five, the five are told', () => {
    const spread = Array.from({ length: 30 }, (_, at) => [`account-${Math.floor(at / 2)}`]);
    expect(concentrationOf(spread)).toEqual({ accounts: 5, reached: 10, known: 30, all: 30 });
  });

  test.each([
    ['nothing known', packages(undefined, undefined)],
    ['no package', []],
    ['an account each', packages('a', 'b', 'c', 'd')],
    ['a single package', packages('a b c')],
  ])('%s: nothing is concentrated', (_, given) => {
    expect(concentrationOf(given)).toBeUndefined();
  });
});

describe('laws', () => {
  const ACCOUNTS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
  const account = fc.constantFrom(...ACCOUNTS);
  const accounts = fc.option(fc.array(account, { maxLength: 4 }), { nil: undefined });
  const workspace = fc.array(accounts, { maxLength: 14 });

  test('neither the order of packages nor that of their accounts decides anything, nor who is named twice', () => {
    fc.assert(
      fc.property(
        workspace.chain((given) => fc.tuple(fc.constant(given), fc.shuffledSubarray(given, { minLength: given.length }))),
        ([given, shuffled]) => {
          const turned = shuffled.map((one) => one && [...one, ...one].reverse());
          expect(concentrationOf(turned)).toEqual(concentrationOf(given));
        },
      ),
    );
  });

  test('counts are possible: at most five accounts, two packages each, no more reached than known, no more known than there are', () => {
    fc.assert(
      fc.property(workspace, (given) => {
        const told = concentrationOf(given);
        if (told === undefined) return;
        expect(told.accounts).toBeLessThanOrEqual(5);
        expect(told.reached).toBeGreaterThanOrEqual(2 * told.accounts);
        expect(told.reached).toBeLessThanOrEqual(told.known);
        expect(told.known).toBe(given.filter((one) => one !== undefined).length);
        expect(told.all).toBe(given.length);
      }),
    );
  });

  test('so many accounts do reach so many packages, and others reach little more', () => {
    fc.assert(
      fc.property(workspace, (given) => {
        const told = concentrationOf(given);
        if (told === undefined) return;
        const most = Math.max(...subsets(ACCOUNTS, told.accounts).map((some) => reach(given, some)));
        expect(told.reached).toBeLessThanOrEqual(most);
        // The bound of greedy cover: 1 - 1/e of the best.
        expect(told.reached).toBeGreaterThanOrEqual(most * (1 - 1 / Math.E));
      }),
    );
  });

  test('a package more of which nothing is known changes nothing but how many there are', () => {
    fc.assert(
      fc.property(workspace, (given) => {
        const [before, after] = [concentrationOf(given), concentrationOf([...given, undefined])];
        expect(after).toEqual(before && { ...before, all: before.all + 1 });
      }),
    );
  });

  function reach(given: readonly (readonly string[] | undefined)[], some: readonly string[]): number {
    return given.filter((one) => one?.some((name) => some.includes(name))).length;
  }

  function subsets(of: readonly string[], size: number): readonly (readonly string[])[] {
    if (size === 0) return [[]];
    return of.flatMap((first, at) => subsets(of.slice(at + 1), size - 1).map((rest) => [first, ...rest]));
  }
});
