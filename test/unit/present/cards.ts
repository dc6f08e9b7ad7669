import { assess } from '../../../server/src/assess/assess.ts';
import type { Assessment } from '../../../server/src/model/assessment.ts';
import type { Fact, FactKey, FactView, Provenance } from '../../../server/src/model/fact.ts';
import type { Activity } from '../../../server/src/facts/repository.ts';
import type { MonthOfCommits } from '../../../server/src/facts/repositoryDetail.ts';
import type { Governance } from '../../../server/src/model/governance.ts';
import type { Dependency } from '../../../server/src/model/manifest.ts';
import { cardFacts, detailFacts, reportFacts } from '../../../server/src/present/cardFacts.ts';
import { isOfForge } from '../../../server/src/present/unknown.ts';
import { rules } from '../../../server/src/rules/index.ts';
import { defaultThresholds } from '../../../server/src/model/thresholds.ts';
import { dependencyOn, viewOver } from '../assess/supposed.ts';

/** The day on which every card of the tests is read. */
export const NOW = '2026-01-10T12:00:00.000Z';

/** A project that a foundation governs. */
export const governance: Governance = {
  foundation: 'Example Foundation',
  relation: 'governs',
  stage: 'graduated',
  ended: null,
  since: '2019-02-28',
  via: 'repository',
  project: 'Example',
  parentStage: null,
  links: { home: 'https://example.org/', support: 'https://example.org/join', lifecycle: 'https://example.org/stages' },
  listedIn: 'example/list list.yml@0000000',
  listedAsOf: '2025-12-01',
};

/** Who says a fact: the registry for packages and versions, the bundled list for foundations. */
const SAID: Readonly<Record<string, Provenance>> = {
  foundation: {
    source: 'foundation-catalogue',
    url: 'https://example.org/list.yml',
    fetchedAt: NOW,
    asOf: '2025-12-01',
  },
  'version-advisories': { source: 'deps-dev-findings', url: 'https://advisories.example.org/x', fetchedAt: NOW },
  'bulk-people': { source: 'ecosystems', url: 'https://bulk.example.org/x', fetchedAt: NOW, asOf: '2025-12-15T08:00:00.000Z' },
  'recent-work': { source: 'deps-dev-projects', url: 'https://scorecard.example.org/x', fetchedAt: NOW, asOf: '2026-01-05' },
};
/** The forge, for what is about the repository; what only a closer look tells comes of a source of its own. */
const FORGE: Provenance = { source: 'github', url: 'https://github.com/example/x', fetchedAt: NOW };
const closer = new Set(detailFacts.map(({ id }) => id));
const REGISTRY: Provenance = { source: 'npm-registry', url: 'https://registry.example.org/x', fetchedAt: NOW };

/** The assessment of an invented dependency, as rules and policy make it; facts by id, what is absent is not served. */
export function supposedCase(
  facts: Readonly<Record<string, unknown>>,
  more: {
    readonly dependency?: Partial<Dependency>;
    readonly version?: string | undefined;
    readonly registry?: Partial<Provenance>;
    readonly forge?: Partial<Provenance>;
  } = {},
): Assessment {
  const plain = viewOver(facts);
  const view: FactView = {
    get<T>(key: FactKey<T>): Fact<T> {
      const fact = plain.get(key);
      // A forge is asked after the registry: what is supposed of neither is not asked yet.
      if (fact.state === 'unknown') return key.id in facts || !isOfForge(key.id) ? fact : { state: 'unknown', why: 'pending' };
      const { id } = key;
      const source = closer.has(id) ? { source: 'github-detail' } : {};
      const said = isOfForge(id) ? { ...FORGE, ...source, ...more.forge } : { ...REGISTRY, ...more.registry };
      return { ...fact, from: SAID[id] ?? said };
    },
  };
  const version = 'version' in more ? more.version : '1.2.3';
  return assess(
    { dependency: dependencyOn('@example/x', more.dependency), version, view, moment: 'standing', now: NOW },
    rules,
    { preset: 'recommended', rules: {}, thresholds: defaultThresholds },
    cardFacts,
  );
}

/** Every fact unknown for one reason. */
export function allUnknown(why: string): Readonly<Record<string, unknown>> {
  return Object.fromEntries([...cardFacts, ...rules.flatMap(({ keys }) => keys)].map(({ id }) => [id, { unknown: why }]));
}

/** Five stable releases a month apart, the last 17 days before {@link NOW}. */
export const monthly = {
  stable: ['2025-08-24', '2025-09-24', '2025-10-24', '2025-11-24', '2025-12-24'].map((day, at) => ({
    version: `1.2.${at}`,
    at: `${day}T00:00:00.000Z`,
  })),
  total: 42,
};

const repository = { kind: 'repository', host: 'github.com', owner: 'example', name: 'x' } as const;

/** A project in good order, everything known. */
export const healthy = {
  repository: { repository, how: 'declared' },
  'source-declared': true,
  'can-publish': 3,
  releasers: [
    { account: 'a', last: '2025-12-24' },
    { account: 'b', last: '2024-06-01' },
    { account: 'c', last: '2020-01-01' },
  ],
  releases: monthly,
  latest: { version: '2.0.0', at: '2025-12-24T00:00:00.000Z' },
  'release-lines': [
    { line: '2', newest: '2.0.0', at: '2025-12-24T00:00:00.000Z' },
    { line: '1', newest: '1.2.4', at: '2025-12-20T00:00:00.000Z' },
  ],
  deprecation: null,
  'licence-runs': [
    { value: 'BSD-2-Clause', from: '0.1.0', to: '0.9.0', releases: 9 },
    { value: 'MIT', from: '1.0.0', to: '2.0.0', releases: 33 },
  ],
  funding: ['https://opencollective.example.org/x', 'http://example.org/insecure', 'https://opencollective.example.org/x/'],
  'version-published': '2025-11-24T00:00:00.000Z',
  'version-deprecated': null,
  'version-retracted': null,
  'version-licence': 'MIT',
  'version-attested': true,
  'version-install-scripts': { has: false, before: false },
  'version-advisories': [],
  foundation: governance,
};

