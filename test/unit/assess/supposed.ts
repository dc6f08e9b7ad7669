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
      if (typeof value === 'object' && value !== null && 'unknown' in value)
        return { state: 'unknown', why: value.unknown as Missing };
      const from = { source: 'supposed', url: 'https://example.org/facts', fetchedAt: '2026-01-01T00:00:00.000Z' };
      return { state: 'known', value: value as T, from };
    },
  };
}

const day = fc
  .date({ min: new Date('2010-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString());
const version = fc.tuple(fc.nat(9), fc.nat(9), fc.nat(9)).map((parts) => parts.join('.'));

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
