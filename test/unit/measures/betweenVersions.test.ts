import { describe, expect, test } from 'vitest';
import { betweenVersions, type Difference } from '../../../server/src/measures/betweenVersions.ts';
import { intervalOf } from '../../../server/src/measures/interval.ts';
import { isSameLicence } from '../../../server/src/measures/licence.ts';
import type { FactView } from '../../../server/src/model/fact.ts';
import { viewOver } from '../assess/supposed.ts';

type Facts = Readonly<Record<string, unknown>>;

const account = (name: string) => ({ account: name, trusted: false });
const workflow = { account: 'oidc:example', trusted: true };
const home = (address: string, how = 'declared') => ({ address, how });
const OLD = { 'version-published': '2025-01-01' };
const NEW = { 'version-published': '2025-06-01' };

const compare = (from: Facts, to: Facts, views: readonly FactView[] = [viewOver(from), viewOver(to)]) => {
  const [old = viewOver({}), now = viewOver({})] = views;
  return betweenVersions({ from: { version: '1.0.0', facts: old }, to: { version: '2.0.0', facts: now } });
};
/** The differences without where they were learnt. */
const told = (from: Facts, to: Facts) =>
  compare(from, to).differences.map(({ evidence, ...rest }: Difference) => {
    expect(evidence.length).toBeGreaterThan(0);
    return rest;
  });

describe('what differs', () => {
  test.each<[string, Facts, Facts, object]>([
    [
      'another account',
      { 'version-publisher': account('ada') },
      { 'version-publisher': account('ben') },
      { what: 'publisher', from: 'account', to: 'account', isNew: undefined },
    ],
    [
      'an account that is new since',
      { ...OLD, 'version-publisher': account('ada') },
      { 'version-publisher': account('ben'), releasers: [{ account: 'ben', last: '2025-06-01', first: '2025-06-01' }] },
      { what: 'publisher', from: 'account', to: 'account', isNew: true },
    ],
    [
      'an account that released before',
      { ...OLD, 'version-publisher': account('ada') },
      { 'version-publisher': account('ben'), releasers: [{ account: 'ben', last: '2025-06-01', first: '2024-12-01' }] },
      { what: 'publisher', from: 'account', to: 'account', isNew: false },
    ],
    [
      'from a workflow back to an account',
      { 'version-publisher': workflow },
      { 'version-publisher': account('ada') },
      { what: 'publisher', from: 'workflow', to: 'account', isNew: undefined },
    ],
    [
      'provenance lost',
      { 'version-attested': true },
      { 'version-attested': false },
      { what: 'provenance', from: true, to: false },
    ],
    ['and gained', { 'version-attested': false }, { 'version-attested': true }, { what: 'provenance', from: false, to: true }],
    [
      'the licence',
      { 'version-licence': 'MIT' },
      { 'version-licence': 'BUSL-1.1' },
      { what: 'licence', from: 'MIT', to: 'BUSL-1.1', leavesOpen: true },
    ],
    [
      'within open licences',
      { 'version-licence': 'MIT' },
      { 'version-licence': 'Apache-2.0' },
      { what: 'licence', from: 'MIT', to: 'Apache-2.0', leavesOpen: false },
    ],
    [
      'the repository',
      { 'version-repository': home('github.com/example/a') },
      { 'version-repository': home('github.com/example/b') },
      { what: 'repository', from: 'github.com/example/a', to: 'github.com/example/b' },
    ],
    [
      'no repository any more',
      { 'version-repository': home('github.com/example/a') },
      { 'version-repository': null },
      { what: 'repository', from: 'github.com/example/a', to: null },
    ],
    [
      'who could publish',
      { 'version-access': { accounts: 2, set: 0 } },
      { 'version-access': { accounts: 3, set: 1 } },
      { what: 'access', from: 2, to: 3 },
    ],
    [
      'others, as many',
      { 'version-access': { accounts: 2, set: 0 } },
      { 'version-access': { accounts: 2, set: 1 } },
      { what: 'access', from: 2, to: 2 },
    ],
    [
      'scripts on install',
      { 'version-install-scripts': { has: false, before: null } },
      { 'version-install-scripts': { has: true, before: true } },
      { what: 'install-scripts', from: false, to: true },
    ],
    [
      'away from a deprecated one',
      { 'version-deprecated': 'broken' },
      { 'version-deprecated': null },
      { what: 'deprecation', from: true, to: false },
    ],
    [
      'onto a retracted one',
      { 'version-retracted': null },
      { 'version-retracted': '' },
      { what: 'retraction', from: false, to: true },
    ],
    [
      'the engine, raised',
      { 'version-engine': '>=18' },
      { 'version-engine': '^20.9 || >=22' },
      { what: 'engine', from: '18', to: '20.9' },
    ],
  ])('%s', (_, from, to, expected) => expect(told(from, to)).toEqual([expected]));

  test('gravest first', () => {
    const from = {
      'version-publisher': account('ada'),
      'version-licence': 'MIT',
      'version-attested': true,
      'version-engine': '>=18',
    };
    const to = {
      'version-publisher': account('ben'),
      'version-licence': 'GPL-3.0-only',
      'version-attested': false,
      'version-engine': '>=20',
    };
    expect(told(from, to).map(({ what }) => what)).toEqual(['publisher', 'provenance', 'licence', 'engine']);
  });
});

