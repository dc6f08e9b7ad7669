import { describe, expect, test } from 'vitest';
import { assess } from '../../../server/src/assess/assess.ts';
import type { Assessment } from '../../../server/src/model/assessment.ts';
import type { Change, ChangeKind, Stand } from '../../../server/src/model/change.ts';
import type { Dependency } from '../../../server/src/model/manifest.ts';
import { defaultThresholds } from '../../../server/src/model/thresholds.ts';
import { betweenJson } from '../../../server/src/present/betweenJson.ts';
import { betweenMarkdown } from '../../../server/src/present/betweenMarkdown.ts';
import { betweenText } from '../../../server/src/present/betweenText.ts';
import { betweenLines } from '../../../server/src/present/betweenWords.ts';
import { cardSince } from '../../../server/src/present/cardSince.ts';
import { notesPage } from '../../../server/src/present/releaseNotes.ts';
import { dependencyOn, viewOver } from '../assess/supposed.ts';
import { NOW } from './cards.ts';
import { readMarkdown } from './readMarkdown.ts';

type Facts = Readonly<Record<string, unknown>>;

function judged(from: Facts, to: Facts, more: { dependency?: Dependency; before?: string; version?: string } = {}): Assessment {
  const { dependency = dependencyOn('@example/widget'), before = '1.0.0', version = '1.1.0' } = more;
  return assess(
    {
      dependency,
      version,
      view: viewOver(to),
      before: { version: before, facts: viewOver({ ...to, ...from }) },
      moment: 'added',
      now: NOW,
    },
    [],
    { preset: 'recommended', rules: {}, thresholds: defaultThresholds },
    [],
  );
}

function change(kind: ChangeKind, dependency = dependencyOn('@example/widget'), old = dependency): Change {
  const stand = (of: Dependency, version: string): Stand => ({ dependency: of, version, origin: undefined });
  return { kind, dependency, from: stand(old, '1.0.0'), to: stand(dependency, '1.1.0'), direct: true };
}

const repository = { kind: 'repository', host: 'github.com', owner: 'example', name: 'widget' } as const;
const ON_GITHUB = { repository: { repository, how: 'declared' } };
const tags = (...names: string[]) => ({ 'known-tags': names.map((name) => ({ name, released: false })) });

const FROM = {
  'version-published': '2025-01-01',
  'version-publisher': { account: 'ada-of-example', trusted: false },
  'version-licence': 'MIT',
  'version-attested': true,
  'version-access': { accounts: 1, set: 0 },
};
const TO = {
  ...ON_GITHUB,
  ...tags('v1.1.0', 'v1.0.0'),
  releases: {
    stable: [
      { version: '1.0.0', at: '2025-01-01' },
      { version: '1.1.0', at: '2025-02-01' },
    ],
    total: 2,
  },
  releasers: [{ account: 'ben-of-example', last: '2025-02-01', first: '2025-02-01' }],
  'version-published': '2025-02-01',
  'version-publisher': { account: 'ben-of-example', trusted: false },
  'version-licence': 'BUSL-1.1',
  'version-attested': false,
  'version-access': { accounts: 3, set: 1 },
};
const LINE =
  'published by another account, its first release since 1.0.0 · no provenance any more · licence MIT → BUSL-1.1, not open source · accounts that could publish 1 → 3 · 1 release, 31 days';
const NOTES = 'https://github.com/example/widget/releases/tag/v1.1.0';

describe('what changed between two versions', () => {
  test('is one line in a terminal, and one with the page to read', () => {
    expect(betweenText(change('bumped'), judged(FROM, TO))).toEqual([LINE, `notes: ${NOTES}`]);
  });

  test('stands in the cell of a comment', () => {
    const [words, link] = betweenMarkdown(change('bumped'), judged(FROM, TO));
    expect(words).toBe(LINE);
    expect(link).toBe(`[release notes](${NOTES})`);
  });

  test('is a table of a card, each row with its source', () => {
    expect(cardSince(judged(FROM, TO), NOW, false).split('\n')).toEqual([
      `| Since 1.0.0 | 1 release, 31 days | [release notes](${NOTES}) |`,
      '|:--|:--|:--|',
      '| Publisher | by another account, its first release since 1.0.0 | [supposed](https://example.org/facts) 2026-01-01 |',
      '| Provenance | no provenance any more | [supposed](https://example.org/facts) 2026-01-01 |',
      '| Licence | MIT → BUSL-1.1, not open source | [supposed](https://example.org/facts) 2026-01-01 |',
      '| Could publish | 1 → 3 | [supposed](https://example.org/facts) 2026-01-01 |',
    ]);
    expect(cardSince(judged(TO, FROM, { before: '1.1.0', version: '1.0.0' }), NOW, false)).toMatch(/^\| Back from 1\.1\.0 \|/);
  });

  test('names nobody, wherever it is told', () => {
    const assessment = judged(FROM, TO);
    const all = [betweenText(change('bumped'), assessment), cardSince(assessment, NOW, false), betweenJson(assessment)];
    expect(JSON.stringify(all)).not.toMatch(/of-example/);
  });

  test('as JSON says what could not be compared as well', () => {
    expect(betweenJson(judged(FROM, TO))).toMatchObject({
      from: '1.0.0',
      to: '1.1.0',
      days: 31,
      releases: { count: 1, atLeast: false },
      notes: { kind: 'release', url: NOTES },
      differences: [
        { what: 'publisher', from: 'account', to: 'account', firstRelease: true, sources: [{ source: 'supposed' }] },
        { what: 'provenance', from: true, to: false },
        { what: 'licence', from: 'MIT', to: 'BUSL-1.1', leavesOpen: true },
        { what: 'access', from: 1, to: 3 },
      ],
    });
    expect(JSON.stringify(betweenJson(judged(FROM, TO)))).toContain('{"what":"repository","unknown":"not-served"}');
  });

  test('of nothing known is nothing', () => {
    const nothing = judged({}, {});
    expect([
      betweenText(change('bumped'), nothing),
      betweenMarkdown(change('bumped'), nothing),
      cardSince(nothing, NOW, false),
    ]).toEqual([[], [], '']);
    expect(betweenLines(change('removed'), undefined)).toEqual([]);
    expect(betweenJson(undefined)).toBeNull();
  });

  test('foreign words stay words', () => {
    const evil = '[x](https://evil.example.org) <img src=x> | @octo \u001b[31m';
    const assessment = judged({ 'version-licence': 'MIT' }, { 'version-licence': evil });
    const [cell = ''] = betweenMarkdown(change('bumped'), assessment);
    expect(cell).not.toMatch(/@octo|(?<!\\)[<|]/);
    expect([...readMarkdown(`${cell}\n\n${cardSince(assessment, NOW, false)}`).links]).toEqual(['https://example.org/facts']);
    expect(betweenText(change('bumped'), assessment).join('')).not.toContain('\u001b');
  });
});

