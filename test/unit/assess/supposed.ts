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

/** Mostly the plain value: what ends a project must not hide the rules about one that goes on. */
const rarely = <T, N>(odd: fc.Arbitrary<T>, plain: N) =>
  fc.oneof({ weight: 5, arbitrary: fc.constant(plain) }, { weight: 1, arbitrary: odd });

/** A year of commits as counting could give it. */
const anyYear = fc
  .record({
    shares: fc
      .array(fc.oneof(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 5000 })), { maxLength: 7 })
      .map((shares) => [...shares].sort((a, b) => b - a)),
    months: fc.array(fc.oneof(fc.constant(0), fc.nat(999)), { minLength: 12, maxLength: 12 }),
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

const share = fc.integer({ min: 0, max: 100 }).map((percent) => percent / 100);

/** For whom a year was made, as counting could tell it. */
const anyEmployers = fc
  .record({
    most: fc.nat(900),
    others: fc.nat(900),
    untold: fc.nat(900),
    people: fc.integer({ min: 2, max: 9 }),
    domain: fc.domain(),
  })
  .map(({ most, others, untold, people, domain }) => ({
    until: '2026-01-10T00:00:00.000Z',
    commits: most + others + untold,
    known: most + others,
    most: most === 0 ? null : { domain, commits: most, people },
  }));

/** Three years of the busiest account, lead or not. */
const anyLead = fc
  .record({
    earlier: fc.array(fc.tuple(fc.nat({ max: 4 }), fc.nat(60)), { minLength: 8, maxLength: 8 }),
    later: fc.array(fc.tuple(fc.nat(60), fc.nat(40)), { minLength: 4, maxLength: 4 }),
    before: fc.tuple(fc.constantFrom(0, 0, 3), fc.nat(500)),
    yearsBefore: fc.option(fc.record({ active: fc.nat(3), busiestShare: fc.option(share), sampled: fc.boolean() })),
  })
  .map(({ earlier, later, before: [own, others], yearsBefore }) => {
    const quarters = [...earlier, ...later];
    const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);
    const mine = sum(quarters.map(([commits]) => commits)) + own;
    return {
      commitsBefore: own,
      commitsEver: mine,
      totalEver: mine + sum(quarters.map(([, rest]) => rest)) + others,
      quarters: quarters.map(([commits, rest], at) => ({
        from: new Date(Date.UTC(2023, 0, 10) + at * 91 * 86_400_000).toISOString(),
        commits,
        total: commits + rest,
      })),
      ...(yearsBefore === null ? {} : { yearsBefore }),
    };
  });

/** Who published when: runs of a few accounts, one after the other. */
const anyRuns = fc.array(fc.tuple(day, fc.constantFrom('ada', 'ben', 'trusted:x'), version), { maxLength: 6 }).map((all) =>
  all
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([at, account, from]) => ({
      value: { account, trusted: account.startsWith('trusted:') },
      from,
      to: from,
      releases: 1,
      since: at.slice(0, 10),
      until: at.slice(0, 10),
    })),
);

/** Facts as an upstream could give them, each known or not. */
export const anyFacts: fc.Arbitrary<Readonly<Record<string, unknown>>> = fc.record(
  {
    deprecation: rarely(fc.string(), null),
    'version-deprecated': rarely(fc.string(), null),
    'version-retracted': rarely(fc.string(), null),
    'version-licence': fc.constantFrom('MIT', 'BUSL-1.1', 'UNLICENSED', 'SEE LICENSE', 'MIT OR SSPL-1.0'),
    'version-published': day,
    'version-install-scripts': fc.record({ has: fc.boolean(), before: fc.option(fc.boolean()) }),
    'source-declared': fc.boolean(),
    repository: fc.constant({
      repository: { kind: 'repository', host: 'github.com', owner: 'example', name: 'x' },
      how: 'declared',
    }),
    archival: fc.record({
      archived: rarely(fc.constant(true), false),
      disabled: rarely(fc.constant(true), false),
      at: fc.option(day),
    }),
    activity: anyYear,
    'repository-identity': fc.record({
      fullName: fc.string(),
      renamed: fc.boolean(),
      forkOf: fc.option(fc.string()),
      mirror: fc.boolean(),
      createdAt: fc.option(day),
      olderThanAYear: fc.constantFrom(true, true, true, false, null),
      olderThanThreeYears: fc.option(fc.boolean()),
    }),
    affiliations: anyEmployers,
    'open-work': fc.record({ issues: fc.nat(900), changes: fc.nat(90) }),
    'newest-tag': fc.option(fc.record({ name: fc.string(), at: fc.option(day) })),
    'lead-history': anyLead,
    responsiveness: fc.record({
      sample: fc.nat(30),
      closed: fc.nat(30),
      answered: fc.nat(30),
      firstResponseHours: fc.option(fc.nat(900)),
      keeperSeen: fc.option(day),
      closureRatio: fc.option(share),
    }),
    latest: fc.record({ version: fc.constantFrom('1.2.3', '2.0.0'), at: fc.option(day) }),
    'latest-vulnerable': fc.boolean(),
    'version-advisories': fc.array(fc.string(), { maxLength: 2 }),
    releases: fc.array(fc.record({ version, at: day }), { maxLength: 5 }).map((stable) => ({ stable, total: stable.length })),
    'publisher-runs': anyRuns,
    releasers: fc.array(fc.record({ account: fc.constantFrom('ada', 'ben'), last: day, first: day }), { maxLength: 3 }),
    funding: fc.array(fc.webUrl(), { maxLength: 2 }),
    documents: fc.dictionary(fc.constantFrom('governance', 'security', 'contributing', 'owners'), fc.string()),
    'forge-funding': fc.array(fc.record({ platform: fc.string(), url: fc.oneof(fc.webUrl(), fc.string()) }), { maxLength: 5 }),
    'forge-licence': fc.option(fc.string()),
    'own-word': rarely(
      fc.record({
        status: fc.constantFrom('active', 'maintenance-mode', 'unmaintained', 'seeking-maintainers'),
        words: fc.string({ unit: 'binary' }),
        file: fc.string(),
        since: fc.option(day),
      }),
      null,
    ),
    mergers: fc.record({ merged: fc.nat(100), people: fc.nat(9), sampled: fc.boolean() }),
    'listed-maintainers': fc
      .record({ file: fc.string(), unmatched: fc.nat(4), active: fc.nat(9), absent: fc.nat(9), sampled: fc.boolean() })
      .map(({ file, unmatched, active, absent, sampled }) => ({
        file,
        listed: active + absent + unmatched,
        matched: active + absent,
        active,
        sampled,
      })),
    'funding-manifest': fc.array(
      fc.record({ url: fc.oneof(fc.webUrl(), fc.string()), type: fc.string(), verified: fc.boolean() }),
      {
        maxLength: 5,
      },
    ),
    'unreleased-work': fc.record({
      tag: fc.string(),
      commits: fc.nat(),
      shipped: fc.constantFrom(true, true, false, null),
      oldest: fc.option(day),
    }),
    'release-lines': fc.array(fc.record({ line: fc.string(), newest: version, at: fc.option(day) }), { maxLength: 5 }),
    foundation: fc.option(
      fc.record({
        foundation: fc.constant('Example Foundation'),
        relation: fc.constantFrom('governs', 'fiscal'),
        stage: fc.option(fc.constantFrom('attic', 'graduated')),
        ended: rarely(fc.constantFrom('archived', 'left'), null),
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
