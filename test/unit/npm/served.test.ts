import { describe, expect, test } from 'vitest';
import {
  facts,
  fullDocument,
  instant,
  knownOf,
  reduce,
  STEADY,
  strippedDocument,
  valueOf,
  whyUnknown,
  type Story,
} from './invented.ts';

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
        'access-runs',
        'engine-runs',
        'funding',
        'unpublished',
      ],
    });
    expect(valueOf(reduced, facts.licenceRuns)).toEqual([
      { value: 'MIT', from: '1.0.0', to: '2.1.0', releases: 7, since: '2020-01-10' },
    ]);
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

  test('that keeps only some of the publisher’s words proves nothing about the others', () => {
    const manifest = { main: 'index.js', license: 'MIT', dist: { tarball: 'x' } };
    const document = { 'dist-tags': { latest: '1.1.0' }, versions: { '1.0.0': manifest, '1.1.0': manifest } };
    const sparse = reduce(document);

    expect(whyUnknown(sparse)['not-served']).toEqual(
      expect.arrayContaining(['repository', 'source-declared', 'funding', 'install-script-runs']),
    );
    expect(knownOf(sparse, facts.licenceRuns)).toHaveLength(1);
  });

  test('that keeps a field once is believed about that field', () => {
    const older = { repository: 'example/widget', funding: 'https://example.org/fund', scripts: { test: 'true' } };
    const kept = reduce({ 'dist-tags': { latest: '1.1.0' }, versions: { '1.0.0': older, '1.1.0': { license: 'MIT' } } });

    expect(valueOf(kept, facts.sourceDeclared)).toBe(false);
    expect(valueOf(kept, facts.funding)).toEqual([]);
    expect(valueOf(kept, facts.installScriptRuns)).toEqual([{ value: false, from: '1.0.0', to: '1.1.0', releases: 2 }]);
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

test.each([[[]], [[{ email: 'ada@example.org' }, '']]])(
  'maintainers %j name nobody, which no package can be: not served, rather than zero',
  (maintainers) => {
    const reduced = reduce(fullDocument(STEADY, { maintainers }));

    expect(valueOf(reduced, facts.canPublish)).toBe('not-served');
    expect(valueOf(reduced, facts.sourceDeclared)).toBe(true);
  },
);

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
