import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { placesIn } from '../../../server/src/formats/textPlaces.ts';
import { MAX_POLICY, readPolicy } from '../../../server/src/policy/readPolicy.ts';
import { rules } from '../../../server/src/rules/index.ts';

/** A decision with nothing wrong, written on one line; what is given overrides, undefined leaves out. */
const decision = (more: Readonly<Record<string, unknown>> = {}) =>
  JSON.stringify({ rule: 'fading', purl: 'pkg:npm/x', reason: 'frozen on purpose', owner: 'core', until: '2027-01-01', ...more });

/** Mistakes as `line:column word: message`, the word being what the place covers. */
function seen(text: string): readonly string[] {
  const at = placesIn(text);
  return readPolicy(text, rules).problems.map(({ span, message }) => {
    const { line, column } = at(span.start);
    return `${line}:${column} ${text.slice(span.start, span.end)}: ${message}`;
  });
}

describe('a whole policy', () => {
  const text = `\uFEFF{
  "$schema": "./node_modules/mainstay/schema.json", // where editors look
  "preset": "strict",
  "rules": { "no-foundation": "off", "fading": "information" },
  /* per cent */
  "thresholds": { "one-maintainer.share": 90 },
  "privatePatterns": ["@acme/*", "corp.example.org/*"],
  "people": { "bots": ["acme-*", "!acme-ada"], "aliases": [["ada", "ada@example.org"]] },
  "decisions": [
    ${decision({ purl: 'pkg:npm/@acme/tool', accepted: '2026-07-01', standing: 'fading', severity: 'hint' })},
    ${decision({ rule: 'licence-restricted', purl: 'pkg:golang/example.org/mod/v2', subject: 'BUSL-1.1' })},
  ],
}
`;

  test('is read, comments and trailing commas and all', () => {
    const { policy, problems, places } = readPolicy(text, rules);
    expect(problems).toEqual([]);
    expect(policy).toMatchObject({
      preset: 'strict',
      rules: { 'no-foundation': 'off', fading: 'information' },
      thresholds: { 'one-maintainer.share': 90 },
      privatePatterns: ['@acme/*', 'corp.example.org/*'],
      people: { bots: ['acme-*', '!acme-ada'], aliases: [['ada', 'ada@example.org']] },
    });
    expect(policy.decisions).toEqual([
      {
        rule: 'fading',
        purl: 'pkg:npm/%40acme/tool',
        reason: 'frozen on purpose',
        owner: 'core',
        until: '2027-01-01',
        accepted: '2026-07-01',
        standing: 'fading',
        severity: 'hint',
      },
      expect.objectContaining({ purl: 'pkg:golang/example.org/mod/v2', subject: 'BUSL-1.1' }),
    ]);
    const spans = policy.decisions.map((one) => places.get(one));
    expect(spans.map((span) => JSON.parse(text.slice(span?.start, span?.end)) as unknown)).toMatchObject([
      { accepted: '2026-07-01' },
      { subject: 'BUSL-1.1' },
    ]);
  });

  test('an empty text is an empty policy', () => {
    for (const empty of ['', ' \n', '{}', '{ /* later */ }'])
      expect(readPolicy(empty, rules)).toMatchObject({ problems: [], policy: { rules: {}, decisions: [] } });
  });
});

