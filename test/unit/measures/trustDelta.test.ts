import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { accountsDelta, addedStandings, differing, type Publishing } from '../../../server/src/measures/trustDelta.ts';
import { purlOf, type Purl } from '../../../server/src/model/purl.ts';
import { trustJson, trustSources, trustText, unknownText } from '../../../server/src/present/trustWords.ts';
import { viewOver } from '../assess/supposed.ts';
import { publishAccounts, publisherRuns, releasers } from '../../../server/src/facts/package.ts';

const NOW = '2026-11-29T12:00:00.000Z';
const npm = (name: string): Purl => purlOf('npm', name);

/** Who can publish a package, and when accounts released last; what is left out is not known. */
interface Told {
  readonly accounts?: readonly string[];
  readonly released?: Readonly<Record<string, string>>;
  /** Accounts that are workflows. */
  readonly workflows?: readonly string[];
}

function publishing({ accounts, released, workflows = [] }: Told): Publishing {
  const run = (account: string) => ({ value: { account, trusted: workflows.includes(account) }, from: '1.0.0', to: '1.0.0' });
  const view = viewOver({
    ...(accounts === undefined ? {} : { 'publish-accounts': accounts }),
    ...(released === undefined
      ? {}
      : {
          releasers: Object.entries(released).map(([account, last]) => ({ account, last })),
          'publisher-runs': Object.keys(released).map((account) => ({ ...run(account), releases: 1, since: '', until: '' })),
        }),
  });
  return { accounts: view.get(publishAccounts), releasers: view.get(releasers), publisherRuns: view.get(publisherRuns) };
}

function delta(before: readonly string[], after: readonly string[], told: Readonly<Record<string, Told>>) {
  const build = { before: new Set(before.map(npm)), after: new Set(after.map(npm)) };
  const known = new Map(Object.entries(told).map(([name, one]) => [npm(name), publishing(one)]));
  return accountsDelta(build, known, NOW);
}
const said = (...given: Parameters<typeof delta>) => trustText({ accounts: delta(...given), added: undefined });

