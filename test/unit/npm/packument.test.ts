import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { UpstreamFailure } from '../../../server/src/model/failure.ts';
import { readPackument } from '../../../server/src/sources/npm/packument.ts';
import { bytesOf, MAX_FACT_BYTES } from '../../../server/src/sources/npm/fit.ts';
import { reducePackument } from '../../../server/src/sources/npm/reduce.ts';
import {
  facts,
  fullDocument,
  instant,
  knownOf,
  NOW,
  reduce,
  strippedDocument,
  valueOf,
  whyUnknown,
  type Story,
} from './invented.ts';

const STEADY: Story = [
  ['1.0.0', '2020-01-10'],
  ['1.0.1', '2020-03-10'],
  ['1.1.0', '2021-01-10'],
  ['2.0.0-beta.1', '2022-01-01'],
  ['2.0.0', '2022-02-01'],
  ['1.1.1', '2022-03-01'],
  ['2.1.0', '2026-06-10T08:30:00'],
];

describe('a complete document', () => {
  const reduced = reduce(fullDocument(STEADY));

  test('gives every fact', () => {
    expect(whyUnknown(reduced)).toEqual({});
    expect(valueOf(reduced, facts.repository)).toEqual({
      repository: { kind: 'repository', host: 'github.com', owner: 'example', name: 'widget' },
      how: 'declared',
    });
    expect(valueOf(reduced, facts.sourceDeclared)).toBe(true);
    expect(valueOf(reduced, facts.canPublish)).toBe(1);
    expect(valueOf(reduced, facts.deprecation)).toBeNull();
    expect(valueOf(reduced, facts.funding)).toEqual([]);
    expect(valueOf(reduced, facts.unpublished)).toEqual({ all: false, versions: [] });
  });

  test('lists stable releases by date, young ones to the second and older ones by day', () => {
    expect(valueOf(reduced, facts.releases)).toEqual({
      total: 6,
      stable: [
        { version: '1.0.0', at: '2020-01-10' },
        { version: '1.0.1', at: '2020-03-10' },
        { version: '1.1.0', at: '2021-01-10' },
        { version: '2.0.0', at: '2022-02-01' },
        { version: '1.1.1', at: '2022-03-01' },
        { version: '2.1.0', at: '2026-06-10T08:30:00Z' },
      ],
    });
    expect(valueOf(reduced, facts.latest)).toEqual({ version: '2.1.0', at: '2026-06-10T08:30:00Z' });
  });

  test('names lines by major, and the newest of each minor', () => {
    expect(valueOf(reduced, facts.releaseLines)).toEqual([
      { line: '2', newest: '2.1.0', at: '2026-06-10T08:30:00Z' },
      { line: '1', newest: '1.1.1', at: '2022-03-01' },
    ]);
    expect(valueOf(reduced, facts.minorHeads)).toEqual(['2.1.0', '2.0.0', '1.1.1', '1.0.1']);
    const early = reduce(
      fullDocument([
        ['0.1.0', '2020-01-01'],
        ['0.1.1', '2020-02-01'],
        ['0.2.0', '2020-03-01'],
      ]),
    );
    expect(valueOf(early, facts.releaseLines)).toMatchObject([
      { line: '0.2', newest: '0.2.0' },
      { line: '0.1', newest: '0.1.1' },
    ]);
  });

  test('where there are prereleases only, they stand in for releases', () => {
    const early = reduce(
      fullDocument([
        ['0.1.0-alpha.1', '2020-01-01'],
        ['0.1.0-alpha.2', '2020-02-01'],
      ]),
    );

    expect(valueOf(early, facts.minorHeads)).toEqual(['0.1.0-alpha.2']);
    expect(valueOf(early, facts.releases)).toEqual({ stable: [], total: 0 });
  });
});

