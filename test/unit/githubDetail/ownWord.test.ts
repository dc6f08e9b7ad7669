import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ownWordOf } from '../../../server/src/sources/githubDetail/ownWord.ts';
import { saidInReadme } from '../../../server/src/sources/githubDetail/readmeNotice.ts';
import { saidInInsights } from '../../../server/src/sources/githubDetail/securityInsights.ts';
import { saidByBadge } from '../../../server/src/sources/githubDetail/statusBadge.ts';

const NAMES = { names: ['example-org/kettle', 'kettle'], fullName: 'example-org/kettle' };
const read = (text: string) => saidInReadme(text, NAMES);

describe('a README says of the whole project that it', () => {
  test.each([
    ['archived', '# kettle\n\nThis repository is archived.'],
    ['archived', '# kettle\n\nThis repository has been archived and is now read-only. Use [pot](https://example.org/pot).'],
    ['archived', '# [ARCHIVED] kettle\n\nBoils water.'],
    ['archived', '# kettle\n\n> [!WARNING]\n> We have archived this project.'],
    ['deprecated', '# kettle\n\n**This package has been deprecated.** Use `@example/pot` instead.'],
    ['deprecated', '# kettle (deprecated)\n'],
    ['deprecated', '# kettle\n\n**DEPRECATED**: use pot.\n'],
    ['deprecated', '# kettle\n\n⚠️ Deprecated ⚠️\n\nBoils water.'],
    ['deprecated', 'kettle\n======\n\nAs of Feb 11th 2020, kettle is deprecated. No new changes are expected to land.'],
    ['deprecated', '# kettle\n\nkettle has been deprecated in favour of pot.'],
    ['deprecated', '# kettle\n\n- This module is now obsolete, use `Array.prototype.flat`.'],
    ['deprecated', '# Deprecated!\n\nAs of 2020, kettle is fully deprecated.'],
    ['deprecated', '# ⚠️ Project Discontinued\n\nBoils water.'],
    ['deprecated', '# kettle is deprecated (sunset)\n'],
    ['maintenance-mode', 'kettle.js is a legacy project, now in maintenance mode. Choose another.'],
    ['maintenance-mode', '# kettle\n\nKettle is in maintenance-mode. No new features are made.'],
    ['maintenance-mode', '# kettle\n\nThis package is moving into maintenance mode.'],
    ['unmaintained', '# kettle\n\nThis project is no longer maintained or in active development.'],
    ['unmaintained', '# kettle\n\nThis project is no longer maintained.'],
    ['unmaintained', '# kettle\n\nThis npm package is not actively maintained anymore; please do not rely on it.'],
    ['unmaintained', '# kettle\n\nI no longer maintain this project. Thank you all.'],
    ['unmaintained', '# kettle\n\nThis library is no longer under active development.'],
    ['maintenance-mode', '# kettle\n\n> **Note:** this project is in maintenance mode: only security fixes are made.'],
    ['maintenance-mode', '# kettle\n\nThis project is currently in maintenance-mode.'],
    ['maintenance-mode', '# kettle\n\nThis library now only receives security fixes.'],
    ['feature-complete', '# kettle\n\nkettle is considered feature complete. Bugs are fixed.'],
    ['feature-complete', '# kettle\n\nThis module is feature-complete and stable.'],
    ['seeking-maintainers', '# kettle\n\nLooking for maintainers!'],
    ['seeking-maintainers', '# kettle\n\n## Maintainers wanted\n\nWrite to us.'],
    ['seeking-maintainers', '# kettle\n\nThis project is looking for a new maintainer.'],
    ['moved', '# kettle\n\nThis project has moved to https://example.org/next/kettle.'],
    ['moved', '# kettle\n\nThis repository has moved to [next/kettle](https://github.com/next/kettle).'],
    ['moved', '# kettle\n\nThis package has been moved to a new repository.'],
  ])('is %s: %j', (status, text) => {
    expect(read(text)?.status).toBe(status);
  });

  test('in its own words and on its own line, without the markup', () => {
    expect(
      read('# kettle\n\nBoils water.\n\nIt whistles. This **package** is\n[deprecated](https://example.org), use pot. Bye.'),
    ).toEqual({
      status: 'deprecated',
      words: 'This package is deprecated, use pot.',
      line: 5,
    });
  });

  test('cut to 160 characters', () => {
    const words = read(`# kettle\n\nThis project is no longer maintained, ${'which is a pity '.repeat(30)}.`)?.words ?? '';
    expect(words.length).toBeGreaterThan(150);
    expect(words.length).toBeLessThan(161);
    expect(words).toMatch(/^This project is no longer maintained, which is a pity .*…$/);
  });
});