describe('what is alike is not told', () => {
  test.each<[string, Facts, Facts]>([
    ['the same account', { 'version-publisher': account('ada') }, { 'version-publisher': account('ada') }],
    ['a licence in other words', { 'version-licence': 'Apache 2.0' }, { 'version-licence': 'Apache-2.0' }],
    [
      'a repository in other letters',
      { 'version-repository': home('github.com/A/b') },
      { 'version-repository': home('github.com/a/B') },
    ],
    [
      'other words for the same accounts',
      { 'version-access': { accounts: 2, set: 0 } },
      { 'version-access': { accounts: 2, set: 0 } },
    ],
    ['both deprecated, in other words', { 'version-deprecated': 'a' }, { 'version-deprecated': 'b' }],
    ['an engine that lets in more', { 'version-engine': '>=18' }, { 'version-engine': '>=16' }],
    ['an engine that was not named', { 'version-engine': null }, { 'version-engine': '>=16' }],
  ])('%s', (_, from, to) => {
    const { differences, unknown } = compare(from, to);
    expect(differences).toEqual([]);
    const [key] = Object.keys(from);
    const word = key?.replace('version-', '').replace('deprecated', 'deprecation');
    expect(unknown.map(({ what }) => what)).not.toContain(word);
  });
});

describe('what is unknown is no difference, and no assurance', () => {
  test.each(['publisher', 'attested', 'licence', 'repository', 'access', 'engine'])('%s, on either side', (name) => {
    const what = name === 'attested' ? 'provenance' : name;
    const value = {
      [`version-${name}`]: name === 'licence' ? 'MIT' : name === 'attested' ? true : { account: 'a', address: 'a' },
    };
    const gone = { [`version-${name}`]: { unknown: 'too-large' } };
    for (const [from, to] of [
      [value, gone],
      [gone, value],
      [gone, gone],
    ] as const) {
      const { differences, unknown } = compare(from, to);
      expect(differences).toEqual([]);
      expect(unknown).toContainEqual({ what, why: 'too-large' });
    }
  });

  test('what nobody can tell of an ecosystem is not missed', () => {
    const unsupported = { 'version-publisher': { unknown: 'unsupported' } };
    expect(compare(unsupported, unsupported).unknown.map(({ what }) => what)).not.toContain('publisher');
  });

  test('two services may write one text in two ways', () => {
    const by = (source: string, value: string): FactView => ({
      get: (key) =>
        key.id === 'version-licence'
          ? { state: 'known', value: value as never, from: { source, url: 'https://example.org/', fetchedAt: '2026-01-01' } }
          : { state: 'unknown', why: 'not-served' },
    });
    const [one, other] = [by('npm-registry', 'SEE LICENSE IN X'), by('deps-dev', 'non-standard')];
    expect(compare({}, {}, [one, other]).differences).toEqual([]);
    expect(compare({}, {}, [one, by('npm-registry', 'MIT')]).differences).toHaveLength(1);
    expect(compare({}, {}, [by('npm-registry', 'MIT'), by('deps-dev', 'GPL-3.0-only')]).differences).toHaveLength(1);
  });

  test('a claim is not compared with proof', () => {
    const [claim, proof] = [home('github.com/example/a'), home('github.com/example/b', 'attested')];
    const { differences, unknown } = compare({ 'version-repository': claim }, { 'version-repository': proof });
    expect(differences).toEqual([]);
    expect(unknown).toContainEqual({ what: 'repository', why: 'malformed' });
  });
});