describe('every mistake is told once, at its place, with the mend; the rest applies', () => {
  /** What stands beside each mistake, and must be there whatever the mistake. */
  const REST = `"rules": { "archived": "hint" }, "decisions": [${decision({ purl: 'pkg:npm/kept' })}]`;

  test.each<readonly [kind: string, text: string, mistakes: readonly string[]]>([
    [
      'an unknown key',
      `{ "presets": "quiet", ${REST} }`,
      ['1:3 "presets": “presets” is no key of a policy; did you mean “preset”?'],
    ],
    [
      'an unknown key like no other',
      `{ "licence": true, ${REST} }`,
      [
        '1:3 "licence": “licence” is no key of a policy; there are $schema, preset, rules, thresholds, privatePatterns, people and decisions',
      ],
    ],
    [
      'a preset there is not',
      `{ "preset": "loud", ${REST} }`,
      ['1:13 "loud": not “loud”; expected quiet, recommended or strict'],
    ],
    [
      'a threshold out of its range',
      `{ "thresholds": { "fading.activeMonths": 13 }, ${REST} }`,
      ['1:42 13: expected a number from 0 to 12'],
    ],
    [
      'a threshold misspelt',
      `{ "thresholds": { "fading.activeMonth": 3, "line-ended.days": 400 }, ${REST} }`,
      ['1:19 "fading.activeMonth": “fading.activeMonth” is no threshold; did you mean “fading.activeMonths”?'],
    ],
    [
      'a number in quotes',
      `{ "thresholds": { "line-ended.days": "400" }, ${REST} }`,
      ['1:38 "400": expected a number from 1 to 3650'],
    ],
    ['a wrong type', `{ "people": ["acme-*"], ${REST} }`, ['1:13 [: expected an object in braces']],
    [
      'a human of one name',
      `{ "people": { "bots": ["a-*", ""], "aliases": [["ada"]] }, ${REST} }`,
      ['1:31 "": expected some text, not an empty one', '1:48 [: expected at least 2 entries'],
    ],
    ['a word no JSON has', `{ "preset": quiet, ${REST} }`, ['1:3 "preset": expected a value']],
    [
      'half typed',
      `{ ${REST}, "preset": "str`,
      [expect.stringMatching(/^1:\d+ "str: expected a closing "$/), expect.stringMatching(/^1:\d+ : expected }$/)],
    ],
    [
      'a name twice',
      `{ "preset": "quiet", "preset": "strict", ${REST} }`,
      ['1:3 "preset": “preset” stands again further down, and that counts; remove one of them'],
    ],
  ])('%s', (_, text, mistakes) => {
    expect(seen(text)).toEqual(mistakes);
    const { policy } = readPolicy(text, rules);
    expect(policy.rules).toEqual({ archived: 'hint' });
    expect(policy.decisions).toMatchObject([{ purl: 'pkg:npm/kept' }]);
  });

  test.each<readonly [kind: string, item: string, mistakes: readonly string[]]>([
    [
      'a rule misspelt',
      decision({ rule: 'fadng' }),
      [expect.stringMatching(/^2:9 "fadng": not “fadng”; did you mean “fading”\? There are archived, /)],
    ],
    ['no reason', decision({ reason: undefined }), ['2:1 {: a decision needs “reason” (why it is accepted)']],
    [
      'nothing but a rule: one mistake',
      '{ "rule": "fading" }',
      [
        '2:1 {: a decision needs “purl” (the package), “reason” (why it is accepted), “owner” (who answers for it) and “until” (the day to look again)',
      ],
    ],
    ['a reason of nothing', decision({ reason: '  ' }), ['2:46 "  ": expected some text, not an empty one']],
    [
      'a reason like a book',
      decision({ reason: 'x'.repeat(501) }),
      [expect.stringMatching(/^2:46 "x+": expected at most 500 characters$/)],
    ],
    [
      'a day the calendar has not',
      decision({ until: '2027-02-29' }),
      [expect.stringMatching(/^2:\d+ "2027-02-29": expected a day of the calendar as YYYY-MM-DD$/)],
    ],
    [
      'no purl',
      decision({ purl: 'left-pad' }),
      ['2:25 "left-pad": expected a package URL without a version, such as pkg:npm/@acme/tool or pkg:golang/example.org/mod'],
    ],
    [
      'a purl with a version',
      decision({ purl: 'pkg:npm/x@1.0.0' }),
      ['2:25 "pkg:npm/x@1.0.0": a decision holds for every version: write “pkg:npm/x”'],
    ],
    ['a purl of bytes that are no text', decision({ purl: 'pkg:npm/%ff' }), [expect.stringContaining('expected a package URL')]],
    [
      'a severity there is not',
      decision({ severity: 'error' }),
      [expect.stringMatching(/"error": not “error”; expected warning, information or hint$/)],
    ],
    ['no object', '7', ['2:1 7: expected an object in braces']],
  ])('of a decision: %s', (_, item, mistakes) => {
    const text = `{ "decisions": [\n${item},\n${decision({ purl: 'pkg:npm/kept' })}] }`;
    expect(seen(text)).toEqual(mistakes);
    expect(readPolicy(text, rules).policy.decisions).toMatchObject([{ purl: 'pkg:npm/kept' }]);
  });

  test('a part that a decision has not is told of, and the decision holds', () => {
    const text = `{ "decisions": [\n${decision({ note: 'x', untill: '2028-01-01' })}] }`;
    expect(seen(text)).toEqual([
      expect.stringContaining('“note” is no part of a decision; there are rule, purl'),
      expect.stringContaining('“untill” is no part of a decision; did you mean “until”?'),
    ]);
    expect(readPolicy(text, rules).policy.decisions).toMatchObject([{ until: '2027-01-01' }]);
  });

  test('of decisions about the same the first counts; about another subject they are two', () => {
    const same = decision({ purl: 'pkg:npm/@acme/x' });
    const again = decision({ purl: 'pkg:npm/%40acme/x', until: '2029-01-01' });
    const other = decision({ purl: 'pkg:npm/@acme/x', subject: 'BUSL-1.1' });
    const text = `{ "decisions": [\n${same},\n${again},\n${other}] }`;
    expect(seen(text)).toEqual(['3:1 {: line 2 decides the same, and that counts; remove one of them']);
    expect(readPolicy(text, rules).policy.decisions).toMatchObject([{ until: '2027-01-01' }, { subject: 'BUSL-1.1' }]);
  });

  test('more decisions than anybody can look at again: the first thousand hold', () => {
    const many = Array.from({ length: 1002 }, (_, at) => decision({ purl: `pkg:npm/x${at}` }));
    const text = `{ "decisions": [\n${many.join(',\n')}] }`;
    expect(seen(text)).toEqual(['1002:1 {: more than 1000 entries; from here on none is read']);
    expect(readPolicy(text, rules).policy.decisions).toHaveLength(1000);
  });

  test('a day that has passed is no mistake of the file', () => {
    expect(seen(`{ "decisions": [${decision({ until: '2001-01-01' })}] }`)).toEqual([]);
  });

  test('ten kinds in one file: ten messages, in the order of the text', () => {
    const text = `{
  "presets": "quiet",
  "preset": "loud",
  "rules": { "fadng": "off", "archived": "error", "fading": "hint" },
  "thresholds": { "fading.activeMonths": 99, "fading.days": 1, "line-ended.days": 400 },
  "privatePatterns": "@acme/*",
  "people": { "bots": [7] },
  "decisions": [
    ${decision({ reason: undefined })},
    ${decision({ until: 'soon', purl: 'x' })},
    ${decision()}
  ]
}`;
    const said = seen(text);
    expect(said.map((line) => line.split(' ', 1)[0])).toEqual([
      '2:3',
      '3:13',
      '4:14',
      '4:42',
      '5:42',
      '5:46',
      '6:22',
      '7:24',
      '9:5',
      '10:29',
      expect.stringMatching(/^10:/),
    ]);
    expect(new Set(said).size).toBe(said.length);
    expect(readPolicy(text, rules).policy).toMatchObject({
      rules: { fading: 'hint' },
      thresholds: { 'line-ended.days': 400 },
      privatePatterns: ['@acme/*'],
      decisions: [{ purl: 'pkg:npm/x' }],
    });
  });
});

