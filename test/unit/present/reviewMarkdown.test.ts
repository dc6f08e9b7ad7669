import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assess } from '../../../server/src/assess/assess.ts';
import { withProposals } from '../../../server/src/assess/proposals.ts';
import type { ChangeKind, Stand } from '../../../server/src/model/change.ts';
import type { Decision, Ruling } from '../../../server/src/model/decision.ts';
import { cardFacts } from '../../../server/src/present/cardFacts.ts';
import { forgeCode, forgeText } from '../../../server/src/present/forgeMarkdown.ts';
import type { Reviewed } from '../../../server/src/present/reviewJson.ts';
import { MAX_COMMENT, REVIEW_MARKER, reviewMarkdown, type MarkdownOptions } from '../../../server/src/present/reviewMarkdown.ts';
import { rules } from '../../../server/src/rules/index.ts';
import { defaultThresholds } from '../../../server/src/model/thresholds.ts';
import { dependencyOn, viewOver } from '../assess/supposed.ts';
import { NOW } from './cards.ts';
import { readMarkdown } from './readMarkdown.ts';

const options: MarkdownOptions = {
  now: NOW,
  sides: { base: 'main', mergeBase: '0123456789abcdef0123', head: 'change' },
  policy: { proposed: [], trusted: false },
  problems: [],
  reasons: {},
  rulePages: 'https://example.org/rules/',
};
const decision: Decision = {
  rule: 'deprecated',
  purl: 'pkg:npm/accepted',
  reason: 'soon | <b>gone</b> @octo',
  owner: 'team',
  until: '2099-01-01',
};

/** A change of one package, judged as the rules judge it; `notice` is its owner's word that it is deprecated. */
function change(
  name: string,
  more: {
    readonly kind?: ChangeKind;
    readonly notice?: string;
    readonly rulings?: readonly Ruling[];
    readonly line?: number;
  } = {},
): Reviewed {
  const { kind = 'added', notice, rulings = [], line = 1 } = more;
  const dependency = dependencyOn(name);
  const stand = (version: string): Stand => ({ dependency, version, origin: undefined });
  const facts = { ...(notice === undefined ? {} : { deprecation: notice, 'version-deprecated': null }), 'can-publish': 2 };
  const assessment = assess(
    { dependency, version: '2.0.0', view: viewOver(facts), moment: 'added', now: NOW, decisions: rulings },
    rules,
    { preset: 'recommended', rules: {}, thresholds: defaultThresholds },
    cardFacts,
  );
  return {
    manifest: 'package.json',
    cameFrom: undefined,
    place: { startLine: line, startColumn: 5, endLine: line, endColumn: 20 },
    change: {
      kind,
      dependency,
      ...(kind === 'added' ? {} : { from: stand('1.0.0') }),
      ...(kind === 'removed' ? {} : { to: stand('2.0.0') }),
      direct: true,
    },
    assessment: kind === 'removed' ? undefined : assessment,
  };
}

const rowsOf = (text: string) => text.split('\n').filter((line) => line.startsWith('| ') && !/^\| (?:---|dependency)/.test(line));