describe('what points elsewhere', () => {
  const forge = dependencyOn('@example/widget', { target: { kind: 'forge', purl: null, repository } });
  const other = dependencyOn('@example/widget', { target: { kind: 'registry', purl: 'pkg:npm/%40example/other', range: '1' } });
  const address = dependencyOn('@example/widget', {
    target: { kind: 'url' },
    requirement: 'https://me:secret@example.org/x.tgz',
  });
  test.each([
    [other, 'was @example/widget, is now @example/other'],
    [forge, 'was @example/widget, is now github.com/example/widget'],
    [address, 'was @example/widget, is now an address'],
  ])('says what it was and is', (to, expected) => {
    const from = dependencyOn('@example/widget', { target: { kind: 'registry', purl: 'pkg:npm/%40example/widget', range: '1' } });
    expect(betweenLines(change('repointed', to, from), undefined)).toEqual([expected]);
  });
});

test('one version with other contents is told as that', () => {
  const locked = (integrity: string): Stand => ({
    dependency: dependencyOn('@example/widget'),
    version: '1.0.0',
    origin: { origin: 'registry', host: undefined, place: undefined, integrity },
  });
  const told = { ...change('repointed'), from: locked('sha512-a'), to: locked('sha512-b') };
  expect(betweenLines(told, undefined)).toEqual(['the same version with other contents: its hash in the lockfile changed']);
  expect(betweenLines({ ...told, to: locked('sha512-a') }, undefined)).toEqual([]);
});

describe('the page of a release', () => {
  const page = (facts: Facts, dependency?: Dependency, version?: string) =>
    notesPage(
      judged({}, { ...ON_GITHUB, ...facts }, { ...(dependency && { dependency }), ...(version !== undefined && { version }) }),
    )?.url;
  const go = dependencyOn('example.org/widget', {
    ecosystem: 'golang',
    target: { kind: 'registry', purl: 'pkg:golang/example.org/widget', range: 'v1.1.0' },
  });
  const fetched = { repository: { repository, how: 'import-path' } };

  test('is told where the forge told the tag', () => {
    expect(page(tags('1.1.0'))).toMatch(/tag\/1\.1\.0$/);
    expect(page(tags('@example/widget@1.1.0', 'v1.1.0'))).toMatch(/tag\/%40example%2Fwidget%401\.1\.0$/);
    expect(page(tags('widget-v1.1.0'))).toMatch(/tag\/widget-v1\.1\.0$/);
    expect(page(tags('v1.0.0', 'other@1.1.0'))).toBeUndefined();
    expect(page({})).toBeUndefined();
  });

  test('is the comparison where the project writes no releases', () => {
    const none = { 'forge-releases': { newest: null, total: 0, releasers: 0 } };
    expect(page({ ...none, ...tags('v1.1.0', 'v1.0.0') })).toBe('https://github.com/example/widget/compare/v1.0.0...v1.1.0');
    expect(page({ ...none, ...tags('v1.1.0') })).toMatch(/releases\/tag/);
  });

  test('of a package among others is not that of a bare number', () => {
    const shared = { repository: { repository: { ...repository, path: 'packages/widget' }, how: 'declared' } };
    expect(page({ ...shared, ...tags('v1.1.0') })).toBeUndefined();
    expect(page({ ...shared, ...tags('widget@1.1.0') })).toMatch(/widget%401\.1\.0$/);
  });

  test('of a Go module is that of the tag it is fetched by', () => {
    expect(page(fetched, go, 'v1.1.0')).toMatch(/releases\/tag\/v1\.1\.0$/);
    expect(page(fetched, go, 'v2.0.0+incompatible')).toMatch(/releases\/tag\/v2\.0\.0$/);
    expect(page(fetched, go, 'v0.0.0-20250101000000-0123456789ab')).toBeUndefined();
    expect(
      page({ repository: { repository: { ...repository, path: 'sub' }, how: 'import-path' } }, go, 'v1.1.0'),
    ).toBeUndefined();
    expect(page(ON_GITHUB, go, 'v1.1.0')).toBeUndefined(); // somebody's word only
  });

  test('on a forge that told nothing there is none', () => {
    const elsewhere = { repository: { repository: { ...repository, host: 'git.example.org' }, how: 'import-path' } };
    expect(page(elsewhere, go, 'v1.1.0')).toBeUndefined();
  });
});