describe('private patterns', () => {
  test.each([
    ['one that stands alone', '"@acme/*"', ['@acme/*']],
    ['one beside what is none', '["@acme/*", 7, { "also": "@corp/*" }]', ['@acme/*', '@corp/*']],
    ['one too long', JSON.stringify(['x'.repeat(201)]), ['x'.repeat(201)]],
    ['a list half typed: what else it names is not known', '["@acme/*", "@co\n', ['@acme/*', '@co', '*']],
  ])('hide, mistake or not: %s', (_, given, patterns) => {
    const { policy, problems } = readPolicy(`{ "privatePatterns": ${given} }`, rules);
    expect(policy.privatePatterns).toEqual(patterns);
    expect(problems.length).toBeGreaterThan(0);
  });

  test.each([
    ['spelt otherwise', '{ "privatepatterns": ["@acme/*"] }', ['@acme/*']],
    ['said twice', '{ "privatePatterns": ["@a/*"], "privatePatterns": ["@b/*"] }', ['@a/*', '@b/*']],
    ['in a wrong place', '{ "rules": { "privatePatterns": ["@acme/*"] } }', ['*']],
    ['without its colon', '{ "privatePatterns" ["@acme/*"] }', ['*']],
    ['between the marks of a merge', '{\n<<<<<<< HEAD\n"privatePatterns": ["@acme/*"]\n=======\n}', ['*']],
  ])('hide where they are %s, and everything where they cannot be read', (_, text, patterns) => {
    expect(readPolicy(text, rules).policy.privatePatterns).toEqual(expect.arrayContaining(patterns));
  });

  test('a file that is broken elsewhere, or speaks of none, hides no more', () => {
    expect(readPolicy('{ "privatePatterns": ["@acme/*"], "preset": ', rules).policy.privatePatterns).toEqual(['@acme/*']);
    expect(readPolicy('{ "preset": "quiet", "decisions": [ {', rules).policy.privatePatterns).toEqual([]);
  });

  test('a text too large to be read hides every name', () => {
    const { policy, problems } = readPolicy(`{}${' '.repeat(MAX_POLICY)}`, rules);
    expect(policy.privatePatterns).toEqual(['*']);
    expect(problems).toMatchObject([{ message: expect.stringContaining('larger than 1 MiB') as unknown }]);
  });
});