describe('the comment', () => {
  const ruling: Ruling = { scope: 'team', decision };
  const reviewed = [
    change('calm', { kind: 'bumped', line: 3 }),
    change('accepted', { notice: 'old', rulings: [ruling], line: 4 }),
    change('loud', { notice: 'use [this](https://example.org) <img src=x> @octo', line: 5 }),
    change('gone', { kind: 'removed' }),
  ];
  const text = reviewMarkdown(reviewed, options);

  test('begins with its marker and with what changed', () => {
    expect(text.split('\n').slice(0, 5)).toEqual([
      REVIEW_MARKER,
      '',
      '### Dependencies: 2 added, 1 removed, 1 bumped · 1 warning, 1 accepted',
      '',
      'From `main` (merge base 0123456789) to `change`, as of 2026-01-10.',
    ]);
  });

  test('findings come first, loudest first; what has none is folded away', () => {
    const [open = '', folded = ''] = text.split('<details>');
    expect(rowsOf(open).map((row) => row.split('<br>')[0])).toEqual(['| `loud`', '| `accepted`']);
    expect(rowsOf(folded).map((row) => row.split('<br>')[0])).toEqual(['| `calm`', '| `gone`']);
    expect(open).toContain('`package.json:5` | added `2.0.0` | Deprecated by its owner');
    expect(open).toContain('**warning** [`deprecated`](https://example.org/rules/deprecated.md): ');
    expect(open).toContain('accepted (warning) [`deprecated`]');
    expect(folded).toContain('bumped `1.0.0 → 2.0.0`');
    expect(folded).toContain('<summary>2 changes without findings</summary>');
  });

  test('says what is unknown and how much is known, in one line each', () => {
    expect(text).toMatch(/^Something is unknown of: 3 \(.+\)\. Unknown is neither good nor bad\.$/m);
    expect(text).toMatch(/^\d+ of the \d+ facts looked for are known \(\d+ %\), of 3 dependencies\.$/m);
  });

  test('links no rule where no address is given', () => {
    expect(reviewMarkdown(reviewed, { ...options, rulePages: undefined })).toContain('**warning** `deprecated`: ');
  });

  test('words of strangers are words: no link, no HTML, nobody mentioned', () => {
    const read = readMarkdown(text);
    expect([...read.links].every((link) => link.startsWith('https://example.org/rules/'))).toBe(true);
    expect(read.images).toEqual([]);
    expect(text.replace(/<!-- .* -->|<br>|<\/?(?:details|summary)>/g, '')).not.toMatch(/(?<!\\)</);
    expect(text).not.toMatch(/@octo/);
  });

  test('a decision of the change is told, and whether it counts', () => {
    const proposals = { proposalOf: (one: Decision) => (one === decision ? one : undefined), trusted: false };
    const proposing = reviewed.map((one) =>
      one.assessment === undefined ? one : { ...one, assessment: withProposals(one.assessment, proposals) },
    );
    const told = reviewMarkdown(proposing, { ...options, policy: { proposed: [decision], trusted: false } });
    expect(told).toContain('### Dependencies: 2 added, 1 removed, 1 bumped · 2 warnings\n');
    expect(told).toContain('**Accepted in this change** (still counted, until the decision is merged)');
    expect(told).toContain(
      '- `deprecated of pkg:npm/accepted` until 2099-01-01: soon \\| \\<b\\>gone\\</b\\> @&#8203;octo (team); 1 finding',
    );
    expect(told).toContain('not counted as accepted: this change itself accepts it');
  });

  test('of no change says so', () => {
    expect(reviewMarkdown([], options)).toContain('### No dependency changes\n');
  });
});

describe('what a comment holds', () => {
  test.each([
    ['findings', 'gone '.repeat(50)],
    ['nothing found', undefined],
    ['words that grow when they are made safe', '@:a:$#<|>'.repeat(30)],
  ])('900 added packages with %s: what is left out is said, no row is cut', (_, notice) => {
    const reviewed = Array.from({ length: 900 }, (_one, at) =>
      change(`@example/a-package-with-a-rather-long-name-${at}`, { line: at + 3, ...(notice === undefined ? {} : { notice }) }),
    );
    const text = reviewMarkdown(reviewed, {
      ...options,
      problems: Array.from({ length: 50 }, (_one, at) => `${at}: ${'<'.repeat(500)}`),
    });
    expect(text.length).toBeLessThanOrEqual(MAX_COMMENT);
    expect(text.length).toBeGreaterThan(MAX_COMMENT * 0.8);
    const rows = rowsOf(text);
    expect(text).toContain(`**${rows.length} of 900 changes are shown**`);
    expect(rows.length).toBeGreaterThan(50);
    const columns = notice === undefined ? 3 : 4;
    for (const row of rows) expect(row.split(/(?<!\\)\|/)).toHaveLength(columns + 2);
    expect(text).toMatch(/are known \(\d+ %\), of 900 dependencies\.\n$/);
    expect(text.match(/<details>/g)?.length).toBe(text.match(/<\/details>/g)?.length);
  });

  test('any words at all stay within it', () => {
    const words = fc.string({ unit: 'binary', maxLength: 600 });
    fc.assert(
      fc.property(words, words, words, (name, notice, ref) => {
        const reviewed = Array.from({ length: 60 }, () => change(name, { notice: notice || 'x' }));
        const sides = { base: ref, mergeBase: null, head: ref };
        const text = reviewMarkdown(reviewed, { ...options, sides, problems: [notice] });
        expect(text.length).toBeLessThanOrEqual(MAX_COMMENT);
        for (const row of rowsOf(text)) expect(row.split(/(?<!\\)\|/)).toHaveLength(6);
      }),
      { numRuns: 50 },
    );
  });
});

describe('foreign text on a forge', () => {
  test.each([
    ['@octo and @octo/team', '@&#8203;octo and @&#8203;octo/team'],
    ['#12 and octo/x#12', '#&#8203;12 and octo/x#&#8203;12'],
    ['GH-12', 'GH&#8203;-12'],
    [':tada: now', ':&#8203;tada: now'],
    ['$a$', '<span>$</span>a<span>$</span>'],
    ['<b>', '\\<b\\>'],
  ])('%s means nothing more', (given, safe) => expect(forgeText(given)).toBe(safe));

  test('a name is code, where nothing is read; with a bar it is words', () => {
    expect(forgeCode('@types/x')).toBe('`@types/x`');
    expect(forgeCode('@a|b')).toBe('@&#8203;a\\|b');
  });
});