describe('deprecation', () => {
  test('is told as runs in order of version, and the newest release’s notice by itself', () => {
    const reduced = reduce(
      fullDocument([
        ['1.0.0', '2020-01-01', { deprecated: 'Use  2.x\n instead' }],
        ['1.0.1', '2020-02-01', { deprecated: 'Use 2.x instead' }],
        ['2.0.0', '2021-01-01', { deprecated: '' }],
        ['3.0.0', '2022-01-01', { deprecated: true }],
      ]),
    );

    expect(valueOf(reduced, facts.deprecationRuns)).toEqual([
      { value: 'Use 2.x instead', from: '1.0.0', to: '1.0.1', releases: 2 },
      { value: null, from: '2.0.0', to: '2.0.0', releases: 1 },
      { value: 'no reason given', from: '3.0.0', to: '3.0.0', releases: 1 },
    ]);
    expect(valueOf(reduced, facts.deprecation)).toBe('no reason given');
  });
});

describe('licences', () => {
  test('are given as published, in every shape they ever had', () => {
    const shapes: readonly unknown[] = [
      'MIT',
      { type: 'BSD', url: 'https://example.org' },
      [{ type: 'MIT' }, { type: 'GPL-2.0' }],
      'SEE LICENSE IN x',
      7,
    ];
    const story = shapes.map((license, at) => [`${String(at + 1)}.0.0`, `202${String(at)}-01-01`, { license }] as const);
    const legacy = ['6.0.0', '2025-01-01', { license: undefined, licenses: [{ type: 'Apache-2.0' }, 'MIT'] }] as const;
    const runs = knownOf(reduce(fullDocument([...story, legacy])), facts.licenceRuns);

    expect(runs.map(({ value }) => value)).toEqual([
      'MIT',
      'BSD',
      '(MIT OR GPL-2.0)',
      'SEE LICENSE IN x',
      null,
      '(Apache-2.0 OR MIT)',
    ]);
  });

  test('changes are runs', () => {
    const reduced = reduce(
      fullDocument([
        ['1.0.0', '2020-01-01'],
        ['1.1.0', '2021-01-01'],
        ['2.0.0', '2022-01-01', { license: 'BUSL-1.1' }],
      ]),
    );

    expect(valueOf(reduced, facts.licenceRuns)).toEqual([
      { value: 'MIT', from: '1.0.0', to: '1.1.0', releases: 2 },
      { value: 'BUSL-1.1', from: '2.0.0', to: '2.0.0', releases: 1 },
    ]);
  });
});

test('attestations and install scripts are runs over stable versions: prereleases come from other machines', () => {
  const attested = {
    dist: { attestations: { url: 'https://npm.example.org/a', provenance: { predicateType: 'https://slsa.dev/provenance/v1' } } },
  };
  const reduced = reduce(
    fullDocument([
      ['1.0.0', '2020-01-01'],
      ['1.1.0', '2021-01-01', attested],
      ['1.2.0-rc.1', '2021-06-01', { hasInstallScript: true }],
      ['1.2.0', '2022-01-01', { ...attested, scripts: { postinstall: 'node x' } }],
    ]),
  );

  expect(valueOf(reduced, facts.attestationRuns)).toEqual([
    { value: false, from: '1.0.0', to: '1.0.0', releases: 1 },
    { value: true, from: '1.1.0', to: '1.2.0', releases: 2 },
  ]);
  expect(valueOf(reduced, facts.installScriptRuns)).toEqual([
    { value: false, from: '1.0.0', to: '1.1.0', releases: 2 },
    { value: true, from: '1.2.0', to: '1.2.0', releases: 1 },
  ]);
});

