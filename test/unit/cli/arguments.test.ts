import { describe, expect, test } from 'vitest';
import { readArguments, UsageError } from '../../../server/src/cli/arguments.ts';
import { lastDay } from '../../../server/src/cli/approveArguments.ts';
import { exitCode, percentKnown } from '../../../server/src/cli/exitCode.ts';
import { assess } from '../../../server/src/assess/assess.ts';
import { cardFacts } from '../../../server/src/present/cardFacts.ts';
import { rules } from '../../../server/src/rules/index.ts';
import { defaultThresholds } from '../../../server/src/model/thresholds.ts';
import { dependencyOn, viewOver } from '../assess/supposed.ts';

describe('arguments', () => {
  test('check with everything', () => {
    const words =
      'check a b --format json --offline --direct --fail-on hint --require-known 80% --preset strict --private @acme/* --without deps.dev';
    expect(readArguments(words.split(' '))).toEqual({
      command: 'check',
      paths: ['a', 'b'],
      as: undefined,
      format: 'json',
      offline: true,
      asOf: undefined,
      cache: true,
      direct: true,
      detail: false,
      failOn: 'hint',
      requireKnown: 80,
      ledger: false,
      verbose: false,
      settings: { preset: 'strict', privatePatterns: ['@acme/*'], 'services.depsDev': false },
    });
  });

  test('each repository’s own policy, another file, or none', () => {
    const policy = (...words: string[]) => (readArguments(['check', '.', ...words]) as { readonly policy: unknown }).policy;
    expect([policy(), policy('--policy', 'team.json'), policy('--no-policy')]).toEqual([undefined, 'team.json', null]);
    expect(() => policy('--policy', 'team.json', '--no-policy')).toThrow('--policy and --no-policy exclude each other');
    expect(() => readArguments(['manifest', 'go.mod', '--no-policy'])).toThrow('manifest takes no --no-policy');
  });

  test('explain: one name, here or in the places given', () => {
    expect(readArguments(['explain', '@example/steady'])).toMatchObject({
      command: 'explain',
      name: '@example/steady',
      paths: ['.'],
    });
    expect(readArguments(['explain', 'lodash', 'a', 'b', '--offline'])).toMatchObject({ paths: ['a', 'b'], offline: true });
    expect(() => readArguments(['explain'])).toThrow('explain needs the name of a dependency');
    expect(() => readArguments(['explain', 'lodash', '--fail-on', 'hint'])).toThrow('explain takes no --fail-on');
  });

  test('review: a repository, or two files', () => {
    expect(readArguments(['review'])).toMatchObject({ command: 'review', files: undefined, failOn: 'warning', format: 'text' });
    expect(readArguments('review --base main --head x --fail-on hint --preset quiet'.split(' '))).toMatchObject({
      base: 'main',
      head: 'x',
      failOn: 'hint',
      settings: { preset: 'quiet' },
    });
    expect(readArguments('review --manifest a b --as go.mod'.split(' '))).toMatchObject({
      files: { before: 'a', after: 'b' },
      as: 'go.mod',
    });
  });

  test('what to fail on: the last severity, and lines that are unknown beside it', () => {
    const gates = (...words: string[]) => readArguments(['review', ...words.flatMap((word) => ['--fail-on', word])]);
    expect(gates()).toMatchObject({ failOn: 'warning', unknownAtMost: undefined });
    expect(gates('unknown>0')).toMatchObject({ failOn: 'warning', unknownAtMost: 0 });
    expect(gates('hint', 'never', 'unknown > 12')).toMatchObject({ failOn: 'never', unknownAtMost: 12 });
    expect(gates('unknown>3,information')).toMatchObject({ failOn: 'information', unknownAtMost: 3 });
  });

  test('approve: the change, by whom and until when', () => {
    expect(readArguments('approve --base main --owner x --for 90d --reason why --output a.json'.split(' '))).toMatchObject({
      command: 'approve',
      base: 'main',
      files: undefined,
      owner: 'x',
      until: { days: 90 },
      reason: 'why',
      output: 'a.json',
    });
    expect(readArguments(['approve', '--until', '2028-02-29'])).toMatchObject({ until: { day: '2028-02-29' }, owner: undefined });
    const command = readArguments(['approve']);
    expect(command).toMatchObject({ until: 'default', reason: null });
    const now = '2026-08-31T10:00:00.000Z';
    expect([lastDay('default', now), lastDay({ days: 1 }, now), lastDay({ day: '2026-08-31' }, now)]).toEqual([
      '2027-02-28',
      '2026-09-01',
      '2026-08-31',
    ]);
    expect(() => lastDay({ day: '2026-08-30' }, now)).toThrow('--until takes a day to come; 2026-08-30 has passed');
  });

  test('a format for each kind of reader; pages about rules by their folder', () => {
    const words = 'review --format markdown --rule-pages https://example.org/rules --trust-head-policy';
    expect(readArguments(words.split(' '))).toMatchObject({
      format: 'markdown',
      rulePages: 'https://example.org/rules/',
      trustHeadPolicy: true,
    });
    expect(readArguments(['check', '.', '--format', 'sarif'])).toMatchObject({ format: 'sarif', rulePages: undefined });
  });

  test('private patterns may be a list, as in GOPRIVATE', () => {
    expect(readArguments(['check', '.', '--private', '@acme/*, lodash', '--private', 'x'])).toMatchObject({
      settings: { privatePatterns: ['@acme/*', 'lodash', 'x'] },
    });
  });

  test('who may be asked', () => {
    const words =
      'check . --privacy strict --without github --without ecosyste.ms --github-server a.example.org,b.example.org:8443';
    expect(readArguments(words.split(' '))).toMatchObject({
      settings: {
        privacy: 'strict',
        'services.github': false,
        'services.ecosystems': false,
        'github.servers': ['a.example.org', 'b.example.org:8443'],
      },
    });
  });

  test.each([
    [[], 'help'],
    [['check', '-h'], 'help'],
    [['-V'], 'version'],
  ])('%s asks for %s', (words, command) => expect(readArguments(words)).toEqual({ command }));

  test.each([
    [['chekc'], 'unknown command “chekc”; there are check, review, approve, explain and manifest (see --help)'],
    [['check'], 'check needs at least one file or folder, such as “mainstay check .”'],
    [['check', '.', '--format', 'xml'], '--format takes text, json, sarif, html; not “xml”'],
    [['check', '.', '--format', 'markdown'], '--format takes text, json, sarif, html; not “markdown”'],
    [['explain', 'x', '--format', 'sarif'], '--format takes text, json; not “sarif”'],
    [
      ['review', '--rule-pages', 'http://example.org/'],
      '--rule-pages takes the https address of the folder with the pages about rules',
    ],
    [['explain', 'x', '--rule-pages', 'https://example.org/'], 'explain takes no --rule-pages'],
    [['check', '.', '--trust-head-policy'], 'check takes no --trust-head-policy'],
    [['review', '--as-of', '2025-01-01'], 'review takes no --as-of'],
    [
      ['review', '--trust-head-policy', '--no-policy'],
      '--trust-head-policy is about the policy of the repository: it goes with neither --policy nor --no-policy',
    ],
    [
      ['review', '--trust-head-policy', '--manifest', 'a', 'b'],
      '--manifest compares two files: there is no policy of a change to trust',
    ],
    [['check', '.', '--fail-on', 'error'], '--fail-on takes warning, information, hint, never; not “error”'],
    [['check', '.', '--require-known', 'most'], '--require-known takes a percentage from 0 to 100; not “most”'],
    [['check', '.', '--require-known', ' '], '--require-known takes a percentage from 0 to 100; not “ ”'],
    [
      ['check', '.', '--private', '@acme/*', '--private', ''],
      '--private takes patterns of names such as @acme/* or corp.example.org/*, not an empty or overlong one',
    ],
    [
      ['check', '.', '--fail-on', 'unknown>2'],
      'check takes no --fail-on unknown>n: it counts what a change brings in, which review tells',
    ],
    [
      ['review', '--fail-on', 'unknown'],
      "--fail-on takes 'unknown>n', n from 0 up and in quotes, or the shell reads > as a file; not “unknown”",
    ],
    [
      ['review', '--fail-on', 'unknown>-1'],
      "--fail-on takes 'unknown>n', n from 0 up and in quotes, or the shell reads > as a file; not “unknown>-1”",
    ],
    [['review', '--owner', 'x'], 'review takes no --owner'],
    [['approve', '--format', 'json'], 'approve takes no --format'],
    [['approve', '.'], 'approve takes no paths: it compares the repository it is run in (see --help)'],
    [['approve', '--owner', ' '], '--owner takes some text, 100 characters at most'],
    [['approve', '--for', '90'], '--for takes a number of days such as 90d, 3660d at most; not “90”'],
    [['approve', '--until', '2027-02-29'], '--until takes a day as YYYY-MM-DD; not “2027-02-29”'],
    [['approve', '--until', '2027-02-28', '--for', '3d'], '--until and --for exclude each other'],
    [['review', '--head', '--base'], "Option '--head' argument is ambiguous (see --help)"],
    [['review', '.'], 'review takes no paths: it compares the repository it is run in (see --help)'],
    [['review', '--direct'], 'review takes no --direct'],
    [['review', '--manifest', 'a'], '--manifest takes two files: one before, one after'],
    [['review', '--manifest', 'a', 'b', 'c'], '--manifest takes two files: one before, one after'],
    [
      ['review', '--manifest', 'a', 'b', '--base', 'main'],
      '--manifest compares two files: it goes with neither --base nor --head',
    ],
    [['review', '--as', 'go.mod'], 'review takes --as with --manifest only'],
    [['check', '.', '--base', 'main'], 'check takes no --base'],
    [['explain', 'x', '--manifest', 'a'], 'explain takes no --manifest'],
    [['manifest', 'a', '--ledger'], 'manifest takes no --ledger'],
    [['check', '.', '--without', 'gitlab'], '--without takes deps.dev, pkg.go.dev, go-get, ecosyste.ms, github; not “gitlab”'],
    [['check', '.', '--privacy', 'none'], '--privacy takes standard, strict; not “none”'],
    [
      ['check', '.', '--github-server', 'https://github.example.org/'],
      '--github-server takes host names of GitHub Enterprise servers such as github.example.org',
    ],
    [
      ['check', '.', '--github-server', 'github.com'],
      '--github-server takes host names of GitHub Enterprise servers such as github.example.org',
    ],
    [['manifest', 'a', 'b'], 'manifest takes exactly one file'],
    [['check', '.', '--colour'], "Unknown option '--colour' (see --help)"],
  ])('%s is refused in one line', (words, message) => expect(() => readArguments(words)).toThrow(new UsageError(message)));
});

