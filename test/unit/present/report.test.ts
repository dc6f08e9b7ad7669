import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assess } from '../../../server/src/assess/assess.ts';
import { checkJson } from '../../../server/src/present/checkJson.ts';
import { checkText, type TextOptions } from '../../../server/src/present/checkText.ts';
import { cardFacts, detailFacts, reportFacts } from '../../../server/src/present/cardFacts.ts';
import { ago, governancePhrase } from '../../../server/src/present/phrases.ts';
import { pad, painter, plain } from '../../../server/src/present/terminal.ts';
import type { Dependency } from '../../../server/src/model/manifest.ts';
import type { Governance } from '../../../server/src/model/governance.ts';
import { rules } from '../../../server/src/rules/index.ts';
import { sampledYear } from './cards.ts';
import { defaultThresholds } from '../../../server/src/model/thresholds.ts';
import { dependencyOn, viewOver } from '../assess/supposed.ts';

const now = '2026-01-10T00:00:00.000Z';
const governance: Governance = {
  foundation: 'Example Foundation',
  relation: 'governs',
  stage: 'graduated',
  ended: null,
  since: null,
  via: 'repository',
  project: 'Example',
  parentStage: null,
  links: { home: null, support: null, lifecycle: null },
  listedIn: 'example',
  listedAsOf: '2025-12-01',
};
const report = (facts: Readonly<Record<string, unknown>>, name = 'x') => ({
  manifest: 'package.json',
  assessment: assess(
    { dependency: dependencyOn(name), version: '1.2.3', view: viewOver(facts), moment: 'standing', now },
    rules,
    { preset: 'recommended', rules: {}, thresholds: defaultThresholds },
    cardFacts,
  ),
});

describe('JSON', () => {
  test('every fact is there, known with its provenance or unknown with its reason', () => {
    const known = { 'can-publish': 2, foundation: governance, 'version-published': { unknown: 'undated' } };
    const { dependencies } = checkJson([report(known)], [], now) as {
      dependencies: { facts: Record<string, object>; safetyNet: object }[];
    };
    expect(Object.keys(dependencies[0]?.facts ?? {})).toEqual([...reportFacts, ...detailFacts].map(({ id }) => id));
    expect(dependencies[0]).toMatchObject({
      manifest: 'package.json',
      name: 'x',
      purl: 'pkg:npm/x',
      standing: 'unknown',
      because: 'commit activity is not known',
      impact: { unknown: 'not-served' },
      safetyNet: { foundation: 'Example Foundation', relation: 'governs', stage: 'graduated', via: 'repository' },
      facts: {
        'can-publish': { value: 2, source: 'supposed', url: 'https://example.org/facts', asOf: '2026-01-01T00:00:00.000Z' },
        'version-published': { unknown: 'undated' },
        funding: { unknown: 'not-served' },
      },
    });
  });

  test('what only a closer look tells is there where it was taken', () => {
    const pending = Object.fromEntries(detailFacts.map(({ id }) => [id, { unknown: 'pending' }]));
    const mergers = { merged: 31, people: 2, sampled: false };
    const { dependencies } = checkJson([report({ ...pending, mergers })], [], now) as {
      dependencies: { facts: Record<string, object> }[];
    };
    expect(Object.keys(dependencies[0]?.facts ?? {})).toEqual([...reportFacts.map(({ id }) => id), 'mergers']);
  });

  test('no foundation known is null; not knowing is said', () => {
    const { dependencies } = checkJson(
      [report({ foundation: null }), report({ foundation: { unknown: 'offline' } })],
      [],
      now,
    ) as {
      dependencies: { safetyNet: unknown }[];
    };
    expect(dependencies.map(({ safetyNet }) => safetyNet)).toEqual([null, { unknown: 'offline' }]);
  });

  test('whoever is busiest is not told', () => {
    const printed = JSON.stringify(checkJson([report({ activity: sampledYear })], [], now));
    expect(printed).toContain('"active":22');
    expect(printed).not.toContain('U_hidden');
  });

  test('accounts are counted, never named', () => {
    const releasers = [{ account: 'jane-doe-example', last: '2025-01-01T00:00:00.000Z' }];
    const runs = [
      { value: { account: 'jane-doe-example', trusted: false }, from: '1.0.0', to: '1.0.0', releases: 1, since: now, until: now },
    ];
    const printed = JSON.stringify(checkJson([report({ releasers, 'publisher-runs': runs })], [], now));
    expect(printed).not.toContain('jane-doe');
    expect(printed).toContain('"ever":1');
  });
});