describe('funding and repository', () => {
  const newest = (manifest: Record<string, unknown>) => reduce(fullDocument([['1.0.0', '2020-01-01', manifest]]));

  test.each([
    ['https://example.org/fund', ['https://example.org/fund']],
    [{ type: 'x', url: 'http://example.org/fund' }, ['http://example.org/fund']],
    [
      ['https://a.example.org/', { url: 'https://b.example.org/' }, 'https://a.example.org/', 3, null],
      ['https://a.example.org/', 'https://b.example.org/'],
    ],
    [['javascript:alert(1)', 'mailto:a@example.org', 'https://', 'https://me@example.org/', 'example.org'], []],
    [
      Array.from({ length: 30 }, (_, n) => `https://example.org/${String(n)}`),
      Array.from({ length: 10 }, (_, n) => `https://example.org/${String(n)}`),
    ],
  ])('%j asks for money at %j', (funding, expected) => {
    expect(valueOf(newest({ funding }), facts.funding)).toEqual(expected);
  });

  test('a directory is the package’s own folder', () => {
    const reduced = newest({ repository: { url: 'example/mono', directory: 'packages/widget' } });

    expect(valueOf(reduced, facts.repository)).toMatchObject({ repository: { name: 'mono', path: 'packages/widget' } });
  });

  test('silence, nonsense and an address nobody can read are three different things', () => {
    const silent = newest({ repository: undefined });
    const nonsense = newest({ repository: 'none' });
    const unreadable = newest({ repository: 'svn://svn.example.org/widget/trunk/deep' });

    const told = (reduced: ReturnType<typeof newest>) => [
      valueOf(reduced, facts.sourceDeclared),
      valueOf(reduced, facts.repository),
    ];
    // The document's own repository stands in for a manifest without one, as the registry copies it from there.
    expect(told(silent)).toEqual([true, expect.objectContaining({ how: 'declared' })]);
    expect(told(reduce(fullDocument([['1.0.0', '2020-01-01', { repository: undefined }]], { repository: undefined })))).toEqual([
      false,
      'not-found',
    ]);
    expect(told(nonsense)).toEqual([false, 'not-found']);
    expect(told(unreadable)).toEqual([true, 'unsupported']);
  });
});

describe('a stripped mirror', () => {
  test('proves nothing by what it leaves out', () => {
    const reduced = reduce(strippedDocument(STEADY));

    expect(whyUnknown(reduced)).toEqual({
      'not-served': [
        'can-publish',
        'publisher-runs',
        'releasers',
        'deprecation',
        'deprecation-runs',
        'attestation-runs',
        'unpublished',
      ],
    });
    expect(valueOf(reduced, facts.licenceRuns)).toEqual([{ value: 'MIT', from: '1.0.0', to: '2.1.0', releases: 7 }]);
  });

  test('that keeps notices is believed about notices', () => {
    const document = strippedDocument(STEADY) as { versions: Record<string, Record<string, unknown>> };
    Object.assign(document.versions['1.0.0'] ?? {}, { deprecated: 'broken' });

    expect(valueOf(reduce(document), facts.deprecation)).toBeNull();
  });

  test('a maintainers list that a publisher wrote into package.json is no list of who can publish', () => {
    const reduced = reduce(strippedDocument([['1.0.0', '2020-01-01', { maintainers: ['ada', 'bob'] }]]));

    expect(valueOf(reduced, facts.canPublish)).toBe('not-served');
  });

  test('in the abbreviated form does not even tell of licence and repository', () => {
    const versions = { '1.0.0': { name: '@example/widget', version: '1.0.0', dist: { tarball: 'x' }, dependencies: {} } };
    const reduced = reduce({
      name: '@example/widget',
      'dist-tags': { latest: '1.0.0' },
      versions,
      modified: instant('2020-01-01'),
    });

    expect(whyUnknown(reduced)['not-served']).toEqual(
      expect.arrayContaining(['repository', 'source-declared', 'releases', 'licence-runs', 'funding', 'install-script-runs']),
    );
    expect(valueOf(reduced, facts.latest)).toEqual({ version: '1.0.0', at: null });
  });
});

