import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { UpstreamFailure } from '../../../server/src/model/failure.ts';
import type { HttpRequest } from '../../../server/src/model/ports.ts';
import { purlOf } from '../../../server/src/model/purl.ts';
import { ecosystems } from '../../../server/src/sources/ecosystems.ts';
import { ask, bodyOf, go, npm, told } from './asking.ts';

/** A package as ecosyste.ms answers it: what is read, and some of what is not. */
const left = {
  id: 4711,
  name: '@example/left',
  ecosystem: 'npm',
  purl: 'pkg:npm/%40example/left',
  registry: { name: 'example', default: true },
  last_synced_at: '2026-11-10T08:00:00.000Z',
  repository_url: 'https://github.com/example/left',
  maintainers: [
    { uuid: 'ada', login: 'ada', name: 'Ada Example', email: 'ada@example.org', packages_count: 3 },
    { uuid: 'ben', login: 'ben', name: null, email: null },
  ],
  funding_links: ['https://example.org/give', 'http://example.org/plain', 'https://example.org/give'],
  repo_metadata: {
    full_name: 'example/left',
    archived: false,
    pushed_at: '2026-11-01T00:00:00Z',
    last_synced_at: '2026-11-08T08:00:00.000Z',
    commit_stats: { total_commits: 420, total_committers: 12, mean_commits: 35, dds: 0.21 },
  },
  issue_metadata: {
    last_synced_at: '2026-11-09T08:00:00.000Z',
    dds: 0.4,
    active_maintainers: [
      { login: 'ada', count: 40, url: 'https://example.org/ada' },
      { login: 'Ada', count: 1 },
      { login: 'dependabot[bot]', count: 90 },
    ],
  },
};
const always = (body: object) => () => body;