describe('accounts that can publish', () => {
  const a = { accounts: ['ada', 'ben'], released: { ada: '2026-10-01', ben: '2019-01-01' } };

  test('who comes with a package is told apart from who was there already', () => {
    const b = { accounts: ['ben', 'cleo', 'dora'], released: { cleo: '2026-01-01', dora: '2020-05-05' } };
    expect(delta(['a'], ['a', 'b'], { a, b })).toEqual({
      before: 2,
      after: 4,
      came: 2,
      went: 0,
      unseen: { count: 1, known: 2 },
      packages: { known: 2, all: 2 },
      added: { known: 1, all: 1 },
      removed: { known: 0, all: 0 },
      sources: [{ source: 'supposed', packages: 2, asOf: '2026-01-01' }],
    });
    expect(said(['a'], ['a', 'b'], { a, b })).toBe(
      '+2 accounts can publish into your build (2 → 4), 1 of them not seen for 24 months',
    );
  });

  test('a package in the same hands adds nobody, one that goes takes its accounts away', () => {
    expect(said(['a'], ['a', 'b'], { a, b: { accounts: ['ada'] } })).toBe(
      'No other accounts than before can publish into your build (2)',
    );
    const less = delta(['a', 'b'], ['a'], { a, b: { accounts: ['ada'] } });
    expect([trustText, trustSources].map((words) => words({ accounts: less, added: undefined }))).toEqual(['', '']);
    expect(said(['a', 'b'], ['a'], { a, b: { accounts: ['cleo'] } })).toBe('−1 account can publish into your build (3 → 2)');
    expect(said(['a', 'b'], ['a', 'c'], { a, b: { accounts: ['cleo'] }, c: { accounts: ['dora'], released: {} } })).toBe(
      '+1 −1 accounts can publish into your build (3 → 3), 1 of the new ones not seen for 24 months',
    );
  });

  test('unknown is no zero: what is known of is said, and where that leaves nothing, nothing', () => {
    expect(said(['a', 'x'], ['a', 'x', 'b', 'y'], { a, b: { accounts: ['cleo'] }, x: {}, y: {} })).toBe(
      'As far as is known, +1 account can publish into your build (2 → 3; known of 2 of 4 packages, 1 of 2 new ones)',
    );
    // Who comes may be able to publish what stays and is not known of: no number stands bare, nor what hangs on it.
    expect(said(['a', 'x'], ['a', 'x', 'b'], { a, b: { accounts: ['cleo'], released: {} }, x: {} })).toBe(
      'As far as is known, +1 account can publish into your build (2 → 3; known of 2 of 3 packages), 1 of them not seen for 24 months',
    );
    // Nobody is known to come, and of what comes it is not known who could: that is no assurance.
    expect(said(['a', 'b'], ['a', 'x'], { a, b: { accounts: ['ada'] }, x: {} })).toBe(
      'No other account than before is known to be able to publish into your build (2; known of 1 of 2 packages, 0 of 1 new ones)',
    );
    // Of what goes it may not be known either: its accounts are not among those before.
    expect(said(['a', 'x'], ['a', 'b'], { a, x: {}, b: { accounts: ['cleo'] } })).toBe(
      'As far as is known, +1 account can publish into your build (2 → 3; known of 0 of 1 that go)',
    );
    expect(delta(['a'], ['a', 'b'], { a, b: {} })).toBeUndefined();
    expect(delta(['a'], ['a'], { a })).toBeUndefined();
    // Of what stays nothing is known: whether an account is new cannot be told.
    expect(said(['x'], ['x', 'b'], { b: { accounts: ['cleo', 'dora'] } })).toBe(
      '2 accounts can publish the 1 new package; who can publish the other 1 is not known',
    );
  });

  test('not seen is said only of accounts of which all is known', () => {
    const of = (b: Told) => delta(['a'], ['a', 'b'], { a, b })?.unseen;
    expect(of({ accounts: ['cleo'] })).toEqual({ count: 0, known: 0 });
    expect(of({ accounts: ['cleo'], released: {} })).toEqual({ count: 1, known: 1 });
    // A day less than 24 months ago, and as npm spells accounts otherwise.
    expect(of({ accounts: ['cleo'], released: { Cleo: '2024-11-29' } })).toEqual({ count: 0, known: 1 });
    expect(of({ accounts: ['cleo'], released: { cleo: '2024-11-28' } })).toEqual({ count: 1, known: 1 });
    // Whoever started a workflow is not told: recent ones say nothing of an account, old ones do.
    expect(of({ accounts: ['cleo'], released: { flow: '2026-10-01' }, workflows: ['flow'] })).toEqual({ count: 0, known: 0 });
    expect(of({ accounts: ['cleo'], released: { flow: '2020-10-01' }, workflows: ['flow'] })).toEqual({ count: 1, known: 1 });
    expect(said(['a'], ['a', 'b', 'c'], { a, b: { accounts: ['cleo'], released: {} }, c: { accounts: ['dora'] } })).toBe(
      '+2 accounts can publish into your build (2 → 4), 1 not seen for 24 months of the 1 of them whose releases are known',
    );
  });

  test('laws: before and after are what came and went apart, in whatever order packages come; no account is in what is told', () => {
    const packages = fc.dictionary(
      fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
      fc.record({ accounts: fc.array(fc.constantFrom('acct-p', 'acct-q', 'acct-r', 'acct-s'), { maxLength: 3 }) }),
    );
    const names = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'));
    fc.assert(
      fc.property(packages, names, names, (told, before, after) => {
        const found = delta(before, after, told);
        expect(delta(before.toReversed(), after.toReversed(), told)).toEqual(found);
        if (found === undefined) return;
        expect(found.before + found.came - found.went).toBe(found.after);
        expect(found.packages.known).toBeLessThanOrEqual(found.packages.all);
        expect(found.unseen.count).toBeLessThanOrEqual(found.unseen.known);
        expect(found.unseen.known).toBeLessThanOrEqual(found.came);
        const trust = { accounts: found, added: undefined };
        expect(JSON.stringify(trustJson(trust)) + trustText(trust)).not.toContain('acct-');
      }),
    );
  });

  test('what differs is both what comes and what goes', () => {
    const build = { before: new Set([npm('a'), npm('b')]), after: new Set([npm('b'), npm('c')]) };
    expect(differing(build)).toEqual([npm('c'), npm('a')]);
  });
});

describe('how new packages stand', () => {
  const words = (...standings: Parameters<typeof addedStandings>[0] extends ReadonlyMap<Purl, infer W> ? W[] : never) =>
    trustText({ accounts: undefined, added: addedStandings(new Map(standings.map((word, at) => [npm(`p${at}`), word]))) });

  test('one-person ones are counted, those not known apart', () => {
    expect(words('one-person', 'sustained', 'light')).toBe('1 of 3 new packages is one-person');
    expect(words('one-person', 'one-person', 'unknown')).toBe('2 of 3 new packages are one-person (standing of 1 not known)');
    expect(words('one-person')).toBe('1 of 1 new package is one-person');
    expect(words('sustained', 'unknown')).toBe('');
    expect(words()).toBe('');
  });
});

test('how many lines are unknown, where one is', () => {
  expect(unknownText({ lines: 0, direct: 0, of: 4 })).toBe('');
  expect(unknownText({ lines: 2, direct: 2, of: 4 })).toBe('Standing unknown: 2 of 4 that come in.');
  expect(unknownText({ lines: 3, direct: 1, of: 4 })).toBe('Standing unknown: 3 of 4 that come in (1 of them direct).');
});