describe('exit code', () => {
  const judged = (facts: Readonly<Record<string, unknown>>) =>
    assess(
      {
        dependency: dependencyOn('x'),
        version: '1.0.0',
        view: viewOver(facts),
        moment: 'standing',
        now: '2026-01-01T00:00:00.000Z',
      },
      rules,
      { preset: 'recommended', rules: {}, thresholds: defaultThresholds },
      cardFacts,
    );
  const hint = judged({ 'source-declared': false });
  const warning = judged({ deprecation: 'over', 'version-deprecated': null });

  test.each([
    [[hint], 'warning', 0],
    [[hint], 'hint', 1],
    [[hint, warning], 'warning', 1],
    [[hint, warning], 'never', 0],
    [[], 'hint', 0],
  ] as const)('%#: --fail-on %s', (assessments, failOn, code) => {
    expect(exitCode(assessments, { failOn, requireKnown: undefined })).toBe(code);
  });

  test('more unknown lines than asked for fail, but for what is the workspace’s own', () => {
    const local = { ...hint, dependency: dependencyOn('y', { target: { kind: 'local' } }) };
    expect(hint.standing.word).toBe('unknown');
    const code = (unknownAtMost: number | undefined) =>
      exitCode([hint, local, warning], { failOn: 'never', requireKnown: undefined, unknownAtMost });
    expect([code(undefined), code(1), code(0)]).toEqual([0, 0, 1]);
  });

  test('too little known fails where that is asked for', () => {
    expect(percentKnown([warning])).toBeCloseTo(100 / cardFacts.length);
    expect(exitCode([warning], { failOn: 'never', requireKnown: 50 })).toBe(1);
    expect(exitCode([warning], { failOn: 'never', requireKnown: 5 })).toBe(0);
    expect(percentKnown([])).toBe(100);
  });
});