/** Facts that only the forge can tell, each unknown for one reason; what was asked closer too. */
export function forgeUnknown(why: string, until?: string): Readonly<Record<string, unknown>> {
  const ids = [...reportFacts, ...detailFacts].map(({ id }) => id).filter(isOfForge);
  return Object.fromEntries(ids.map((id) => [id, { unknown: why, ...(until === undefined ? {} : { until }) }]));
}

const year = {
  until: NOW,
  lastCommit: '2026-01-08T00:00:00.000Z',
  sampled: false,
  leftOut: { botCommits: 0, botAccounts: 0, merges: 0 },
  busiestId: 'U_hidden',
} as const;

/** A lively year, read in monthly samples. */
export const sampledYear: Activity = {
  ...year,
  commits: 781,
  people: 61,
  active: 22,
  months: [60, 62, 66, 70, 61, 58, 70, 71, 69, 60, 66, 68],
  busiestMonths: [10, 9, 12, 11, 9, 8, 12, 12, 11, 9, 11, 11],
  shares: [125, 90, 70, 60, 50, 40],
  absenceFactor: 6,
  sampled: true,
  leftOut: { botCommits: 38, botAccounts: 2, merges: 120 },
};

/** A busy year that is one person's. */
export const onePersonsYear: Activity = {
  ...year,
  commits: 848,
  people: 6,
  active: 3,
  months: [70, 70, 70, 70, 70, 70, 71, 71, 71, 71, 72, 72],
  busiestMonths: [66, 66, 66, 66, 67, 67, 68, 68, 68, 68, 68, 68],
  shares: [806, 20, 12, 4, 4, 2],
  absenceFactor: 1,
};

/** Two people, and half the work of half a year before. */
export const decliningYear: Activity = {
  ...year,
  commits: 143,
  people: 9,
  active: 2,
  months: [20, 20, 20, 16, 15, 15, 10, 9, 8, 5, 3, 2],
  busiestMonths: [9, 8, 8, 7, 6, 6, 4, 4, 3, 3, 1, 1],
  shares: [60, 58, 10, 4, 4, 3, 2, 1, 1],
  absenceFactor: 2,
};

/** Hardly anything. */
export const restingYear: Activity = {
  ...year,
  commits: 6,
  people: 2,
  active: 1,
  months: [0, 0, 0, 4, 0, 0, 0, 0, 0, 2, 0, 0],
  busiestMonths: [0, 0, 0, 4, 0, 0, 0, 0, 0, 1, 0, 0],
  shares: [5, 1],
  absenceFactor: null,
  lastCommit: '2025-11-01T00:00:00.000Z',
};

/** What a forge tells of a repository in good order, beside its year of commits. */
export const wellKept = {
  archival: { archived: false, disabled: false, at: null },
  'repository-identity': {
    fullName: 'example/x',
    renamed: false,
    forkOf: null,
    mirror: false,
    createdAt: '2015-01-01T00:00:00.000Z',
    olderThanAYear: true,
  },
  'repository-owner': { kind: 'organisation', verified: true },
  'open-work': { issues: 1203, changes: 45 },
  documents: {
    governance: 'GOVERNANCE.md',
    maintainers: 'MAINTAINERS.md',
    security: '.github/SECURITY.md',
    contributing: 'docs/CONTRIBUTING guide.md',
  },
  'forge-licence': 'MIT',
  'forge-funding': [{ platform: 'github', url: 'https://github.com/sponsors/example' }],
};

/** Twenty-four equal months up to {@link NOW} of so many commits each, and so many of the busiest person. */
export function monthsOf(commits: readonly number[], busiest: readonly (number | null)[]): readonly MonthOfCommits[] {
  const part = (365 * 86_400_000) / 12;
  return commits.map((number, at) => ({
    from: new Date(Date.parse(NOW) - (commits.length - at) * part).toISOString(),
    commits: number,
    busiest: busiest[at] ?? null,
  }));
}

/** Two lively years. */
const TWO_YEARS = [41, 55, 48, 62, 70, 51, 12, 66, 72, 88, 64, 59, 73, 75, 80, 84, 71, 66, 82, 85, 80, 71, 79, 81];

/** What a closer look tells of it. */
export const lookedAt = {
  'own-word': null,
  mergers: { merged: 100, people: 14, sampled: true },
  'listed-maintainers': { file: 'MAINTAINERS.md', listed: 12, matched: 12, active: 9 },
  newcomers: { came: 17, stayed: 4 },
  responsiveness: {
    sample: 40,
    closed: 30,
    answered: 31,
    firstResponseHours: 9,
    keeperSeen: '2026-01-08T00:00:00.000Z',
    closureRatio: 0.82,
  },
  'unreleased-work': { tag: 'v2.0.0', commits: 12, shipped: true, oldest: '2025-12-25T00:00:00.000Z' },
  'licence-file-changes': [],
  'funding-manifest': [],
  'monthly-commits': monthsOf(
    TWO_YEARS,
    TWO_YEARS.map((commits) => Math.round(commits / 6)),
  ),
};