describe('text', () => {
  const text = (reported: readonly ReturnType<typeof report>[], more: Partial<TextOptions> = {}) =>
    checkText(['package.json'], reported, { now, paint: painter(false), columns: 400, offline: false, ...more });
  const kept = {
    foundation: governance,
    releases: { stable: [{ version: '1.2.3', at: '2025-12-24T00:00:00.000Z' }], total: 4 },
    latest: { version: '1.2.3', at: '2025-12-24T00:00:00.000Z' },
    'can-publish': 3,
    deprecation: 'use y',
    'version-deprecated': null,
    'version-published': '2025-12-24T00:00:00.000Z',
  };

  test('one line a dependency, findings below it, the unknown by reason', () => {
    expect(text([report(kept)])).toBe(
      [
        'package.json',
        '  x  1.2.3  Example Foundation graduated  released 17 days ago · 3 accounts can publish',
        '      warning  The newest release, 1.2.3, is deprecated by its owner: “use y”. [deprecated]',
        '  Not known of x (not served by the registry): proven releasers, required version retracted, repository, licence of the required version, asks for funding, build attestation, open advisories',
        '',
        '1 warning in 1 dependency, as of 2026-01-10. A foundation stands behind 1.',
        '',
      ].join('\n'),
    );
  });

  test('a narrow terminal has the name first and the rest below it', () => {
    expect(text([report(kept)], { columns: 60 })).toContain(
      '\n  x  1.2.3\n      Example Foundation graduated · released 17 days ago ·\n        3 accounts can publish\n',
    );
  });

  test('a forge is named by what helps, a limit by its end; without a repository its facts go unmentioned', () => {
    const repository = { repository: { kind: 'repository', host: 'github.com', owner: 'example', name: 'x' }, how: 'declared' };
    const limited = { unknown: 'rate-limited', until: '2026-01-11T01:05:00.000Z' };
    const printed = text([report({ repository, activity: { unknown: 'unauthorized' }, archival: limited })]);
    expect(printed).toContain('(needs a GitHub token): active people\n');
    expect(printed).toContain('(rate limit, again after 2026-01-11 01:05 UTC): archived\n');
    expect(printed).toContain('(not told by its forge): governance and security documents\n');
    expect(text([report({ activity: { unknown: 'unauthorized' } })])).not.toContain('active people');
  });

  test.each([
    [
      { latest: { version: '2.0.0', at: '2025-12-24T00:00:00.000Z' }, 'version-published': '2020-01-01' },
      'newest 2.0.0, 17 days ago',
    ],
    [
      { latest: { version: '2.0.0', at: null }, 'version-published': { unknown: 'not-found' } },
      'version not in the registry · newest 2.0.0',
    ],
    [
      {
        latest: { version: '2.0.0', at: null },
        'own-word': { status: 'unmaintained', words: 'x', file: 'README.md', since: null },
      },
      'unmaintained, say its maintainers · newest 2.0.0',
    ],
    [{ latest: { unknown: 'not-found' } }, 'not in the registry'],
    [{ latest: { unknown: 'not-found' }, unpublished: { all: true, versions: [] } }, 'every version unpublished'],
    [{ latest: { unknown: 'private' } }, 'private name, not asked'],
    [{ latest: { version: '2.0.0', at: null }, activity: { ...sampledYear, busiestId: null } }, 'newest 2.0.0 · 22+ active'],
    [
      { latest: { version: '2.0.0', at: null }, 'recent-work': { commits: 12, issues: 0 } },
      'newest 2.0.0 · 12 commits in 90 days',
    ],
  ])('%o reads %s', (facts, words) => expect(text([report(facts)])).toContain(`  1.2.3    ${words}\n`));

  test('what fewer lack has its own number; where they are few, they are named', () => {
    const [known, half] = [{ ...kept, 'version-attested': true }, { ...kept }];
    const lines = text([report(known, 'a'), report(half, 'b'), report(half, 'c'), report(known, 'd')]);
    expect(lines).toContain('\n  Not known of 4 of 4 (not served by the registry): proven releasers, ');
    expect(lines).toContain(', build attestation (of 2)\n');
    const few = text([report(known, 'a'), report(half, 'b')]);
    expect(few).toContain('\n  Not known of a, b (not served by the registry): proven releasers, ');
    expect(few).toContain('\n  Not known of b (not served by the registry): build attestation\n');
  });

  test('what is not asked of indirect dependencies says so', () => {
    const { assessment } = report({ ...kept, releasers: { unknown: 'pending' } });
    const dependency = dependencyOn('x', { indirect: true });
    expect(text([{ manifest: 'package.json', assessment: { ...assessment, dependency } }])).toContain(
      '  Not known of x (indirect, not asked): proven releasers\n',
    );
  });

  test('a foundation that put it to rest, or that it left, does not stand behind it', () => {
    const ended = (how: string) => report({ ...kept, foundation: { ...governance, ended: how } });
    expect(text([ended('archived'), ended('left'), report(kept)])).toContain('A foundation stands behind 1.\n');
  });

  test('of which nobody could tell whether a foundation stands behind them, that is said', () => {
    const dark = report({ ...kept, foundation: { unknown: 'private' } });
    expect(text([dark, report(kept)])).toContain('A foundation stands behind 1, of 1 it is not known.\n');
    expect(text([dark])).toContain('Whether a foundation stands behind any of them is not known.\n');
  });

  test("what is the workspace's own, from git or half-typed says so, and shows no address", () => {
    const at = (name: string, more: Partial<Dependency>) => ({
      manifest: 'package.json',
      assessment: { ...report({}, name).assessment, version: undefined, dependency: dependencyOn(name, more) },
    });
    const repository = { kind: 'repository', host: 'github.com', owner: 'example', name: 'y' } as const;
    const printed = text([
      at('mine', { target: { kind: 'local' }, requirement: null }),
      at('theirs', {
        target: { kind: 'forge', purl: null, repository },
        requirement: 'git+https://user:hush@github.com/example/y',
      }),
      at('tar', {
        target: { kind: 'url' },
        requirement: 'https://user:hush@example.org/y.tgz?token=hush',
        scope: 'devDependencies',
      }),
      at('half', { target: { kind: 'none' }, requirement: null }),
    ]);
    expect(printed).toMatch(/mine +local\n.*theirs +from git\n.*tar +from an address · dev\n.*half +cannot be read\n/);
    expect(printed).not.toContain('hush');
  });

  test('an alias shows what stands behind it', () => {
    const dependency = dependencyOn('alias', { target: { kind: 'registry', purl: 'pkg:npm/%40example/real', range: '1.0.0' } });
    const { assessment } = report({});
    expect(text([{ manifest: 'package.json', assessment: { ...assessment, dependency } }])).toContain('alias => @example/real');
  });

  test('a manifest without dependencies says so', () => {
    expect(text([])).toBe('package.json: no dependencies\n\nNothing to check.\n');
  });

  test('foreign text cannot steer the terminal', () => {
    const printed = text([
      report({ deprecation: '\u001b]0;owned\u0007\u202egnp.exe', 'version-deprecated': null }, '\u001b[31mred\r\n'),
    ]);
    expect(printed).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f\u202e]/);
  });

  test('padding gives exactly the width, whatever the text', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 1, max: 60 }), (given, width) => pad(plain(given), width).length === width),
    );
  });
});