describe('whatever the text', () => {
  const value = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      fc.constantFrom<unknown>(null, 1, true, 'off', 'pkg:npm/x', 'fading', '2027-01-01', ''),
      fc.string(),
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(
        fc.constantFrom(
          'preset',
          'rules',
          'thresholds',
          'people',
          'decisions',
          'privatePatterns',
          'fading',
          'rule',
          'purl',
          '__proto__',
          'constructor',
        ),
        tie('value'),
        { maxKeys: 6 },
      ),
    ),
  })).value;

  test('it is read without a throw, and every mistake lies within it', () => {
    fc.assert(
      fc.property(value, fc.nat(), (given, cut) => {
        const whole = JSON.stringify(given, null, 1);
        for (const text of [whole, whole.slice(0, cut % (whole.length + 1))]) {
          const { problems, policy, places } = readPolicy(text, rules);
          for (const { span } of problems)
            expect(0 <= span.start && span.start <= span.end && span.end <= text.length).toBe(true);
          expect([...places.keys()]).toEqual(policy.decisions);
          for (const chosen of Object.values(policy.rules)) expect(['off', 'hint', 'information', 'warning']).toContain(chosen);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('a good file read up to any place keeps what stood whole before it', () => {
    const text = `{ "rules": { "archived": "hint" },\n "decisions": [${decision()},\n ${decision({ purl: 'pkg:npm/y' })}],\n "preset": "quiet" }`;
    const [first, second] = [...readPolicy(text, rules).places.values()].map(({ end }) => end);
    for (let cut = 0; cut < text.length; cut += 1) {
      const { policy } = readPolicy(text.slice(0, cut), rules);
      // Without its last brace a decision may be there already, with all its parts.
      const whole = cut >= (second ?? NaN) ? 2 : cut >= (first ?? NaN) ? 1 : 0;
      expect([whole, Math.min(whole + 1, 2)]).toContain(policy.decisions.length);
    }
  });

  test('depth and length cost no more than a moment', () => {
    for (const text of [
      '['.repeat(500_000),
      `{"a":`.repeat(100_000),
      `{${'"a":1,'.repeat(100_000)}}`,
      '"decisions": [{},'.repeat(50_000),
    ]) {
      const started = performance.now();
      readPolicy(text, rules);
      expect(performance.now() - started).toBeLessThan(5000);
    }
  });
});
