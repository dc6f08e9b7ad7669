import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assess } from '../../../server/src/assess/assess.ts';
import { checkJson } from '../../../server/src/present/checkJson.ts';
import { checkText } from '../../../server/src/present/checkText.ts';
import { cardFacts, reportFacts } from '../../../server/src/present/cardFacts.ts';
import { ago, governancePhrase } from '../../../server/src/present/phrases.ts';
import { pad, painter, plain } from '../../../server/src/present/terminal.ts';
import type { Governance } from '../../../server/src/model/governance.ts';
import { rules } from '../../../server/src/rules/index.ts';
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
    { preset: 'recommended', rules: {} },
    cardFacts,
  ),
});

describe('JSON', () => {
  test('every fact is there, known with its provenance or unknown with its reason', () => {
    const known = { 'can-publish': 2, foundation: governance, 'version-published': { unknown: 'undated' } };
    const { dependencies } = checkJson([report(known)], now) as {
      dependencies: { facts: Record<string, object>; safetyNet: object }[];
    };
    expect(Object.keys(dependencies[0]?.facts ?? {})).toEqual(reportFacts.map(({ id }) => id));
    expect(dependencies[0]).toMatchObject({
      manifest: 'package.json',
      name: 'x',
      purl: 'pkg:npm/x',
      standing: 'unknown',
      safetyNet: { foundation: 'Example Foundation', relation: 'governs', stage: 'graduated', via: 'repository' },
      facts: {
        'can-publish': { value: 2, source: 'supposed', url: 'https://example.org/facts', asOf: '2026-01-01T00:00:00.000Z' },
        'version-published': { unknown: 'undated' },
        funding: { unknown: 'not-served' },
      },
    });
  });

  test('no foundation known is null; not knowing is said', () => {
    const { dependencies } = checkJson([report({ foundation: null }), report({ foundation: { unknown: 'offline' } })], now) as {
      dependencies: { safetyNet: unknown }[];
    };
    expect(dependencies.map(({ safetyNet }) => safetyNet)).toEqual([null, { unknown: 'offline' }]);
  });

  test('accounts are counted, never named', () => {
    const releasers = [{ account: 'jane-doe-example', last: '2025-01-01T00:00:00.000Z' }];
    const runs = [
      { value: { account: 'jane-doe-example', trusted: false }, from: '1.0.0', to: '1.0.0', releases: 1, since: now, until: now },
    ];
    const printed = JSON.stringify(checkJson([report({ releasers, 'publisher-runs': runs })], now));
    expect(printed).not.toContain('jane-doe');
    expect(printed).toContain('"ever":1');
  });
});

describe('text', () => {
  const text = (...reported: ReturnType<typeof report>[]) => checkText(reported, { now, paint: painter(false), columns: 100 });

  test('one line a dependency, findings below it, the unknown in one line', () => {
    const stable = { stable: [{ version: '1.2.3', at: '2025-12-24T00:00:00.000Z' }], total: 4 };
    expect(
      text(
        report({ foundation: governance, releases: stable, 'can-publish': 3, deprecation: 'use y', 'version-deprecated': null }),
      ),
    ).toBe(
      [
        'package.json',
        '  x  1.2.3  Example Foundation graduated  released 17 days ago · 3 can publish',
        '      warning The newest release is deprecated by its owner: “use y”. deprecated',
        '  Not known: proven releasers 1, required version retracted 1, repository 1, licence of the required version 1, 3 more (not served by the registry)',
        '',
        '1 warning in 1 dependency, as of 2026-01-10.',
        'Repository known for 0; a foundation stands behind 1. Unknown is neither good nor bad.',
        '',
      ].join('\n'),
    );
  });

  test('foreign text cannot steer the terminal', () => {
    const printed = text(
      report({ deprecation: '\u001b]0;owned\u0007\u202egnp.exe', 'version-deprecated': null }, '\u001b[31mred\r\n'),
    );
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