describe('a package, and the repository it names', () => {
  test('who can publish, who works on it, whether it is archived: each with its day', async () => {
    const { seen, sent, error } = await ask(ecosystems, [npm('@example/left')], always([left]));
    expect(error).toBeUndefined();
    expect(told(seen)).toEqual([
      '@example/left repository = {"repository":{"kind":"repository","host":"github.com","owner":"example","name":"left"},"how":"declared"} (2026-11-10)',
      '@example/left can-publish = 2 (2026-11-10)',
      '@example/left funding = ["https://example.org/give"] (2026-11-10)',
      'example/left bulk-people = {"committers":12,"commits":420,"activeMaintainers":1,"othersShare":0.21} (2026-11-08)',
      'example/left archival = {"archived":false,"disabled":false,"at":null} (2026-11-08)',
    ]);
    expect(sent).toHaveLength(1);
    expect(sent[0]).toMatchObject({
      url: 'http://127.0.0.1:1/ecosystems/api/v1/packages/bulk_lookup',
      method: 'POST',
      names: ['@example/left'],
    });
    expect(bodyOf(sent[0] as HttpRequest)).toEqual({ purls: ['pkg:npm/%40example/left'] });
    expect(Object.keys(sent[0]?.headers ?? {}).map((name) => name.toLowerCase())).not.toContain('from');
    // People appear as counts: no name, no login, no address of anybody.
    expect(JSON.stringify(seen)).not.toMatch(/ada\b|ben\b|@example\.org/i);
    expect(seen.every((one) => one.kind === 'value' && one.url.startsWith('https://packages.ecosyste.ms/'))).toBe(true);
  });

  test.each<[string, object, readonly string[]]>([
    ['nobody is told to publish', { maintainers: [] }, ['@example/left can-publish ? not-served']],
    ['a publisher that cannot be read', { maintainers: [{ login: 'ada' }, 7] }, ['@example/left can-publish ? not-served']],
    ['no channel is told', { funding_links: [] }, ['@example/left funding ? not-served']],
    [
      'hostile channels',
      { funding_links: ['javascript:alert(1)', 'https://ada:secret@example.org', 7] },
      ['@example/left funding ? not-served'],
    ],
    [
      'at most ten channels',
      { funding_links: Array.from({ length: 30 }, (_, n) => `https://example.org/${n}`) },
      [expect.stringMatching(/funding = \[("[^"]+",){9}"[^"]+"\]/) as string],
    ],
    ['an address nobody can read', { repository_url: 'file:///etc/passwd' }, ['@example/left repository ? not-served']],
    [
      'archived',
      { repo_metadata: { ...left.repo_metadata, archived: true } },
      ['example/left archival = {"archived":true,"disabled":false,"at":null} (2026-11-08)'],
    ],
    [
      'figures that cannot be',
      { repo_metadata: { archived: false, commit_stats: { total_commits: -1, total_committers: 1e12, dds: 7 } } },
      ['example/left bulk-people = {"committers":null,"commits":null,"activeMaintainers":1,"othersShare":null} (2026-11-09)'],
    ],
    [
      'the older day of two is the one told',
      { last_synced_at: '2026-10-01T00:00:00Z' },
      ['example/left archival = {"archived":false,"disabled":false,"at":null} (2026-10-01)'],
    ],
  ])('%s', async (_, change, expected) => {
    const { seen } = await ask(ecosystems, [npm('@example/left')], always([{ ...left, ...change }]));
    for (const line of expected) expect(told(seen)).toContainEqual(line);
  });

  test.each([
    [false, []],
    [true, ['example/left archival = {"archived":true,"disabled":false,"at":null} (2026-06-01)']],
  ])('that it was archived stays so; that it was not (%s) half a year ago says nothing of today', async (archived, expected) => {
    const then = { repo_metadata: { ...left.repo_metadata, archived, last_synced_at: '2026-06-01T00:00:00Z' } };
    const { seen } = await ask(ecosystems, [npm('@example/left')], always([{ ...left, ...then }]));
    expect(told(seen).filter((one) => one.includes(' archival '))).toEqual(expected);
    expect(told(seen).some((one) => one.includes(' bulk-people '))).toBe(true);
  });

  test.each<[string, object]>([
    ['no repository of its own', { repository_url: null }],
    ['nothing read of it', { repo_metadata: null, issue_metadata: null }],
    ['a day of its own that cannot be', { repo_metadata: { ...left.repo_metadata, last_synced_at: '2031-01-01T00:00:00Z' } }],
  ])('nothing is said of the repository: %s', async (_, change) => {
    const { seen } = await ask(ecosystems, [npm('@example/left')], always([{ ...left, ...change }]));
    expect(seen.filter(({ subject }) => subject.kind === 'repository')).toEqual([]);
  });

  test('without the day it was looked at, nothing is known', async () => {
    const { last_synced_at: _, ...undated } = left;
    const { seen } = await ask(ecosystems, [npm('@example/left')], always([undated]));
    expect(told(seen.filter(({ subject }) => subject.kind === 'package'))).toEqual([
      '@example/left repository ? undated',
      '@example/left can-publish ? undated',
      '@example/left funding ? undated',
    ]);
  });
});

describe('whose answer is whose', () => {
  const other = { ...left, purl: 'pkg:npm/right', repository_url: 'https://github.com/example/right' };
  const module = { ...left, purl: 'pkg:golang/github.com/Example/mod@v1.2.3?x=y', maintainers: [] };

  test('no order, other spellings, unknown and odd entries', async () => {
    const subjects = [npm('@example/left'), npm('right'), npm('missing'), npm('odd'), go('github.com/example/mod')];
    const answer = [
      7,
      { purl: 4 },
      { ...other, purl: 'pkg:npm/odd%zz' },
      { ...left, purl: 'pkg:npm/@example/left' },
      module,
      other,
    ];
    const { seen } = await ask(ecosystems, subjects, always(answer));
    const lines = told(seen);
    expect(lines).toContain('missing ? not-found');
    expect(lines).toContain('odd ? not-found');
    expect(lines).toContain('@example/left can-publish = 2 (2026-11-10)');
    expect(lines).toContain('right can-publish = 2 (2026-11-10)');
    expect(lines).toContain('github.com/example/mod can-publish ? not-served');
    expect(lines.filter((line) => line.startsWith('example/right archival ='))).toHaveLength(1);
  });

  test('npm names that differ in case are two packages; answers nobody asked for are not believed', async () => {
    const { seen } = await ask(ecosystems, [npm('Left')], always([{ ...left, purl: 'pkg:npm/left' }, other]));
    expect(told(seen)).toEqual(['Left ? not-found']);
  });

  test('of several registries the default one counts, then the newest', async () => {
    const mirror = {
      ...left,
      registry: { default: false },
      maintainers: [{ login: 'zoe' }],
      last_synced_at: '2026-11-20T00:00:00Z',
    };
    const { seen } = await ask(ecosystems, [npm('@example/left')], always([mirror, left, mirror]));
    expect(told(seen)).toContain('@example/left can-publish = 2 (2026-11-10)');
    const older = {
      ...mirror,
      maintainers: [{ login: 'a' }, { login: 'b' }, { login: 'c' }],
      last_synced_at: '2026-01-01T00:00:00Z',
    };
    const mirrors = await ask(ecosystems, [npm('@example/left')], always([older, mirror, older]));
    expect(told(mirrors.seen)).toContain('@example/left can-publish = 1 (2026-11-20)');
  });

  test('of packages in one repository the newest word about it counts, and one held of a later day stays', async () => {
    const old = {
      ...left,
      purl: 'pkg:npm/old',
      last_synced_at: '2026-06-01T00:00:00Z',
      repo_metadata: { ...left.repo_metadata, archived: true },
    };
    for (const answer of [
      [old, left],
      [left, old],
    ]) {
      const { seen } = await ask(ecosystems, [npm('old'), npm('@example/left')], always(answer));
      const about = told(seen).filter((line) => line.startsWith('example/left archival'));
      expect(about).toEqual(['example/left archival = {"archived":false,"disabled":false,"at":null} (2026-11-08)']);
    }
    const held = (asOf: string, source: string) => () => ({
      state: 'known' as const,
      value: {},
      from: { source, url: '', fetchedAt: asOf, asOf },
    });
    const about = async (held_: ReturnType<typeof held>) =>
      (await ask(ecosystems, [npm('old')], always([old]), { held: held_ })).seen.filter(
        ({ subject }) => subject.kind === 'repository',
      ).length;
    expect(await about(held('2026-10-01', 'ecosystems'))).toBe(0);
    expect(await about(held('2026-01-01', 'ecosystems'))).toBe(2);
    expect(await about(held('2026-10-01', 'deps-dev-projects'))).toBe(2);
  });

  test.each(['', 'null', '{}', '<html>', '{"error":"bulk"}'])('%s is no answer', async (text) => {
    const { error } = await ask(ecosystems, [npm('left')], () => text);
    expect(error).toMatchObject({ why: 'malformed' });
  });

  test('whatever JSON comes: a typed failure, or typed words', async () => {
    const entry = fc.record(
      Object.fromEntries(
        [...Object.keys(left), 'purl'].map((key) => [
          key,
          fc.oneof(fc.jsonValue(), fc.constant((left as Record<string, unknown>)[key])),
        ]),
      ),
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(entry, fc.jsonValue())), async (page) => {
        const { error, seen } = await ask(ecosystems, [npm('@example/left')], always(page));
        expect(error).toBeUndefined();
        expect(seen.filter(({ subject }) => subject.kind === 'package').length).toBeGreaterThan(0);
        for (const one of seen) expect(one.kind === 'value' ? one.asOf : 'none').toBeDefined();
      }),
      { numRuns: 100 },
    );
    const stopped = await ask(ecosystems, [npm('left')], () => new UpstreamFailure('offline', 'stream error'));
    expect(stopped.error).toMatchObject({ why: 'offline' });
  });
});

test('npm and Go packages are covered, unless a year of commits is known of their repository', () => {
  const unknown = { get: () => ({ state: 'unknown', why: 'pending' }) as const };
  const known = { get: () => ({ state: 'known', value: {}, from: {} }) } as never;
  expect([npm('left'), go('example.org/mod')].every((subject) => ecosystems.covers(subject, unknown))).toBe(true);
  expect(ecosystems.covers(npm('left'), known)).toBe(false);
  expect(ecosystems.covers({ kind: 'package', purl: purlOf('github', 'example/left') }, unknown)).toBe(false);
  expect(ecosystems).toMatchObject({ clearance: 'third-party', service: 'ecosystems', concurrency: 1, maxBatch: 50 });
});
