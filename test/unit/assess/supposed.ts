import fc from 'fast-check';
import type { Fact, FactKey, FactView, Missing } from '../../../server/src/model/fact.ts';
import type { Dependency } from '../../../server/src/model/manifest.ts';

/** A dependency on a package of the given name, with nothing special about it. */
export function dependencyOn(name: string, more: Partial<Dependency> = {}): Dependency {
  const span = { start: 0, end: name.length };
  return {
    ecosystem: 'npm',
    name,
    requirement: '^1.0.0',
    scope: 'dependencies',
    indirect: false,
    optional: false,
    target: { kind: 'registry', purl: `pkg:npm/${name}`, range: '^1.0.0' },
    spans: { whole: span, name: span, requirement: span },
    ...more,
  };
}

/** A view over values by fact id; `{ unknown: reason }` is unknown for that reason, what is absent is not served. */
export function viewOver(facts: Readonly<Record<string, unknown>>): FactView {
  return {
    get<T>({ id }: FactKey<T>): Fact<T> {
      const value = facts[id];
      if (value === undefined) return { state: 'unknown', why: 'not-served' };
      if (typeof value === 'object' && value !== null && 'unknown' in value) {
        const until = 'until' in value ? { until: value.until as string } : {};
        return { state: 'unknown', why: value.unknown as Missing, ...until };
      }
      const from = { source: 'supposed', url: 'https://example.org/facts', fetchedAt: '2026-01-01T00:00:00.000Z' };
      return { state: 'known', value: value as T, from };
    },
  };
}

const day = fc
  .date({ min: new Date('2010-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString());
const version = fc.tuple(fc.nat(9), fc.nat(9), fc.nat(9)).map((parts) => parts.join('.'));

/** A year of commits as counting could give it. */
const anyYear = fc
  .record({
    shares: fc.array(fc.integer({ min: 1, max: 5000 }), { maxLength: 9 }).map((shares) => [...shares].sort((a, b) => b - a)),
    months: fc.array(fc.nat(999), { minLength: 12, maxLength: 12 }),
    lastCommit: fc.option(day),
    sampled: fc.boolean(),
    leftOut: fc.record({ botCommits: fc.nat(99), botAccounts: fc.nat(9), merges: fc.nat(99) }),
  })
  .map((given) => ({
    ...given,
    until: '2026-01-10T00:00:00.000Z',
    commits: given.shares.reduce((sum, share) => sum + share, 0),
    people: given.shares.length,
    active: given.shares.filter((share) => share >= 5).length,
    busiestMonths: Array<number>(12).fill(0),
    absenceFactor: null,
    busiestId: 'U_hidden',
  }));

/** Facts as an upstream could give them, each known or not. */
export const anyFacts: fc.Arbitrary<Readonly<Record<string, unknown>>> = fc.record(
  {
    deprecation: fc.option(fc.string()),
    'version-deprecated': fc.option(fc.string()),
    'version-retracted': fc.option(fc.string()),
    'version-licence': fc.constantFrom('MIT', 'BUSL-1.1', 'UNLICENSED', 'SEE LICENSE', 'MIT OR SSPL-1.0'),
    'version-published': day,
    'version-install-scripts': fc.record({ has: fc.boolean(), before: fc.option(fc.boolean()) }),
    'source-declared': fc.boolean(),
    repository: fc.constant({
      repository: { kind: 'repository', host: 'github.com', owner: 'example', name: 'x' },
      how: 'declared',
    }),
    archival: fc.record({ archived: fc.boolean(), disabled: fc.boolean(), at: fc.option(day) }),
    activity: anyYear,
    'repository-identity': fc.record({
      fullName: fc.string(),
      renamed: fc.boolean(),
      forkOf: fc.option(fc.string()),
      mirror: fc.boolean(),
      createdAt: fc.option(day),
      olderThanAYear: fc.option(fc.boolean()),
    }),
    documents: fc.dictionary(fc.constantFrom('governance', 'security', 'contributing', 'owners'), fc.string()),
    'forge-funding': fc.array(fc.record({ platform: fc.string(), url: fc.oneof(fc.webUrl(), fc.string()) }), { maxLength: 5 }),
    'forge-licence': fc.option(fc.string()),
    'own-word': fc.option(
      fc.record({
        status: fc.constantFrom('active', 'maintenance-mode', 'unmaintained', 'seeking-maintainers'),
        words: fc.string({ unit: 'binary' }),
        file: fc.string(),
        since: fc.option(day),
      }),
    ),
    mergers: fc.record({ merged: fc.nat(100), people: fc.nat(9), sampled: fc.boolean() }),
    'listed-maintainers': fc.record({ file: fc.string(), listed: fc.nat(9), matched: fc.nat(9), active: fc.nat(9) }),
    'funding-manifest': fc.array(
      fc.record({ url: fc.oneof(fc.webUrl(), fc.string()), type: fc.string(), verified: fc.boolean() }),
      {
        maxLength: 5,
      },
    ),
    'unreleased-work': fc.record({
      tag: fc.string(),
      commits: fc.nat(),
      shipped: fc.option(fc.boolean()),
      oldest: fc.option(day),
    }),
    'release-lines': fc.array(fc.record({ line: fc.string(), newest: version, at: fc.option(day) }), { maxLength: 5 }),
    foundation: fc.option(
      fc.record({
        foundation: fc.constant('Example Foundation'),
        relation: fc.constantFrom('governs', 'fiscal'),
        stage: fc.option(fc.constantFrom('attic', 'graduated')),
        ended: fc.option(fc.constantFrom('archived', 'left')),
        since: fc.option(fc.constant('2020-01-01')),
        via: fc.constantFrom('repository', 'organisation'),
        project: fc.constant('Example'),
        parentStage: fc.constant(null),
        links: fc.constant({ home: null, support: null, lifecycle: null }),
        listedIn: fc.constant('example'),
        listedAsOf: fc.constant('2025-01-01'),
      }),
    ),
  },
  { requiredKeys: [] },
);