describe('nothing is said of the whole project by', () => {
  test.each([
    'We deprecated the `boil` option. Use `heat` instead.',
    'The `boil()` function is deprecated and will be removed.',
    'Passing a callback is deprecated.',
    'This option is deprecated.',
    'This API has been deprecated since v3.',
    'Version 1 of this package is deprecated.',
    'The 1.x branch of this project is no longer maintained.',
    'Support for Node 10 in this library is no longer maintained.',
    'This project is no longer supported on Windows XP.',
    'This project is not deprecated.',
    'This project is not abandoned, it is stable.',
    'If this project is archived, fork it.',
    'This package will be deprecated when the platform catches up.',
    'This project may be archived one day.',
    'This project is no longer maintained by Example Inc., but by its community.',
    'Once this repository is archived there is no way back.',
    'Is this project abandoned?',
    'Are you looking for maintainers?',
    'If you are looking for maintainers, see MAINTAINERS.md.',
    'kettle helps you find packages that are no longer maintained.',
    'This tool lists deprecated packages.',
    'This package has moved to ESM.',
    'This project has moved to TypeScript.',
    'This project has moved to using conventional commits.',
    'This repository has moved to https://github.com/example-org/kettle.',
    'This library is a feature-complete implementation of kettles.',
    'This project is almost feature complete.',
    'Put the server into maintenance mode before you boil.',
    'This project is in maintenance mode when the flag is set.',
    'kettle-server is deprecated.',
    '@example/kettle-old is deprecated, use this package.',
    'pot is deprecated in favor of kettle.',
    'This project was archived at Zenodo.',
    'This library was formerly known as pot, which is deprecated.',
    '```\nThis project is deprecated.\n```',
    '<!-- This project is deprecated. -->\nBoils water.',
    '## Deprecated\n\n- `boil()`\n',
    '## Archived\n\nOld releases are in the attic.',
    '| option | state |\n| --- | --- |\n| boil | deprecated |',
  ])('%j', (text) => {
    expect(read(`# kettle\n\n${text}\n`)).toBeUndefined();
  });

  test('a title that is the name of the project, whatever it means', () => {
    const named = { names: ['archived'], fullName: 'example-org/archived' };
    expect(saidInReadme('# archived\n\nShows what is archived.\n', named)).toBeUndefined();
  });

  test('what stands after the first forty lines', () => {
    expect(read(`# kettle\n${'\nBoils water.\n'.repeat(20)}\nThis project is deprecated.\n`)).toBeUndefined();
  });
});

test('reading never throws, and quotes at most 160 characters', () => {
  const piece = fc.constantFrom(
    '# ',
    'This project',
    ' is ',
    'deprecated',
    '.',
    '\n',
    '[',
    '](',
    ')',
    '<!--',
    '```',
    '`',
    '**',
    '|',
    '> ',
    '😀',
    '===\n',
    'moved to ',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 60 }), (pieces) => {
      const text = pieces.join('');
      for (const said of [read(text), saidByBadge(text), saidInInsights(text)])
        expect((said?.words ?? '').length).toBeLessThan(161);
    }),
  );
});

describe('a repostatus badge', () => {
  const url = 'https://www.repostatus.org/badges/latest';
  test.each([
    [
      'maintenance-mode',
      `[![Project Status: Inactive – Stable, no longer developed.](${url}/inactive.svg)](https://www.repostatus.org/#inactive)`,
    ],
    ['unmaintained', `[![Project Status: Unsupported](${url}/unsupported.svg)](x)`],
    ['unmaintained', `.. image:: ${url}/abandoned.svg`],
    ['moved', `<img alt="Project Status: Moved to https://example.org" src="${url}/moved.svg">`],
    ['active', `![](${url}/active.svg)`],
  ])('says %s', (status, line) => {
    expect(saidByBadge(`# kettle\n\n${line}\n`)).toMatchObject({ status, line: 3 });
  });

  test('is quoted by its own text, or by its address', () => {
    expect(saidByBadge(`[![Project Status: Unsupported – Nobody is left.](${url}/unsupported.svg)](x)`)?.words).toBe(
      'Project Status: Unsupported – Nobody is left.',
    );
    expect(saidByBadge(`![](${url}/moved.svg)`)?.words).toBe(`${url}/moved`);
  });

  test.each(['wip', 'concept', 'suspended', 'inactivexyz'])('of %s says nothing we have a word for', (word) => {
    expect(saidByBadge(`![](${url}/${word}.svg)`)).toBeUndefined();
  });
});