describe('dates that cannot be those of publication', () => {
  const numbers = ['1.0.0', '1.0.1', '1.0.2', '1.1.0', '1.1.1', '2.0.0', '2.0.1', '2.1.0', '2.1.1', '3.0.0'];
  const dated = (days: readonly string[]): Story => numbers.map((version, at) => [version, days[at] ?? ''] as const);
  const inOrder = numbers.map((_, at) => `202${String(at % 10)}-01-0${String((at % 9) + 1)}`.replace(/^202[6-9]/, '2025')).sort();

  test('out of order: a mirror that fetched versions as people asked for them', () => {
    const shuffled = [
      '2025-03-01',
      '2024-01-01',
      '2025-02-01',
      '2024-05-01',
      '2024-02-01',
      '2024-09-01',
      '2025-08-01',
      '2024-03-01',
      '2024-12-01',
      '2024-06-01',
    ];

    for (const document of [strippedDocument(dated(shuffled)), fullDocument(dated(shuffled))]) {
      const reduced = reduce(document);
      expect(valueOf(reduced, facts.releases)).toBe('undated');
      expect(valueOf(reduced, facts.latest)).toEqual({ version: '3.0.0', at: null });
      expect(knownOf(reduced, facts.releaseLines).every(({ at }) => at === null)).toBe(true);
    }
    expect(valueOf(reduce(fullDocument(dated(shuffled))), facts.publisherRuns)).toBe('undated');
  });

  test('all at once: a mirror filled in one go', () => {
    const atOnce = dated(numbers.map((_, at) => `2025-01-01T10:00:0${String(at)}`));

    expect(valueOf(reduce(strippedDocument(atOnce)), facts.releases)).toBe('undated');
    // Complete or not: whoever put three majors there within seconds did not publish them then, or the dates tell nothing of their rhythm.
    expect(valueOf(reduce(fullDocument(atOnce)), facts.releases)).toBe('undated');
    // A busy first day within one major is believed of a complete document.
    const firstDay: Story = numbers.slice(0, 4).map((version, at) => [version, `2025-01-01T10:00:0${String(at)}`] as const);
    expect(valueOf(reduce(fullDocument(firstDay)), facts.releases)).toMatchObject({ total: 4 });
  });

  test('in order they are believed of a mirror too, unless there are too few to tell', () => {
    expect(valueOf(reduce(strippedDocument(dated(inOrder))), facts.releases)).toMatchObject({ total: 10 });
    expect(valueOf(reduce(strippedDocument([['1.0.0', '2020-01-01']])), facts.releases)).toBe('undated');
    expect(valueOf(reduce(fullDocument([['1.0.0', '2020-01-01']])), facts.releases)).toMatchObject({ total: 1 });
  });

  test('backports do not make a history implausible', () => {
    const backports: Story = [...dated(inOrder), ['1.1.2', '2025-11-01'], ['2.1.2', '2025-11-01'], ['3.0.1', '2025-11-01']];

    expect(valueOf(reduce(fullDocument(backports)), facts.releases)).toMatchObject({ total: 13 });
  });

  test('in the future or before registries existed count as absent', () => {
    const reduced = reduce(
      fullDocument([
        ['1.0.0', '1970-01-01'],
        ['1.0.1', '2020-01-01'],
        ['1.0.2', '2031-01-01'],
      ]),
    );

    expect(valueOf(reduced, facts.releases)).toEqual({ total: 3, stable: [{ version: '1.0.1', at: '2020-01-01' }] });
  });
});

describe('what was taken down', () => {
  test('a version with a date and no manifest', () => {
    const document = fullDocument(STEADY) as { versions: Record<string, unknown> };
    delete document.versions['1.0.1'];

    expect(valueOf(reduce(document), facts.unpublished)).toEqual({ all: false, versions: ['1.0.1'] });
  });

  test('on a stripped mirror the same may be the mirror’s own filter', () => {
    const document = strippedDocument(STEADY) as { versions: Record<string, unknown> };
    delete document.versions['1.0.1'];

    expect(valueOf(reduce(document), facts.unpublished)).toBe('not-served');
  });

  test('the whole package', () => {
    const time = {
      created: instant('2020-01-01'),
      unpublished: { name: 'ada', time: instant('2021-01-01'), versions: ['1.0.0'] },
    };

    expect(valueOf(reduce({ name: '@example/widget', time }), facts.unpublished)).toEqual({ all: true, versions: [] });
  });
});

