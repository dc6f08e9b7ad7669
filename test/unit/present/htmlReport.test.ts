import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assess } from '../../../server/src/assess/assess.ts';
import { portfolioOf } from '../../../server/src/assess/portfolio.ts';
import type { Scope } from '../../../server/src/model/manifest.ts';
import { defaultThresholds } from '../../../server/src/model/thresholds.ts';
import { cardFacts } from '../../../server/src/present/cardFacts.ts';
import { anchor, html } from '../../../server/src/present/report/html.ts';
import { reportHtml } from '../../../server/src/present/report/report.ts';
import { REPORT_STYLE, REPORT_STYLE_HASH } from '../../../server/src/present/report/style.ts';
import { rules } from '../../../server/src/rules/index.ts';
import { dependencyOn, viewOver } from '../assess/supposed.ts';

const now = '2026-01-10T00:00:00.000Z';
const year = (shares: readonly number[], months = 12) => ({
  until: now,
  commits: shares.reduce((sum, one) => sum + one, 0),
  people: shares.length,
  active: shares.filter((one) => one >= 5).length,
  absenceFactor: 1,
  shares,
  months: Array.from({ length: 12 }, (_, at) => (at < months ? 5 : 0)),
  busiestMonths: Array.from({ length: 12 }, () => null),
  lastCommit: now,
  sampled: false,
  leftOut: { botCommits: 0, botAccounts: 0, merges: 0 },
});
const line = (manifest: string, name: string, facts: Readonly<Record<string, unknown>>, scope: Scope = 'dependencies') => ({
  manifest,
  assessment: assess(
    { dependency: dependencyOn(name, { scope }), version: '1.0.0', view: viewOver(facts), moment: 'standing', now },
    rules,
    { preset: 'recommended', rules: {}, thresholds: defaultThresholds },
    cardFacts,
  ),
});
const asking = {
  archival: { archived: false, disabled: false, at: null },
  deprecation: null,
  'repository-identity': { createdAt: '2019-01-01T00:00:00.000Z', forkOf: null, olderThanAYear: true },
  'own-word': null,
  foundation: null,
  funding: ['https://example.org/give'],
};
/** A foundation's project that is its no more. */
const left = {
  foundation: 'Example Foundation',
  relation: 'governs',
  stage: null,
  ended: 'left',
  since: null,
  via: 'repository',
  project: 'Example',
  parentStage: null,
  links: { home: null, support: null, lifecycle: null },
  listedIn: 'example/list projects@0',
  listedAsOf: '2026-01-01',
};
const onePersons = { ...asking, activity: year([95, 5]) };
const lively = { ...asking, activity: year([20, 20, 20, 20, 20]) };

describe('a workspace as a whole', () => {
  test('a package counts once, with every manifest that asks for it, as judged where most is known', () => {
    const { holdings, apart } = portfolioOf([
      line('a/package.json', 'x', {}, 'devDependencies'),
      line('b/package.json', 'x', onePersons),
      {
        ...line('b/package.json', 'y', {}),
        assessment: { ...line('', 'y', {}).assessment, dependency: dependencyOn('y', { target: { kind: 'local' } }) },
      },
    ]);
    expect(holdings.map(({ name, manifests, isRuntime }) => [name, manifests, isRuntime])).toEqual([
      ['x', ['a/package.json', 'b/package.json'], true],
    ]);
    expect(holdings[0]?.assessment.standing.word).toBe('one-person');
    expect(apart).toBe(1);
  });

  test('the map places by standing and by what would remain; nothing known is a place of its own', () => {
    const { map } = portfolioOf([line('m', 'alone', onePersons), line('m', 'lively', lively), line('m', 'dark', {})]);
    expect(map.map(({ standing, remains, holdings }) => [standing, remains, holdings.map(({ name }) => name)])).toEqual([
      ['one-person', 'little', ['alone']],
      ['sustained', 'most', ['lively']],
      ['unknown', 'unknown', ['dark']],
    ]);
  });

  test('funded first: who asks and stands on one person; who does not ask, and who is many, is not told', () => {
    const { fundable } = portfolioOf([
      line('m', 'few', { ...onePersons, activity: year([30, 25]) }),
      line('m', 'dev', onePersons, 'devDependencies'),
      line('m', 'often', onePersons),
      line('n', 'often', onePersons),
      line('m', 'silent', { activity: year([95, 5]) }),
      line('m', 'lively', lively),
    ]);
    expect(fundable.map(({ holding: { name }, need }) => [name, need])).toEqual([
      ['often', 'one'],
      ['dev', 'one'],
      ['few', 'few'],
    ]);
  });

  test('what a foundation is behind no more is not carried by it', () => {
    const lines = [
      line('m', 'gone', { ...onePersons, foundation: left }),
      line('m', 'kept', { ...onePersons, foundation: { ...left, ended: null } }),
    ];
    const { fundable, carriers } = portfolioOf(lines);
    expect(fundable.map(({ holding: { name }, isCarried }) => [name, isCarried])).toEqual([
      ['gone', false],
      ['kept', true],
    ]);
    expect(carriers.flatMap(({ carries }) => carries.map(({ holding: { name } }) => name))).toEqual(['kept']);
  });
});