describe('phrases', () => {
  test.each([
    [{}, 'Example Foundation graduated'],
    [{ via: 'organisation', stage: null, parentStage: 'graduated' }, 'in Example (Example Foundation graduated)'],
    [{ via: 'inferred-organisation', stage: null, parentStage: null }, 'likely in Example (Example Foundation)'],
    [{ relation: 'fiscal', stage: 'sponsored' }, 'Example Foundation sponsored (fiscal)'],
    [{ via: 'organisation', stage: null, project: 'Example Foundation' }, 'in Example Foundation'],
    [{ ended: 'archived', stage: null, parentStage: 'graduated' }, 'archived in Example (Example Foundation graduated)'],
    [{ ended: 'left', stage: null }, 'left Example Foundation'],
  ] as const)('%o reads %s', (more, phrase) => expect(governancePhrase({ ...governance, ...more })).toBe(phrase));

  test.each([
    ['2026-01-10T00:00:00.000Z', 'today'],
    ['2026-01-08T12:00:00.000Z', '1 day ago'],
    ['2025-11-12T00:00:00.000Z', '59 days ago'],
    ['2025-06-10T00:00:00.000Z', '7 months ago'],
    ['2023-01-01T00:00:00.000Z', '3 y ago'],
    ['2026-02-01T00:00:00.000Z', 'on 2026-02-01'],
  ])('%s was %s', (at, phrase) => expect(ago(at, now)).toBe(phrase));
});