describe('odd answers', () => {
  test.each(['', '<html>', 'null', '[]', '"x"', '{}', '{"error":"not_found"}', '{"versions":3}'])('%j is malformed', (body) => {
    const read = () => readPackument(body, NOW);

    expect(read).toThrow(UpstreamFailure);
    expect(read).toThrow(expect.objectContaining({ why: 'malformed' }));
  });

  test('an odd entry is dropped and the others still count', () => {
    const document = fullDocument(STEADY) as { versions: Record<string, unknown>; time: Record<string, unknown> };
    document.versions['not a version'] = {};
    document.versions['3.0.0'] = 'odd';
    document.versions[`4.0.0-${'x'.repeat(100)}`] = {};
    document.versions['1.0.0beta'] = { license: 'MIT', _npmUser: 'odd', dist: 3, deprecated: {}, scripts: [] };
    document.time['1.0.1'] = 12;

    const reduced = reduce(document);
    expect(valueOf(reduced, facts.releases)).toMatchObject({ total: 6 });
    expect(valueOf(reduced, facts.latest)).toMatchObject({ version: '2.1.0' });
  });

  test('any JSON reduces to at most 4 KB or is malformed, and never does anything else', () => {
    const version = fc.oneof(
      fc.tuple(fc.nat(12), fc.nat(12), fc.nat(12)).map((parts) => parts.join('.')),
      fc.tuple(fc.nat(3), fc.string()).map(([major, tag]) => `${String(major)}.0.0-${tag}`),
      fc.string(),
      fc.constant('__proto__'),
    );
    const long = fc.string({ maxLength: 300 });
    const value = fc.oneof({ weight: 3, arbitrary: long }, { weight: 1, arbitrary: fc.jsonValue() });
    const manifest = fc.oneof(
      fc.record(
        {
          deprecated: value,
          license: value,
          licenses: fc.array(value),
          repository: fc.oneof(value, fc.record({ url: value, directory: value })),
          funding: fc.oneof(value, fc.array(fc.webUrl())),
          scripts: fc.dictionary(fc.constantFrom('install', 'test'), value),
          _npmUser: fc.record(
            { name: value, email: value, trustedPublisher: fc.option(fc.record({ id: value, oidcConfigId: value })) },
            { requiredKeys: [] },
          ),
          dist: fc.record({ signatures: fc.array(value), attestations: value }, { requiredKeys: [] }),
        },
        { requiredKeys: [] },
      ),
      fc.jsonValue(),
    );
    const date = fc.oneof(
      fc.date({ noInvalidDate: true, min: new Date('2010-01-01'), max: new Date('2027-01-01') }).map((at) => at.toISOString()),
      fc.jsonValue(),
    );
    const document = fc.oneof(
      fc.record(
        {
          'dist-tags': fc.oneof(fc.record({ latest: version }), fc.jsonValue()),
          time: fc.oneof(fc.dictionary(version, date, { maxKeys: 60 }), fc.jsonValue()),
          versions: fc.oneof(
            { weight: 5, arbitrary: fc.dictionary(version, manifest, { maxKeys: 60 }) },
            { weight: 1, arbitrary: fc.jsonValue() },
          ),
          maintainers: fc.oneof(fc.array(fc.record({ name: value })), fc.jsonValue()),
        },
        { requiredKeys: [] },
      ),
      fc.jsonValue(),
    );
    fc.assert(
      fc.property(document, (anything) => {
        try {
          expect(bytesOf(reduce(anything))).toBeLessThanOrEqual(MAX_FACT_BYTES);
        } catch (error) {
          if (!(error instanceof UpstreamFailure)) throw error;
          expect(error.why).toBe('malformed');
        }
      }),
      { numRuns: 100 },
    );
  });
});

