import { describe, expect, test } from 'vitest';
import { facts, fullDocument, knownOf, reduce, valueOf } from './invented.ts';

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
      { value: '', from: '3.0.0', to: '3.0.0', releases: 1 },
    ]);
    // No words are put into the owner's mouth: empty is deprecated without a reason.
    expect(valueOf(reduced, facts.deprecation)).toBe('');
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

  test('changes are runs, dated by their first version as far as dates can be right', () => {
    const story = [
      ['1.0.0', '2020-01-01'],
      ['1.1.0', '2021-01-01'],
      ['2.0.0', '2022-01-01', { license: 'BUSL-1.1' }],
    ] as const;
    const reduced = reduce(fullDocument(story));

    expect(valueOf(reduced, facts.licenceRuns)).toEqual([
      { value: 'MIT', from: '1.0.0', to: '1.1.0', releases: 2, since: '2020-01-01' },
      { value: 'BUSL-1.1', from: '2.0.0', to: '2.0.0', releases: 1, since: '2022-01-01' },
    ]);
    const undated = knownOf(reduce(fullDocument(story, { time: undefined })), facts.licenceRuns);
    expect(undated.map(({ value, since }) => [value, since])).toEqual([
      ['MIT', undefined],
      ['BUSL-1.1', undefined],
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
    { value: false, from: '1.0.0', to: '1.0.0', releases: 1, since: '2020-01-01' },
    { value: true, from: '1.1.0', to: '1.2.0', releases: 2, since: '2021-01-01' },
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

  test.each([
    'gist:0123456789abcdef',
    { type: 'git', url: 'gist:0123456789abcdef' },
    'file:../widget',
    'git.example.org/group/sub/deep/widget',
    '10.1.2.3/ours/widget',
    'svn.example.org:/trunk',
  ])('%j names a source, though none that can be read', (repository) => {
    const reduced = newest({ repository });

    expect(valueOf(reduced, facts.sourceDeclared)).toBe(true);
    expect(valueOf(reduced, facts.repository)).toBe('unsupported');
  });

  test.each(['', ' ', 'none', 'TBD: later', 'private', { type: 'git' }, { type: 'git', url: '' }])(
    '%j names none',
    (repository) => {
      const reduced = reduce(fullDocument([['1.0.0', '2020-01-01', { repository }]], { repository: undefined }));

      expect(valueOf(reduced, facts.sourceDeclared)).toBe(false);
      expect(valueOf(reduced, facts.repository)).toBe('not-found');
    },
  );
});