describe('the report as HTML', () => {
  const page = (lines: Parameters<typeof portfolioOf>[0], more: Partial<Parameters<typeof reportHtml>[0]> = {}) =>
    reportHtml({
      title: 'a folder',
      manifests: [...new Set(lines.map(({ manifest }) => manifest))],
      portfolio: portfolioOf(lines),
      policies: [],
      problems: [],
      now,
      reasons: {},
      rulePages: undefined,
      ...more,
    });

  test('the policy lets apply the one style that stands in it, and nothing else', () => {
    expect(REPORT_STYLE_HASH).toBe(`sha256-${createHash('sha256').update(REPORT_STYLE).digest('base64')}`);
    const text = page([line('m', 'alone', onePersons)]);
    expect(text).toContain(`default-src 'none'; style-src '${REPORT_STYLE_HASH}'`);
    expect(text).toContain(`<style>${REPORT_STYLE}</style>`);
    expect(text).not.toMatch(/<script|<link|<img|<iframe|url\(|@import|style="| on\w+=/);
  });

  test('on paper nothing is cut off at the right and nothing stays folded away', () => {
    const [, onPaper = ''] = REPORT_STYLE.split('@media print');
    expect(onPaper).toContain('.wide { overflow: visible; }');
    expect(onPaper).toContain('details::details-content { content-visibility: visible;');
    expect(REPORT_STYLE).toMatch(/th, td \{[^}]*overflow-wrap: anywhere/);
  });

  test('says how many stand on whom, what was found and where to give', () => {
    const text = page([line('a/package.json', 'alone', onePersons), line('a/package.json', 'dark', {})]);
    expect(text).toContain('A foundation stands behind 0, of 1 it is not known; 1 has findings.');
    expect(text).toContain('hint: Most work is one person&#39;s: 95 % of 100 commits.');
    expect(text).toContain('<a href="https://example.org/give" rel="noopener noreferrer">Fund on example.org</a>');
    expect(text).toContain('1 package cannot be placed');
  });

  test('a foundation stands behind what it keeps; of what left it that is said; unknown is not none', () => {
    const text = page([
      line('m', 'gone', { ...onePersons, foundation: left }),
      line('m', 'none', onePersons),
      line('m', 'dark', { ...onePersons, foundation: { unknown: 'timeout' } }),
    ]);
    expect(text).toContain('<li class="none">gone<br /><small>left Example Foundation</small></li>');
    expect(text).toContain('<li class="none">none</li>');
    expect(text).toContain('<li class="asked">dark</li>');
    expect(text).not.toContain('class="net"');
    const why = (name: string) => new RegExp(`<strong>${name}</strong>: ([^<]*)`).exec(text)?.[1];
    expect(why('gone')).toContain('left Example Foundation');
    expect(why('none')).toContain('no foundation known');
    expect(why('dark')).toContain('whether a foundation stands behind it is not known');
  });

  test('what helps is told in plain words: no sign of Markdown is left', () => {
    const latest = { version: '1.0.0', at: null };
    const text = page([line('m', 'kept-back', { latest, archival: { unknown: 'private' } })]);
    expect(text).toContain('mainstay.publicMirrors says so');
    expect(text).not.toContain('`');
  });

  test('nothing at all is a report too', () => {
    const text = page([]);
    expect(text).toContain('No package');
    expect(text).not.toMatch(/No findings|<h2|<nav/);
    expect(page([], { instead: 'Open a folder.' })).toContain('<p>Open a folder.</p>');
  });

  test('foreign text is text: no name, reason or manifest can open a tag or leave an attribute', () => {
    const evil = '"><script>alert(1)</script><img src=x onerror=y>\u202e';
    const text = page([line(evil, evil, { ...onePersons, deprecation: evil })], { title: evil, problems: [evil] });
    expect(text).not.toMatch(/<script|<img|\u202e/);
    expect(text).toContain('&lt;script&gt;');
  });

  test('what only begins like an address is made safe and cut as every text', () => {
    expect(html`${'https://example.org/\u202egnp'}`.html).toBe('https://example.org/ gnp');
    expect(html`${`https://example.org/${'x'.repeat(10_000)}`}`.html).toHaveLength(600);
    const address = `https://example.org/${'x'.repeat(1000)}`;
    expect(html`${address}`.html).toBe(address);
  });

  test('whatever stands in it, only letters that cannot end content or attribute are left', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(html`<i title="${text}">${text}</i>`.html).toMatch(/^<i title="[^"<>']*">[^<>]*<\/i>$/);
      }),
    );
  });

  test('links are https, and show their host', () => {
    expect(anchor('pages', 'https://example.org/x?a=1&b="').html).toBe(
      '<a href="https://example.org/x?a=1&amp;b=%22" rel="noopener noreferrer">pages (example.org)</a>',
    );
    for (const address of ['javascript:alert(1)', 'http://example.org', 'https://user:pass@example.org', 'x'])
      expect(anchor('pages', address).html).toBe('pages');
  });
});