describe('room', () => {
  /** 3,000 versions over ten years in 30 majors, canaries between them, publishers and licences changing all the time. */
  function huge(accounts: number): Story {
    return Array.from({ length: 3000 }, (_, n) => {
      const stable = n % 3 === 0;
      const at = new Date(Date.parse('2015-01-01') + n * 1.3 * 86_400_000).toISOString().slice(0, 19);
      const number = `${String(Math.floor(n / 100))}.${String(Math.floor((n % 100) / 10))}.${String(n % 10)}`;
      const differs = {
        _npmUser: { name: `account-number-${String(n % accounts)}`, email: 'x@example.org' },
        deprecated: n % 7 === 0 ? `Release ${String(n)} is deprecated because of ${'a long story '.repeat(20)}` : undefined,
        license: n % 11 === 0 ? 'Apache-2.0' : 'MIT',
        hasInstallScript: n % 5 === 0,
      };
      return [stable ? number : `${number}-canary.${String(n)}`, at, differs] as const;
    });
  }

  test.each([12, 200])('a package with 3,000 restless versions by %d accounts fits', (accounts) => {
    const maintainers = Array.from({ length: accounts }, (_, n) => ({ name: `a${String(n)}` }));
    const reduced = reduce(fullDocument(huge(accounts), { maintainers }));

    expect(bytesOf(reduced)).toBeLessThanOrEqual(MAX_FACT_BYTES);
    const { stable, total } = knownOf(reduced, facts.releases);
    expect(total).toBe(1000);
    expect(stable.length).toBeGreaterThanOrEqual(20);
    expect(stable.at(-1)?.version).toBe('29.9.7');
    expect(valueOf(reduced, facts.canPublish)).toBe(accounts);
    expect(knownOf(reduced, facts.minorHeads)[0]).toBe('29.9.7');
    expect(whyUnknown(reduced)).toEqual(accounts > 12 ? { 'too-large': ['releasers'] } : {});
  });

  test('an ordinary package of 120 releases keeps all that the facts promise', () => {
    const story = Array.from({ length: 120 }, (_, n) => {
      const at = new Date(Date.parse('2016-01-01') + n * 25 * 86_400_000).toISOString().slice(0, 19);
      return [`${String(Math.floor(n / 40))}.${String(Math.floor((n % 40) / 4))}.${String(n % 4)}`, at] as const;
    });
    const reduced = reduce(fullDocument(story));

    expect(knownOf(reduced, facts.releases).stable).toHaveLength(40);
    expect(valueOf(reduced, facts.minorHeads)).toHaveLength(30);
    expect(bytesOf(reduced)).toBeLessThanOrEqual(MAX_FACT_BYTES);
    expect(whyUnknown(reduced)).toEqual({});
  });

  test('more releasers than fit are unknown rather than too few', () => {
    const month = (n: number) => `${String(2012 + Math.floor(n / 12))}-${String((n % 12) + 1).padStart(2, '0')}-01`;
    const people = (count: number): Story =>
      Array.from({ length: count }, (_, n) => [`1.${String(n)}.0`, month(n), { _npmUser: { name: `a${String(n)}` } }] as const);

    expect(valueOf(reduce(fullDocument(people(40))), facts.releasers)).toHaveLength(40);
    expect(valueOf(reduce(fullDocument(people(41))), facts.releasers)).toBe('too-large');
  });

  test('the order of entries in the document does not matter', () => {
    const document = fullDocument(STEADY) as { versions: Record<string, unknown> };
    const reversed = { ...document, versions: Object.fromEntries(Object.entries(document.versions).reverse()) };
    const now = NOW;

    expect(reducePackument(readPackument(JSON.stringify(reversed), now), now)).toEqual(reduce(document));
  });
});
