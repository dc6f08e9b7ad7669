import { assess } from '../../../server/src/assess/assess.ts';
import type { Assessment } from '../../../server/src/model/assessment.ts';
import type { Fact, FactKey, FactView, Provenance } from '../../../server/src/model/fact.ts';
import type { Governance } from '../../../server/src/model/governance.ts';
import type { Dependency } from '../../../server/src/model/manifest.ts';
import { cardFacts } from '../../../server/src/present/cardFacts.ts';
import { rules } from '../../../server/src/rules/index.ts';
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
};
const REGISTRY: Provenance = { source: 'npm-registry', url: 'https://registry.example.org/x', fetchedAt: NOW };

/** The assessment of an invented dependency, as rules and policy make it; facts by id, what is absent is not served. */
export function supposedCase(
  facts: Readonly<Record<string, unknown>>,
  more: {
    readonly dependency?: Partial<Dependency>;
    readonly version?: string | undefined;
    readonly registry?: Partial<Provenance>;
  } = {},
): Assessment {
  const plain = viewOver(facts);
  const view: FactView = {
    get<T>(key: FactKey<T>): Fact<T> {
      const fact = plain.get(key);
      if (fact.state === 'unknown') return fact;
      return { ...fact, from: SAID[key.id] ?? { ...REGISTRY, ...more.registry } };
    },
  };
  const version = 'version' in more ? more.version : '1.2.3';
  return assess(
    { dependency: dependencyOn('@example/x', more.dependency), version, view, moment: 'standing', now: NOW },
    rules,
    { preset: 'recommended', rules: {} },
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