describe('a foundation', () => {
  const net = (more: object) => ({
    foundation: {
      foundation: 'Example Foundation',
      relation: 'governs',
      stage: 'graduated',
      ended: null,
      since: '2025-03-01',
      via: 'repository',
      project: 'Example',
      ...more,
    },
  });
  test.each<[string, object, boolean]>([
    ['a stage that began between them', {}, true],
    ['left between them', { ended: 'left', stage: null }, true],
    ['a stage that began before', { since: '2024-03-01' }, false],
    ['in a month that may lie before', { since: '2025-01' }, true],
    ['in the month of the newer one', { since: '2025-06' }, false],
    ['after both', { since: '2025-07-01' }, false],
    ['of the organisation', { via: 'organisation' }, false],
  ])('%s', (_, more, isTold) => expect(told(OLD, { ...NEW, ...net(more) })).toHaveLength(isTold ? 1 : 0));

  test('without a date nothing is known', () => {
    expect(compare(OLD, { ...NEW, ...net({ since: null }) }).unknown).toContainEqual({ what: 'foundation', why: 'undated' });
    expect(compare({}, { ...NEW, ...net({}) }).unknown).toContainEqual({ what: 'foundation', why: 'not-served' });
  });
});

describe('how far apart', () => {
  const stable = ['1.0.0', '1.1.0', '1.2.0', '2.0.0'].map((version, at) => ({ version, at: `2025-0${at + 1}-01` }));
  const apart = (from: string, to: string, total = 4) =>
    intervalOf({
      from: { version: from, facts: viewOver(OLD) },
      to: { version: to, facts: viewOver({ ...NEW, releases: { stable, total } }) },
    });

  test.each([
    ['1.0.0', '1.2.0', 4, { count: 2, atLeast: false }],
    ['1.2.0', '1.0.0', 4, { count: 2, atLeast: false }],
    ['1.0.0', '1.2.0', 90, { count: 2, atLeast: false }],
    ['1.0.0', '2.0.0', 90, { count: 3, atLeast: true }],
    ['0.9.0', '1.2.0', 90, undefined],
    ['main', '1.2.0', 4, undefined],
  ])('%s and %s of %d releases', (from, to, total, releases) => expect(apart(from, to, total)).toEqual({ days: 151, releases }));

  test('a date that is not known is no day', () => {
    const nothing = { version: '1.0.0', facts: viewOver({}) };
    expect(intervalOf({ from: nothing, to: { ...nothing, version: '1.1.0' } })).toEqual({ days: undefined, releases: undefined });
  });
});

test.each([
  ['MIT', 'mit', true],
  ['(MIT)', 'MIT', true],
  ['MIT OR Apache-2.0', 'Apache-2.0 OR MIT', true],
  ['(MIT OR Apache-2.0) AND ISC', 'ISC AND (Apache-2.0 OR MIT)', true],
  ['GPL-2.0-only WITH Classpath-exception-2.0', 'GPL-2.0-only', false],
  ['MIT OR ISC', 'MIT AND ISC', false],
  ['RSALv2 OR SSPLv1', '(SSPL-1.0 OR RSALv2)', true],
  ['RSALv2 OR SSPLv1', 'RSALv2 OR SSPLv1 OR AGPL-3.0-only', false],
  ['BSL 1.1', 'BUSL-1.1', true],
  ['MIT OR GPLv2', 'Custom OR MIT', undefined],
  ['SEE LICENSE IN A', 'MIT', undefined],
])('%s and %s are one licence: %s', (one, other, expected) => {
  expect(isSameLicence(one, other)).toBe(expected);
  expect(isSameLicence(other, one)).toBe(expected);
});