describe('SECURITY-INSIGHTS', () => {
  test('of version 1 and of version 2 give a state, dated by their last review', () => {
    const one =
      "header:\n  schema-version: 1.0.0\n  last-updated: '2025-01-02'\n  last-reviewed: '2025-02-03'\nproject-lifecycle:\n  status: inactive\n";
    const two = "header:\n  schema-version: 2.0.0\n  last-updated: '2026-01-15'\nrepository:\n  status: unsupported\n";
    expect(saidInInsights(one)).toEqual({ status: 'maintenance-mode', words: 'status: inactive', since: '2025-02-03', line: 6 });
    expect(saidInInsights(two)).toEqual({ status: 'unmaintained', words: 'status: unsupported', since: '2026-01-15', line: 5 });
  });

  test('say maintenance mode where only bugs are fixed', () => {
    expect(saidInInsights('repository:\n  status: active\n  bug-fixes-only: true\n')).toMatchObject({
      status: 'maintenance-mode',
      words: 'bug-fixes-only: true',
    });
  });

  test.each([
    '',
    'status: active',
    'repository: 3',
    'repository:\n  status: WIP\n',
    'repository:\n  status: constructor\n',
    '{',
    'a: &a [*a]',
  ])('say nothing in %j', (text) => {
    expect(saidInInsights(text)).toBeUndefined();
  });
});

describe('of several words', () => {
  const file = (text: string) => ({ byteSize: text.length, isBinary: false, isTruncated: false, text });
  const documents = { readme: 'README.md', 'security-insights': '.github/SECURITY-INSIGHTS.yml' };
  const badge = '![Project Status: Moved.](https://www.repostatus.org/badges/latest/moved.svg)\n\nThis project is deprecated.\n';
  const insights = (status: string) => `repository:\n  status: ${status}\n`;

  test('Security Insights comes before a badge, and a badge before a notice', () => {
    expect(
      ownWordOf({ security_insights: file(insights('unsupported')), readme: file(badge) }, {}, { documents }, NAMES),
    ).toMatchObject({
      status: 'unmaintained',
      file: '.github/SECURITY-INSIGHTS.yml',
    });
    expect(ownWordOf({ security_insights: null, readme: file(badge) }, {}, { documents }, NAMES)).toMatchObject({
      status: 'moved',
      file: 'README.md',
    });
  });

  test('a mere "active" yields to one that says more, and stands alone otherwise', () => {
    const active = file(insights('active'));
    expect(ownWordOf({ security_insights: active, readme: file(badge) }, {}, { documents }, NAMES)).toMatchObject({
      status: 'moved',
    });
    expect(ownWordOf({ security_insights: active, readme: file('# kettle\n') }, {}, { documents }, NAMES)).toMatchObject({
      status: 'active',
    });
  });

  test('a notice is dated by the commit that wrote its line', () => {
    const range = (startingLine: number, endingLine: number, year: number) => ({
      startingLine,
      endingLine,
      commit: { authoredDate: `${year}-05-06T07:08:09Z` },
    });
    const head = { blame: { ranges: [range(1, 2, 2019), range(3, 3, 2024), range(4, 9, 2020)] } };
    expect(
      ownWordOf(
        { readme: file('# kettle\n\nThis project is deprecated.\n') },
        head,
        { documents: { readme: 'README.md' } },
        NAMES,
      ),
    ).toEqual({
      status: 'deprecated',
      words: 'This project is deprecated.',
      file: 'README.md',
      since: '2024-05-06T07:08:09Z',
    });
  });

  test('silence is known where all was read, and unknown where something was not', () => {
    expect(ownWordOf({ readme: file('# kettle\n') }, {}, { documents: { readme: 'README.md' } }, NAMES)).toBeNull();
    expect(
      ownWordOf({ readme: { ...file('x'), isTruncated: true } }, {}, { documents: { readme: 'README.md' } }, NAMES),
    ).toBeUndefined();
    expect(ownWordOf({}, {}, { documents: {} }, NAMES)).toBeNull();
  });
});
