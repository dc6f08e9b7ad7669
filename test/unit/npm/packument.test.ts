import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { endedLine } from '../../../server/src/measures/releaseLines.ts';
import { UpstreamFailure } from '../../../server/src/model/failure.ts';
import { bytesOf, MAX_FACT_BYTES } from '../../../server/src/sources/npm/fit.ts';
import { readPackument } from '../../../server/src/sources/npm/packument.ts';
import {
  facts,
  fullDocument,
  instant,
  knownOf,
  NOW,
  reduce,
  STEADY,
  strippedDocument,
  valueOf,
  whyUnknown,
  type Story,
} from './invented.ts';

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

  test('a line is as old as its last release, whichever number that has', () => {
    const story: Story = [
      ['3.27.4', '2023-01-01'],
      ['3.28.0', '2023-06-01'],
      ['4.0.0', '2026-06-01'],
      ['3.27.5', '2026-04-16'],
      ['4.0.1', '2026-06-10'],
    ];

    const lines = knownOf(reduce(fullDocument(story)), facts.releaseLines);
    expect(lines).toEqual([
      { line: '4', newest: '4.0.1', at: '2026-06-10T10:00:00Z' },
      { line: '3', newest: '3.27.5', at: '2026-04-16', highest: '3.28.0' },
    ]);
    expect(endedLine(lines, '3.28.0', NOW, 365)).toBe('alive');
    const undated = fullDocument(story, { time: undefined });
    expect(valueOf(reduce(undated), facts.releaseLines)).toEqual([
      { line: '4', newest: '4.0.1', at: null },
      { line: '3', newest: '3.28.0', at: null },
    ]);
    // Where the highest alone has no date, it may well be the last.
    const partly = fullDocument(story.map((one) => (one[0] === '3.28.0' ? ['3.28.0', '2031-01-01'] : one)));
    expect(knownOf(reduce(partly), facts.releaseLines)[1]).toEqual({ line: '3', newest: '3.28.0', at: null });
  });

  test('of two releases of one moment the higher is the newest of its line', () => {
    const both = reduce(fullDocument(['1.0.1', '1.1.0'].map((version) => [version, '2020-01-10'])));

    expect(valueOf(both, facts.releaseLines)).toEqual([{ line: '1', newest: '1.1.0', at: '2020-01-10' }]);
  });

  test('the highest prerelease of each version to come stands above the minors, five at most', () => {
    const coming = reduce(
      fullDocument(
        [
          ['1.0.0-rc.1', '2019-12-01'],
          ['1.0.0', '2020-01-01'],
          ['1.1.0-beta.2', '2020-02-01'],
          ['2.0.0-beta.1', '2020-03-01'],
          ['2.0.0-beta.2', '2020-04-01'],
        ],
        { 'dist-tags': { latest: '1.0.0' } },
      ),
    );
    expect(valueOf(coming, facts.minorHeads)).toEqual(['2.0.0-beta.2', '1.1.0-beta.2', '1.0.0']);
    expect(valueOf(coming, facts.releaseLines)).toEqual([{ line: '1', newest: '1.0.0', at: '2020-01-01' }]);

    const nightly: Story = Array.from({ length: 9 }, (_, n) => [`2.0.${String(n)}-nightly.1`, `2021-01-0${String(n + 1)}`]);
    const many = reduce(fullDocument([...nightly, ['1.0.0', '2021-02-01']]));
    expect(valueOf(many, facts.minorHeads)).toEqual([
      ...[8, 7, 6, 5, 4].map((patch) => `2.0.${String(patch)}-nightly.1`),
      '1.0.0',
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
